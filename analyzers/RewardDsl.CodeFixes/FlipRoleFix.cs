using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD4004: <c>[Term(1)]</c> becomes <c>[Penalty(1)]</c> and the other way round, where what is paid goes the wrong way as a whole.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlipRoleFix))]
[Shared]
public sealed class FlipRoleFix() : RuleFix("RWD4004")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue("role", out string? role) || role is null || place.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute || RewardNames.Of(attribute) is not ("Term" or "Penalty"))
        {
            return null;
        }

        SimpleNameSyntax name = RewardNames.Last(attribute.Name);
        return new Change("Make it a [" + role + "]", root => root.ReplaceNode(name, RewardNames.Renamed(name, role)));
    }
}
