// H04 Undeclared signal range defeats analysis
// Source: pattern behind many reports on trackers, here with the weight of legged_gym — https://github.com/leggedrobotics/legged_gym
// visible: yes
// The accelerations of the joints have no range, so every bound of the reward is infinite, and analyses stay silent or cry wolf.
// expect: RWD9001 at JointAcceleration
// expect: RWD1002 at Acceleration
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class NoRanges
{
    [Signal(Length = 12, Unit = "rad/s^2")] public Vec JointAcceleration { get; init; }

    [Penalty(2.5e-7)] float Acceleration => SumSquares(JointAcceleration);
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class NoRangesFixed
{
    [Signal(-1000, 1000, Length = 12, Unit = "rad/s^2")] public Vec JointAcceleration { get; init; }

    [Penalty(2.5e-7)] float Acceleration => SumSquares(JointAcceleration);
}
