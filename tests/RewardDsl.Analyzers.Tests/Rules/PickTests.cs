using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0113 and RWD0114: index sets.</summary>
public sealed class PickTests
{
    private const string Axes = "public enum Leg { Left, Right } public enum Arm { Upper, Lower } [Signal(0, 1, Axis = typeof(Leg))] public Vec Load { get; init; } [Signal(History = 2, Axis = typeof(Leg))] public History<Mask> Touch { get; init; } ";

    [Fact]
    public Task ConstantSetPasses() => Walker.Verify("RWD0113", Axes + "private static readonly Leg[] s_set = { Leg.Right }; [Penalty(1)] public float A => Sum(Pick(Load, s_set));");

    [Fact]
    public Task OwnAxisAgain() => Walker.Verify("RWD0114", Axes + "[Penalty(1)] public float A => Pick(Load, Leg.Right);");

    [Theory]
    [InlineData("private Leg Choice => Ready ? Leg.Left : Leg.Right; [Penalty(1)] public float A => Pick(Load, [|Choice|]);")]
    [InlineData("[Penalty(1)] public float A => Pick(Load, [|Ready ? Leg.Left : Leg.Right|]);")]
    [InlineData("private static Leg[] s_set = [Leg.Left]; [Penalty(1)] public float A => Sum(Pick(Load, [|s_set|]));")]
    [InlineData("private static Leg[] Set => [Leg.Left]; [Penalty(1)] public float A => Sum(Pick(Load, [|Set|]));")]
    [InlineData("private static readonly Leg[] s_set = []; [Penalty(1)] public float A => Sum(Pick(Load, [|s_set|]));")]
    [InlineData("private static readonly Leg[] s_set = new Leg[2]; [Penalty(1)] public float A => Sum(Pick(Load, [|s_set|]));")]
    [InlineData("private static readonly Leg[] s_set = [Leg.Left]; static Walker() { s_set = [Leg.Right]; } [Penalty(1)] public float A => Sum(Pick(Load, [|s_set|]));")]
    [InlineData("[Penalty(1)] public float A { get { Leg[] set = [Leg.Left]; return Sum(Pick(Load, [|set|])); } }")]
    [InlineData("private static readonly Leg[] s_set = [Leg.Left]; private static float F(Vec v, Leg[] set) => Sum(Pick(v, [|set|])); [Penalty(1)] public float A => F(Load, s_set);")]
    public Task UnknownSet(string members) => Walker.Verify("RWD0113", Axes + members);

    [Fact]
    public Task SetThatIsAssigned() => Walker.Verify("RWD0113", Axes + "private static Leg[] s_set = [Leg.Left]; [Penalty(1)] public float A => Sum(Pick(Load, [|s_set|]));");

    [Fact]
    public Task SetsPass() => Walker.Verify(
        "RWD0113", Axes + "private const Leg K = Leg.Right; private static readonly Leg[] s_set = [Leg.Left, K]; [Penalty(1)] public float A => Sum(Pick(Load, s_set)) + Sum(Pick(Load, [Leg.Left])) + Sum(Pick(Load, new[] { K, K })) + Pick(Load, K);");

    [Theory]
    [InlineData("Pick(Load, [|Arm.Upper|])")]
    [InlineData("Pick(Previous.Load, [|Arm.Upper|])")]
    [InlineData("Pick(Load * 2f, [|Arm.Upper|])")]
    [InlineData("Pick(-(Speed + Load), [|Arm.Upper|])")]
    [InlineData("Pick(Where(Load > 0f, 1f, Load), [|Arm.Upper|])")]
    [InlineData("Pick(Twice, [|Arm.Upper|])")]
    [InlineData("(Pick(Touch[1], [|Arm.Upper|]) ? 1f : 0f)")]
    public Task PickOfAnotherAxis(string expression) => Walker.Verify("RWD0114", Axes + "private Vec Twice => Load * 2f; [Penalty(1)] public float A => " + expression + ";");

    [Fact]
    public Task ForeignAxis() => Walker.Verify("RWD0114", Axes + "[Penalty(1)] public float A => Pick(Load, [|Arm.Upper|]);", "'Load' is over the axis 'Leg', not 'Arm'");

    [Fact]
    public Task OwnAxisPasses() => Walker.Verify(
        "RWD0114", Axes + "private static readonly Leg[] s_set = [Leg.Right, Leg.Left]; [Penalty(1)] public float A => Pick(Load * 2f, Leg.Left) + Pick(Pick(Load, s_set), Arm.Upper) + Pick(Torque, Arm.Lower) + (Pick(Touch[0], Leg.Left) ? 1f : 0f);");
}
