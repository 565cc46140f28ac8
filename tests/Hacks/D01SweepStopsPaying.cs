// D01 Sweep-v1 stops paying once the block has fallen
// Source: Meta-World issue 259 (2020) — https://github.com/Farama-Foundation/Metaworld/issues/259
// visible: yes
// Pushing is paid only while the gripper is within 5 cm of the block, and success is the block below the edge of the table, where
// the gripper cannot follow: at success the reward drops to nothing, and the agent learns not to drop the block.
// also: RWD4007 at Push (pushing pays where the block is still on the table, which is not the goal)
// expect: RWD5003 at Push
// expect: RWD5004 at SweptOff
using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 150, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125)]
public sealed partial class SweepStopsPaying
{
    // The gripper stays above the table, whose top is at height 0.
    [Signal(Lower = [-0.5, 0.3, 0.02], Upper = [0.5, 1, 0.5], Unit = "m")] public Vector3 Gripper { get; init; }
    [Signal(Lower = [-0.5, 0.3, -0.5], Upper = [0.5, 1, 0.5], Unit = "m")] public Vector3 Block { get; init; }
    [Signal(0, 0.7, Unit = "m")] public float BlockToEdge { get; init; }

    float ToBlock => (Gripper - Block).Length();

    [Gate] bool InReach => ToBlock < 0.05f;
    [Penalty(1)] float Reach => ToBlock;
    [Term(1000, Gate = nameof(InReach))] float Push => 0.7f - BlockToEdge + Exp(-Square(BlockToEdge) / 0.01f) + Exp(-Square(BlockToEdge) / 0.001f);
    [Stage(1)] bool AtEdge => BlockToEdge < 0.01f && InReach;
    [Goal] bool SweptOff => Block.Z < -0.05f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 150, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125)]
public sealed partial class SweepStopsPayingFixed
{
    [Signal(Lower = [-0.5, 0.3, 0.02], Upper = [0.5, 1, 0.5], Unit = "m")] public Vector3 Gripper { get; init; }
    [Signal(Lower = [-0.5, 0.3, -0.5], Upper = [0.5, 1, 0.5], Unit = "m")] public Vector3 Block { get; init; }
    [Signal(0, 0.7, Unit = "m")] public float BlockToEdge { get; init; }

    [Term(1)] float Reach => SweptOff ? 1f : 1f - Tanh((Gripper - Block).Length());
    [Term(4)] float Push => SweptOff ? 1f : 1f - (BlockToEdge / 0.7f);
    [Term(10)] bool Done => SweptOff;
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] bool SweptOff => Block.Z < -0.05f;
}
