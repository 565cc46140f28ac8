// B09 MountainCarContinuous: doing nothing is the best safe choice
// Source: Gymnasium classic_control/continuous_mountain_car.py; rlkit issue 97 (2020) — https://github.com/rail-berkeley/rlkit/issues/97
// visible: yes
// Until the flag is found every action costs: the best return without the flag is to do nothing, and exploration ends there.
// expect: RWD3004 at Effort
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 999, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class MountainCarIdles
{
    /// <summary>At rest in the valley.</summary>
    [Signal(-1.2, 0.6, Rest = -0.5)] public float Position { get; init; }

    [Signal(-0.07, 0.07, Rest = 0)] public float Velocity { get; init; }

    [Signal(-1, 1, Rest = 0), Action] public float Force { get; init; }

    [Penalty(0.1)] private float Effort => Square(Force);

    [Goal(Tolerance = 0.02), Termination(EpisodeEnd.Success, Reward = 100)] private bool AtFlag => Position >= 0.45f && Velocity >= 0f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 999, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class MountainCarIdlesFixed
{
    [Signal(-1.2, 0.6, Rest = -0.5)] public float Position { get; init; }

    [Signal(-0.07, 0.07, Rest = 0)] public float Velocity { get; init; }

    [Signal(-1, 1, Rest = 0), Action] public float Force { get; init; }

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => Square(Force);

    /// <summary>A cost of time, and the height and speed that the car has gathered as potential.</summary>
    [Penalty(0.2)] private float Time => 1f;

    [Potential(10)] private float Energy => (Abs(Position + 0.5f) * 0.1f) + Abs(Velocity);

    [Goal(Tolerance = 0.02), Termination(EpisodeEnd.Success, Reward = 100)] private bool AtFlag => Position >= 0.45f && Velocity >= 0f;
}
