using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>From a <c>[RewardFunction]</c> method to what is stored in the metadata of its assembly, and back.</summary>
public static class FunctionCompiler
{
    /// <summary>Metadata name of the attribute that marks a reward function.</summary>
    public const string FunctionAttribute = "RewardDsl.RewardFunctionAttribute";

    /// <summary>Lowers a function; null when something was reported.</summary>
    public static StoredFunction? Compile(IMethodSymbol method, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation) =>
        Compile(method, compilation, diagnostics, out _, cancellation);

    /// <summary>Lowers a function, and names the files whose text decided: its own and those of which bodies were bound.</summary>
    public static StoredFunction? Compile(IMethodSymbol method, Compilation compilation, RewardDiagnostics diagnostics, out IReadOnlyCollection<SyntaxTree> files, CancellationToken cancellation)
    {
        var bodies = new Bodies(compilation, cancellation);
        StoredFunction? stored = Compile(method, bodies, diagnostics, cancellation);
        files = bodies.Files.Concat(method.DeclaringSyntaxReferences.Select(static r => r.SyntaxTree)).ToList();
        return stored;
    }

    private static StoredFunction? Compile(IMethodSymbol method, Bodies bodies, RewardDiagnostics diagnostics, CancellationToken cancellation)
    {
        AttributeData attribute = Attributes.Get(method, "RewardFunction")!;
        string? problem = Problem(method);
        if (problem is not null)
        {
            diagnostics.Report(RuleCatalogue.FunctionShape, attribute.Location() ?? method.Locations.FirstOrDefault(), method.Name, problem);
            return null;
        }

        try
        {
            var builder = new ProgramBuilder();
            var lowerer = new BodyLowerer(new SpecDeclaration(method.ContainingType, attribute), bodies, builder, new FunctionScope(diagnostics), diagnostics, null, cancellation);
            int slot = 0;
            Value result = lowerer.Function(method, method.Parameters.Select(p => Parameter(builder, SpecReader.TypeOf(p.Type)!.Value, ref slot)).ToList());
            return diagnostics.HasErrors || result.IsError ? null : new StoredFunction(method.GetDocumentationCommentId()!, FunctionTemplate.Of(builder, result.Ids).ToString());
        }
        catch (NotSupportedException open)
        {
            diagnostics.Report(RuleCatalogue.FunctionShape, attribute.Location() ?? method.Locations.FirstOrDefault(), method.Name, "calls a function of which " + open.Message);
            return null;
        }
        catch (InsufficientExecutionStackException)
        {
            diagnostics.Report(RuleCatalogue.TooLarge, method.Locations.FirstOrDefault(), method.Name, BodyLowerer.TooDeep);
            return null;
        }
#pragma warning disable CA1031 // One bad function must not take the others down; the rule carries the message.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            diagnostics.Report(RuleCatalogue.InternalError, method.Locations.FirstOrDefault(), method.Name, failure.Message);
            return null;
        }
    }

    /// <summary>Why a function cannot be stored, or null.</summary>
    private static string? Problem(IMethodSymbol method)
    {
        static bool IsSupported(ITypeSymbol type) => SpecReader.TypeOf(type) is { } known && known != MemberType.OptionalFloat;
        return !method.IsStatic ? "must be static"
            : method.IsGenericMethod || method.ContainingType.IsGenericType ? "must not be generic"
            : !IsSupported(method.ReturnType) ? "returns " + Name(method.ReturnType) + ", which a reward function cannot return (use float, bool, int, the vectors of System.Numerics, Vec, Mask or Vec<Vector3>)"
            : method.Parameters.FirstOrDefault(static p => p.RefKind != RefKind.None || p.IsParams) is { } byReference ? "has the parameter '" + byReference.Name + "', which is not passed by value"
            : method.Parameters.FirstOrDefault(static p => !IsSupported(p.Type)) is { } odd ? "has the parameter '" + odd.Name + "' of type " + Name(odd.Type) + ", which a reward function cannot take"
            : method.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is MethodDeclarationSyntax { Body: null, ExpressionBody: null }) ? "has no body"
            : null;
    }

    private static string Name(ITypeSymbol type) => "'" + type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) + "'";

    /// <summary>One slot for each program value of a parameter; the length of vectors stays open.</summary>
    private static Value Parameter(ProgramBuilder builder, MemberType type, ref int slot)
    {
        var leaf = new IrType(type.IsLogical() ? IrKind.Bool : IrKind.Float, type.IsVector() ? ProgramBuilder.OpenLength : 0);
        var ids = new List<int>();
        for (int c = 0; c < type.Components(); c++)
        {
            ids.Add(builder.Leaf(Opcode.Input, leaf, slot++));
        }

        return type == MemberType.Int ? Value.Integer(ids[0], -BodyLowerer.LargestWhole, BodyLowerer.LargestWhole) : Value.Tuple(ids);
    }

    /// <summary>The stored program of a method of another assembly; null where there is none of this version.</summary>
    internal static FunctionTemplate? Find(IMethodSymbol method)
    {
        string? id = method.GetDocumentationCommentId();
        foreach (AttributeData attribute in method.ContainingAssembly.GetAttributes())
        {
            if (Attributes.NameOf(attribute) == "RewardFunctionProgram" && attribute.ConstructorArguments.Length == 2
                && attribute.ConstructorArguments[0].Value as string == id && attribute.ConstructorArguments[1].Value is string text)
            {
                return FunctionTemplate.Parse(text);
            }
        }

        return null;
    }
}

/// <summary>A reward function as it is stored.</summary>
/// <param name="Method">Documentation id of the method.</param>
/// <param name="Program">Its program as text.</param>
public sealed record StoredFunction(string Method, string Program);
