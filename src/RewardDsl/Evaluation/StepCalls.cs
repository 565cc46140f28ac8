using System;

namespace RewardDsl;

/// <summary>How the step ended for each environment.</summary>
public ref struct StepEnds
{
    /// <summary>
    /// <c>[B]</c>: the episode was cut (a time limit, the edge of the data) although the state is not terminal. Required:
    /// a potential keeps its final value at a truncation and drops to 0 at a termination.
    /// </summary>
    public required BoolView Truncated { get; init; }

    /// <summary>
    /// <c>[B]</c>, optional: the simulator ended the episode for a reason that no <c>[Termination]</c> states. An
    /// environment that is both terminated and truncated counts as terminated.
    /// </summary>
    public BoolView Terminated { get; init; }
}

/// <summary>Where the results of one step go. Everything but <see cref="Total"/> is optional and costs nothing when absent.</summary>
public ref struct StepOutputs
{
    /// <summary><c>[B]</c>: the trained reward.</summary>
    public required Span<float> Total { get; init; }

    /// <summary><c>[B, K]</c> row-major, one column for each name in <see cref="RewardSpecInfo.Columns"/>: what was paid for it.</summary>
    public Span<float> Terms { get; init; }

    /// <summary><c>[B]</c>: the reward without shaping potentials, for reporting.</summary>
    public Span<float> Objective { get; init; }

    /// <summary><c>[B, C]</c> row-major: the constraint costs, in the order of <see cref="RewardSpecInfo.Costs"/>.</summary>
    public Span<float> Costs { get; init; }

    /// <summary><c>[B, M]</c> row-major: the metrics, in the order of <see cref="RewardSpecInfo.Metrics"/>.</summary>
    public Span<float> Metrics { get; init; }

    /// <summary><c>[B, C]</c> row-major: the rewards of the critics, in the order of <see cref="RewardSpecInfo.Critics"/>.</summary>
    public Span<float> Critics { get; init; }

    /// <summary>
    /// <c>[B, A]</c> row-major: the state of each automaton after the step, a whole number, in the order of <see cref="RewardSpecInfo.Automata"/>. The
    /// reward depends on it, so the policy should observe it; after a reset it is the start state.
    /// </summary>
    public Span<float> Automata { get; init; }

    /// <summary><c>[B, F]</c> row-major: what is known of each formula after the step, in the order of <see cref="RewardSpecInfo.Formulas"/>: 1 holds, −1 fails, 0 undecided; at the end of an episode by the closing rule.</summary>
    public Span<float> Verdicts { get; init; }

    /// <summary>
    /// <c>[B, M]</c> row-major: which atoms of each reward machine held at the step, in the order of <see cref="RewardSpecInfo.Machines"/>: bit k of a whole
    /// number for the k-th of <see cref="MachineInfo.Atoms"/>. What <see cref="RewardEvaluator.Counterfactual"/> reads.
    /// </summary>
    public Span<float> Letters { get; init; }

    /// <summary><c>[A]</c>: how many environments violated each of <see cref="RewardSpecInfo.Assumptions"/> at this step.</summary>
    public Span<int> Violations { get; init; }

    /// <summary><c>[B]</c>: a termination of the spec held, or the external mask was set.</summary>
    public Span<bool> Terminated { get; init; }

    /// <summary><c>[B]</c>: index into <see cref="RewardSpecInfo.EndCauses"/>; 0 while the episode goes on.</summary>
    public Span<byte> EndCauses { get; init; }
}

/// <summary>Counts of one step over the batch.</summary>
/// <param name="Terminated">Environments that terminated.</param>
/// <param name="Truncated">Environments that were truncated and did not terminate.</param>
/// <param name="NonFinite">Environments whose total is NaN or infinite.</param>
/// <param name="Absent">Optional terms that were absent, summed over the environments.</param>
public readonly record struct StepSummary(int Terminated, int Truncated, int NonFinite, int Absent);

/// <summary>What a spec's bodies may ask about the current step.</summary>
/// <param name="IsFirst">True at the first step of an episode, and on the reset observation.</param>
/// <param name="Seconds">Duration of a step in seconds, as declared; NaN when not declared.</param>
public readonly record struct StepInfo(bool IsFirst, float Seconds);
