// D12 Bumper-only penalty: robot vacuum drives backwards
// Source: Custard Smingleigh (2018), in the list of specification gaming — https://vkrakovna.wordpress.com/2018/04/02/specification-gaming-examples-in-ai/
// visible: partly
// Speed is paid and the bumper is penalised, and the bumper is at the front only: the robot drives backwards and bumps freely.
// expect: RWD4004 at Speed
// also: RWD3006 at Speed (to drive backwards pays as much)
// pending: RWD8004 (a sensor that sees a part of what is meant), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class BumpsBackwards
{
    // Forwards is better: the robot sees and feels only what is in front of it.
    [Signal(-0.5, 0.5, Unit = "m/s"), Aim(AimKind.Higher)] public float Velocity { get; init; }
    [Signal(Source = SignalSource.Sensor)] public bool FrontBumper { get; init; }

    [Term(1)] float Speed => Abs(Velocity);
    [Penalty(5)] bool Bump => FrontBumper;
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.05)] bool Driving => Velocity > 0.2f && !FrontBumper;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class BumpsBackwardsFixed
{
    [Signal(-0.5, 0.5, Unit = "m/s"), Aim(AimKind.Higher)] public float Velocity { get; init; }
    [Signal] public bool TouchesAnything { get; init; }

    [Term(1)] float Speed => Velocity;
    [Penalty(5)] bool Bump => TouchesAnything;
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.05)] bool Driving => Velocity > 0.2f && !TouchesAnything;
}
