namespace RewardDsl.Cuda;

/// <summary>How the step ended for each environment, on the device.</summary>
public readonly struct DeviceStepEnds
{
    /// <summary>
    /// <c>[B]</c>: the episode was cut (a time limit, the edge of the data) although the state is not terminal. Required: a potential keeps its final value at a
    /// truncation and drops to 0 at a termination.
    /// </summary>
    public required DeviceBoolView Truncated { get; init; }

    /// <summary>
    /// <c>[B]</c>, optional: the simulator ended the episode for a reason that no <c>[Termination]</c> states. An environment that is both terminated and truncated
    /// counts as terminated.
    /// </summary>
    public DeviceBoolView Terminated { get; init; }
}

/// <summary>
/// Where the results of one step go on the device. Everything but <see cref="Total"/> is optional and costs nothing when absent. All are dense. Unlike those of the CPU
/// evaluator the matrices are column by column: <c>[K, B]</c>, which is what a device writes at full speed.
/// </summary>
public readonly struct DeviceStepOutputs
{
    /// <summary><c>[B]</c>: the trained reward.</summary>
    public required DeviceFloatView Total { get; init; }

    /// <summary><c>[K, B]</c>, one row for each name in <see cref="RewardSpecInfo.Columns"/>: what was paid for it.</summary>
    public DeviceFloatView Terms { get; init; }

    /// <summary><c>[B]</c>: the reward without shaping potentials, for reporting.</summary>
    public DeviceFloatView Objective { get; init; }

    /// <summary><c>[C, B]</c>: the constraint costs, in the order of <see cref="RewardSpecInfo.Costs"/>.</summary>
    public DeviceFloatView Costs { get; init; }

    /// <summary><c>[M, B]</c>: the metrics, in the order of <see cref="RewardSpecInfo.Metrics"/>.</summary>
    public DeviceFloatView Metrics { get; init; }

    /// <summary><c>[C, B]</c>: the rewards of the critics, in the order of <see cref="RewardSpecInfo.Critics"/>.</summary>
    public DeviceFloatView Critics { get; init; }

    /// <summary><c>[A, B]</c>: the state of each automaton after the step, in the order of <see cref="RewardSpecInfo.Automata"/>; see <see cref="StepOutputs.Automata"/>.</summary>
    public DeviceFloatView Automata { get; init; }

    /// <summary><c>[F, B]</c>: what is known of each formula after the step, in the order of <see cref="RewardSpecInfo.Formulas"/>; see <see cref="StepOutputs.Verdicts"/>.</summary>
    public DeviceFloatView Verdicts { get; init; }

    /// <summary><c>[M, B]</c>: which atoms of each reward machine held at the step, in the order of <see cref="RewardSpecInfo.Machines"/>; see <see cref="StepOutputs.Letters"/>.</summary>
    public DeviceFloatView Letters { get; init; }

    /// <summary><c>[B]</c> bytes: a termination of the spec held, or the external mask was set.</summary>
    public DeviceBoolView Terminated { get; init; }

    /// <summary><c>[B]</c> bytes: index into <see cref="RewardSpecInfo.EndCauses"/>; 0 while the episode goes on.</summary>
    public DeviceBoolView EndCauses { get; init; }

    /// <summary>
    /// <c>[K]</c>: what each column paid in all environments together at this step, summed in no fixed order. For logging without <see cref="Terms"/>. The step clears it
    /// first: a sum over many steps would exceed what a float can add to.
    /// </summary>
    public DeviceFloatView TermTotals { get; init; }
}
