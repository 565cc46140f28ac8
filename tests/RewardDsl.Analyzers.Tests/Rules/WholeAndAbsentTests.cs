using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Whole numbers, values that may be absent and windows over time in bodies; reserved names.</summary>
public sealed class WholeAndAbsentTests
{
    private const string Signals = "public enum Leg { Left, Right } [Signal(0, 5)] public int N { get; init; } [Signal] public Leg L { get; init; } [Signal(0, 1)] public float? O { get; init; } "
        + "[Signal(0, 1, History = 2)] public History<float> H { get; init; } [Signal(0, 1, History = 3)] public History<float> G { get; init; } ";

    [Theory]
    [InlineData("(float)([|N / 2|])")]
    [InlineData("(float)([|N % 2|])")]
    [InlineData("(float)([|N << 1|])")]
    [InlineData("(float)([|N & 2|])")]
    [InlineData("(float)([|N | 2|])")]
    [InlineData("(float)([|N ^ 2|])")]
    [InlineData("(float)([|~N|])")]
    [InlineData("([|L & Leg.Left|]) == 0 ? 1f : 0f")]
    [InlineData("N == [|16777217|] ? 1f : 0f")]
    [InlineData("N is [|16777217|] ? 1f : 0f")]
    [InlineData("N switch { [|> 20000000|] => 1f, _ => 0f }")]
    [InlineData("(float)([|N * 4000000|])")]
    [InlineData("(float)([|int.MaxValue|] - N)")]
    public Task WholeNumberThatAFloatHasNot(string expression) => Walker.Verify("RWD0103", Signals + "[Penalty(1)] public float A => " + expression + ";");

    [Theory]
    [InlineData("[|O.Value|]")]
    [InlineData("O.HasValue ? [|O.Value|] : 0f")]
    [InlineData("[|(float)O!|]")]
    public Task ValueThatMayBeAbsent(string expression) => Walker.Verify("RWD0102", Signals + "[Penalty(1)] public float A => " + expression + ";");

    [Fact]
    public Task NullTestsPass() => Walker.Verify("RWD0100", Signals + "[Penalty(1)] public bool A => O == null; [Penalty(1)] public bool B => null != O && O > Previous.O;");

    [Fact]
    public Task WindowsOfDifferentLength() => Walker.Verify("RWD0106", Signals + "[Penalty(1)] public float A => Mean([|Ready ? H : G|]);", "The operands have lengths 2 and 3");

    [Fact]
    public Task EarlierComputedWindow() => Walker.Verify("RWD0100", Signals + "private History<float> W => H; [Penalty(1)] public float A => W[0] + [|Previous.W|][0];");

    [Theory]
    [InlineData("[[|Term(1)|]] public History<float> A => H;")]
    [InlineData("[[|State(0)|]] public History<float> A => H;")]
    [InlineData("[[|Metric|]] public History<float> A => H;")]
    [InlineData("[[|Parameter(0, 1)|]] public History<float> A { get; init; } = default!;")]
    public Task RoleOfWindow(string members) => Walker.Verify("RWD0010", Signals + members);

    [Fact]
    public Task MemberOfUnknownType() => Walker.Verify("RWD0100", "private bool? Maybe => null; [Penalty(1)] public bool A => [|Maybe|] ?? false;", "A member of type 'bool?' has no meaning in a reward (use float, float?, bool, int, an enum or a vector type)");

    [Fact]
    public Task PartialPropertyPasses() => Walker.Verify("RWD0100", "[Penalty(1)] public partial float A { get; } public partial float A => Speed;");

    [Theory]
    [InlineData("[Signal] public float [|__previous|] { get; init; }")]
    [InlineData("private static float [|__Pay|]() => 1f;")]
    [InlineData("[Signal] public new float [|ToString|] { get; init; }")]
    [InlineData("private static float [|WeightTotal|]() => 1f; [Total] public float A => 1f;")]
    [InlineData("private sealed class [|WeightedSum|] { } [Total] public float A => 1f;")]
    public Task GeneratedNames(string members) => AnalyzerVerifier.VerifyAsync(Walker.With(members), "RWD0009");
}
