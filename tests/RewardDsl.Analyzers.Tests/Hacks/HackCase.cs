using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Analyzers.Tests;

/// <summary>How much of a published hack can be seen in the reward's text and declarations.</summary>
internal enum HackVisibility
{
    /// <summary>A rule must see it.</summary>
    Yes,

    /// <summary>Part of it: a hint, or only with a declaration that not every author writes.</summary>
    Partly,

    /// <summary>Nothing: a control, which must stay silent.</summary>
    No,
}

/// <summary>A finding that the header of a case names.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Member">The member in whose declaration it lies, or <see cref="HackCase.ClassItself"/>.</param>
/// <param name="Severity">The severity, where the header states it.</param>
/// <param name="Reason">What stands in brackets behind it.</param>
internal sealed record HackFinding(string Rule, string Member, DiagnosticSeverity? Severity, string Reason)
{
    /// <summary>As the header writes it.</summary>
    public override string ToString() => Rule + (Severity is { } severity ? " " + severity : "") + " at " + Member;
}

/// <summary>A rule that a header names without a place.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Reason">Why.</param>
internal sealed record HackRemark(string Rule, string Reason);

/// <summary>A published reward that was hacked, one file of <c>tests/Hacks</c>: what its header says, and its specs.</summary>
internal sealed record HackCase
{
    /// <summary>The place of a finding that lies in no member.</summary>
    public const string ClassItself = "class";

    /// <summary>Name of the file.</summary>
    public required string File { get; init; }

    /// <summary>The id, such as <c>A01</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What happened, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is published.</summary>
    public required string Origin { get; init; }

    /// <summary>What of it can be seen.</summary>
    public required HackVisibility Visibility { get; init; }

    /// <summary>What goes wrong, in plain sentences.</summary>
    public required string Story { get; init; }

    /// <summary>What must be found in the hacked spec.</summary>
    public required IReadOnlyList<HackFinding> Expected { get; init; }

    /// <summary>What else is truly found in the hacked spec.</summary>
    public required IReadOnlyList<HackFinding> Also { get; init; }

    /// <summary>What is truly found in the mended spec.</summary>
    public required IReadOnlyList<HackFinding> AlsoFixed { get; init; }

    /// <summary>Rules that would see it and do not exist yet.</summary>
    public required IReadOnlyList<HackRemark> Pending { get; init; }

    /// <summary>Rules that one could expect and that rightly say nothing.</summary>
    public required IReadOnlyList<HackRemark> Dropped { get; init; }

    /// <summary>Why no rule can see it, or null.</summary>
    public string? Unseen { get; init; }

    /// <summary>Why it cannot be written in the language yet, or null.</summary>
    public string? Unexpressed { get; init; }

    /// <summary>The whole text of the file.</summary>
    public required string Text { get; init; }

    /// <summary>Where the mended specs begin in the text; the text's length without any.</summary>
    public required int FixedStart { get; init; }

    /// <summary>There is a mended version.</summary>
    public bool HasFix => FixedStart < Text.Length;

    /// <summary>There is a spec to analyse, not only the header.</summary>
    public bool HasSpec => Text.Contains("[RewardSpec", System.StringComparison.Ordinal);
}
