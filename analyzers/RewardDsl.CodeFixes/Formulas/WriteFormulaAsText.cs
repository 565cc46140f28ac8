using System;
using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.CodeFixes;

/// <summary>
/// A formula that is a property becomes text on the class. Its conditions become bool members where they are none; the property goes, and so this is
/// offered only where nothing else reads it.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(WriteFormulaAsText))]
[Shared]
public sealed class WriteFormulaAsText : SpecRefactoring
{
    /// <inheritdoc/>
    protected override Edit? Find(SyntaxNode place, SourceText text, SemanticModel model, CancellationToken cancellation)
    {
        if (place.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax type, AttributeLists: { Count: 1 } lists } declared
            || lists[0] is not { Target: null, Attributes: { Count: 1 } roles }
            || declared.ContainsDirectives
            || declared.Modifiers.Any(static m => m.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.VirtualKeyword or SyntaxKind.OverrideKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.PartialKeyword or SyntaxKind.NewKeyword)
            || declared.ExplicitInterfaceSpecifier is not null
            || !FormulaSyntax.IsRole(roles[0], model, cancellation)
            || FormulaSyntax.Text(roles[0]) is not null
            || model.GetDeclaredSymbol(declared, cancellation) is not { ContainingType: { } container } property
            || RewardCompiler.AttributeOf(container) is null
            || WrittenFormula.Of(property, model.Compilation, cancellation) is not { } formula
            || MemberUses.IsNamed(property, declared, model.Compilation, inTexts: false, cancellation))
        {
            return null;
        }

        var added = new List<(string Name, string Expression)>();
        var names = new List<string>();
        foreach (IOperation condition in formula.Conditions)
        {
            if (Name(condition, type, declared, model, added, cancellation) is not { } name)
            {
                return null;
            }

            names.Add(name);
        }

        TemporalFormula named = Named(formula.Formula, names);
        string written = TemporalPrinter.Print(named);
        if (!named.Equals(TemporalParser.Parse(written, names, out _)))
        {
            // Too long or too deep for a text.
            return null;
        }

        string lineEnd = FormulaSyntax.LineEnd(text);
        string role = "[" + roles[0].Name + "(" + string.Join(", ", new[] { SyntaxFactory.Literal(written).ToString(), "Name = \"" + property.Name + "\"" }.Concat(FormulaSyntax.Numbers(roles[0]))) + ")]";
        return new Edit("Write the formula as text", [Added(text, type, role, FormulaSyntax.CommentLines(declared), lineEnd), Replaced(text, declared, added, lineEnd)]);
    }

    /// <summary>The member that a condition is, or a new one; null where its words mean something else at another place.</summary>
    private static string? Name(
        IOperation condition, TypeDeclarationSyntax type, PropertyDeclarationSyntax declared, SemanticModel model, List<(string Name, string Expression)> added, CancellationToken cancellation)
    {
        int inside = declared.SpanStart;
        if (WrittenFormula.Member(condition) is { } member)
        {
            return model.LookupSymbols(inside, name: member.Name).Any(s => SymbolEqualityComparer.Default.Equals(s, member)) ? member.Name : null;
        }

        if (!type.Span.Contains(condition.Syntax.Span) || condition.Syntax.SyntaxTree != type.SyntaxTree || condition.Syntax is not ExpressionSyntax expression
            || expression.FirstAncestorOrSelf<TypeDeclarationSyntax>() != type
            || expression.DescendantNodes().Any(static n => n is SingleVariableDesignationSyntax))
        {
            return null;
        }

        PropertyDeclarationSyntax? known = type.Members.OfType<PropertyDeclarationSyntax>().FirstOrDefault(p =>
            p.ExpressionBody is { } body && SyntaxFactory.AreEquivalent(body.Expression, expression) && p.ExplicitInterfaceSpecifier is null && !p.Modifiers.Any(SyntaxKind.StaticKeyword)
            && model.GetDeclaredSymbol(p, cancellation) is { Type.SpecialType: SpecialType.System_Boolean });
        if (known is not null)
        {
            return known.Identifier.ValueText;
        }

        string name = ConditionNames.Of(expression, n => !model.LookupSymbols(inside, name: n).IsEmpty || added.Any(a => a.Name == n));
        added.Add((name, expression.ToString()));
        return name;
    }

    private static TemporalFormula Named(TemporalFormula formula, List<string> names) => formula.Kind == TemporalOperator.Atom
        ? TemporalFormula.Proposition(formula.Atom, names[formula.Atom])
        : formula.With(formula.Operands.Select(o => Named(o, names)).ToList(), formula.Window);

    private static TextChange Added(SourceText text, TypeDeclarationSyntax type, string role, IEnumerable<string> comments, string lineEnd)
    {
        if (type.AttributeLists.LastOrDefault() is not { } last)
        {
            SyntaxToken first = type.GetFirstToken();
            string indentation = FormulaSyntax.Indentation(text, first.SpanStart);
            return new TextChange(new TextSpan(first.SpanStart, 0), string.Concat(comments.Append(role).Select(l => l + lineEnd + indentation)));
        }

        bool isOwnLine = text.Lines.GetLineFromPosition(last.Span.End).LineNumber != text.Lines.GetLineFromPosition(last.GetLastToken().GetNextToken().SpanStart).LineNumber;
        return isOwnLine
            ? new TextChange(new TextSpan(text.Lines.GetLineFromPosition(last.Span.End).EndIncludingLineBreak, 0), string.Concat(comments.Append(role).Select(l => FormulaSyntax.Indentation(text, last.SpanStart) + l + lineEnd)))
            : new TextChange(new TextSpan(last.Span.End, 0), " " + role);
    }

    private static TextChange Replaced(SourceText text, PropertyDeclarationSyntax declared, List<(string Name, string Expression)> added, string lineEnd)
    {
        TextSpan whole = FormulaSyntax.Line(text, declared, withComments: true);
        string[] members = [.. added.Select(static a => "public bool " + a.Name + " => " + a.Expression + ";")];
        if (whole == declared.Span)
        {
            return new TextChange(whole, string.Join(" ", members));
        }

        string indentation = FormulaSyntax.Indentation(text, declared.SpanStart);
        return new TextChange(whole, string.Concat(members.Select(m => indentation + m + lineEnd)));
    }
}
