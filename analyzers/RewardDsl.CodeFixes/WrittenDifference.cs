using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// A term of the form "what is now minus what was", as it is written: <c>Near - Previous.Near</c>, also with a discount before
/// what is now, a number before the whole, or inside <c>Max(0f, …)</c> or <c>Clamp(…)</c>.
/// </summary>
/// <param name="Property">The member.</param>
/// <param name="Payment">Its [Term] or [Penalty].</param>
/// <param name="Weight">The text of its weight.</param>
/// <param name="Level">The function whose difference is paid, with its sign, for a [Term].</param>
/// <param name="IsRectified">Only what is gained is paid.</param>
internal sealed record WrittenDifference(PropertyDeclarationSyntax Property, AttributeSyntax Payment, string Weight, string Level, bool IsRectified)
{
    /// <summary>Attributes that say what is done to the difference: a potential and a best so far have no use for them.</summary>
    private static readonly HashSet<string> s_dropped = new() { "Progress", "BestSoFar", "Clamp", "Bounds" };

    /// <summary>Reads the member around a place; null where it is anything else.</summary>
    public static WrittenDifference? Of(SyntaxNode place)
    {
        if (place.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { } property || Body(property) is not { } body
            || property.AttributeLists.SelectMany(static l => l.Attributes).FirstOrDefault(static a => RewardNames.Of(a) is "Term" or "Penalty") is not { } payment
            || payment.ArgumentList?.Arguments.FirstOrDefault() is not { NameEquals: null } weight
            || payment.ArgumentList.Arguments.Any(static a => a.NameEquals?.Name.Identifier.ValueText is "Weight" or "Rate" or "Critic" or "OnTermination" or "Else")
            || HasRate(property) || Has(property, "Once") || Has(property, "Budget") || Has(property, "Cost"))
        {
            return null;
        }

        bool isProgress = Has(property, "Progress");
        bool isRectified = isProgress && Has(property, "Clamp");
        string? level = isProgress || IsAdvice(payment) ? (Reads(body) ? null : body.ToString()) : Function(body, ref isRectified);
        return level is null ? null : new WrittenDifference(property, payment, weight.ToString(), level, isRectified && RewardNames.Of(payment) == "Term");
    }

    /// <summary>The member with another attribute and the level as its body.</summary>
    /// <param name="name">Name of the attribute that pays it.</param>
    /// <param name="others">Attributes beside it, written out.</param>
    public PropertyDeclarationSyntax With(NameSyntax name, string others)
    {
        bool isPotential = others.Length == 0;
        string arguments = string.Join(", ", Payment.ArgumentList!.Arguments.Where(a => a.NameEquals is null || !isPotential || a.NameEquals.Name.Identifier.ValueText == "Schedule").Select(static a => a.ToString()));
        PropertyDeclarationSyntax changed = Property.ReplaceNode(Payment, SyntaxFactory.Attribute(name, SyntaxFactory.ParseAttributeArgumentList("(" + arguments + ")")).WithTriviaFrom(Payment));
        foreach (AttributeSyntax dropped in changed.AttributeLists.SelectMany(static l => l.Attributes).Where(static a => s_dropped.Contains(RewardNames.Of(a))).ToList())
        {
            AttributeSyntax own = changed.AttributeLists.SelectMany(static l => l.Attributes).First(a => a.IsEquivalentTo(dropped));
            AttributeListSyntax list = (AttributeListSyntax)own.Parent!;
            changed = list.Attributes.Count == 1 ? changed.RemoveNode(list, SyntaxRemoveOptions.KeepUnbalancedDirectives)! : changed.ReplaceNode(list, list.WithAttributes(list.Attributes.Remove(own)));
        }

        changed = changed.WithLeadingTrivia(Property.GetLeadingTrivia());
        if (!isPotential)
        {
            AttributeListSyntax list = changed.AttributeLists.First(static l => l.Attributes.Any(static a => RewardNames.Of(a) == "Term"));
            changed = changed.ReplaceNode(list, list.AddAttributes(SyntaxFactory.Attribute(SyntaxFactory.ParseName(others)).WithLeadingTrivia(SyntaxFactory.Space)));
        }

        string function = isPotential && RewardNames.Of(Payment) == "Penalty" ? Negated(Level) : Level;
        function = isPotential && Gate() is { } gate ? (gate.IsHard ? gate.Name + " ? " + function + " : 0f" : gate.Name + " * " + Grouped(function)) : function;
        return changed.ReplaceNode(Body(changed)!, SyntaxFactory.ParseExpression(function).WithTriviaFrom(Body(changed)!));
    }

    /// <summary>The gate of the term: inside a potential it is a factor like any other.</summary>
    private (string Name, bool IsHard)? Gate()
    {
        string? name = Payment.ArgumentList!.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Gate")?.Expression switch
        {
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } named } => named[0].Expression is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : named[0].ToString(),
            LiteralExpressionSyntax text => text.Token.ValueText,
            _ => null,
        };
        return name is null ? null : (name, Property.Parent is TypeDeclarationSyntax type && type.Members.OfType<PropertyDeclarationSyntax>().Any(p => p.Identifier.ValueText == name && p.Type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword }));
    }

    /// <summary>A text with the other sign.</summary>
    private static string Negated(string text)
    {
        ExpressionSyntax expression = SyntaxFactory.ParseExpression(text);
        return expression switch
        {
            PrefixUnaryExpressionSyntax minus when minus.IsKind(SyntaxKind.UnaryMinusExpression) => Inner(minus.Operand).ToString(),
            BinaryExpressionSyntax or ConditionalExpressionSyntax => "-(" + text + ")",
            _ => "-" + text,
        };
    }

    private static bool Has(PropertyDeclarationSyntax property, string attribute) => property.AttributeLists.SelectMany(static l => l.Attributes).Any(a => RewardNames.Of(a) == attribute);

    /// <summary>A role that says advice: what is paid is the level.</summary>
    private static bool IsAdvice(AttributeSyntax payment) =>
        payment.ArgumentList!.Arguments.Any(static a => a.NameEquals?.Name.Identifier.ValueText == "Role" && a.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Shaping" });

    /// <summary>A spec whose terms are paid by the second: a potential is not.</summary>
    private static bool HasRate(PropertyDeclarationSyntax property) => property.Parent is TypeDeclarationSyntax type
        && type.AttributeLists.SelectMany(static l => l.Attributes).Any(static a => RewardNames.Of(a) == "RewardSpec" && a.ArgumentList?.Arguments.Any(static n => n.NameEquals?.Name.Identifier.ValueText == "Rate") == true);

    private static ExpressionSyntax? Body(PropertyDeclarationSyntax property) => property switch
    {
        { ExpressionBody: { } arrow } => arrow.Expression,
        { AccessorList.Accessors: { Count: 1 } accessors } when accessors[0].ExpressionBody is { } arrow => arrow.Expression,
        { AccessorList.Accessors: { Count: 1 } accessors } when accessors[0].Body is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax { Expression: { } returned } => returned,
        _ => null,
    };

    /// <summary>The function of which an expression pays the difference; null where it is no such expression.</summary>
    private static string? Function(ExpressionSyntax expression, ref bool isRectified)
    {
        switch (Inner(expression))
        {
            case InvocationExpressionSyntax call when Called(call) is "Max" && call.ArgumentList.Arguments.Count == 2:
                int zero = IsZero(call.ArgumentList.Arguments[0].Expression) ? 0 : IsZero(call.ArgumentList.Arguments[1].Expression) ? 1 : -1;
                isRectified = true;
                return zero < 0 ? null : Function(call.ArgumentList.Arguments[1 - zero].Expression, ref isRectified);
            case InvocationExpressionSyntax call when Called(call) is "Clamp" && call.ArgumentList.Arguments.Count == 3:
                isRectified |= IsZero(call.ArgumentList.Arguments[1].Expression);
                return Function(call.ArgumentList.Arguments[0].Expression, ref isRectified);
            case BinaryExpressionSyntax product when product.IsKind(SyntaxKind.MultiplyExpression) && (IsNumber(product.Left) || IsNumber(product.Right)):
                ExpressionSyntax number = IsNumber(product.Left) ? product.Left : product.Right;
                return Function(number == product.Left ? product.Right : product.Left, ref isRectified) is { } function ? number + " * " + Grouped(function) : null;
            case BinaryExpressionSyntax difference when difference.IsKind(SyntaxKind.SubtractExpression):
                ExpressionSyntax left = Inner(difference.Left);
                ExpressionSyntax right = Inner(difference.Right);
                return !Reads(left) && IsSame(left, right) ? Undiscounted(left, right).ToString()
                    : !Reads(right) && IsSame(right, left) ? Negated(Undiscounted(right, left).ToString())
                    : null;
            default:
                return null;
        }
    }

    private static string Grouped(string text) => SyntaxFactory.ParseExpression(text) is BinaryExpressionSyntax or ConditionalExpressionSyntax ? "(" + text + ")" : text;

    private static bool IsSame(ExpressionSyntax now, ExpressionSyntax before) => Reads(before) && Undiscounted(now, before) is { } function && Plain(function) == Plain(before);

    /// <summary>What is now without the number before it, where what was has none.</summary>
    private static ExpressionSyntax Undiscounted(ExpressionSyntax now, ExpressionSyntax before) =>
        Plain(now) != Plain(before) && now is BinaryExpressionSyntax product && product.IsKind(SyntaxKind.MultiplyExpression)
            ? Inner(IsFactor(product.Left) ? product.Right : IsFactor(product.Right) ? product.Left : product)
            : now;

    /// <summary>The text without spaces, and of this step.</summary>
    private static string Plain(ExpressionSyntax expression) =>
        string.Concat(expression.DescendantTokens().Select(static t => t.Text)).Replace("this.", "").Replace("Previous.", "");

    /// <summary>Whether an expression reads the step before.</summary>
    private static bool Reads(SyntaxNode expression) => expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(static i => i.Identifier.ValueText is "Previous" or "Initial");

    private static string Called(InvocationExpressionSyntax call) => call.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => "",
    };

    private static bool IsZero(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.Value: { } value } && System.Convert.ToDouble(value, CultureInfo.InvariantCulture) == 0;

    private static bool IsNumber(ExpressionSyntax expression) => Inner(expression).IsKind(SyntaxKind.NumericLiteralExpression);

    /// <summary>A number, or a constant by name.</summary>
    private static bool IsFactor(ExpressionSyntax expression) => IsNumber(expression)
        || (Inner(expression) is IdentifierNameSyntax { Identifier.ValueText: var name }
            && expression.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<PropertyDeclarationSyntax>().Any(p => p.Identifier.ValueText == name) == false);

    private static ExpressionSyntax Inner(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax inner ? Inner(inner.Expression) : expression;
}
