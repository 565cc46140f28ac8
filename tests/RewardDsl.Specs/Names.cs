using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Members named like what generated code uses.</summary>
[RewardSpec]
public sealed partial class GeneratedNames
{
    private static readonly Vec s_ramp = [-1f, 0f, 1f, 2f, 3f];

    [Signal(-1, 1, Length = 5)]
    public Vec V { get; init; }

    [Signal(-1, 1)]
    public float Lanes { get; init; }

    [Signal(-1, 1)]
    public float VectorW { get; init; }

    [Signal(-1, 1), Action]
    public float Ptr { get; init; }

    [Signal(-1, 1)]
    public float KernelFrame { get; init; }

#pragma warning disable RWD0040 // No unit: a text that generated code and its documentation must survive.
    [Signal(-1, 1, Unit = "m\ns <&>")]
#pragma warning restore RWD0040
    public float index { get; init; }

    [State(0)]
    private float AtReset => Previous.AtReset + Lanes;

    [Signal]
    public bool IsReset { get; init; }

    private float View => Layout(VectorW);

    [Term(1)]
    private float total => Sum(Where((V > 0.5f) & (s_ramp > 1f) | !(s_ramp < V), V, s_ramp * 2f));

    [Term(2)]
    private float terms => AtReset + Previous.Ptr - Previous.KernelFrame;

    [Penalty(0.5)]
    private float objective => IsReset ? View : KernelFrame + index;

    [Potential(1)]
    private float parameters => Lanes * Lanes;

    [Termination(EpisodeEnd.Failure, Reward = -1)]
    private bool terminated => AtReset > 3f;

    private static float Layout(float first) => first * 0.5f;
}
