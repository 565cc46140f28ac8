using System;

namespace RewardDsl;

/// <summary>The outputs of a step that have a row for each environment, by index in the evaluator's tables.</summary>
internal static class OutputSlots
{
    public const int Total = 0;
    public const int Terms = 1;
    public const int Objective = 2;
    public const int Costs = 3;
    public const int Metrics = 4;
    public const int Critics = 5;
    public const int Terminated = 6;
    public const int EndCauses = 7;
    public const int Automata = 8;
    public const int Verdicts = 9;
    public const int Letters = 10;
    public const int Count = 11;

    /// <summary>Names of the outputs by index, for messages.</summary>
    public static readonly string[] Names =
    [
        nameof(StepOutputs.Total), nameof(StepOutputs.Terms), nameof(StepOutputs.Objective), nameof(StepOutputs.Costs),
        nameof(StepOutputs.Metrics), nameof(StepOutputs.Critics), nameof(StepOutputs.Terminated), nameof(StepOutputs.EndCauses),
        nameof(StepOutputs.Automata), nameof(StepOutputs.Verdicts), nameof(StepOutputs.Letters),
    ];

    /// <summary>Throws unless an output has as many elements as it needs.</summary>
    public static void CheckLength(long length, long expected, string name, int batch, bool optional)
    {
        if (length != expected && !(optional && length == 0))
        {
            throw new ArgumentException(
                $"The output '{name}' has {length} elements; a batch of {batch} needs {expected}{(optional ? ", or none to leave it out" : "")}.");
        }
    }

    /// <summary>Bytes of each output in an environment.</summary>
    public static int[] RowBytes(RewardSpecInfo spec) =>
    [
        sizeof(float), sizeof(float) * spec.Columns.Count, sizeof(float), sizeof(float) * spec.Costs.Count,
        sizeof(float) * spec.Metrics.Count, sizeof(float) * spec.Critics.Count, sizeof(bool), sizeof(byte),
        sizeof(float) * spec.Automata.Count, sizeof(float) * spec.Formulas.Count, sizeof(float) * spec.Machines.Count,
    ];
}
