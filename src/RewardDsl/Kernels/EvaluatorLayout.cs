using System.Collections.Generic;
using System.ComponentModel;

namespace RewardDsl.Kernels;

/// <summary>What the evaluator must know about a generated kernel. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record EvaluatorLayout
{
    /// <summary>The spec's metadata.</summary>
    public required RewardSpecInfo Spec { get; init; }

    /// <summary>For each signal: does the step program read it, and does the reset program?</summary>
    public required IReadOnlyList<InputUse> Inputs { get; init; }

    /// <summary>The carried values.</summary>
    public required IReadOnlyList<CarryLayout> Carries { get; init; }

    /// <summary>The program reads <c>Step.IsFirst</c>.</summary>
    public required bool UsesFirst { get; init; }

    /// <summary>Some input is read in whole registers, past the end of its last row.</summary>
    public required bool ReadsPastRows { get; init; }

    /// <summary>Scratch slots between the parts of the step kernel.</summary>
    public required int ScratchSlots { get; init; }

    /// <summary>There is a kernel of the derivatives.</summary>
    public bool HasGradient { get; init; }

    /// <summary>What closes monitors at the end of an episode: of the step kernel, then of that of the derivatives.</summary>
    public IReadOnlyList<ClosingLayout> Closings { get; init; } = [];
}

/// <summary>Which programs read a signal. Used by generated code.</summary>
/// <param name="Step">Read at a step.</param>
/// <param name="Reset">Read at a reset.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct InputUse(bool Step, bool Reset);

/// <summary>A carried value. Used by generated code.</summary>
/// <param name="Name">What it holds.</param>
/// <param name="Width">Elements in each environment, or steps that are kept.</param>
/// <param name="IsBool">True/false instead of float.</param>
/// <param name="IsVector">Stored by row registers rather than one lane for each environment.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record CarryLayout(string Name, int Width, bool IsBool, bool IsVector)
{
    /// <summary>What the name of a carry begins with that holds a parameter's value for each environment.</summary>
    public const string ParameterPrefix = "Parameter.";

    /// <summary>
    /// The value that every element has from the start and no kernel writes, as that of a parameter with a value for each
    /// environment; null for state that kernels carry from step to step.
    /// </summary>
    public float? Constant { get; init; }

    /// <summary>What is read of several steps.</summary>
    public RingForm Ring { get; init; }

    /// <summary>The carry of the left operand of until and release.</summary>
    public int Partner { get; init; } = -1;

    /// <summary>What a delayed value is before the first step.</summary>
    public float Initial { get; init; }

    /// <summary>Floats of storage in each environment.</summary>
    internal int StoredWidth => IsVector ? (Width + 3) / 4 * 4 : Ring == RingForm.None ? 1 : Width + (Ring == RingForm.Delayed ? 0 : 1);

    /// <summary>Floats that a step reads or writes in each environment.</summary>
    internal int SteppedWidth => Ring == RingForm.None ? StoredWidth : Ring == RingForm.Delayed ? 1 : 2;

    /// <summary>Where an element of an environment is stored: vectors lie as the kernel's row registers.</summary>
    /// <param name="lanes">128-bit lanes of the kernel's registers.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="element">The element.</param>
    internal int IndexOf(int lanes, int environment, int element)
    {
        if (!IsVector)
        {
            return environment;
        }

        int chunks = StoredWidth / 4;
        int block = environment / (4 * lanes);
        int row = environment % (4 * lanes);
        int register = (row / lanes * chunks) + (element / 4);
        return (block * 4 * lanes * StoredWidth) + (((register * lanes) + (row % lanes)) * 4) + (element % 4);
    }
}
