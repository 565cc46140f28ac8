namespace RewardDsl.Frontend;

/// <summary>Values of the runtime library's enums that rules read from attributes.</summary>
internal static class RuleFacts
{
    /// <summary>WriterKind.Agent.</summary>
    public const int WriterAgent = 1;

    /// <summary>WriterKind.Nobody.</summary>
    public const int WriterNobody = 2;

    /// <summary>SignalSource.Learned.</summary>
    public const int SourceLearned = 3;

    /// <summary>SignalSource.Policy.</summary>
    public const int SourcePolicy = 4;

    /// <summary>AimKind.Lower.</summary>
    public const int AimLower = 0;

    /// <summary>AimKind.AtTarget.</summary>
    public const int AimAtTarget = 2;

    /// <summary>EpisodeEnd.Failure.</summary>
    public const int EndFailure = 1;

    /// <summary>RewardConsumer.StepwiseRl.</summary>
    public const int ConsumerStepwiseRl = 0;

    /// <summary>RewardConsumer.ConstraintOptimizer.</summary>
    public const int ConsumerConstraintOptimizer = 4;
}
