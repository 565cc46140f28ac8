using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RewardDsl.Frontend;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>
/// All public members of MathF, Math, float, the vector types, Quaternion, Vec, Mask and RewardMath, as this runtime has them:
/// each has a batched meaning, which is the runtime's, or is refused with its own reason. A member that a later runtime adds
/// fails here until somebody decides.
/// </summary>
public sealed class LibraryTests
{
    private const int Rows = 120;

    private static readonly Lazy<Outcome> s_outcome = new(Run);

    /// <summary>The types.</summary>
    public static TheoryData<Type> Types => [.. LibraryMember.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryMemberIsDecided(Type type)
    {
        string[] open = [.. s_outcome.Value.Undecided.Where(u => u.Member.Type == type).Select(static u => u.Member + " — " + u.Why)];
        Assert.True(open.Length == 0, string.Join(Environment.NewLine, open));
        Assert.Contains(s_outcome.Value.Supported, m => m.Type == type);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryMemberThatHasAMeaningHasTheRuntimes(Type type)
    {
        string[] differences = [.. s_outcome.Value.Differences.Where(d => d.Member.Type == type).Select(static d => d.Member + " — " + d.Why)];
        Assert.True(differences.Length == 0, string.Join(Environment.NewLine, differences));
    }

    /// <summary>A member is not lost unnoticed, nor one that has a meaning kept among the reasons.</summary>
    [Fact]
    public void SupportedOrRefused()
    {
        string[] both = [.. s_outcome.Value.Supported.Where(static m => FunctionTable.WhyNot(m.Name) is not null).Select(static m => m.Name).Distinct()];
        Assert.Empty(both);
        Dictionary<Type, int> counts = s_outcome.Value.Supported.GroupBy(static m => m.Type).ToDictionary(static g => g.Key, static g => g.Count());
        Assert.True(counts[typeof(MathF)] >= 38 && counts[typeof(float)] >= 88 && counts[typeof(Vector3)] >= 80 && counts[typeof(Quaternion)] >= 30, string.Join(", ", counts.Select(static c => c.Key.Name + " " + c.Value)));
    }

    [Fact]
    public void TheDocumentNamesEveryMember()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RewardDsl.sln")))
        {
            folder = folder.Parent!;
        }

        string text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "functions.md"));
        string refused = text[text.IndexOf("## Refused", StringComparison.Ordinal)..];
        string used = text[..^refused.Length];
        string[] missing =
        [
            .. LibraryMember.Types.Where(static t => t.Assembly != typeof(Vec).Assembly).SelectMany(LibraryMember.Of)
                .Where(static m => m.Member is not ConstructorInfo && !m.Member.Name.StartsWith("op_", StringComparison.Ordinal))
                .Where(m => !Regex.IsMatch(FunctionTable.WhyNot(m.Name) is null ? used : refused, "`[^`]*\\b" + m.Member.Name + "\\b") && !IsQuestionOfAVector(m))
                .Select(static m => m.Name).Distinct(),
        ];
        Assert.Empty(missing);
    }

    /// <summary>They are named once, for numbers.</summary>
    private static bool IsQuestionOfAVector(LibraryMember member) => member.Member.Name.StartsWith("Is", StringComparison.Ordinal) && member.Type.Name.StartsWith("Vector", StringComparison.Ordinal);

    private static Outcome Run()
    {
        var outcome = new Outcome();
        var members = LibraryMember.Types.SelectMany(LibraryMember.Of).ToList();
        var candidates = new List<(LibraryMember Member, string Code)>();
        foreach (LibraryMember member in members)
        {
            if (member.Expressions is { } parts)
            {
                candidates.AddRange(parts.Select(p => (member, "=> " + p + ";")));
            }
            else if (member.Statement is { } statement)
            {
                candidates.Add((member, "{ get { " + statement + " } }"));
            }
            else if (FunctionTable.WhyNot(member.Name) is null)
            {
                outcome.Undecided.Add((member, "there is no C# for it, and no reason in UnavailableFunctions"));
            }
        }

        Dictionary<LibraryMember, List<string>> refusals = Refusals(candidates);
        foreach ((LibraryMember member, List<string> findings) in refusals)
        {
            if (!findings.All(f => f.StartsWith("RWD0102", StringComparison.Ordinal) && !IsGeneral(f) || (f.StartsWith("RWD0103", StringComparison.Ordinal) && member.HasOtherNumbers)))
            {
                outcome.Undecided.Add((member, string.Join("; ", findings)));
            }
        }

        outcome.Supported.AddRange(candidates.Select(static c => c.Member).Distinct().Where(m => !refusals.ContainsKey(m)));
        Compare([.. candidates.Where(c => !refusals.ContainsKey(c.Member))], outcome);
        return outcome;
    }

    /// <summary>Reasons that hold for what nobody has thought of.</summary>
    private static bool IsGeneral(string finding) =>
        finding.Contains("its source is not in this project", StringComparison.Ordinal) || finding.Contains("this overload has no batched meaning", StringComparison.Ordinal) || finding.Contains("only static methods", StringComparison.Ordinal);

    private static string Source(IEnumerable<string> members) =>
        "using System;\nusing System.Numerics;\nusing RewardDsl;\nnamespace Library;\npublic enum Limb { Left, Right, Head }\n[RewardSpec]\npublic sealed partial class Every\n{\n" + LibraryMember.Signals + string.Concat(members) + "}\n";

    private static string Property(int index, string code) => $"[Term(1)] public float F{index} {code}\n";

    private static Dictionary<LibraryMember, List<string>> Refusals(List<(LibraryMember Member, string Code)> candidates)
    {
        string source = Source(candidates.Select(static (c, i) => Property(i, c.Code)));
        int first = source[..source.IndexOf("[Term(1)] public float F0 ", StringComparison.Ordinal)].Count(static c => c == '\n');
        CSharpCompilation compilation = Corpus.Author([source]);
        LibraryMember At(Location location) => candidates[location.GetLineSpan().StartLinePosition.Line - first].Member;

        // What C# itself refuses is a mistake of this test.
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, string.Join(Environment.NewLine, errors.Take(20).Select(e => At(e.Location) + ": " + e)));
        (_, RewardDiagnostics found) = Lower(compilation);
        return found.All.GroupBy(d => At(d.Location)).ToDictionary(static g => g.Key, static g => g.Select(static d => d.Id + " " + d.GetMessage(CultureInfo.InvariantCulture)).ToList());
    }

    private static (LoweredSpec? Lowered, RewardDiagnostics Found) Lower(CSharpCompilation compilation)
    {
        var diagnostics = new RewardDiagnostics();
        INamedTypeSymbol symbol = compilation.GetTypeByMetadataName("Library.Every")!;
        return (RewardCompiler.Compile(symbol, RewardCompiler.AttributeOf(symbol)!, compilation, diagnostics, default).Lowered, diagnostics);
    }

    /// <summary>Runs the class itself and the interpreter on the same values.</summary>
    private static void Compare(List<(LibraryMember Member, string Code)> candidates, Outcome outcome)
    {
        CSharpCompilation compilation = Corpus.Author([Source(candidates.Select(static (c, i) => Property(i, c.Code)))]);
        (LoweredSpec? lowered, RewardDiagnostics found) = Lower(compilation);
        Assert.True(lowered is not null, string.Join(Environment.NewLine, found.All));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("library", isCollectible: true);
        Type type = context.LoadFromStream(image).GetType("Library.Every")!;
        PropertyInfo[] signals = [.. type.GetProperties().Where(static p => p.GetCustomAttribute<SignalAttribute>() is not null)];
        PropertyInfo[] terms = [.. Enumerable.Range(0, candidates.Count).Select(i => type.GetProperty("F" + i)!)];
        var random = new Random(15);
        RewardProgram step = lowered.Step;
        var differing = new HashSet<LibraryMember>();
        for (int row = 0; row < Rows; row++)
        {
            object instance = Activator.CreateInstance(type)!;
            float[][] inputs = [.. signals.Select(p => Inputs(p, random, row))];
            for (int i = 0; i < signals.Length; i++)
            {
                signals[i].SetValue(instance, ScalarOracle.Convert(signals[i].PropertyType, inputs[i], signals[i].GetCustomAttribute<SignalAttribute>()!));
            }

            float[][] values = Interpreter.Run(step, new InterpreterState { Inputs = inputs, Parameters = [.. Enumerable.Repeat(1f, 2 * candidates.Count)] });
            double[][] errors = ToleranceInterpreter.Run(step, values, []);
            for (int k = 0; k < terms.Length; k++)
            {
                int value = step.Find(Ir.OutputKind.Column, k);
                if (Expected(terms[k], instance) is { } expected && !IsNear(candidates[k].Member, expected, values[value][0], errors[value][0] + Rotation(candidates[k].Member, signals, inputs)) && differing.Add(candidates[k].Member))
                {
                    string at = string.Join(", ", signals.Zip(inputs).Where(s => Regex.IsMatch(candidates[k].Code, "\\b" + s.First.Name + "\\b")).Select(static s => s.First.Name + " = " + string.Join(" ", s.Second.Select(static x => x.ToString("G9", CultureInfo.InvariantCulture)))));
                    outcome.Differences.Add((candidates[k].Member, string.Create(CultureInfo.InvariantCulture, $"{candidates[k].Code} at {at}: {values[value][0]:G9}, the runtime has {expected:G9} (± {errors[value][0]:G3})")));
                }
            }
        }

        context.Unload();
    }

    /// <summary>The runtime rotates vectors with a fourth component of 1, which drops out but for its rounding.</summary>
    private static double Rotation(LibraryMember member, PropertyInfo[] signals, float[][] inputs)
    {
        double size = member.Member.Name != "Transform" ? 0 : inputs[Array.FindIndex(signals, static s => s.Name == "Q0")].Sum(static q => (double)q * q);
        return size > float.MaxValue ? double.PositiveInfinity : size * 1e-6;
    }

    /// <summary>Null where the runtime throws: it asks the sign of NaN, and clamps between crossed bounds.</summary>
    private static float? Expected(PropertyInfo term, object instance)
    {
        try
        {
            return (float)term.GetValue(instance)!;
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is ArithmeticException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// Functions of numbers and the library's own: NaN and infinities are the same. Elsewhere an intermediate result may
    /// overflow in one of two orders.
    /// </summary>
    private static bool IsNear(LibraryMember member, float expected, float actual, double error)
    {
        if (Differential.Equal(expected, actual))
        {
            return true;
        }

        if (member.Type == typeof(RewardMath) || member.Type == typeof(Vec) || member.Type == typeof(Mask))
        {
            return false;
        }

        // The runtime may fuse the operations of Lerp.
        bool isNumber = member.Type == typeof(MathF) || member.Type == typeof(Math) || (member.Type == typeof(float) && member.Member.Name != "Lerp");
        double distance = Math.Abs((double)expected - actual);
        return float.IsFinite(expected) && float.IsFinite(actual)
            ? distance <= error + (8 * Math.BitIncrement((double)MathF.BitIncrement(MathF.Abs(expected))) - (8 * (double)MathF.Abs(expected)))
            : !isNumber && double.IsInfinity(error);
    }

    private static float[] Inputs(PropertyInfo signal, Random random, int row)
    {
        Type type = signal.PropertyType;
        int count = type == typeof(Vec) || type == typeof(Mask) ? signal.Name[0] == 'L' ? 3 : 5
            : type == typeof(Vec<Vector2>) ? 6 : type == typeof(Vec<Vector3>) ? 9
            : type == typeof(Vec<Vector4>) || type == typeof(History<Vec>) || type == typeof(History<Mask>) ? 12
            : type == typeof(History<float>) || type == typeof(History<bool>) ? 3
            : type == typeof(History<Vec<Vector3>>) ? 18
            : type == typeof(Quaternion) ? 4
            : type.IsPrimitive ? 1 : type.Name[^1] - '0';
        bool isBool = type == typeof(bool) || type == typeof(Mask) || type == typeof(History<bool>) || type == typeof(History<Mask>);
        bool isWhole = type == typeof(int);
        return [.. Enumerable.Range(0, count).Select(_ => isBool ? random.Next(2) : isWhole ? random.Next(-200, 201) : Number(random, row))];
    }

    private static float Number(Random random, int row)
    {
        float[] edges = [0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, -2f, 3f, 1024f, 1e-20f, 1e-39f, float.MinValue, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        float small = (random.NextSingle() * 4f) - 2f;
        float any = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
        return (row % 4) switch
        {
            0 => small,
            1 => small * 40f,
            2 => random.Next(3) == 0 ? edges[random.Next(edges.Length)] : small,
            _ => random.Next(4) == 0 ? edges[random.Next(edges.Length)] : any,
        };
    }

    private sealed class Outcome
    {
        public List<LibraryMember> Supported { get; } = [];

        public List<(LibraryMember Member, string Why)> Undecided { get; } = [];

        public List<(LibraryMember Member, string Why)> Differences { get; } = [];
    }
}
