// D03 Pick-place-wall and shelf-place return exactly zero
// Source: Meta-World issue 361 (2022) — https://github.com/Farama-Foundation/Metaworld/issues/361
// visible: partly
// The reward is a Hamacher product of grasping and placing, and the grasp is 0 over the whole start region: a random policy always
// receives 0, so that a dense reward is a sparse one.
// expect: RWD5005 at Hamacher
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125)]
public sealed partial class ZeroProduct
{
    [Signal(0, 1, Rest = 0)] public float Grasped { get; init; }
    [Signal(0, 2, Unit = "m")] public float ItemToTarget { get; init; }

    float InPlace => Tolerance(ItemToTarget, 0f, 0.05f, Initial.ItemToTarget, SigmoidKind.LongTail);

    [Term(10)] float Place => Hamacher(Grasped, InPlace);
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] bool Placed => ItemToTarget < 0.05f;

    static float Hamacher(float a, float b)
    {
        float whole = a + b - (a * b);
        return whole > 0f ? a * b / whole : 0f;
    }
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125)]
public sealed partial class ZeroProductFixed
{
    [Signal(0, 1, Rest = 0)] public float Grasped { get; init; }
    [Signal(0, 2, Unit = "m")] public float GripperToItem { get; init; }
    [Signal(0, 2, Unit = "m")] public float ItemToTarget { get; init; }

    float InPlace => Tolerance(ItemToTarget, 0f, 0.05f, Initial.ItemToTarget, SigmoidKind.LongTail);
    float Near => Tolerance(GripperToItem, 0f, 0.02f, Initial.GripperToItem, SigmoidKind.LongTail);

    [Term(1)] float Place => Placed ? 10f : Near + (2f * Grasped) + (5f * Hamacher(Grasped, InPlace));
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] bool Placed => ItemToTarget < 0.05f;

    static float Hamacher(float a, float b)
    {
        float whole = a + b - (a * b);
        return whole > 0f ? a * b / whole : 0f;
    }
}
