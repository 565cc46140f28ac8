namespace RewardDsl.Ir;

/// <summary>An edge of a reward machine.</summary>
/// <param name="From">The state that it leaves.</param>
/// <param name="To">The state that it leads to.</param>
/// <param name="Guard">When it is taken: a formula of the present step.</param>
/// <param name="Reward">What taking it pays.</param>
public sealed record MachineTransition(int From, int To, TemporalFormula Guard, float Reward);
