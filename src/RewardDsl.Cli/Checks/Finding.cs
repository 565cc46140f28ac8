using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Cli;

/// <summary>How bad a finding is; hidden ones are never reported.</summary>
internal enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Probably not meant.</summary>
    Warning,

    /// <summary>The reward has no meaning, or the C# does not compile.</summary>
    Error,
}

/// <summary>A range of text; lines and columns count from 1 in UTF-16 units, and the end is the place after the last character.</summary>
internal sealed record Place(string File, int Line, int Column, int EndLine, int EndColumn);

/// <summary>Something that the compiler or an analyzer reports.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Severity">How bad it is, after .editorconfig and pragmas.</param>
/// <param name="Title">What the rule is about.</param>
/// <param name="Message">What is wrong here.</param>
/// <param name="Place">Where; null for what concerns no place.</param>
/// <param name="Help">The rule's page, or null.</param>
/// <param name="Properties">What the rule attaches for machines, such as ranges.</param>
/// <param name="Fixes">Titles of the fixes that an editor offers.</param>
internal sealed record Finding(
    string Id,
    FindingSeverity Severity,
    string Title,
    string Message,
    Place? Place,
    string? Help,
    ImmutableSortedDictionary<string, string?> Properties,
    ImmutableArray<string> Fixes)
{
    /// <summary>Whether it says that the C# does not compile.</summary>
    public bool IsCompilerError => Severity == FindingSeverity.Error && Id.StartsWith("CS", System.StringComparison.Ordinal);
}

/// <summary>What the check of one source set found.</summary>
/// <param name="Sources">What was checked.</param>
/// <param name="Files">The files as reports show them.</param>
/// <param name="Specs">Full names of the reward specs in them.</param>
/// <param name="Findings">Everything found, in the order of the text.</param>
/// <param name="Complete">The sources with what the generator adds.</param>
internal sealed record CheckResult(SourceSet Sources, ImmutableArray<string> Files, ImmutableArray<string> Specs, ImmutableArray<Finding> Findings, Compilation Complete)
{
    /// <summary>Whether the C# compiles, once every reward has its evaluator.</summary>
    public bool Compiles
    {
        get
        {
            string[] stubs = [.. Findings.Where(IsUseOfStub).Select(f => Subject(f.Message)).Distinct()];
            return Findings.All(f => !f.IsCompilerError || (f.Id is "CS0619" or "CS1061" or "CS0117" && stubs.Contains(Subject(f.Message))));
        }
    }

    /// <summary>
    /// A reward with an error gets an evaluator that is obsolete, has no members and names the rule. What the compiler
    /// says of such an evaluator follows from the rule's finding.
    /// </summary>
    private static bool IsUseOfStub(Finding finding) => finding.Id == "CS0619" && finding.Message.Contains("is obsolete: 'RWD", System.StringComparison.Ordinal);

    /// <summary>The name in quotes that a message of the compiler begins with.</summary>
    private static string Subject(string message) => message.Split('\'') is ["", var name, ..] ? name : "";
}
