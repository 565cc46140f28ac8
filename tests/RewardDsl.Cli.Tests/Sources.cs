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

    public const string Broken = "public class Broken { int Half => ; }";
}
