using System;
using System.Collections.Generic;
using System.Collections.Immutable;
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

/// <summary>A formula that is text on the class becomes a property of type Formula with the same attribute.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(WriteFormulaInCode))]
[Shared]
public sealed class WriteFormulaInCode : SpecRefactoring
{
    private const int MostAtoms = 64;

    /// <inheritdoc/>
    protected override Edit? Find(SyntaxNode place, SourceText text, SemanticModel model, CancellationToken cancellation)
    {
        if ((place.FirstAncestorOrSelf<AttributeSyntax>() ?? (place is AttributeListSyntax { Attributes: { Count: 1 } only } ? only[0] : null)) is not { Parent: AttributeListSyntax { Target: null, Parent: TypeDeclarationSyntax type } list } attribute
            || type.OpenBraceToken.IsMissing || type.CloseBraceToken.IsMissing || type.CloseBraceToken.IsKind(SyntaxKind.None)
            || type.CloseBraceToken.LeadingTrivia.Any(static t => t.IsDirective)
            || !FormulaSyntax.IsRole(attribute, model, cancellation)
            || Constant(FormulaSyntax.Text(attribute), model, cancellation) is not { } written
            || Constant(FormulaSyntax.Named(attribute, "Name"), model, cancellation) is not { } name
            || !SyntaxFacts.IsValidIdentifier(name)
            || model.GetDeclaredSymbol(type, cancellation) is not { } symbol)
        {
            return null;
        }

        int inside = type.OpenBraceToken.Span.End;
        if (model.LookupSymbols(inside, name: name).Any(s => s.ContainingType is not null))
        {
            return null;
        }

        List<string> members = model.LookupSymbols(inside).OfType<IPropertySymbol>()
            .Where(p => p is { IsStatic: false, IsIndexer: false, Type.SpecialType: SpecialType.System_Boolean } && IsIn(symbol, p.ContainingType))
            .Select(static p => p.Name).Distinct().OrderBy(m => written.IndexOf(m, StringComparison.Ordinal) < 0).Take(MostAtoms).ToList();
        if (TemporalParser.Parse(written, members, out _) is not { } formula)
        {
            return null;
        }

        bool needsUsing = false;
        bool mayAdd = MayAddUsing(type);
        var code = new FormulaCode(
            function =>
            {
                ImmutableArray<ISymbol> found = model.LookupSymbols(inside, name: function);
                bool isMissing = found.IsEmpty && mayAdd;
                needsUsing |= isMissing;
                return isMissing || IsOfRewardMath(found) ? function : RewardNames.At(model, inside, "RewardMath", "RewardMath") + "." + function;
            },
            window => Steps(window, symbol));
        string expression = code.Write(formula);
        if (code.Fails)
        {
            return null;
        }

        string lineEnd = FormulaSyntax.LineEnd(text);
        IEnumerable<string> numbers = FormulaSyntax.Numbers(attribute);
        string role = "[" + attribute.Name + (numbers.Any() ? "(" + string.Join(", ", numbers) + ")" : "") + "]";
        string property = role + " public " + RewardNames.At(model, inside, "Formula", "Formula") + " " + Identifiers.Escape(name) + " => " + expression + ";";
        var changes = new List<TextChange> { new(Removed(text, list, attribute), ""), Added(text, type, property, Comments(type, list), lineEnd) };
        if (needsUsing)
        {
            changes.Add(Using(type, lineEnd));
        }

        return new Edit("Write the formula in C#", changes.OrderBy(static c => c.Span.Start).ToList());
    }

    private static string? Constant(AttributeArgumentSyntax? argument, SemanticModel model, CancellationToken cancellation) =>
        argument is not null && model.GetConstantValue(argument.Expression, cancellation) is { HasValue: true, Value: string value } ? value : null;

    private static bool IsIn(INamedTypeSymbol type, INamedTypeSymbol? container)
    {
        INamedTypeSymbol? part = type;
        while (part is not null && !SymbolEqualityComparer.Default.Equals(part, container))
        {
            part = part.BaseType;
        }

        return part is not null;
    }

    private static bool IsOfRewardMath(ImmutableArray<ISymbol> found) => !found.IsEmpty && found.All(static s =>
        s.ContainingType is { Name: "RewardMath", ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } });

    /// <summary>A window from some second on, in steps of the spec: in C# only windows in steps have no end.</summary>
    private static TemporalWindow? Steps(TemporalWindow window, INamedTypeSymbol type)
    {
        double seconds = RewardCompiler.AttributeOf(type)?.NamedArguments.FirstOrDefault(static a => a.Key == "StepSeconds").Value.Value as double? ?? double.NaN;
        return TemporalSeconds.Resolve(TemporalFormula.Always(TemporalFormula.True, window), seconds, out _)?.Window;
    }

    private static TextSpan Removed(SourceText text, AttributeListSyntax list, AttributeSyntax attribute)
    {
        int index = list.Attributes.IndexOf(attribute);
        return list.Attributes.Count == 1 ? FormulaSyntax.Line(text, list, withComments: IsLater(list))
            : index > 0 ? TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End)
            : TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart);
    }

    // What stands before the first attribute is said of the class.
    private static bool IsLater(AttributeListSyntax list) => list.Parent is TypeDeclarationSyntax type && type.AttributeLists[0] != list;

    private static IEnumerable<string> Comments(TypeDeclarationSyntax type, AttributeListSyntax list) => list.Attributes.Count == 1 && type.AttributeLists[0] != list ? FormulaSyntax.CommentLines(list) : [];

    private static TextChange Added(SourceText text, TypeDeclarationSyntax type, string property, IEnumerable<string> comments, string lineEnd)
    {
        int brace = type.CloseBraceToken.SpanStart;
        TextLine line = text.Lines.GetLineFromPosition(brace);
        if (text.ToString(TextSpan.FromBounds(line.Start, brace)).Trim().Length > 0)
        {
            return new TextChange(new TextSpan(brace, 0), property + " ");
        }

        string indentation = type.Members.Count > 0 && text.Lines.GetLineFromPosition(type.Members.Last().SpanStart).LineNumber != text.Lines.GetLineFromPosition(type.OpenBraceToken.SpanStart).LineNumber
            ? FormulaSyntax.Indentation(text, type.Members.Last().SpanStart)
            : FormulaSyntax.Indentation(text, brace) + "    ";
        return new TextChange(new TextSpan(line.Start, 0), string.Concat(comments.Append(property).Select(l => indentation + l + lineEnd)));
    }

    /// <summary>Of two usings of static members each may have a name that the other has: then the class is named instead.</summary>
    private static bool MayAddUsing(TypeDeclarationSyntax type) => !Usings(type).SelectMany(static u => u).Any(static u => u.StaticKeyword.IsKind(SyntaxKind.StaticKeyword));

    private static IEnumerable<SyntaxList<UsingDirectiveSyntax>> Usings(SyntaxNode type) => type.Ancestors().Select(static a => a switch
    {
        BaseNamespaceDeclarationSyntax space => space.Usings,
        CompilationUnitSyntax unit => unit.Usings,
        _ => default,
    });

    private static TextChange Using(TypeDeclarationSyntax type, string lineEnd)
    {
        const string Directive = "using static RewardDsl.RewardMath;";
        SyntaxList<UsingDirectiveSyntax> last = Usings(type).FirstOrDefault(static u => u.Count > 0);
        return last.Count > 0
            ? new TextChange(new TextSpan(last[last.Count - 1].Span.End, 0), lineEnd + Directive)
            : new TextChange(new TextSpan(0, 0), Directive + lineEnd);
    }
}
