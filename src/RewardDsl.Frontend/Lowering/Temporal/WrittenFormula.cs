using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A formula that is C#, as the compiler reads it but before anything of it is lowered: for what writes it in another way.</summary>
/// <param name="Formula">The formula; atom i is condition i.</param>
/// <param name="Conditions">What the author wrote as conditions of a step, each once.</param>
public sealed record WrittenFormula(TemporalFormula Formula, IReadOnlyList<IOperation> Conditions)
{
    /// <summary>The formula of a property; null when it is none that the compiler reads.</summary>
    /// <param name="property">A property of a spec.</param>
    /// <param name="compilation">The compilation that it is declared in.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static WrittenFormula? Of(IPropertySymbol property, Compilation compilation, CancellationToken cancellation)
    {
        if (!FormulaDiscovery.IsFormula(property.Type) || property.GetAttributes().FirstOrDefault(static a => FormulaDiscovery.IsRole(Attributes.NameOf(a))) is not { } role)
        {
            return null;
        }

        var conditions = new List<IOperation>();
        int Number(string owner, IOperation condition)
        {
            int known = conditions.FindIndex(c => IsSame(c, condition));
            if (known < 0)
            {
                conditions.Add(condition);
            }

            return known < 0 ? conditions.Count - 1 : known;
        }

        var reader = new FormulaBodyReader(new Bodies(compilation, cancellation), Number, new RewardDiagnostics());
        return reader.Read(new FormulaDeclaration(property.Name, property, null, role)) is { } read ? new WrittenFormula(read.Formula, conditions) : null;
    }

    /// <summary>The bool member of the spec that a condition is, or null where it is more than that.</summary>
    public static IPropertySymbol? Member(IOperation condition) =>
        condition is IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: { IsStatic: false, IsIndexer: false, Type.SpecialType: SpecialType.System_Boolean } property } ? property : null;

    private static bool IsSame(IOperation a, IOperation b) => Member(a) is { } member
        ? SymbolEqualityComparer.Default.Equals(member, Member(b))
        : SyntaxFactory.AreEquivalent(a.Syntax, b.Syntax) && string.Equals(a.Syntax.ToString(), b.Syntax.ToString(), StringComparison.Ordinal);
}
