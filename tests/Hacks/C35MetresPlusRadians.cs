// C35 SMAC-like mixed units: metres plus radians
// Source: Knox et al. 2023; the note on units in the documentation of Gymnasium's LunarLander — https://github.com/Farama-Foundation/Gymnasium
// visible: yes
// Metres and radians are added with one weight: which matters more is an accident of units and changes with the size of the viewport.
// The rule about units says it at the sum.
// expect: RWD4010 at Off
// dropped: RWD4008 the sum inside a term is a matter of units
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class MetresPlusRadians
{
    [Signal(-1.5, 1.5, Unit = "m")] public float Position { get; init; }

    [Signal(-3.15, 3.15, Unit = "rad")] public float Tilt { get; init; }

    [Penalty(100)] private float Off => Abs(Position) + Abs(Tilt);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] private bool Centred => Abs(Position) < 0.1f && Abs(Tilt) < 0.1f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class MetresPlusRadiansFixed
{
    [Signal(-1.5, 1.5, Unit = "m")] public float Position { get; init; }

    [Signal(-3.15, 3.15, Unit = "rad")] public float Tilt { get; init; }

    [Penalty(60)] private float OffCentre => Abs(Position);

    [Penalty(30)] private float Tilted => Abs(Tilt);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] private bool Centred => Abs(Position) < 0.1f && Abs(Tilt) < 0.1f;
}
