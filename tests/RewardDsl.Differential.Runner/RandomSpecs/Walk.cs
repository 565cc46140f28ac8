using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>Reading and replacing the expressions of a body.</summary>
public static class Walk
{
    /// <summary>The operands of an expression.</summary>
    public static ImmutableArray<Node> Children(Node node) => node switch
    {
        Apply apply => apply.Arguments,
        Call call => call.Arguments,
        Pick pick => [pick.Source],
        _ => [],
    };

    /// <summary>An expression and all in it.</summary>
    public static IEnumerable<Node> Nodes(Node node) => Children(node).SelectMany(Nodes).Prepend(node);

    /// <summary>All expressions of a body.</summary>
    public static IEnumerable<Node> Nodes(Body body) => body.Statements.SelectMany(Nodes).Concat(Nodes(body.Result));

    /// <summary>Every way to replace one expression of a body by one that a function offers for it.</summary>
    public static IEnumerable<Body> Replace(Body body, Func<Node, IEnumerable<Node>> offers)
    {
        foreach (Node result in Replace(body.Result, offers))
        {
            yield return body with { Result = result };
        }

        foreach (ImmutableArray<Statement> statements in Replace(body.Statements, offers))
        {
            yield return body with { Statements = statements };
        }
    }

    /// <summary>An expression with each part of it passed through a function, from the leaves up.</summary>
    public static Node Map(Node node, Func<Node, Node> map) => map(node switch
    {
        Apply apply => apply with { Arguments = [.. apply.Arguments.Select(a => Map(a, map))] },
        Call call => call with { Arguments = [.. call.Arguments.Select(a => Map(a, map))] },
        Pick pick => pick with { Source = Map(pick.Source, map) },
        _ => node,
    });

    /// <summary>The same of every expression in a statement.</summary>
    public static Statement Map(Statement statement, Func<Node, Node> map) => statement switch
    {
        Declare { Value: { } value } declare => declare with { Value = Map(value, map) },
        Assign assign => assign with { Value = Map(assign.Value, map) },
        If branch => new If(Map(branch.Condition, map), Map(branch.Then, map), branch.Else is null ? null : Map(branch.Else, map)),
        _ => statement,
    };

    /// <summary>The expressions of a statement.</summary>
    public static IEnumerable<Node> Nodes(Statement statement) => statement switch
    {
        Declare { Value: { } value } => Nodes(value),
        Assign assign => Nodes(assign.Value),
        If branch => Nodes(branch.Condition).Concat(Nodes(branch.Then)).Concat(Nodes(branch.Else)),
        _ => [],
    };

    private static IEnumerable<Node> Nodes(Branch? branch) => branch is null
        ? []
        : branch.Statements.SelectMany(Nodes).Concat(branch.Return is null ? [] : Nodes(branch.Return));

    private static Branch Map(Branch branch, Func<Node, Node> map) =>
        new([.. branch.Statements.Select(s => Map(s, map))], branch.Return is null ? null : Map(branch.Return, map));

    private static IEnumerable<Node> Replace(Node node, Func<Node, IEnumerable<Node>> offers)
    {
        foreach (Node offer in offers(node))
        {
            yield return offer;
        }

        ImmutableArray<Node> children = Children(node);
        for (int i = 0; i < children.Length; i++)
        {
            foreach (Node child in Replace(children[i], offers))
            {
                ImmutableArray<Node> arguments = children.SetItem(i, child);
                yield return node switch
                {
                    Apply apply => apply with { Arguments = arguments },
                    Pick pick => pick with { Source = child },
                    _ => (Call)node with { Arguments = arguments },
                };
            }
        }
    }

    private static IEnumerable<ImmutableArray<Statement>> Replace(ImmutableArray<Statement> statements, Func<Node, IEnumerable<Node>> offers)
    {
        for (int i = 0; i < statements.Length; i++)
        {
            IEnumerable<Statement> replaced = statements[i] switch
            {
                Declare { Value: { } value } declare => Replace(value, offers).Select(v => declare with { Value = v }),
                Assign assign => Replace(assign.Value, offers).Select(v => assign with { Value = v }),
                If branch => Replace(branch.Condition, offers).Select(v => branch with { Condition = v })
                    .Concat(Replace(branch.Then, offers).Select(b => branch with { Then = b }))
                    .Concat(branch.Else is null ? [] : Replace(branch.Else, offers).Select(b => branch with { Else = b })),
                _ => [],
            };
            foreach (Statement statement in replaced)
            {
                yield return statements.SetItem(i, statement);
            }
        }
    }

    private static IEnumerable<Branch> Replace(Branch branch, Func<Node, IEnumerable<Node>> offers)
    {
        IEnumerable<Branch> returns = branch.Return is null ? [] : Replace(branch.Return, offers).Select(r => branch with { Return = r });
        return returns.Concat(Replace(branch.Statements, offers).Select(s => branch with { Statements = s }));
    }
}
