namespace RewardDsl.Ir;

/// <summary>The robustness of a formula at the first step of an episode, as far as it is known.</summary>
/// <param name="Lower">The value that it is at least, however the episode goes on.</param>
/// <param name="Upper">The value that it is at most.</param>
/// <param name="Closed">The value that it is when the episode ends with this step: windows that reach past it are cut. Anything at other steps.</param>
public sealed record MonitorBounds(int Lower, int Upper, int Closed);
