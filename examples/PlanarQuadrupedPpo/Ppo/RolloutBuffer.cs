namespace PlanarQuadrupedPpo.Ppo;

/// <summary>What happened in the T steps of B environments between two updates, all <c>[T, B]</c> or <c>[T, B, …]</c>, row-major.</summary>
internal sealed class RolloutBuffer(int steps, int batch, int observationSize, int actionSize)
{
    public int Samples => steps * batch;

    /// <summary>As the networks saw them.</summary>
    public float[] Observations { get; } = new float[steps * batch * observationSize];

    /// <summary>As drawn: beyond the limits that the environment cuts at, too.</summary>
    public float[] Actions { get; } = new float[steps * batch * actionSize];

    /// <summary>How likely the actions were, as logarithms.</summary>
    public float[] LogProbabilities { get; } = new float[steps * batch];

    public float[] Values { get; } = new float[steps * batch];

    /// <summary>Of the observation that the step led to, before any reset.</summary>
    public float[] NextValues { get; } = new float[steps * batch];

    public float[] Rewards { get; } = new float[steps * batch];

    public bool[] Terminated { get; } = new bool[steps * batch];

    public bool[] Truncated { get; } = new bool[steps * batch];

    public float[] Advantages { get; } = new float[steps * batch];

    public float[] Returns { get; } = new float[steps * batch];
}
