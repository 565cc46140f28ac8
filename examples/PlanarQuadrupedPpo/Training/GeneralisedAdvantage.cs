using System;

namespace PlanarQuadrupedPpo.Training;

/// <summary>
/// Generalised advantage estimation (Schulman et al., "High-dimensional continuous control using generalized advantage estimation", 2016) over episodes that end within the
/// batch. A termination is worth nothing afterwards; a truncation is worth what the critic says of the <em>final</em> observation, not of the next episode's first; and
/// neither lets anything of the next episode in.
/// </summary>
internal static class GeneralisedAdvantage
{
    /// <param name="discount">γ.</param>
    /// <param name="decay">λ.</param>
    /// <param name="batch">Environments B.</param>
    /// <param name="rewards"><c>[T, B]</c>.</param>
    /// <param name="values"><c>[T, B]</c>: of the observation that the action was chosen by.</param>
    /// <param name="nextValues"><c>[T, B]</c>: of the observation that the step led to, before any reset.</param>
    /// <param name="terminated"><c>[T, B]</c>.</param>
    /// <param name="truncated"><c>[T, B]</c>.</param>
    /// <param name="advantages"><c>[T, B]</c>, written.</param>
    /// <param name="returns"><c>[T, B]</c>, written: what the critic shall say.</param>
    public static void Estimate(
        float discount,
        float decay,
        int batch,
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> values,
        ReadOnlySpan<float> nextValues,
        ReadOnlySpan<bool> terminated,
        ReadOnlySpan<bool> truncated,
        Span<float> advantages,
        Span<float> returns)
    {
        for (int k = rewards.Length - 1; k >= 0; k--)
        {
            float next = terminated[k] ? 0 : nextValues[k];
            float later = terminated[k] || truncated[k] || k + batch >= rewards.Length ? 0 : advantages[k + batch];
            advantages[k] = rewards[k] + (discount * next) - values[k] + (discount * decay * later);
            returns[k] = advantages[k] + values[k];
        }
    }
}
