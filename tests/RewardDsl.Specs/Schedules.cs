using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Weights that follow training: schedule × gate, × potential, × rate, × once, × per-second.</summary>
[RewardSpec(Discount = 0.97, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class Curriculum
{
    [Signal(-1, 1)] public float Error { get; init; }

    [Signal(0, 1)] public float Effort { get; init; }

    [Signal] public bool Ready { get; init; }

    [Schedule] static float Ramp(TrainingClock clock) => Saturate(clock.Progress * 2f);

    [Schedule]
    static float Late(TrainingClock clock)
    {
        float begun = clock.Steps - 1000f;
        if (begun < 0f)
        {
            return 0.25f;
        }

        return Min(1f, 0.25f + (begun / 4000f));
    }

    [Gate] bool IsReady => Ready;

    [Term(1.0, Schedule = nameof(Late))] float Track => 1f - Abs(Error);

    [Penalty(0.5, Schedule = nameof(Ramp), Gate = nameof(IsReady), Else = 0.5)] float Cost => Effort;

    [Penalty(0.5, Schedule = nameof(Ramp), Rate = PayRate.PerStep), Budget(2)] float Capped => Effort;

    [Term(2.0, Schedule = nameof(Late)), Once] float First => Ready ? 1f : 0f;

    [Potential(3.0, Schedule = nameof(Ramp))] float Near => -Abs(Error);

    [Total] float Scaled => WeightedSum / (1f + WeightTotal);
}

/// <summary>A base for variants.</summary>
[RewardSpec(Discount = 0.95, Horizon = 200, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public partial class Hover
{
    [Signal(-2, 2)] public Vector3 Position { get; init; }

    [Signal(-1, 1, Length = 4), Action] public Vec Thrust { get; init; }

    [Parameter(0.1, 2)] public float Width { get; set; } = 0.5f;

    protected float Distance => Position.Length();

    [State(0)] float Airborne => Position.Z > 0f ? Previous.Airborne + Step.Seconds : 0f;

    [Gate] bool Flying => Airborne > 0.2f;

    [Term(1.0)] float Near => Exp(-Distance / Width);

    [Term(0.2, Gate = nameof(Flying))] float Stable => 1f - Abs(Position.Z - Previous.Position.Z);

    [Penalty(0.05)] float Effort => SumSquares(Thrust - Previous.Thrust);

    [Bonus(1, RepeatPolicy.Once)] bool There => Distance < 0.1f;

    [Potential(0.5)] float Up => Position.Z;

    [Termination(EpisodeEnd.Failure, Reward = -1)] bool Crashed => Position.Z < -1.5f;
}

/// <summary>Other weights, one term switched off, one added that reads the base and its past.</summary>
[RewardSpec(Discount = 0.9)]
[Reweight("Near", 2), Reweight("There", -0.5), Reweight("Effort", 0)]
public sealed partial class HoverGently : Hover
{
    [Signal(-1, 1)] public Vector3 Velocity { get; init; }

    [Penalty(0.3), BestSoFar] float Speed => Velocity.Length() * Distance;

    [Term(0.1)] float Smoother => -Abs(Velocity.X - Previous.Velocity.X) + Previous.Distance - Initial.Position.X;
}

/// <summary>A variant of a variant.</summary>
[RewardSpec]
[Reweight("Speed", 1)]
[Clamp(-5, 5)]
public sealed partial class HoverFirmly : HoverGently2
{
    [Term(0.1)] float Again => Previous.Extra + (Previous.Distance * Step.Seconds);
}

/// <summary>Between base and variant; not sealed.</summary>
[RewardSpec]
[Reweight("Near", 3)]
public partial class HoverGently2 : Hover
{
    [State(1)] protected float Extra => (0.5f * Previous.Extra) + Width;

    [Penalty(0.3)] float Speed => Extra * Distance;
}
