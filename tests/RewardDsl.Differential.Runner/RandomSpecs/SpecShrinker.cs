using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>
/// Smaller specs, the boldest first: fewer payments, shorter vectors, plainer payments, fewer statements, an expression
/// replaced by one of its parts or by a constant. Some may be no specs any more; who tries them skips those.
/// </summary>
public static class SpecShrinker
{
    /// <summary>Every spec that is one step smaller.</summary>
    public static IEnumerable<RandomSpec> Shrink(RandomSpec spec)
    {
        HashSet<string> used = Reach.Names(spec);
        RandomSpec tidy = Without(spec, m => !used.Contains(m.Name)) with
        {
            Methods = spec.Methods.RemoveAll(m => !used.Contains(m.Name)),
        };
        return Payments(tidy).Concat(Straight(tidy)).Concat(Contract(tidy)).Concat(Lengths(tidy)).Concat(tidy.Members.SelectMany(m => Smaller(tidy, m).Select(s => Put(tidy, m, s)))).Concat(Methods(tidy)).Concat(Inlined(tidy));
    }

    /// <summary>The spec without some members; the others stay in the base or in the derived spec, as they were.</summary>
    public static RandomSpec Without(RandomSpec spec, Func<Member, bool> dropped) => spec with
    {
        Members = [.. spec.Members.Where(m => !dropped(m))],
        Derived = spec.Members.TakeLast(spec.Derived).Count(m => !dropped(m)),
    };

    private static RandomSpec Put(RandomSpec spec, Member old, Member member) => spec with { Members = spec.Members.Replace(old, member) };

    private static IEnumerable<RandomSpec> Payments(RandomSpec spec)
    {
        List<Member> paid = spec.Members.Where(static m => m.IsPaid).ToList();
        for (int size = paid.Count / 2; size >= 1; size /= 2)
        {
            for (int from = 0; from < paid.Count; from += size)
            {
                HashSet<Member> dropped = [.. paid.Skip(from).Take(size)];
                if (dropped.Count < paid.Count)
                {
                    yield return Without(spec, dropped.Contains);
                }
            }
        }

        if (spec.Members.FirstOrDefault(static m => m.Role == MemberRole.GateOfAll) is { } gate)
        {
            yield return Put(spec, gate, gate with { Role = MemberRole.Gate });
        }
    }

    /// <summary>Bodies of which only the result is kept, where it reads no local: all at once, then one by one.</summary>
    private static IEnumerable<RandomSpec> Straight(RandomSpec spec)
    {
        bool Can(Body body) => !body.Statements.IsEmpty && !Walk.Nodes(body.Result).OfType<LocalRead>().Any();
        Member Short(Member member) => Can(member.Body) ? member with { Body = new Body([], member.Body.Result) } : member;
        List<Member> bodied = spec.Members.Where(m => Can(m.Body)).ToList();
        if (bodied.Count > 1)
        {
            yield return spec with { Members = [.. spec.Members.Select(Short)] };
        }

        foreach (Member member in bodied)
        {
            yield return Put(spec, member, Short(member));
        }
    }

    private static IEnumerable<RandomSpec> Contract(RandomSpec spec)
    {
        if (spec.Derived > 0)
        {
            yield return spec with { Derived = 0 };
            yield return spec with { Derived = spec.Derived - 1 };
        }

        if (spec.ToLowerBound)
        {
            yield return spec with { ToLowerBound = false };
        }

        foreach (string rule in spec.ClassRules.Where(r => !spec.ToLowerBound || !SpecGenerator.IsBound(r)))
        {
            yield return spec with { ClassRules = spec.ClassRules.Remove(rule) };
        }

        if (spec.PerSecond)
        {
            yield return spec with { PerSecond = false };
        }
    }

    private static IEnumerable<RandomSpec> Lengths(RandomSpec spec)
    {
        for (int c = 0; c < spec.Lengths.Length; c++)
        {
            foreach (int shorter in new[] { 1, 2, spec.Lengths[c] / 2, spec.Lengths[c] - 1 }.Distinct().Where(l => l >= 1 && l < spec.Lengths[c]))
            {
                yield return spec with { Lengths = spec.Lengths.SetItem(c, shorter) };
            }
        }
    }

    private static IEnumerable<Member> Smaller(RandomSpec spec, Member member)
    {
        if (member.IsPaid && member.Payment != Payment.Plain)
        {
            yield return member with { Payment = Payment.Plain };
            if (member.Payment.Gate != null)
            {
                yield return member with { Payment = member.Payment with { Gate = null, Else = null } };
            }

            foreach (Payment plainer in new[]
            {
                member.Payment with { Transform = null }, member.Payment with { Limit = null }, member.Payment with { Schedule = null },
                member.Payment with { Critic = null }, member.Payment with { SkipsEnd = false }, member.Payment with { WeightParameter = null },
            })
            {
                if (plainer != member.Payment)
                {
                    yield return member with { Payment = plainer };
                }
            }

            if (member.Payment.ClampMin != null)
            {
                yield return member with { Payment = member.Payment with { ClampMin = null } };
            }
        }

        if (member.IsPaid && member.Role != MemberRole.Term)
        {
            yield return member with { Role = MemberRole.Term, Payment = Payment.Plain };
        }

        foreach (Body body in Smaller(spec, member.Body))
        {
            yield return member with { Body = body };
        }
    }

    private static IEnumerable<RandomSpec> Methods(RandomSpec spec) =>
        spec.Methods.SelectMany(m => Smaller(spec, m.Body).Select(b => spec with { Methods = spec.Methods.Replace(m, m with { Body = b }) }));

    private static IEnumerable<Body> Smaller(RandomSpec spec, Body body) => Statements(body.Statements)
        .Select(s => body with { Statements = s })
        .Concat(Substituted(body))
        .Concat(Walk.Replace(body, n => Offers(spec, n)));

    private static IEnumerable<ImmutableArray<Statement>> Statements(ImmutableArray<Statement> statements)
    {
        for (int i = 0; i < statements.Length; i++)
        {
            yield return statements.RemoveAt(i);
            if (statements[i] is If branch)
            {
                foreach (Branch side in new[] { branch.Then, branch.Else }.OfType<Branch>())
                {
                    yield return statements.RemoveAt(i).InsertRange(i, side.Statements);
                    if (side.Return != null)
                    {
                        // The rest behind a return would be unreachable, which is a warning and legal.
                        yield return statements.SetItem(i, branch with { Else = null, Then = branch.Then with { Statements = [] } });
                    }
                }

                if (branch.Else != null)
                {
                    yield return statements.SetItem(i, branch with { Else = null });
                }
            }
        }
    }

    /// <summary>A local that is assigned once, written out where it is read.</summary>
    private static IEnumerable<Body> Substituted(Body body)
    {
        for (int i = 0; i < body.Statements.Length; i++)
        {
            if (body.Statements[i] is Declare { Value: { } value } declare)
            {
                Node Swap(Node node) => node is LocalRead read && read.Name == declare.Name ? value : node;
                yield return new Body([.. body.Statements.RemoveAt(i).Select(s => Walk.Map(s, Swap))], Walk.Map(body.Result, Swap));
            }
        }
    }

    private static IEnumerable<Node> Offers(RandomSpec spec, Node node)
    {
        foreach (Node child in Walk.Children(node).SelectMany(Walk.Nodes).Where(c => c.Type == node.Type))
        {
            yield return child;
        }

        switch (node)
        {
            case Read { Time: ReadTime.Initial or ReadTime.Previous } read when spec.Signals.Any(s => s.Name == read.Name):
                yield return read with { Time = ReadTime.Now };
                break;
            case Read { Time: ReadTime.Previous or ReadTime.Initial } read when read.Name[0] == 'H':
                yield return read with { Time = ReadTime.Now };
                break;
            case Literal { Value: 0f or 1f }:
                yield break;
            case VectorLiteral vector when vector.Values.All(static v => v is 0f or 1f):
                yield break;
        }

        if (node is Apply or Call or Pick)
        {
            foreach (Signal signal in spec.Signals.Where(s => s.Type == node.Type).Take(1))
            {
                yield return new Read(node.Type, signal.Name, ReadTime.Now);
            }
        }

        foreach (float value in new[] { 1f, 0f })
        {
            switch (node.Type.Kind)
            {
                case NodeKind.Float or NodeKind.Bool or NodeKind.Int or NodeKind.Mode:
                    yield return new Literal(node.Type, value);
                    break;
                case NodeKind.Vec or NodeKind.Mask or NodeKind.List2 or NodeKind.List3:
                    yield return new VectorLiteral(node.Type, [value]);
                    break;
            }
        }
    }

    /// <summary>Helpers and methods that are one expression, written out where they are read.</summary>
    private static IEnumerable<RandomSpec> Inlined(RandomSpec spec)
    {
        foreach (Member helper in spec.Members.Where(static m => m.Role == MemberRole.Helper && m.Body.Statements.IsEmpty))
        {
            yield return Everywhere(spec, n => n is Read { Time: ReadTime.Now } read && read.Name == helper.Name ? helper.Body.Result : n);
        }

        foreach (Method method in spec.Methods.Where(static m => m.Body.Statements.IsEmpty))
        {
            yield return Everywhere(spec, n => n is Call call && call.Method == method.Name
                ? Walk.Map(method.Body.Result, m => m is LocalRead local ? call.Arguments[local.Name[0] - 'a'] : m)
                : n);
        }
    }

    private static RandomSpec Everywhere(RandomSpec spec, Func<Node, Node> map)
    {
        Body Map(Body body) => new([.. body.Statements.Select(s => Walk.Map(s, map))], Walk.Map(body.Result, map));
        return spec with
        {
            Members = [.. spec.Members.Select(m => m with { Body = Map(m.Body) })],
            Methods = [.. spec.Methods.Select(m => m with { Body = Map(m.Body) })],
        };
    }
}
