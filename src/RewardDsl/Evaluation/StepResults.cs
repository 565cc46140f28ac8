using System;

namespace RewardDsl;

/// <summary>Which results a step gives beside its total and what terminated, where they are returned rather than written to the caller's memory.</summary>
[Flags]
public enum StepResults
{
    /// <summary>The total and what terminated.</summary>
    None = 0,

    /// <summary>What each column paid; see <see cref="StepOutputs.Terms"/>.</summary>
    Terms = 1,

    /// <summary>The reward without shaping; see <see cref="StepOutputs.Objective"/>.</summary>
    Objective = 2,

    /// <summary>The constraint costs; see <see cref="StepOutputs.Costs"/>.</summary>
    Costs = 4,

    /// <summary>The metrics; see <see cref="StepOutputs.Metrics"/>.</summary>
    Metrics = 8,

    /// <summary>The rewards of the critics; see <see cref="StepOutputs.Critics"/>.</summary>
    Critics = 16,

    /// <summary>The states of the automata; see <see cref="StepOutputs.Automata"/>.</summary>
    Automata = 32,

    /// <summary>What is known of the formulas; see <see cref="StepOutputs.Verdicts"/>.</summary>
    Verdicts = 64,

    /// <summary>The letters of the reward machines; see <see cref="StepOutputs.Letters"/>.</summary>
    Letters = 128,

    /// <summary>Why episodes ended; see <see cref="StepOutputs.EndCauses"/>.</summary>
    EndCauses = 256,

    /// <summary>All of them.</summary>
    All = Terms | Objective | Costs | Metrics | Critics | Automata | Verdicts | Letters | EndCauses,
}
