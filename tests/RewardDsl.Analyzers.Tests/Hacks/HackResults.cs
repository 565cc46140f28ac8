using System.Linq;

namespace RewardDsl.Analyzers.Tests;

/// <summary>What became of a case.</summary>
internal enum HackVerdict
{
    /// <summary>A rule warns of it at its place.</summary>
    Caught,

    /// <summary>A rule should and does not.</summary>
    Missed,

    /// <summary>No rule of this project can see it.</summary>
    Unseen,

    /// <summary>The rules that would see it do not exist yet.</summary>
    Pending,

    /// <summary>It cannot be written in the language yet.</summary>
    Unexpressed,

    /// <summary>Nothing to see, and nothing is said.</summary>
    Silent,
}

/// <summary>The results of the corpus as a page.</summary>
internal static class HackResults
{
    /// <summary>What became of a case.</summary>
    public static HackVerdict Verdict(HackRun run) => run switch
    {
        { Case.Unexpressed: not null } => HackVerdict.Unexpressed,
        { Case.Visibility: HackVisibility.No } => HackVerdict.Silent,
        { Case.Unseen: not null } => HackVerdict.Unseen,
        { IsCaught: true } => HackVerdict.Caught,
        _ => run.Due.Any() ? HackVerdict.Missed : HackVerdict.Pending,
    };
}
