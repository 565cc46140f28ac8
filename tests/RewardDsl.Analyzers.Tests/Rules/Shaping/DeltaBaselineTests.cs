using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD2006: differences whose baseline is in doubt.</summary>
public sealed class DeltaBaselineTests
{
    private const string Jump = " compares with the step before, and 'Way' jumps within an episode: a jump is paid like a way, up to 18; a [Potential] or [BestSoFar] takes no notice of it, a limit on the difference cuts it";

    private const string Signals = "[Signal(0, 9, Jumps = true)] public float Way { get; init; } [Signal(0, 6, AgentSized = true)] public int Party { get; init; } [Signal(0, 100, Length = 6, AgentSized = true)] public Vec Levels { get; init; } ";

    /// <summary>The way in a platform game, which starts again after a death.</summary>
    [Fact]
    public Task DifferenceAcrossAJump() => AnalyzerVerifier.VerifyAsync(ShapedSpec.With(Signals + "[Term(2)] public float A => [|Way - Previous.Way|];"), "RWD2006", "'Way - Previous.Way'" + Jump);

    [Fact]
    public Task ProgressAcrossAJump() => AnalyzerVerifier.VerifyAsync(ShapedSpec.With(Signals + "[Term(2), [|Progress|]] public float A => Way;"), "RWD2006", "'A'" + Jump);

    [Fact]
    public Task SpeedAcrossAJump() => AnalyzerVerifier.VerifyAsync(ShapedSpec.With(Signals + "[Term(2)] public float A => ([|Way - Previous.Way|]) / 0.02f; [Term(1)] public float B => Max(0f, [|Way - Previous.Way|]);"), "RWD2006");

    [Fact]
    public Task GuardedPasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With(Signals + "[Term(1), Progress, Clamp(-1, 1)] public float A => Way; [Term(1)] public float B { get { float d = Way - Previous.Way; return Abs(d) > 5f ? 0f : d; } } [Term(1)] public float C => Clamp(Way - Previous.Way, -1f, 1f); [Term(1)] public float D => Grasped ? 0f : Way - Previous.Way;"),
        "RWD2006");

    [Fact]
    public Task WithoutDifferencePasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With(Signals + "[Potential(1)] public float A => Way; [Term(1), BestSoFar] public float B => Way; [Term(1)] public float C => Way; [Term(1), Progress] public float D => Near;"), "RWD2006");

    /// <summary>The levels of a party, of which a member can be put away.</summary>
    [Fact]
    public Task DifferenceOverAPopulation() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With(Signals + "[Term(1)] public float A => [|Sum(Levels) - Sum(Previous.Levels)|]; [Term(1), [|Progress|]] public float B => Speed * Party;"),
        "RWD2006",
        "'Sum(Levels) - Sum(Previous.Levels)' compares with the step before, and who counts in 'Levels' is up to the agent: one that joins or leaves is paid like a change of the members, up to 600",
        "'B' compares with the step before, and who counts in 'Party' is up to the agent: one that joins or leaves is paid like a change of the members, up to 24");

    [Fact]
    public Task PopulationsInLevelsPass() => AnalyzerVerifier.VerifyAsync(ShapedSpec.With(Signals + "[Term(1)] public float A => Max(Levels); [Potential(1)] public float B => Sum(Levels);"), "RWD2006");

    /// <summary>Gymnasium's Reacher-v4 and Pusher-v4 took the state before the simulation step (issue 821).</summary>
    [Fact]
    public Task StateBeforeBesideTheAction() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Signal(-1, 1, Length = 2, ReadAt = ReadTime.BeforeStep)] public Vec Tip { get; init; } [Signal(-1, 1, Length = 2, ReadAt = ReadTime.BeforeStep)] public Vec Target { get; init; } "
            + "[Term(1)] public float [|Reach|] => -Norm(Tip - Target); [Penalty(0.1)] public float Effort => SumSquares(Push);").Replace("class Reach", "class Arm", System.StringComparison.Ordinal),
        "RWD2006",
        "'Reach' reads 'Tip' as it was before the step, and 'Effort' what came after: it pays this action for where the action before has led");

    [Fact]
    public Task StateAfterPasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Signal(-1, 1, Length = 2)] public Vec Tip { get; init; } [Signal(-1, 1, Length = 2)] public Vec Target { get; init; } [Term(1)] public float Near2 => -Norm(Tip - Target); [Penalty(0.1)] public float Effort => SumSquares(Push);"), "RWD2006");

    [Fact]
    public Task CommandsPass() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Signal(-1, 1, ReadAt = ReadTime.BeforeStep)] public float Command { get; init; } [Signal(-1, 1, ReadAt = ReadTime.BeforeStep, WritableBy = WriterKind.Nobody)] public float Order { get; init; } "
            + "[Gate] public bool Moving => Abs(Command) > 0.1f; [Term(1, Gate = nameof(Moving))] public float A => Exp(-Square(Command - Speed)); [Term(1)] public float B => Order; [Penalty(0.1)] public float Effort => SumSquares(Push);"),
        "RWD2006");

    [Fact]
    public Task AllBeforePasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Signal(-1, 1, ReadAt = ReadTime.BeforeStep)] public float Tip { get; init; } [Term(1)] public float A => -Abs(Tip);"), "RWD2006");
}
