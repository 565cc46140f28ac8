using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Ways to write the same reward again.</summary>
[Flags]
internal enum SameReward
{
    /// <summary>As it stands.</summary>
    Unchanged = 0,

    /// <summary>Every class and member has a name that means nothing.</summary>
    Renamed = 1,

    /// <summary>Every number that comes in is measured in a unit a quarter as large, and divided by 4 where it is read.</summary>
    OtherUnits = 2,

    /// <summary>Everything that is paid is four times as much.</summary>
    OtherWeights = 4,

    /// <summary>All of it.</summary>
    All = Renamed | OtherUnits | OtherWeights,
}

/// <summary>
/// Writes a reward again so that it means the same: other names, other units, other weights. Every factor is a power of two, so that not a
/// bit of any value changes but its exponent, and what the rules find may not change either.
/// </summary>
internal sealed class HackRewriter : CSharpSyntaxRewriter
{
    /// <summary>In attributes, whose numbers are doubles; the state of a scenario is made of floats.</summary>
    private const string Double = "4.0";

    private const string Single = "4f";

    private static readonly HashSet<string> s_scalable = ["float", "System.Numerics.Vector2", "System.Numerics.Vector3", "System.Numerics.Vector4", "RewardDsl.Vec"];

    private static readonly HashSet<string> s_signalFacts = ["Rest", "TypicalMin", "TypicalMax", "MaxStep", "Lower", "Upper"];

    /// <summary>Attributes whose first argument is paid; of <c>[Reweight]</c> it is the second.</summary>
    private static readonly HashSet<string> s_paid = ["Term", "Penalty", "Bonus", "Potential", "Budget"];

    private readonly SemanticModel _model;
    private readonly SameReward _way;
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);

    private HackRewriter(SemanticModel model, SameReward way)
    {
        _model = model;
        _way = way;
    }

    /// <summary>The text of a reward, written another way.</summary>
    /// <param name="model">Of its tree, with what the generator adds to it.</param>
    /// <param name="way">What changes.</param>
    /// <returns>The text, and the old name of each new one.</returns>
    public static (string Text, IReadOnlyDictionary<string, string> OldNames) Write(SemanticModel model, SameReward way)
    {
        var rewriter = new HackRewriter(model, way);
        SyntaxNode root = model.SyntaxTree.GetRoot();
        if (way.HasFlag(SameReward.Renamed))
        {
            rewriter.Name(root);
        }

        string text = rewriter.Visit(root).ToFullString();
        return (text, rewriter._names.ToDictionary(n => n.Value, n => n.Key.Name));
    }

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) =>
        ((ClassDeclarationSyntax)base.VisitClassDeclaration(node)!).WithIdentifier(Renamed(node.Identifier, _model.GetDeclaredSymbol(node)));

    public override SyntaxNode? VisitEnumDeclaration(EnumDeclarationSyntax node) =>
        ((EnumDeclarationSyntax)base.VisitEnumDeclaration(node)!).WithIdentifier(Renamed(node.Identifier, _model.GetDeclaredSymbol(node)));

    public override SyntaxNode? VisitEnumMemberDeclaration(EnumMemberDeclarationSyntax node) =>
        ((EnumMemberDeclarationSyntax)base.VisitEnumMemberDeclaration(node)!).WithIdentifier(Renamed(node.Identifier, _model.GetDeclaredSymbol(node)));

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        ((MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!).WithIdentifier(Renamed(node.Identifier, _model.GetDeclaredSymbol(node)));

    public override SyntaxNode? VisitVariableDeclarator(VariableDeclaratorSyntax node) =>
        ((VariableDeclaratorSyntax)base.VisitVariableDeclarator(node)!).WithIdentifier(Renamed(node.Identifier, _model.GetDeclaredSymbol(node)));

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var property = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        if (_way.HasFlag(SameReward.OtherWeights) && Has(node.AttributeLists, "Total") && property.ExpressionBody is { } body)
        {
            property = property.WithExpressionBody(body.WithExpression(Parse("4f * (" + body.Expression + ")")));
        }

        return property.WithIdentifier(Renamed(node.Identifier, _model.GetDeclaredSymbol(node)));
    }

    public override SyntaxNode? VisitAttribute(AttributeSyntax node)
    {
        var attribute = (AttributeSyntax)base.VisitAttribute(node)!;
        if (attribute.ArgumentList is not { } list)
        {
            return attribute;
        }

        string name = NameOf(node);
        SyntaxNode? owner = node.Parent?.Parent;
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList(
            list.Arguments.Select((a, i) => IsScaled(name, owner, a.NameEquals?.Name.Identifier.ValueText, i) ? a.WithExpression(Scaled(a.Expression, Double)) : a),
            list.Arguments.GetSeparators())));
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node) =>
        // A name is no read.
        node.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }
            ? node.ReplaceNodes(node.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>(), (old, _) => SyntaxFactory.IdentifierName(Renamed(old.Identifier, Symbol(old))))
            : base.VisitInvocationExpression(node);

    public override SyntaxNode? VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        if (node.Left is not IdentifierNameSyntax name || node.Parent is not InitializerExpressionSyntax)
        {
            return base.VisitAssignmentExpression(node);
        }

        // A scenario's state is given in the signal's unit.
        AssignmentExpressionSyntax assignment = node.WithLeft(SyntaxFactory.IdentifierName(Renamed(name.Identifier, Symbol(name))))
            .WithRight((ExpressionSyntax)Visit(node.Right));
        return IsScaledSignal(Symbol(name)) ? assignment.WithRight(Scaled(assignment.Right, Single)) : assignment;
    }

    public override SyntaxNode? VisitElementAccessExpression(ElementAccessExpressionSyntax node)
    {
        ISymbol? read = node.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax ? Symbol(node.Expression) : null;
        return IsScaledSignal(read)
            ? Parse("(" + node.WithExpression(Plain(node.Expression)).WithArgumentList((BracketedArgumentListSyntax)Visit(node.ArgumentList)) + " / 4f)").WithTriviaFrom(node)
            : base.VisitElementAccessExpression(node);
    }

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        if (Snapshot(node) is not { } member)
        {
            return node.WithExpression((ExpressionSyntax)Visit(node.Expression)).WithName((SimpleNameSyntax)Plain(node.Name));
        }

        ExpressionSyntax read = Plain(node);
        return IsScaledSignal(member) ? Parse("(" + read + " / 4f)").WithTriviaFrom(node) : read;
    }

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node)
    {
        ISymbol? symbol = Symbol(node);
        ExpressionSyntax read = Plain(node);
        if (_way.HasFlag(SameReward.OtherWeights) && node.Identifier.ValueText is "WeightedSum" or "WeightTotal" && symbol is IPropertySymbol && node.Parent is not NameEqualsSyntax)
        {
            return Parse("(" + node.Identifier.ValueText + " / 4f)").WithTriviaFrom(node);
        }

        return IsScaledSignal(symbol) ? Parse("(" + read.WithoutTrivia() + " / 4f)").WithTriviaFrom(node) : read;
    }

    /// <summary>Names for everything that the source declares; they sort against the order of the declarations.</summary>
    private void Name(SyntaxNode root)
    {
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            ISymbol? symbol = node switch
            {
                ClassDeclarationSyntax or EnumDeclarationSyntax or EnumMemberDeclarationSyntax or PropertyDeclarationSyntax or MethodDeclarationSyntax => _model.GetDeclaredSymbol(node),
                VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } => _model.GetDeclaredSymbol(node),
                _ => null,
            };
            if (symbol is not null)
            {
                _names[symbol] = "N" + (1000 - _names.Count).ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private SyntaxToken Renamed(SyntaxToken identifier, ISymbol? symbol) =>
        symbol is not null && _names.TryGetValue(symbol, out string? name) ? SyntaxFactory.Identifier(identifier.LeadingTrivia, name, identifier.TrailingTrivia) : identifier;

    /// <summary>A read with its new name and nothing else.</summary>
    private ExpressionSyntax Plain(ExpressionSyntax read) => read switch
    {
        IdentifierNameSyntax name => name.WithIdentifier(Renamed(name.Identifier, Symbol(name))),
        MemberAccessExpressionSyntax access => access.WithName((SimpleNameSyntax)Plain(access.Name)),
        _ => read,
    };

    /// <summary>What a name or access stands for; the member itself for one of <c>Previous</c> or <c>Initial</c>.</summary>
    private ISymbol? Symbol(SyntaxNode node)
    {
        if (node is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } && access.Name == node && Snapshot(access) is { } member)
        {
            return member;
        }

        if (node is MemberAccessExpressionSyntax whole && Snapshot(whole) is { } read)
        {
            return read;
        }

        SymbolInfo info = _model.GetSymbolInfo(node);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    /// <summary>The member of which <c>Previous.X</c> or <c>Initial.X</c> is an earlier value, or null.</summary>
    private ISymbol? Snapshot(MemberAccessExpressionSyntax access)
    {
        if (access.Expression is not IdentifierNameSyntax { Identifier.ValueText: "Previous" or "Initial" })
        {
            return null;
        }

        INamedTypeSymbol? type = access.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } owner ? _model.GetDeclaredSymbol(owner) : null;
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(access.Name.Identifier.ValueText).FirstOrDefault() is { } member)
            {
                return member;
            }
        }

        return null;
    }

    private bool IsScaledSignal(ISymbol? symbol) =>
        _way.HasFlag(SameReward.OtherUnits)
        && symbol is IPropertySymbol property
        && s_scalable.Contains(property.Type.ToDisplayString())
        && property.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "SignalAttribute") is { } signal
        && !signal.NamedArguments.Any(n => n.Key == "UnitNorm")
        && (signal.ConstructorArguments.Length == 2
            ? signal.ConstructorArguments.All(a => a.Value is double end && double.IsFinite(end))
            : signal.NamedArguments.Any(n => n.Key == "Lower") && signal.NamedArguments.Any(n => n.Key == "Upper"));

    /// <summary>Whether an argument of an attribute is in a unit that changes.</summary>
    private bool IsScaled(string attribute, SyntaxNode? owner, string? argument, int position) => attribute switch
    {
        "Signal" => IsScaledSignal(Declared(owner)) && (argument is null ? position < 2 : s_signalFacts.Contains(argument)),
        "Aim" => IsScaledSignal(Declared(owner)) && argument == "Target",
        _ when !_way.HasFlag(SameReward.OtherWeights) => false,
        "Clamp" or "Bounds" => owner is ClassDeclarationSyntax || (owner is PropertyDeclarationSyntax property && Has(property.AttributeLists, "Total")),
        "Reweight" => argument is null && position == 1,
        _ when s_paid.Contains(attribute) => argument is null && position == 0,
        _ => argument is "Reward" or "Penalty",
    };

    private ISymbol? Declared(SyntaxNode? owner) => owner is PropertyDeclarationSyntax property ? _model.GetDeclaredSymbol(property) : null;

    /// <summary>Four times a constant: number by number, since a state and an array are made of constants.</summary>
    private static ExpressionSyntax Scaled(ExpressionSyntax value, string factor)
    {
        switch (value)
        {
            case CollectionExpressionSyntax collection:
                return collection.WithElements(SyntaxFactory.SeparatedList<CollectionElementSyntax>(
                    collection.Elements.Select(e => e is ExpressionElementSyntax element ? element.WithExpression(Scaled(element.Expression, factor)) : e), collection.Elements.GetSeparators()));
            case BaseObjectCreationExpressionSyntax { ArgumentList: { } list } creation:
                ArgumentListSyntax scaled = list.WithArguments(SyntaxFactory.SeparatedList(list.Arguments.Select(a => a.WithExpression(Scaled(a.Expression, factor))), list.Arguments.GetSeparators()));
                return creation is ObjectCreationExpressionSyntax named ? named.WithArgumentList(scaled) : ((ImplicitObjectCreationExpressionSyntax)creation).WithArgumentList(scaled);
            case ImplicitArrayCreationExpressionSyntax array:
                return array.WithInitializer(Scaled(array.Initializer, factor));
            case ArrayCreationExpressionSyntax { Initializer: { } initializer } array:
                return array.WithInitializer(Scaled(initializer, factor));
            default:
                return Parse(factor + " * (" + value.WithoutTrivia() + ")").WithTriviaFrom(value);
        }
    }

    private static InitializerExpressionSyntax Scaled(InitializerExpressionSyntax initializer, string factor) =>
        initializer.WithExpressions(SyntaxFactory.SeparatedList(initializer.Expressions.Select(e => Scaled(e, factor)), initializer.Expressions.GetSeparators()));

    private static bool Has(SyntaxList<AttributeListSyntax> lists, string attribute) => lists.SelectMany(l => l.Attributes).Any(a => NameOf(a) == attribute);

    private static string NameOf(AttributeSyntax attribute) => attribute.Name.ToString().Split('.')[^1];

    private static ExpressionSyntax Parse(string text) => SyntaxFactory.ParseExpression(text);
}
