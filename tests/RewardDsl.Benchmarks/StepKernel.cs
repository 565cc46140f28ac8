using System;

namespace RewardDsl.Benchmarks;

/// <summary>One way to compute the step, with the state that it carries.</summary>
/// <param name="name">Its row in the tables.</param>
internal abstract class StepKernel(string name) : IDisposable
{
    public string Name { get; } = name;

    /// <summary><c>[B]</c></summary>
    public abstract ReadOnlySpan<float> Total { get; }

    /// <summary><c>[B, 12]</c></summary>
    public abstract ReadOnlySpan<float> Terms { get; }

    /// <summary>Whether it computes the reward, and not only touches its memory.</summary>
    public virtual bool Computes => true;

    /// <summary><c>[B]</c></summary>
    public abstract ReadOnlySpan<float> Sum(int column);

    /// <summary>The step that is timed.</summary>
    public abstract void Step();

    /// <summary>The step before it, from a reset: it takes the previous action.</summary>
    public abstract void FirstStep();

    public abstract void Dispose();
}
