using System;
using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD9005 and RWD9004: removes a helper, state, gate, parameter or signal that nothing reads, where no text of the project names
/// it outside its own declaration.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveMemberFix))]
[Shared]
public sealed class RemoveMemberFix() : RuleFix("RWD9004", "RWD9005")
{
    /// <summary>Roles that only serve other members; a member with any other one says something by itself.</summary>
    private static readonly HashSet<string> s_serving = new(StringComparer.Ordinal) { "Signal", "Action", "State", "Gate", "Parameter" };

    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place is PropertyDeclarationSyntax declared && declared.AttributeLists.SelectMany(static l => l.Attributes).All(static a => s_serving.Contains(RewardNames.Of(a)))
        && model.GetDeclaredSymbol(declared, cancellation) is { } member && !MemberUses.IsNamed(member, declared, model.Compilation, inTexts: true, cancellation)
            ? new Change("Remove '" + member.Name + "'", root => root.RemoveNode(declared, SyntaxRemoveOptions.KeepUnbalancedDirectives)!)
            : null;
}
