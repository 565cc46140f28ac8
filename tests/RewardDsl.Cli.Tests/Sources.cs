namespace RewardDsl.Cli.Tests;

/// <summary>Specs that the tests check.</summary>
internal static class Sources
{
    public const string Clean = """
        using RewardDsl;

        [RewardSpec]
        public sealed partial class Tank
        {
            [Signal(0, 1)] public float Level { get; init; }

            [Term(1)] public float Full => MathF.Exp(Level);
        }
        """;

    /// <summary>RWD0011, an error with a fix, at line 8, columns 6 to 14.</summary>
    public const string WrongSign = """
        using RewardDsl;

        [RewardSpec]
        public sealed partial class Leak
        {
            [Signal(0, 1)] public float Level { get; init; }

            [Term(-2)] public float Lost => 1f - Level;
        }
        """;

    /// <summary>RWD0023, a warning.</summary>
    public const string PaysNothing = """
        using RewardDsl;

        [RewardSpec]
        public sealed partial class Idle
        {
            [Signal(0, 1)] public float Level { get; init; }
        }
        """;

    /// <summary>RWD1003 with a range and a witness, RWD9005 with a range and one with a fix, RWD9004 as a warning and as information.</summary>
    public const string Merge = """
        using RewardDsl;
        using static RewardDsl.RewardMath;

        [RewardSpec]
        public sealed partial class Merge
        {
            [Signal(0, 80)] public float Gap { get; init; }
            [Signal(0, 40)] public float Speed { get; init; }
            [Signal(0, 9)] public float Jerk { get; init; }
            [Signal(0, 1)] public float Wind { get; init; }
            [Parameter(50, 90)] public float Cap { get; init; } = 60f;

            float TooClose => 1f - Saturate(Gap / 20f);

            [Term(1)] public float Progress => Min(Speed, Cap) / 40f;
            [Penalty(1)] public float Hurry => Tanh(1f / Gap);
            [Metric] public float Comfort => -Jerk;
        }
        """;

    public const string Broken = "public class Broken { int Half => ; }";
}
