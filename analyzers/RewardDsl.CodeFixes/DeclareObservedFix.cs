using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace RewardDsl.CodeFixes;

/// <summary>RWD6006: says that the policy observes a memory, which changes nothing that is paid: the author has to put it into the observation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareObservedFix))]
[Shared]
public sealed class DeclareObservedFix() : FlagFix("RWD6006", "observed", "Observed")
{
    /// <inheritdoc/>
    protected override string Title(Diagnostic finding) => "Declare that the policy observes it" + (finding.Properties.TryGetValue("export", out string? export) && export is { Length: > 0 } ? " (" + export + ")" : "");
}
