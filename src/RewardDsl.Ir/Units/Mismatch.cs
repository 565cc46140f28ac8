namespace RewardDsl.Ir;

/// <summary>Two operands that do not go together.</summary>
/// <param name="Kind">What does not match.</param>
/// <param name="Left">Unit or frame of the first.</param>
/// <param name="Right">Unit or frame of the second, or what the function takes.</param>
/// <param name="Text">Both in words for a message: "m/s and m", "deg and rad (factor 57.3)", "frames world and body".</param>
public sealed record Mismatch(MismatchKind Kind, string Left, string Right, string Text);
