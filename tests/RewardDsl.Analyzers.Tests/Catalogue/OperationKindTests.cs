using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>
/// Every construct that Roslyn can bind is decided on: a kind that a newer Roslyn adds fails here until somebody says
/// what it means in a reward. The kinds are names, so that the table also fits a Roslyn that has fewer.
/// </summary>
public sealed class OperationKindTests
{
    /// <summary>Lowered, in the places where it means something.</summary>
    private const string Lowered = """
        Argument ArrayCreation ArrayInitializer Binary BinaryPattern Block Coalesce CollectionExpression CompoundAssignment Conditional ConstantPattern Conversion DiscardPattern Empty
        ExpressionStatement FieldInitializer FieldReference InstanceReference Invocation IsPattern Literal LocalReference NegatedPattern ObjectCreation
        ParameterReference Parenthesized PropertyReference RelationalPattern Return SimpleAssignment SwitchExpression SwitchExpressionArm Unary VariableDeclaration
        VariableDeclarationGroup VariableDeclarator VariableInitializer
        """;

    /// <summary>A constant of the compiler, so that lowering never asks what it is.</summary>
    private const string Constant = "DefaultValue NameOf SizeOf";

    /// <summary>Rejected by a rule of its own.</summary>
    private const string SpecificRule = """
        CoalesceAssignment:RWD0109 DeconstructionAssignment:RWD0109 Decrement:RWD0109 EventAssignment:RWD0100
        Increment:RWD0109 Loop:RWD0101 MethodReference:RWD0100
        """;

    /// <summary>Rejected by RWD0100 in the author's words.</summary>
    private const string Named = """
        AnonymousFunction ArrayElementReference Await ConditionalAccess DelegateCreation InterpolatedString
        LocalFunction Lock Switch Throw Try Tuple Using
        """;

    /// <summary>Rejected by RWD0100 with the name of the kind.</summary>
    private const string Generic = """
        AddressOf AnonymousObjectCreation Branch CollectionElementInitializer ConditionalAccessInstance ConstructorBody
        DeclarationExpression Discard DynamicIndexerAccess DynamicInvocation DynamicMemberReference DynamicObjectCreation
        EventReference FunctionPointerInvocation ImplicitIndexerReference InlineArrayAccess InterpolatedStringAddition
        InterpolatedStringHandlerCreation IsType Labeled MethodBody None ObjectOrCollectionInitializer RaiseEvent Range Spread
        TranslatedQuery TupleBinary TypeOf TypeParameterObjectCreation UsingDeclaration Utf8String With YieldBreak YieldReturn
        """;

    /// <summary>Exists only inside a construct that is rejected as a whole.</summary>
    private const string Inside = """
        Attribute CaseClause CatchClause CollectionExpressionElementsPlaceholder DeclarationPattern
        Interpolation
        InterpolatedStringAppendFormatted InterpolatedStringAppendInvalid InterpolatedStringAppendLiteral
        InterpolatedStringHandlerArgumentPlaceholder InterpolatedStringText ListPattern MemberInitializer
        ParameterInitializer PropertyInitializer PropertySubpattern RecursivePattern SlicePattern SwitchCase
        TypePattern
        """;

    /// <summary>Only in flow graphs or in Visual Basic.</summary>
    private const string NeverHere = """
        CaughtException End FlowAnonymousFunction FlowCapture FlowCaptureReference IsNull OmittedArgument ReDim ReDimClause
        StaticLocalInitializationSemaphore Stop
        """;

    /// <summary>The compiler has reported it.</summary>
    private const string CompilerError = "Invalid";

    public static TheoryData<string> Kinds => [.. Enum.GetValues<OperationKind>().Distinct().Select(k => k.ToString())];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKindIsDecidedOn(string kind)
    {
        OperationKind value = Enum.Parse<OperationKind>(kind);
        Assert.True(
            Table().Any(name => Enum.TryParse(name, out OperationKind known) && known == value),
            "Roslyn binds '" + kind + "': decide what it means in a reward and add it to the table.");
    }

    [Fact]
    public void NoKindIsDecidedOnTwice() => Assert.Equal(Table().Distinct(), Table());

    private static IEnumerable<string> Table() =>
        new[] { Lowered, Constant, SpecificRule, Named, Generic, Inside, NeverHere, CompilerError }
            .SelectMany(t => t.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Select(e => e.Split(':')[0]);
}
