using System.Linq;

namespace RewardDsl.Generators.Tests;

/// <summary>What a failed comparison tells its reader.</summary>
internal static class SnapshotFailure
{
    /// <summary>The command is the same for both comparisons and on every system.</summary>
    public const string HowToAccept = """
        If the new text is what you want, accept it from the repository's root and read what `git diff` shows:
          dotnet test tests/RewardDsl.Generators.Tests --filter SnapshotTests -e REWARDDSL_UPDATE_SNAPSHOTS=1
        """;

    /// <summary>Where the two part: enough to see the reason in a log. The whole text is in the received file.</summary>
    public static string FirstDifference(string snapshot, string generated)
    {
        string[] before = snapshot.Split('\n');
        string[] after = generated.Split('\n');
        int line = before.Zip(after).TakeWhile(static pair => pair.First == pair.Second).Count();
        return $"""
            first difference in line {line + 1}
              snapshot:  {(line < before.Length ? before[line] : "(ends)")}
              generated: {(line < after.Length ? after[line] : "(ends)")}
            """;
    }
}
