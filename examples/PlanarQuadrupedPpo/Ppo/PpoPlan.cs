namespace PlanarQuadrupedPpo.Ppo;

/// <summary>Numbers of proximal policy optimisation (Schulman et al. 2017), with the names of the field.</summary>
/// <param name="Rounds">Updates.</param>
/// <param name="Environments">B.</param>
/// <param name="Steps">T: steps of each environment between two updates.</param>
internal sealed record PpoPlan(int Rounds, int Environments, int Steps)
{
    public static PpoPlan Quick { get; } = new(Rounds: 150, Environments: 1024, Steps: 24) { Hidden = [64, 64] };

    public static PpoPlan Full { get; } = new(Rounds: 500, Environments: 4096, Steps: 24);

    /// <summary>Widths of the hidden layers of actor and critic.</summary>
    public long[] Hidden { get; init; } = [128, 64];

    /// <summary>γ. A trainer takes that of the reward's spec.</summary>
    public float Discount { get; init; } = 0.99f;

    /// <summary>λ.</summary>
    public float Decay { get; init; } = 0.95f;

    /// <summary>By how much the ratio of probabilities may leave 1 before it no longer pays.</summary>
    public double Clip { get; init; } = 0.2;

    public int Epochs { get; init; } = 5;

    public int Minibatches { get; init; } = 4;

    public double ValueWeight { get; init; } = 1;

    public double EntropyWeight { get; init; } = 0.002;

    /// <summary>Largest norm of a gradient.</summary>
    public double MaxGradient { get; init; } = 1;

    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The learning rate falls where an update moves the policy by more than twice this divergence and rises where by less than half; null: it stays.</summary>
    public double? TargetDivergence { get; init; } = 0.01;

    /// <summary>Deviation of the actions at the start.</summary>
    public float StartDeviation { get; init; } = 0.5f;
}
