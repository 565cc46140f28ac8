using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace RewardDsl.CodeFixes;

/// <summary>RWD6004: ends the episode where a constraint fails for good.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EndAtViolationFix))]
[Shared]
public sealed class EndAtViolationFix() : FlagFix("RWD6004", "hard", "Hard")
{
    /// <inheritdoc/>
    protected override string Title(Diagnostic finding) => "End the episode when it fails: Hard = true";
}
