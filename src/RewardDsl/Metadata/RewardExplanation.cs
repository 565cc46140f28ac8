using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace RewardDsl;

/// <summary>
/// How one scalar step was paid: raw → transformed → weighted for each member. Computed by the class itself in plain C#,
/// independent of the kernels, which are tested against it.
/// </summary>
public sealed record RewardExplanation
{
    /// <summary>The paid members in column order.</summary>
    public required IReadOnlyList<TermExplanation> Terms { get; init; }

    /// <summary>The constraint costs, in order.</summary>
    public required IReadOnlyList<float> Costs { get; init; }

    /// <summary>The metrics, in the order of <see cref="RewardSpecInfo.Metrics"/>; true is 1.</summary>
    public IReadOnlyList<float> Metrics { get; init; } = [];

    /// <summary>Whether each assumption holds, in the order of <see cref="RewardSpecInfo.Assumptions"/>.</summary>
    public IReadOnlyList<bool> Assumptions { get; init; } = [];

    /// <summary>The state of each automaton after the step, in the order of <see cref="RewardSpecInfo.Automata"/>.</summary>
    public IReadOnlyList<int> Automata { get; init; } = [];

    /// <summary>
    /// What is known of each formula after the step: 1 holds, −1 fails, 0 undecided; null of one that is paid by how much it holds, or whose windows need more
    /// memory than an automaton: those only the evaluator follows.
    /// </summary>
    public IReadOnlyList<int?> Verdicts { get; init; } = [];

    /// <summary>The reward without shaping potentials.</summary>
    public required float Objective { get; init; }

    /// <summary>The trained reward.</summary>
    public required float Total { get; init; }

    /// <summary>A termination held, or the simulator ended the episode.</summary>
    public required bool Terminated { get; init; }

    /// <summary>Index into <see cref="RewardSpecInfo.EndCauses"/>.</summary>
    public required int EndCause { get; init; }

    /// <summary>A table, one line for each paid member.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (TermExplanation term in Terms)
        {
            text.Append(CultureInfo.InvariantCulture, $"{term.Name,-24} {term.Raw,12:G6} -> {term.Transformed,12:G6} -> {term.Paid,12:G6}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{"total",-24} {Total,44:G6}");
        return text.ToString();
    }
}

/// <summary>How one member was paid.</summary>
/// <param name="Name">Name of the member.</param>
/// <param name="Raw">Its C# value; true is 1.</param>
/// <param name="Transformed">After clamp and gate, before the weight.</param>
/// <param name="Paid">Signed contribution to the total.</param>
public readonly record struct TermExplanation(string Name, float Raw, float Transformed, float Paid)
{
    /// <summary>The value is absent: nothing is paid, <see cref="Raw"/> is 0; NaN of a formula that only the evaluator follows.</summary>
    public bool IsAbsent { get; init; }
}
