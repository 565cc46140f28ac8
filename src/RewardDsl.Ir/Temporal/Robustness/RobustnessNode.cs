namespace RewardDsl.Ir;

/// <summary>One operation on a signal of robustness. <c>IsMax</c> says whether it takes the larger: of F, U, O and S rather than of G, R, H and T.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="IsMax">Whether the larger or the smaller is taken; for shifts whether what is missing is −∞ or +∞.</param>
/// <param name="Left">Its operand, or the first of two; the atom of a margin. −1 when there is none.</param>
/// <param name="Right">The second operand. −1 when there is none.</param>
/// <param name="Steps">The farthest step of a window that starts now; how far a shift goes. −1 for a window without an end.</param>
/// <param name="Delay">How many later steps a value waits for; −1 when it waits for the end of the trace.</param>
/// <param name="Culprit">The formula whose value it is, or a part of.</param>
public sealed record RobustnessNode(RobustnessKind Kind, bool IsMax, int Left, int Right, int Steps, int Delay, TemporalFormula Culprit);
