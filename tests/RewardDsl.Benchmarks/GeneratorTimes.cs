using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RewardDsl.Generators;

namespace RewardDsl.Benchmarks;

/// <summary>Time of the generator and the analyzer while an author types in a spec of many terms.</summary>
internal static class GeneratorTimes
{
    public const int Runs = 9;

    /// <summary>Keystrokes before anything counts: the times fall until about so many, as the runtime compiles the rules better.</summary>
    public const int Warm = 120;

    public static IEnumerable<string> Rows()
    {
        // Warm: the compiler host has been running for a while. What only the roles reach needs as many keystrokes to be compiled well.
        for (int i = 0; i < Warm; i++)
        {
            Measure(terms: 50, isRich: i % 2 == 0);
        }

        foreach ((int terms, bool isRich) in new[] { (1, false), (10, false), (50, false), (50, true), (200, false) })
        {
            Measure(terms, isRich, check: true);
            (double Cold, double Keystroke, double Elsewhere, double Analyzer)[] runs = [.. Enumerable.Range(0, Runs).Select(_ => Measure(terms, isRich))];
            double Median(Func<(double Cold, double Keystroke, double Elsewhere, double Analyzer), double> pick) => runs.Select(pick).Order().ElementAt(Runs / 2);
            yield return string.Create(CultureInfo.InvariantCulture, $"| {terms}{(isRich ? " with all roles" : "")} | {Median(static r => r.Cold):F1} | {Median(static r => r.Keystroke):F1} | {Median(static r => r.Elsewhere):F2} | {Median(static r => r.Analyzer):F1} |");
        }
    }

    private static (double Cold, double Keystroke, double Elsewhere, double Analyzer) Measure(int terms, bool isRich = false, bool check = false)
    {
        CSharpParseOptions options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        SyntaxTree spec = CSharpSyntaxTree.ParseText(Source(terms, "X", isRich), options);
        SyntaxTree other = CSharpSyntaxTree.ParseText("class Other { int F() => 1; }", options);
        CSharpCompilation compilation = CSharpCompilation.Create("Typing", [spec, other], References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new RewardGenerator().AsSourceGenerator()], parseOptions: options);
        double cold = Run(ref driver, compilation);

        CSharpCompilation edited = compilation.ReplaceSyntaxTree(spec, CSharpSyntaxTree.ParseText(Source(terms, "Y", isRich), options));
        double keystroke = Run(ref driver, edited);
        CSharpCompilation unrelated = edited.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText("class Other { int F() => 2; }", options));
        double elsewhere = Run(ref driver, unrelated);

        driver.RunGeneratorsAndUpdateCompilation(unrelated, out Compilation output, out _);
        if (check && output.GetDiagnostics().FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException("What is measured does not compile: " + error);
        }

        var analyzer = new Analyzers.SpecAnalyzer();
        CompilationWithAnalyzers analysis = output.WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        GC.Collect();
        analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        TimeSpan spent = analysis.GetAnalyzerTelemetryInfoAsync(analyzer, default).GetAwaiter().GetResult().ExecutionTime;
        return (cold, keystroke, elsewhere, spent.TotalMilliseconds);
    }

    private static double Run(ref GeneratorDriver driver, Compilation compilation)
    {
        // A step pays for collecting what it allocates, not for what was left before it.
        GC.Collect();
        driver = driver.RunGenerators(compilation);
        return driver.GetTimingInfo().ElapsedTime.TotalMilliseconds;
    }

    private static string Source(int terms, string first, bool isRich)
    {
        var text = new StringBuilder("using RewardDsl; using static RewardDsl.RewardMath;\n");
        text.Append(isRich ? "[Prefer(\"Best\", \"Idle\")] " : "").Append("[RewardSpec(StepSeconds = 0.02)] public sealed partial class Typing\n{\n");
        text.Append("[Signal(-1, 1)] public float X { get; init; }\n[Signal(-1, 1)] public float Y { get; init; }\n[Signal(-1, 1, Length = 12)] public Vec Q { get; init; }\n");
        if (isRich)
        {
            text.Append(Roles);
        }

        for (int i = 0; i < terms; i++)
        {
            if (isRich)
            {
                // Gates, choices, divisions, functions with a domain and units, as rewards have them.
                text.Append(CultureInfo.InvariantCulture, $"[Term({i + 1}, Gate = nameof(G{i % 5}))] float T{i} => (Distance < {0.1f * (i % 20)}f ? 1f - Distance / (Distance + 0.{i % 9 + 1}f) : Exp(-Square({(i == 0 ? first : "X")} - 0.{i % 10}f))) + 0.01f * Sqrt(Square(Height) + {i}f) - Square(Force) / 4f;\n");
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"[Term({i + 1})] float T{i} => Exp(-Square({(i == 0 ? first : "X")} - {i}f)) + SumSquares(Q * {i + 1}f) - Previous.Y;\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>Of a reward that lifts something: everything that a rule reads.</summary>
    private const string Roles = """
        [Signal(0, 2, Unit = "m", Rest = 1)] public float Distance { get; init; }
        [Signal(0, 2, Unit = "m", Rest = 0)] public float Height { get; init; }
        [Signal(-1, 1, Rest = 0), Action] public float Force { get; init; }
        [Signal] public bool Grasped { get; init; }
        [Assume] bool Together => !Grasped || Distance < 1f;
        [Gate] bool G0 => Height > 0.1f;
        [Gate] bool G1 => Distance < 1.5f && Height < 1.9f;
        [Gate] float G2 => Saturate(Height);
        [Gate] bool G3 => !Grasped || Height > 0.2f;
        [Gate] bool G4 => X > -0.5f;
        [Stage(1)] bool Near => Distance < 0.5f;
        [Stage(2)] bool Lifted => Height > 0.5f && Distance < 0.5f;
        [Goal, Termination(EpisodeEnd.Success, Reward = 100)] bool Done => Height > 1f && Distance < 0.1f;
        [Termination(EpisodeEnd.Failure, Reward = -10)] bool Lost => Distance > 1.9f;
        [Bonus(1, RepeatPolicy.Once)] bool First => Grasped;
        [Penalty(0.1)] float Jerk => Square(Force - Previous.Force);
        [Potential(5)] float Closer => -Distance;
        [Metric] float Effort => Square(Force);
        [Scenario(ScenarioKind.Success, Steps = 5)] static Typing Best => new() { Height = 1.5f, Distance = 0.05f, Grasped = true };
        [Scenario(ScenarioKind.Idle, Steps = 50)] static Typing Idle => new() { Distance = 1f };

        """;

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
        .Append(typeof(RewardEvaluator).Assembly.Location)
        .Select(static p => s_references.TryGetValue(p, out MetadataReference? known) ? known : s_references[p] = MetadataReference.CreateFromFile(p));

    private static readonly Dictionary<string, MetadataReference> s_references = [];
}
