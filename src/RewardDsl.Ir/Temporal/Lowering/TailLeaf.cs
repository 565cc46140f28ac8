namespace RewardDsl.Ir;

/// <summary>A value that each step knows and the end of the episode looks back at.</summary>
/// <param name="Node">The operation.</param>
/// <param name="History">How many of its values before the present one.</param>
/// <param name="Window">The operation ahead of it whose window keeps them; −1 when they are kept for the end.</param>
internal sealed record TailLeaf(int Node, int History, int Window);
