using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>Generated code compiles without a warning, everywhere.</summary>
public sealed class GeneratedCodeTests
{
    private const string Walker = """
        using System.Numerics;
        using RewardDsl;
        using static RewardDsl.RewardMath;
        namespace {0};
        /// <summary>A documented spec.</summary>
        [RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
        public sealed partial class Walker
        {{
            /// <summary>Velocity.</summary>
            [Signal(-5, 5, Unit = "m/s <b>")] public Vector3 Velocity {{ get; init; }}
            /// <summary>Torque.</summary>
            [Signal(-40, 40, Length = 7), Action] public Vec Torque {{ get; init; }}
            [State(-0.5)] private float Slow => 0.9f * Previous.Slow - 0.1f * Velocity.X;
            [Term(1.5)] private float Forward => Exp(-Square(Velocity.X - 1f) / 0.25f) - Slow;
            [Penalty(2.5e-5)] private float Effort => SumSquares(Torque - Previous.Torque);
            [Termination(EpisodeEnd.Failure, Reward = -12.5)] private bool Fallen => Velocity.Z < -4.5f;
        }}
        """;

    [Fact]
    public void Output_HostileCulture_SameTextAndNoWarnings()
    {
        string source = string.Format(CultureInfo.InvariantCulture, Walker, "Demo");
        IReadOnlyDictionary<string, string> expected = GeneratorHarness.Files(GeneratorHarness.Run(out Compilation output, source));
        AssertClean(output);
        CultureInfo before = CultureInfo.CurrentCulture;
        var hostile = (CultureInfo)CultureInfo.GetCultureInfo("de-DE").Clone();
        hostile.NumberFormat.NegativeSign = "\u2212";
        CultureInfo.CurrentCulture = hostile;
        try
        {
            IReadOnlyDictionary<string, string> actual = GeneratorHarness.Files(GeneratorHarness.Run(out Compilation again, source));
            AssertClean(again);
            Assert.Equal(expected, actual);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void TwoSpecs_OneShortName_BothGenerated()
    {
        GeneratorDriver driver = GeneratorHarness.Run(
            out Compilation output,
            string.Format(CultureInfo.InvariantCulture, Walker, "First"),
            string.Format(CultureInfo.InvariantCulture, Walker, "Second"),
            string.Format(CultureInfo.InvariantCulture, Walker, "First").Replace("Walker", "WALKER", StringComparison.Ordinal));
        AssertClean(output);
        Assert.Equal(15, GeneratorHarness.Files(driver).Count);
    }

    [Theory]
    [InlineData("My.@event", "my.@event")]
    [InlineData("Demo.Foo", "demo.Foo")]
    [InlineData("Demo.System", "Demo.RewardDsl")]
    public void Namespaces_KeywordsCaseAndHiddenNames_Generate(string first, string second)
    {
        GeneratorDriver driver = GeneratorHarness.Run(
            out Compilation output,
            string.Format(CultureInfo.InvariantCulture, Walker, first).Replace("using ", "using global::", StringComparison.Ordinal).Replace("using global::static ", "using static global::", StringComparison.Ordinal),
            string.Format(CultureInfo.InvariantCulture, Walker, second).Replace("using ", "using global::", StringComparison.Ordinal).Replace("using global::static ", "using static global::", StringComparison.Ordinal));
        AssertClean(output);
        Assert.Equal(10, GeneratorHarness.Files(driver).Count);
    }

    [Fact]
    public void AttributeOnTwoParts_LeavesTheOthers()
    {
        GeneratorDriver driver = GeneratorHarness.Run(
            out _,
            "using RewardDsl; [RewardSpec] public partial class Twice { } [RewardSpec] public partial class Twice { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; }",
            string.Format(CultureInfo.InvariantCulture, Walker, "Demo"));
        Assert.Contains(GeneratorHarness.Files(driver), static f => f.Key == "Demo.Walker.Evaluator.g.cs");
    }

    [Theory]
    [InlineData("RWD0009", "public sealed partial class Step { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; }")]
    [InlineData("RWD0102", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => System.MathF.BitIncrement(X); }")]
    [InlineData("RWD0108", "public sealed partial class A { static readonly float P = Q + 1f; static readonly float Q = 2f; [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X + P; }")]
    [InlineData("RWD0108", "public sealed partial class A { static readonly float P = Q + 1f; static readonly float Q = P + 1f; [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X + P; }")]
    [InlineData("RWD0107", "public sealed partial class A { static readonly Vec P = Q, Q = P; [Signal(0, 1, Length = 3)] public Vec X { get; init; } [State(0)] Vec S => P; [Term(1)] float V => X[0] + Previous.S[0]; }")]
    [InlineData("RWD0010", "public interface I { float X { get; } } public sealed partial class A : I { [Term(1)] float I.X => 1f; [Term(1)] float V => 1f; }")]
    [InlineData("RWD0018", "public sealed partial class A { [Signal] public bool X { get; init; } [Term(1), Termination(EpisodeEnd.Success, Reward = 1)] bool Done => X; }")]
    [InlineData("RWD0018", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1), Progress, BestSoFar] float V => X; }")]
    [InlineData("RWD0018", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1), Once, Budget(1)] float V => X; }")]
    [InlineData("RWD0010", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Once] float V => X; [Term(1)] float W => X; }")]
    [InlineData("RWD0010", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Bonus(1, RepeatPolicy.Once)] float V => X; }")]
    [InlineData("RWD0013", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1), Budget(-1)] float V => X; }")]
    [InlineData("RWD0013", "public sealed partial class A { [Signal] public bool X { get; init; } [Bonus(double.NaN, RepeatPolicy.Once)] bool V => X; }")]
    [InlineData("RWD0103", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; [Signal(0, 5)] public int N { get; init; } [Term(1)] bool B => (N & 2) == 2; }")]
    [InlineData("RWD0106", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; [Signal(0, 1, History = 2)] public History<float> H { get; init; } [Signal(0, 1, History = 3)] public History<float> G { get; init; } [Term(1)] float B => RewardMath.Mean(X > 0f ? G : H); }")]
    [InlineData("RWD0010", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; [Signal(0, 1, History = 2)] public History<float> H { get; init; } [State(0)] History<float> S => H; }")]
    [InlineData("RWD0033", "public sealed partial class Unused2 { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; } [RewardSpec(NonFinite = NonFinitePolicy.ToLowerBound)] public sealed partial class A { [Term(1)] float V => 1f; }")]
    [InlineData("RWD0027", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; [Signal(0, 1, History = 1024, Length = 65535)] public History<Vec> H { get; init; } [Term(1)] float B => H[0][0]; }")]
    [InlineData("RWD0036", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; private enum E { P, Q } [Signal] private E M { get; init; } [Term(1)] bool B => M == E.Q; }")]
    [InlineData("RWD0009", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; float WeightedSum() => 1f; [Total] float T => X; }")]
    [InlineData("RWD0030", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; [Schedule] static float R(ref TrainingClock c) => c.Steps; [Term(1, Schedule = nameof(R))] float B => X; }")]
    [InlineData("RWD0100", "public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; [Schedule] static extern float R(TrainingClock c); [Term(1, Schedule = nameof(R))] float B => X; }")]
    public void Mistake_IsRefusedByItsRule(string rule, string declaration)
    {
        Compilation compilation = GeneratorHarness.Compilation("using RewardDsl; [RewardSpec] " + (declaration.StartsWith("public interface", StringComparison.Ordinal) ? "public partial class Ok { [Term(1)] float V => 1f; } " : "") + declaration.Replace("public sealed partial class A : I", "[RewardSpec] public sealed partial class A : I", StringComparison.Ordinal));
        GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        INamedTypeSymbol type = (output.GetTypeByMetadataName("A") ?? output.GetTypeByMetadataName("Step"))!;
        var diagnostics = new Frontend.RewardDiagnostics();
        Frontend.RewardCompiler.Compile(type, Frontend.RewardCompiler.AttributeOf(type)!, output, diagnostics, default);
        Assert.Contains(rule, diagnostics.All.Select(static d => d.Id));
    }

    [Fact]
    public void RepeatedSquaring_ReadByAReduction_IsPlannedAtOnce()
    {
        string squares = string.Concat(Enumerable.Repeat("a = a * a; ", 40));
        GeneratorDriver driver = GeneratorHarness.Run(
            out Compilation output,
            "using RewardDsl; [RewardSpec] public sealed partial class A { [Signal(0, 1)] public float X { get; init; } [Signal(0, 1, Length = 3)] public Vec V { get; init; } [Term(1)] float T { get { float a = X; " + squares + " return RewardMath.Sum(V * a); } } }");
        Assert.Equal(5, GeneratorHarness.Files(driver).Count);
        Assert.DoesNotContain(output.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Broken_Spec_LeavesTheOthersAndBreaksItsUses()
    {
        const string Broken = """
            using RewardDsl;
            [RewardSpec] public sealed partial class Broken
            {
                [Signal(-1, 1)] public float X { get; init; }
                [Term(1)] private float Value => (float)(X * 2.0);
            }
            public static class User
            {
                public static object Make() => new Broken.Evaluator(3);
                public static float Read(Broken b) => b.Previous.X;
            }
            """;
        GeneratorDriver driver = GeneratorHarness.Run(out Compilation output, Broken, string.Format(CultureInfo.InvariantCulture, Walker, "Demo"));
        Diagnostic error = Assert.Single(output.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS0619", error.Id);
        Assert.Contains("RWD0103", error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(GeneratorHarness.Files(driver), static f => f.Key == "Demo.Walker.Evaluator.g.cs");
    }

    [Theory]
    [InlineData("[RewardSpec] public class Bottom { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; } [RewardSpec] public sealed partial class A : Bottom { [Term(1)] float W => X; }")]
    [InlineData("[RewardSpec] public abstract partial class Bottom { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; } [RewardSpec] public sealed partial class A : Bottom { [Term(1)] float W => X; }")]
    [InlineData("[RewardSpec] public partial class Bottom { [Signal(3, 1)] public float X { get; init; } [Term(1)] float V => X; } [RewardSpec] public sealed partial class A : Bottom { [Term(1)] float W => X; }")]
    [InlineData("[RewardSpec] public partial class Bottom { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; } [RewardSpec, Reweight(\"No\", 1)] public sealed partial class A : Bottom { }")]
    [InlineData("[RewardSpec] public partial class Bottom { [Signal(0, 1)] public float X { get; init; } [Total] float V => WeightedSum; } [RewardSpec] public sealed partial class A : Bottom { }")]
    [InlineData("[RewardSpec] public partial class Bottom { [Signal(0, 1)] public float X { get; private init; } [Term(1)] float V => X; } [RewardSpec] public sealed partial class A : Bottom { }")]
    [InlineData("[RewardSpec] public partial class A { [Signal(0, 1)] public float X { get; init; } [Metric] float M => T; [Total] float T => WeightedSum; }")]
    [InlineData("[RewardSpec] public partial class Bottom { [Signal(0, 1)] public float X { get; init; } [Term(1)] float V => X; [RewardSpec] public sealed partial class A : Bottom { [Term(1)] float W => X; } }")]
    [InlineData("[RewardSpec] public partial class A { public enum @class { @int, @new } [Signal] public @class @switch { get; init; } [Schedule] static float @while(TrainingClock @if) => @if.Steps; [Term(1, Schedule = nameof(@while))] public partial float @for { get; } public partial float @for => @switch == @class.@int ? 1f : 0f; }")]
    public void RefusedOrNot_TheGeneratedCodeHasNoWarnings(string declarations)
    {
        GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(GeneratorHarness.Compilation("#pragma warning disable CS1591\nusing RewardDsl; " + declarations), out Compilation output, out _);
        AssertClean(output);
    }

    [Fact]
    public void NotPartial_GeneratesNothing()
    {
        GeneratorDriver driver = GeneratorHarness.Run(out Compilation output, "using RewardDsl; [RewardSpec] public sealed class Solid { [Signal(0, 1)] public float X { get; init; } [Term(1)] private float V => X; }");
        Assert.Empty(GeneratorHarness.Files(driver));
        Assert.DoesNotContain(output.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Typing_ThroughEveryPrefix_NeverThrows()
    {
        string source = string.Format(CultureInfo.InvariantCulture, Walker, "Demo");
        for (int length = 0; length < source.Length; length += 7)
        {
            GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(GeneratorHarness.Compilation(source[..length]));
            Assert.Null(driver.GetRunResult().Results.Single().Exception);
        }
    }

    private static void AssertClean(Compilation output)
    {
        ImmutableArray<Diagnostic> diagnostics = output.GetDiagnostics();
        Assert.True(
            !diagnostics.Any(static d => d.Severity >= DiagnosticSeverity.Warning),
            string.Join("\n", diagnostics.Where(static d => d.Severity >= DiagnosticSeverity.Warning).Take(10)));
    }
}
