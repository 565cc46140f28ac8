using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RewardDsl.Frontend;

namespace RewardDsl.Analyzers;

/// <summary>
/// Silences what other analyzers wrongly say of the members of a spec: an attribute of RewardDsl makes a member used, and
/// a property that reads no instance is still one of the values of a step, with a <c>Previous</c> and an <c>Initial</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpecSuppressor : DiagnosticSuppressor
{
    private const string Used = "The evaluator of the reward spec computes the member.";

    /// <summary>By the id that is silenced.</summary>
    private static readonly ImmutableDictionary<string, SuppressionDescriptor> s_suppressions = new[]
    {
        new SuppressionDescriptor("RWDS001", "IDE0051", Used),
        new SuppressionDescriptor("RWDS002", "IDE0052", Used),
        new SuppressionDescriptor("RWDS003", "CA1811", Used),
        new SuppressionDescriptor("RWDS004", "S1144", Used),
        new SuppressionDescriptor("RWDS005", "CA1822", "A static member would not be one of the values of a step of the reward spec."),
        new SuppressionDescriptor("RWDS006", "S2325", "A static member would not be one of the values of a step of the reward spec."),
    }.ToImmutableDictionary(static s => s.SuppressedDiagnosticId);

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = s_suppressions.Values.OrderBy(static s => s.Id, System.StringComparer.Ordinal).ToImmutableArray();

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic reported in context.ReportedDiagnostics)
        {
            if (s_suppressions.TryGetValue(reported.Id, out SuppressionDescriptor? suppression) && Member(reported, context) is { } member && IsOfSpec(member))
            {
                context.ReportSuppression(Suppression.Create(suppression, reported));
            }
        }
    }

    /// <summary>The declared property or method at the place of a finding: of an accessor its property.</summary>
    private static ISymbol? Member(Diagnostic reported, SuppressionAnalysisContext context)
    {
        if (reported.Location.SourceTree is not { } tree)
        {
            return null;
        }

        SyntaxNode place = tree.GetRoot(context.CancellationToken).FindNode(reported.Location.SourceSpan);
        IEnumerable<ISymbol?> declared = place.AncestorsAndSelf().Select(n => context.GetSemanticModel(tree).GetDeclaredSymbol(n, context.CancellationToken));
        return declared.FirstOrDefault(static s => s is not null) switch
        {
            IMethodSymbol { AssociatedSymbol: IPropertySymbol property } => property,
            var symbol => symbol,
        };
    }

    private static bool IsOfSpec(ISymbol member) =>
        member.ContainingType is { } type && RewardCompiler.AttributeOf(type) is not null && (member is IPropertySymbol { IsStatic: false, IsIndexer: false } || RewardCompiler.HasRole(member));
}
