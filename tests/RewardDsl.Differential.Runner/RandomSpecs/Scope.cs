using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>What an expression may read at one place of a spec.</summary>
/// <param name="Atoms">Members, locals and parameters.</param>
/// <param name="Methods">Methods.</param>
/// <param name="Costs">Operations behind a member or method once everything is inlined: the plain class computes them at each read.</param>
/// <param name="Sizes">The largest size that a whole member read now can have.</param>
/// <param name="Classes">The classes of vectors.</param>
/// <param name="IsExact">Only functions whose bits the runtime promises.</param>
/// <param name="IsStatic">Reads no member.</param>
public sealed record Scope(
    ImmutableList<Node> Atoms,
    ImmutableList<Method> Methods,
    ImmutableDictionary<string, int> Costs,
    ImmutableDictionary<string, long> Sizes,
    ImmutableArray<int> Classes,
    bool IsExact,
    bool IsStatic)
{
    /// <summary>What costs more is read nowhere else.</summary>
    public const int MaximumCost = 120;

    /// <summary>Nothing to read.</summary>
    public static Scope Empty(bool isExact, params int[] classes) =>
        new([], [], ImmutableDictionary<string, int>.Empty, ImmutableDictionary<string, long>.Empty, [.. classes], isExact, IsStatic: false);

    /// <summary>The scope with a local or parameter.</summary>
    public Scope With(params IEnumerable<Node> atoms) => this with { Atoms = Atoms.AddRange(atoms) };

    /// <summary>The scope with a member read now, before and at the start.</summary>
    public Scope WithMember(string name, NodeType type, int cost) => cost > MaximumCost
        ? this
        : this with
        {
            Atoms = Atoms.AddRange([new Read(type, name, ReadTime.Now), new Read(type, name, ReadTime.Previous), new Read(type, name, ReadTime.Initial)]),
            Costs = Costs.SetItem(name, cost),
        };

    /// <summary>The scope with the largest size of a whole member.</summary>
    public Scope WithSize(string name, long size) => this with { Sizes = Sizes.SetItem(name, size) };

    /// <summary>The scope with a method.</summary>
    public Scope WithMethod(Method method)
    {
        int cost = CostOf(method.Body);
        return cost > MaximumCost ? this : this with { Methods = Methods.Add(method), Costs = Costs.SetItem(method.Name, cost) };
    }

    /// <summary>The operations of a body with everything inlined.</summary>
    public int CostOf(Body body) => Walk.Nodes(body).Sum(n => n switch
    {
        Read read => Costs.GetValueOrDefault(read.Name, 1),
        Call call => Costs.GetValueOrDefault(call.Method, 1),
        Apply or Pick => 1,
        _ => 0,
    });

    /// <summary>The largest whole number that is exact in a float32.</summary>
    public const long LargestWhole = 1 << 24;

    /// <summary>The largest size that the language sees in a whole expression: where it could be above <see cref="LargestWhole"/> the expression is no reward.</summary>
    public long SizeOf(Node node)
    {
        switch (node)
        {
            case Literal literal:
                return (long)System.Math.Abs(literal.Value);
            case Read { Time: ReadTime.Now } read:
                return Sizes.GetValueOrDefault(read.Name, LargestWhole);
            case Apply apply:
                // No constant that a form writes is above 9; lengths and frames are small.
                long[] sizes = apply.Arguments.Where(static a => a.Type.Kind == NodeKind.Int).Select(SizeOf).Append(0).ToArray();
                return apply.Form.Text switch
                {
                    "{0} + {1}" or "{0} - {1}" => sizes.Sum(),
                    "{0} * {1}" => sizes[0] * sizes[1],
                    _ => System.Math.Max(64, sizes.Max()),
                };
            default:
                return LargestWhole;
        }
    }
}
