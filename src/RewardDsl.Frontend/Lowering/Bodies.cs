using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace RewardDsl.Frontend;

/// <summary>
/// Bound C# of methods, getters and initializers. Each is bound once, however often it is inlined, at a step and at reset: binding is most of
/// the time that a keystroke costs.
/// </summary>
/// <param name="compilation">Holds the author's code and the generated surface.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Bodies(Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly Dictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IFieldSymbol, IOperation?> _initializers = new(SymbolEqualityComparer.Default);

    /// <summary>The files of which something was bound.</summary>
    public IEnumerable<SyntaxTree> Files => _models.Keys;

    /// <summary>The body of a method or getter, or null when there is no source.</summary>
    public IOperation? Of(IMethodSymbol method)
    {
        if (!_bodies.TryGetValue(method, out IOperation? body))
        {
            body = Bind(method);
            _bodies[method] = body;
        }

        return body;
    }

    /// <summary>The value that a property is declared with, or null.</summary>
    public IOperation? InitializerOf(IPropertySymbol property) => property.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<PropertyDeclarationSyntax>()
        .Select(d => d.Initializer is { } initializer && Model(initializer.SyntaxTree)?.GetOperation(initializer, cancellation) is IPropertyInitializerOperation bound ? bound.Value : null)
        .FirstOrDefault(static v => v is not null);

    /// <summary>The value that a field is declared with, or null.</summary>
    public IOperation? InitializerOf(IFieldSymbol field)
    {
        if (!_initializers.TryGetValue(field, out IOperation? value))
        {
            value = field.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<VariableDeclaratorSyntax>()
                .Select(d => d.Initializer is { } initializer && Model(initializer.SyntaxTree)?.GetOperation(initializer, cancellation) is IFieldInitializerOperation bound ? bound.Value : null)
                .FirstOrDefault(static v => v is not null);
            _initializers[field] = value;
        }

        return value;
    }

    /// <summary>The constant that an expression is, if it is one.</summary>
    public Optional<object?> Constant(ExpressionSyntax expression) => Model(expression.SyntaxTree)?.GetConstantValue(expression, cancellation) ?? default;

    private IOperation? Bind(IMethodSymbol method)
    {
        // Of a partial member, the part with the body.
        IMethodSymbol? implementation = method.PartialImplementationPart ?? (method.AssociatedSymbol as IPropertySymbol)?.PartialImplementationPart?.GetMethod;
        foreach (SyntaxReference reference in (implementation ?? method).DeclaringSyntaxReferences)
        {
            SyntaxNode? body = reference.GetSyntax(cancellation) switch
            {
                ArrowExpressionClauseSyntax arrow => arrow,
                AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
                MethodDeclarationSyntax declaration => (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody,
                PropertyDeclarationSyntax declaration => declaration.ExpressionBody,
                _ => null,
            };
            if (body != null && Model(body.SyntaxTree) is { } model)
            {
                return model.GetOperation(body, cancellation);
            }
        }

        return null;
    }

    /// <summary>The model of a file, null for one of another compilation. A spec may be split over files; each has its own.</summary>
    private SemanticModel? Model(SyntaxTree file)
    {
        if (!_models.TryGetValue(file, out SemanticModel? model))
        {
            if (!compilation.ContainsSyntaxTree(file))
            {
                return null;
            }

#pragma warning disable RS1030
            model = compilation.GetSemanticModel(file);
#pragma warning restore RS1030
            _models[file] = model;
        }

        return model;
    }
}
