using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>Random bodies: an expression, or locals, assignments and branches before one.</summary>
public static class BodyGenerator
{
    private static readonly NodeType[] s_local = [NodeType.Float, NodeType.Float, NodeType.Float, NodeType.Bool];

    private static readonly NodeType[] s_other = [.. new[] { NodeKind.Vector2, NodeKind.Vector3, NodeKind.Int, NodeKind.Mode, NodeKind.Optional, NodeKind.Optional }.Select(static k => NodeType.Of(k, 0))];

    /// <summary>A body of about so many operations.</summary>
    public static Gen<Body> Create(Scope scope, NodeType type, int size)
    {
        Gen<Body> plain = ExpressionGenerator.Expression(scope, type, size).Select(static r => new Body([], r));

        // The frontend infers the length of a vector from the first vector that it meets in a body, so only scalars have blocks.
        return type.IsVector
            ? plain
            : Gen.Frequency((3, plain), (1, Gen.Choose(1, 4).SelectMany(count => Block(scope, [], type, size / (count + 1), count))));
    }

    private static Gen<Body> Block(Scope scope, ImmutableList<LocalRead> locals, NodeType result, int size, int count)
    {
        if (count == 0)
        {
            return ExpressionGenerator.Expression(scope.With(locals), result, size).Select(static r => new Body([], r));
        }

        return from next in Statement(scope, locals, result, size, "t" + locals.Count)
               from rest in Block(scope, next.Locals, result, size, count - 1)
               select rest with { Statements = rest.Statements.InsertRange(0, next.Statements) };
    }

    private static Gen<(ImmutableArray<Statement> Statements, ImmutableList<LocalRead> Locals)> Statement(Scope scope, ImmutableList<LocalRead> locals, NodeType result, int size, string name)
    {
        Scope inner = scope.With(locals);
        var declaration =
            from type in Type(scope)
            from value in ExpressionGenerator.Expression(inner, type, size)
            select (ImmutableArray.Create<Statement>(new Declare(type, name, value)), locals.Add(new LocalRead(type, name)));
        var later =
            from type in Type(scope)
            from condition in ExpressionGenerator.Expression(inner, NodeType.Bool, 2)
            from one in ExpressionGenerator.Expression(inner, type, size)
            from two in ExpressionGenerator.Expression(inner, type, size / 2)
            select (
                ImmutableArray.Create<Statement>(new Declare(type, name, null), new If(condition, new Branch([new Assign(name, "", one)], null), new Branch([new Assign(name, "", two)], null))),
                locals.Add(new LocalRead(type, name)));
        var leaving =
            from condition in ExpressionGenerator.Expression(inner, NodeType.Bool, 2)
            from then in Branch(scope, locals, result, size, name + "a", returns: true)
            from otherwise in Else(scope, locals, result, size, name + "b", chanceOfReturn: 1)
            select (ImmutableArray.Create<Statement>(new If(condition, then, otherwise)), locals);
        if (locals.IsEmpty)
        {
            return Gen.Frequency((5, declaration), (1, later), (1, leaving));
        }

        var assignment = Assignment(inner, locals, size).Select(a => (ImmutableArray.Create<Statement>(a), locals));
        var staying =
            from condition in ExpressionGenerator.Expression(inner, NodeType.Bool, 2)
            from then in Branch(scope, locals, result, size, name + "a", returns: false)
            from otherwise in Else(scope, locals, result, size, name + "b", chanceOfReturn: 0)
            select (ImmutableArray.Create<Statement>(new If(condition, then, otherwise)), locals);
        return Gen.Frequency((3, declaration), (1, later), (2, leaving), (2, assignment), (3, staying));
    }

    private static Gen<Branch?> Else(Scope scope, ImmutableList<LocalRead> locals, NodeType result, int size, string name, int chanceOfReturn) =>
        Gen.Frequency(
            (2, Gen.Constant((Branch?)null)),
            (2, Branch(scope, locals, result, size / 2, name, returns: false).Select(static b => (Branch?)b)),
            (chanceOfReturn, Branch(scope, locals, result, size / 2, name, returns: true).Select(static b => (Branch?)b)));

    private static Gen<Branch> Branch(Scope scope, ImmutableList<LocalRead> locals, NodeType result, int size, string name, bool returns)
    {
        Gen<Node?> value = returns ? ExpressionGenerator.Expression(scope.With(locals), result, size).Select(static r => (Node?)r) : Gen.Constant((Node?)null);
        if (locals.IsEmpty)
        {
            return value.Select(static v => new Branch([], v));
        }

        Gen<ImmutableArray<Statement>> one = Assignment(scope.With(locals), locals, size / 2).Select(static a => ImmutableArray.Create<Statement>(a));
        Gen<ImmutableArray<Statement>> two =
            from declared in ExpressionGenerator.Expression(scope.With(locals), NodeType.Float, size / 2)
            from assigned in Assignment(scope.With(locals).With(new LocalRead(NodeType.Float, name)), locals, 1)
            select ImmutableArray.Create<Statement>(new Declare(NodeType.Float, name, declared), assigned);
        Gen<ImmutableArray<Statement>> nested =
            from condition in ExpressionGenerator.Expression(scope.With(locals), NodeType.Bool, 1)
            from assigned in Assignment(scope.With(locals), locals, 1)
            select ImmutableArray.Create<Statement>(new If(condition, new Branch([assigned], null), null));
        Gen<ImmutableArray<Statement>> statements = Gen.Frequency((3, one), (1, two), (1, nested));
        return from s in returns ? Gen.Frequency((2, Gen.Constant(ImmutableArray<Statement>.Empty)), (1, statements)) : statements
               from v in value
               select new Branch(s, v);
    }

    private static Gen<Assign> Assignment(Scope scope, ImmutableList<LocalRead> locals, int size) =>
        from local in Gen.Elements<LocalRead>(locals)
        from op in Gen.Elements(Operators(local.Type.Kind))
        from value in ExpressionGenerator.Expression(scope, local.Type, size)
        select new Assign(local.Name, op, value);

    private static string[] Operators(NodeKind kind) => kind switch
    {
        NodeKind.Float => ["", "", "+", "-", "*", "/"],
        NodeKind.Bool or NodeKind.Mask => ["", "&", "|", "^"],
        NodeKind.Int or NodeKind.Mode => [""],
        NodeKind.Optional => ["", "+", "-", "*", "/"],
        NodeKind.List2 or NodeKind.List3 => ["", "+", "-"],
        _ => ["", "+", "-", "*"],
    };

    private static Gen<NodeType> Type(Scope scope)
    {
        IEnumerable<NodeType> vectors = scope.Classes.SelectMany(static c => new[] { NodeKind.Vec, NodeKind.Mask, NodeKind.List2, NodeKind.List3 }.Select(k => NodeType.Of(k, c)));
        return Gen.Frequency((5, Gen.Elements(s_local)), (1, Gen.Elements(vectors)), (2, Gen.Elements(s_other)));
    }
}
