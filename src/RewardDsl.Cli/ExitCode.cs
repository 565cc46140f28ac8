namespace RewardDsl.Cli;

/// <summary>What a run ends with.</summary>
public static class ExitCode
{
    /// <summary>Nothing found at or above the asked severity.</summary>
    public const int Clean = 0;

    /// <summary>Something found at or above the asked severity.</summary>
    public const int Findings = 1;

    /// <summary>No verdict: the C# does not compile, a file is missing or an argument is wrong.</summary>
    public const int NoVerdict = 2;
}
