namespace RewardDsl.Analyzers.Tests;

/// <summary>The spec around the differences that a test is about.</summary>
internal static class ShapedSpec
{
    /// <summary>The members in a spec with a discount.</summary>
    public static string With(string members) => Walker.Usings + "[RewardSpec(Discount = 0.99)]\npublic sealed partial class Reach\n{\n"
        + "[Signal(0, 5)] public float Distance { get; init; } [Signal(-2, 2)] public float Speed { get; init; } [Signal(-1, 1, Length = 3)] public Vec Hand { get; init; } [Signal(-1, 1, Length = 3)] public Vec Goal { get; init; } "
        + "[Signal] public bool Grasped { get; init; } [Signal(-1, 1, Length = 3), Action] public Vec Push { get; init; } private float Near => -Distance;\n" + members + "\n}\n";
}
