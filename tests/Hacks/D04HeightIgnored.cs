// D04 PushCube: success needs z, reward ignores z
// Source: ManiSkill issue 1016 and pull request 1022 (2025) — https://github.com/mani-skill/ManiSkill/issues/1016
// visible: yes
// Success asks that the cube lie on the table, but the dense terms read only x and y: policies lift the cube and hold it above the
// target, for the full dense reward.
// expect: RWD5006 at Success
using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.8, Horizon = 50, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class HeightIgnored
{
    [Signal(0, 2, Unit = "m")] public float HandToPushPose { get; init; }
    [Signal(-1, 1, Unit = "m")] public Vector2 CubeToGoal { get; init; }
    [Signal(0, 1, Unit = "m")] public float CubeHeight { get; init; }

    bool Reached => HandToPushPose < 0.01f;

    [Term(1)] float Push => Success ? 3f : 1f - Tanh(5f * HandToPushPose) + (Reached ? 1f - Tanh(5f * CubeToGoal.Length()) : 0f);
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] bool Success => CubeToGoal.Length() < 0.1f && CubeHeight < 0.025f;
}

// fixed
[RewardSpec(Discount = 0.8, Horizon = 50, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class HeightIgnoredFixed
{
    [Signal(0, 2, Unit = "m")] public float HandToPushPose { get; init; }
    [Signal(-1, 1, Unit = "m")] public Vector2 CubeToGoal { get; init; }
    [Signal(0, 1, Unit = "m")] public float CubeHeight { get; init; }

    bool Reached => HandToPushPose < 0.01f;
    float OnTable => 1f - Tanh(5f * Abs(CubeHeight - 0.02f));

    [Term(1)] float Push => Success ? 3f : 1f - Tanh(5f * HandToPushPose) + (Reached ? OnTable * (1f - Tanh(5f * CubeToGoal.Length())) : 0f);
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] bool Success => CubeToGoal.Length() < 0.1f && CubeHeight < 0.025f;
}
