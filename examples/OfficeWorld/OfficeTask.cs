using System;
using RewardDsl;

namespace OfficeWorld;

/// <summary>A task: the evaluator of its reward, called with the cells of all learners.</summary>
/// <param name="Name">For people.</param>
/// <param name="Create">Makes the evaluator.</param>
/// <param name="Reset">Starts new episodes: evaluator, mask, x, y.</param>
/// <param name="Step">One step: evaluator, x, y, truncated, outputs.</param>
internal sealed record OfficeTask(string Name, Func<int, RewardEvaluator> Create, ResetCall Reset, StepCall Step)
{
    /// <summary>The four tasks of the publication.</summary>
    public static OfficeTask[] All { get; } =
    [
        new(
            "coffee",
            static n => new CoffeeReward.Evaluator(n),
            static (e, mask, x, y) => ((CoffeeReward.Evaluator)e).Reset(mask, new CoffeeReward.Inputs { X = x, Y = y }),
            static (e, x, y, cut, o) => ((CoffeeReward.Evaluator)e).Step(new CoffeeReward.Inputs { X = x, Y = y }, new StepEnds { Truncated = cut }, o)),
        new(
            "mail",
            static n => new MailReward.Evaluator(n),
            static (e, mask, x, y) => ((MailReward.Evaluator)e).Reset(mask, new MailReward.Inputs { X = x, Y = y }),
            static (e, x, y, cut, o) => ((MailReward.Evaluator)e).Step(new MailReward.Inputs { X = x, Y = y }, new StepEnds { Truncated = cut }, o)),
        new(
            "coffee and mail",
            static n => new CoffeeAndMailReward.Evaluator(n),
            static (e, mask, x, y) => ((CoffeeAndMailReward.Evaluator)e).Reset(mask, new CoffeeAndMailReward.Inputs { X = x, Y = y }),
            static (e, x, y, cut, o) => ((CoffeeAndMailReward.Evaluator)e).Step(new CoffeeAndMailReward.Inputs { X = x, Y = y }, new StepEnds { Truncated = cut }, o)),
        new(
            "patrol",
            static n => new PatrolReward.Evaluator(n),
            static (e, mask, x, y) => ((PatrolReward.Evaluator)e).Reset(mask, new PatrolReward.Inputs { X = x, Y = y }),
            static (e, x, y, cut, o) => ((PatrolReward.Evaluator)e).Step(new PatrolReward.Inputs { X = x, Y = y }, new StepEnds { Truncated = cut }, o)),
    ];
}

/// <summary>Starts new episodes in the masked environments.</summary>
internal delegate void ResetCall(RewardEvaluator evaluator, ReadOnlySpan<bool> mask, int[] x, int[] y);

/// <summary>One step of all environments.</summary>
internal delegate void StepCall(RewardEvaluator evaluator, int[] x, int[] y, bool[] truncated, StepOutputs outputs);
