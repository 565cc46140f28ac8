namespace RewardDsl.Ir;

/// <summary>The robustness of a formula as each step comes to know it.</summary>
/// <param name="Value">The value that is the robustness at the step <paramref name="Delay"/> steps ago.</param>
/// <param name="Exists">The value that says whether there was such a step in the episode.</param>
/// <param name="Delay">How many later steps the robustness waits for.</param>
public sealed record MonitorStep(int Value, int Exists, int Delay);
