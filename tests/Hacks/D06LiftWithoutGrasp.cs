// D06 Lifting reward: cube shoved off the table
// Source: Isaac Lab pull request 4523 (UR10e lift, 2026) and its lift task — https://github.com/isaac-sim/IsaacLab/pull/4523
// visible: partly
// Lifting is a threshold on the height alone, and the grasp that the goal asks for is in no gate: the policy exploits the lifting
// reward and the cube ends up pushed off the table.
// expect: RWD5006 at Done
// also: RWD3006 at Track (the cube at its target without a grasp pays as much as with one)
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.98, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class LiftWithoutGrasp
{
    [Signal(0, 2, Unit = "m")] public float HandToCube { get; init; }
    [Signal(-1, 1, Unit = "m")] public float CubeHeight { get; init; }
    [Signal(0, 2, Unit = "m")] public float CubeToTarget { get; init; }
    [Signal] public bool Grasped { get; init; }

    [Gate] bool Lifted => CubeHeight > 0.04f;
    [Term(1)] float Reach => 1f - Tanh(HandToCube / 0.1f);
    [Term(15)] bool Lift => Lifted;
    [Term(16, Gate = nameof(Lifted))] float Track => 1f - Tanh(CubeToTarget / 0.3f);
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] bool Done => Grasped && CubeToTarget < 0.02f;
}

// fixed
[RewardSpec(Discount = 0.98, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class LiftWithoutGraspFixed
{
    [Signal(0, 2, Unit = "m")] public float HandToCube { get; init; }
    [Signal(-1, 1, Unit = "m")] public float CubeHeight { get; init; }
    [Signal(0, 2, Unit = "m")] public float CubeToTarget { get; init; }
    [Signal] public bool Grasped { get; init; }

    [Gate] bool Lifted => Grasped && CubeHeight > 0.04f;
    [Term(1)] float Reach => 1f - Tanh(HandToCube / 0.1f);
    [Term(15)] bool Lift => Lifted;
    [Term(16, Gate = nameof(Lifted))] float Track => 1f - Tanh(CubeToTarget / 0.3f);
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] bool Done => Lifted && CubeToTarget < 0.02f;
}
