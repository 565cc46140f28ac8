using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0106, RWD0107 and RWD0110: lengths and indices.</summary>
public sealed class VectorTests
{
    [Fact]
    public Task OperatorOnDifferentLengths() => Walker.Verify("RWD0106", "[Signal(Length = 3)] public Vec Other { get; init; } [Penalty(1)] public float A => Sum([|Torque + Other|]);", "The operands have lengths 4 and 3");

    [Fact]
    public Task FunctionOfDifferentLengths() => Walker.Verify("RWD0106", "[Signal(Length = 3)] public Vec Other { get; init; } [Penalty(1)] public float A => [|Dot(Torque, Other)|];");

    [Fact]
    public Task MaskOfAnotherLength() => Walker.Verify("RWD0106", "[Signal(Length = 3)] public Mask Other { get; init; } [Penalty(1)] public float A => [|Mean(Torque, whenEmpty: 0f, where: Other)|];", "The operands have lengths 4 and 3");

    [Fact]
    public Task BranchesOfDifferentLengths() => Walker.Verify("RWD0106", "[Signal(Length = 3)] public Vec Other { get; init; } [Penalty(1)] public float A => Sum([|Ready ? Torque : Other|]);");

    [Fact]
    public Task EqualLengthsPass() => Walker.VerifyExpression("RWD0106", "Dot(Torque, Where(Contact, Torque, 1f)) + Sum(Torque * 2f)");

    [Fact]
    public Task StateWithoutLength() => Walker.Verify("RWD0107", "[State(0)] public Vec Trace => [|Previous.Trace|] + 1f;", "The length of 'Trace' cannot be inferred (combine it with a signal of the same length)");

    [Fact]
    public Task StateWithLengthPasses() => Walker.Verify("RWD0107", "[State(0)] public Vec Trace => Where(Contact, 0f, Previous.Trace + 1f); [Penalty(1)] public float A => Sum(Trace);");

    [Fact]
    public Task IndexTooLarge() => Walker.VerifyExpression("RWD0110", "Torque[[|4|]]", "The index into a vector of length 4 must be a compile-time constant from 0 to 3");

    [Fact]
    public Task IndexNegative() => Walker.VerifyExpression("RWD0110", "Torque[[|-1|]]");

    [Fact]
    public Task IndexNotConstant() => Walker.VerifyBody("RWD0110", "int i = 1; return Torque[[|i|]];");

    [Fact]
    public Task IndexPasses() => Walker.Verify("RWD0110", "private enum Leg { Left, Right } [Penalty(1)] public float A => Torque[3] + Torque[(int)Leg.Right] + (Contact[0] ? 1f : 0f);");
}
