using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0010, RWD0011, RWD0015, RWD0018 and RWD0023: what is paid.</summary>
public sealed class RoleTests
{
    [Fact]
    public Task TermOfVector() => Walker.Verify("RWD0010", "[[|Term(1)|]] public Vec A => Torque;", "[Term] on 'A' needs the type float, bool or float?");

    [Fact]
    public Task TermWithoutWeight() => Walker.Verify("RWD0010", "[[|Term|]] public float A => Speed;", "[Term] on 'A' needs a weight or 'Weight = nameof(a parameter)'");

    [Fact]
    public Task TermWithTwoWeights() => Walker.Verify("RWD0010", "[Parameter(0, 1)] public float W { get; init; } = 1f; [[|Term(1, Weight = nameof(W))|]] public float A => Speed;");

    [Fact]
    public Task CriticWithoutName() => Walker.Verify("RWD0010", "[[|Term(1, Critic = \"\")|]] public float A => Speed; [Term(1, Critic = null)] public float B => Speed;");

    [Fact]
    public Task StoredTerm() => Walker.Verify("RWD0010", "[[|Term(1)|]] public float A { get; init; }");

    [Fact]
    public Task FloatTermination() => Walker.Verify("RWD0010", "[[|Termination(EpisodeEnd.Failure)|]] public float A => Speed;");

    [Fact]
    public Task BoolPotential() => Walker.Verify("RWD0010", "[[|Potential(1)|]] public bool A => Ready;");

    [Fact]
    public Task ClampWithoutTerm() => Walker.Verify("RWD0010", "[[|Clamp(0, 1)|]] public float A => Speed;");

    [Fact]
    public Task StaticTerm() => Walker.Verify("RWD0010", "[[|Term(1)|]] public static float A => 1f;");

    [Fact]
    public Task LengthOfScalar() => Walker.Verify("RWD0010", "[[|Signal(Length = 2)|]] public float A { get; init; }");

    [Fact]
    public Task BoolParameter() => Walker.Verify("RWD0010", "[[|Parameter(0, 1)|]] public bool A { get; init; } [Penalty(1)] public bool B => A;");

    [Fact]
    public Task RolesOnFittingMembersPass() => Walker.Verify("RWD0010", "[Term(1), Clamp(0, 1)] public float A => Speed; [Term(1)] public bool B => Ready; [Termination(EpisodeEnd.Success), Goal] public bool C => Ready; [Potential(1)] public float D => Speed; [Gate] public bool E => Ready; [Cost(1)] public float G => Speed;");

    [Fact]
    public Task NegativeTerm() => Walker.Verify("RWD0011", "[[|Term(-1)|]] public float A => Speed;", "The weight -1 of 'A' must be a finite number of at least 0 (the sign is the role: use [Penalty] for the opposite sign)");

    [Fact]
    public Task NegativePenalty() => Walker.Verify("RWD0011", "[[|Penalty(-0.5)|]] public float A => Speed;", "The weight -0.5 of 'A' must be a finite number of at least 0 (the sign is the role: use [Term] for the opposite sign)");

    [Fact]
    public Task NegativePotential() => Walker.Verify("RWD0011", "[[|Potential(-1)|]] public float A => Speed;", "The weight -1 of 'A' must be a finite number of at least 0 (negate the potential itself for the opposite sign)");

    [Fact]
    public Task InfiniteWeight() => Walker.Verify("RWD0011", "[[|Term(double.PositiveInfinity)|]] public float A => Speed;");

    [Fact]
    public Task WeightOfNegativeParameter() => Walker.Verify("RWD0011", "[Parameter(-1, 1)] public float W { get; init; } = 1f; [[|Term(Weight = nameof(W))|]] public float A => Speed;");

    [Fact]
    public Task WeightZeroPasses() => Walker.Verify("RWD0011", "[Term(0)] public float A => Speed;");

    [Fact]
    public Task UnknownGate() => Walker.Verify("RWD0015", "[Gate] public bool Upright => Ready; [[|Term(1, Gate = \"Uprigth\")|]] public float A => Speed;", "Gate = \"Uprigth\" on 'A' does not name a [Gate] of this spec (did you mean 'Upright'?)");

    [Fact]
    public Task GateWithoutRole() => Walker.Verify("RWD0015", "public bool Upright => Ready; [[|Term(1, Gate = nameof(Upright))|]] public float A => Speed;");

    [Fact]
    public Task UnknownWeight() => Walker.Verify("RWD0015", "[[|Term(Weight = \"Gain\")|]] public float A => Speed;");

    [Fact]
    public Task NamesPass() => Walker.Verify("RWD0015", "[Gate] public bool Upright => Ready; [Parameter(0, 1)] public float W { get; init; } = 1f; [Term(Weight = nameof(W), Gate = nameof(Upright))] public float A => Speed;");

    [Fact]
    public Task TermAndPenalty() => Walker.Verify("RWD0018", "[Term(1), Penalty(1)] public float [|A|] => Speed;", "'A' cannot be both [Term] and [Penalty]");

    [Fact]
    public Task SignalAndParameter() => Walker.Verify("RWD0018", "[Signal, Parameter(0, 1)] public float [|A|] { get; init; } = 1f;");

    [Fact]
    public Task SignalAndTerm() => Walker.Verify("RWD0018", "[Signal, [|Term(1)|]] public float A { get; init; }", "'A' cannot be both [Signal] and [Term]");

    [Fact]
    public Task GateAndTermPass() => Walker.Verify("RWD0018", "[Gate, Term(1)] public bool A => Ready;");

    [Fact]
    public Task NothingPaid() => AnalyzerVerifier.VerifyAsync("using RewardDsl; [RewardSpec] public partial class [|Walker|] { [Signal] public float X { get; init; } }", "RWD0023", "'Walker' has no term, penalty, potential or termination payoff: its reward is always 0");

    [Fact]
    public Task TerminationWithoutRewardPaysNothing() => AnalyzerVerifier.VerifyAsync("using RewardDsl; [RewardSpec] public partial class [|Walker|] { [Signal] public bool X { get; init; } [Termination(EpisodeEnd.Failure)] public bool Y => X; }", "RWD0023");

    [Fact]
    public Task TerminationWithRewardPays() => AnalyzerVerifier.VerifyAsync("using RewardDsl; [RewardSpec] public partial class Walker { [Signal] public bool X { get; init; } [Termination(EpisodeEnd.Failure, Reward = -1)] public bool Y => X; }", "RWD0023");

    [Fact]
    public Task PotentialPays() => AnalyzerVerifier.VerifyAsync("using RewardDsl; [RewardSpec] public partial class Walker { [Signal] public float X { get; init; } [Potential(1)] public float Y => X; }", "RWD0023");
}
