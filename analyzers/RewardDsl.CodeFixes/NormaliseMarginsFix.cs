using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace RewardDsl.CodeFixes;

/// <summary>RWD6005: divides each margin of a formula by the largest that is proven of it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NormaliseMarginsFix))]
[Shared]
public sealed class NormaliseMarginsFix() : FlagFix("RWD6005", "normalised", "Normalised")
{
    /// <inheritdoc/>
    protected override string Title(Diagnostic finding) => "Divide each margin by the largest that is proven: Normalised = true";
}
