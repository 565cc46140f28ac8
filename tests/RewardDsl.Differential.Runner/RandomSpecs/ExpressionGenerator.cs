using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>Random expressions of a type over a scope.</summary>
public static class ExpressionGenerator
{
    private static readonly float[] s_plain = [0f, 1f, -1f, 0.5f, 2f, -0.25f, 0.1f, 3f, 1.5f, -7.25f, 10f];
    private static readonly float[] s_odd = [-0f, 1e-3f, 1e-20f, 3e30f, float.MaxValue, float.Epsilon, float.PositiveInfinity, float.NegativeInfinity, float.NaN];

    private static readonly Dictionary<(NodeKind Kind, bool Exact, bool Static), (Form[] Forms, int[] Ends)> s_choices =
        (from kind in Enum.GetValues<NodeKind>() from exact in new[] { false, true } from isStatic in new[] { false, true } select (kind, exact, isStatic))
        .ToDictionary(static k => k, static k => Choices(k.kind, k.exact, k.isStatic));

    /// <summary>A number of the source.</summary>
    public static Gen<float> Number { get; } = Gen.Frequency((24, Gen.Elements(s_plain)), (1, Gen.Elements(s_odd)));

    /// <summary>An expression of about so many operations.</summary>
    public static Gen<Node> Expression(Scope scope, NodeType type, int size)
    {
        if (size < 1 || s_choices[(type.Kind, scope.IsExact, scope.IsStatic)].Forms.Length == 0)
        {
            return Leaf(scope, type);
        }

        List<Method> methods = scope.Methods.Where(m => m.Type == type).ToList();
        Gen<Node> applied = OfForm(scope, type).SelectMany(form => Applied(scope, type, form, size));
        if (type.Kind is NodeKind.Vec or NodeKind.Mask or NodeKind.List3)
        {
            Gen<Node> picked = from c in Gen.Elements(scope.Classes.ToArray())
                               from source in Expression(scope, type with { LengthClass = c }, size - 1)
                               from seed in Gen.Choose(0, 1000)
                               select (Node)new Pick(type, source, seed);
            applied = Gen.Frequency((14, applied), (1, picked));
        }

        return methods.Count == 0 ? applied : Gen.Frequency((9, applied), (1, Gen.Elements<Method>(methods).SelectMany(m => Called(scope, m, size))));
    }

    private static Gen<Node> Leaf(Scope scope, NodeType type)
    {
        List<Node> atoms = scope.Atoms.Where(a => a.Type == type).ToList();
        return atoms.Count == 0 ? Constant(scope, type) : type.IsHistory ? Gen.Elements<Node>(atoms) : Gen.Frequency((8, Gen.Elements<Node>(atoms)), (1, Constant(scope, type)));
    }

    private static Gen<Node> Constant(Scope scope, NodeType type) => type.Kind switch
    {
        NodeKind.Float => Number.Select(v => (Node)new Literal(type, v)),
        NodeKind.Bool => Gen.Choose(0, 1).Select(v => (Node)new Literal(type, v)),
        NodeKind.Int => Gen.Choose(-9, 20).Select(v => (Node)new Literal(type, v)),
        NodeKind.Mode => Gen.Choose(0, 3).Select(v => (Node)new Literal(type, v)),
        NodeKind.List2 or NodeKind.List3 => Gen.ArrayOf(Gen.Elements(s_plain), 5).Select(v => (Node)new VectorLiteral(type, [.. v])),
        NodeKind.Vec => Gen.ArrayOf(Number, 5).Select(v => (Node)new VectorLiteral(type, [.. v])),
        NodeKind.Mask => Gen.ArrayOf(Gen.Choose(0, 1), 5).Select(v => (Node)new VectorLiteral(type, [.. v.Select(static x => (float)x)])),
        _ => OfForm(scope, type, static f => f.Arguments.Count == 0 || f.Text.StartsWith("new ", StringComparison.Ordinal) || f.Text == "(float?){0}").SelectMany(form => Applied(scope, type, form, 1)),
    };

    private static Gen<Form> OfForm(Scope scope, NodeType type, Func<Form, bool>? only = null)
    {
        (Form[] forms, int[] ends) = s_choices[(type.Kind, scope.IsExact, scope.IsStatic)];
        if (only != null)
        {
            return Gen.Elements(forms.Where(only).ToArray());
        }

        return Gen.Choose(0, ends[^1] - 1).Select(x =>
        {
            int at = Array.BinarySearch(ends, x + 1);
            return forms[at < 0 ? ~at : at];
        });
    }

    private static (Form[] Forms, int[] Ends) Choices(NodeKind kind, bool exact, bool isStatic)
    {
        Form[] forms = Form.All.Where(f => f.Result == kind && (f.IsExact || !exact) && !(isStatic && NeedsMembers(f))).ToArray();
        int sum = 0;
        return (forms, forms.Select(f => sum += f.Weight).ToArray());
    }

    /// <summary>Windows are signals.</summary>
    private static bool NeedsMembers(Form form) => form.Text.StartsWith("Step.", StringComparison.Ordinal) || form.Arguments.Append(form.Result).Any(static k => NodeType.Of(k, 0).IsHistory);

    private static Gen<Node> Applied(Scope scope, NodeType type, Form form, int size)
    {
        // A vector result fixes the length of the vector operands; a reduction may choose.
        Gen<int> lengthClass = type.IsVector ? Gen.Constant(type.LengthClass) : Gen.Elements(scope.Classes.ToArray());
        return from c in lengthClass
               from arguments in Arguments(scope, form.Arguments.Select(k => NodeType.Of(k, c)).ToList(), size - 1)
               from index in Gen.Choose(0, 63)
               select Exact(scope, new Apply(type, form, arguments, index));
    }

    /// <summary>A whole expression that could leave the exact numbers of a float32 shrinks to its first whole operand.</summary>
    private static Node Exact(Scope scope, Apply apply) => apply.Type.Kind == NodeKind.Int && scope.SizeOf(apply) > Scope.LargestWhole
        ? apply.Arguments.First(static a => a.Type.Kind == NodeKind.Int)
        : apply;

    private static Gen<Node> Called(Scope scope, Method method, int size) =>
        from arguments in Arguments(scope, method.Parameters, size - 1)
        from named in Gen.Choose(0, 4)
        select (Node)new Call(method.Type, method.Name, arguments, named == 0);

    private static Gen<ImmutableArray<Node>> Arguments(Scope scope, IReadOnlyList<NodeType> types, int size)
    {
        if (types.Count == 0)
        {
            return Gen.Constant(ImmutableArray<Node>.Empty);
        }

        // The operations are dealt out at random, so that trees of every shape come up.
        return Gen.ArrayOf(Gen.Choose(0, types.Count - 1), Math.Max(0, size)).SelectMany(owners =>
            Gen.CollectToArray(types.Select((t, i) => Expression(scope, t, owners.Count(o => o == i))))).Select(static a => a.ToImmutableArray());
    }
}
