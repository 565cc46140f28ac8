using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// What a spec remembers of earlier steps: carries that are computed from themselves, and the windows of monitors. What was at the last step, at some fixed number of steps
/// before, or at the episode's start, is none.
/// </summary>
internal sealed class MemorySet
{
    private readonly RuleContext _context;
    private readonly Memory?[] _byCarry;

    public MemorySet(RuleContext context)
    {
        _context = context;
        int count = context.Step.Carries.Count;
        _byCarry = new Memory?[count];
        foreach (IGrouping<string, int> group in Enumerable.Range(0, count).Where(IsOfItself).GroupBy(c => NameOf(context.Step.Carries[c].Name)).ToList())
        {
            if (Of(group.Key, group.ToList()) is { } memory)
            {
                foreach (int carry in group)
                {
                    _byCarry[carry] = memory;
                }
            }
        }
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Memory> All => _byCarry.OfType<Memory>().Distinct();

    /// <summary>
    /// The memories that values depend on. What reads an observed one at an earlier step depends on nothing hidden through it, so the search ends at
    /// each memory: what a memory is at this step is computed of all that it was made of.
    /// </summary>
    public ISet<Memory> ReadBy(IEnumerable<int> values)
    {
        var found = new HashSet<Memory>();
        var seen = new HashSet<int>();
        var work = new Stack<int>(values.Where(static v => v >= 0));
        while (work.Count > 0)
        {
            int value = work.Pop();
            foreach (int carry in Enumerable.Range(0, _byCarry.Length).Where(c => _context.Program.Dependences.ReadsCarry(value, c) && seen.Add(c)).ToList())
            {
                if (_byCarry[carry] is { } memory)
                {
                    found.Add(memory);
                }
                else if (_context.Differences.Sources.Next(carry) is >= 0 and int next)
                {
                    work.Push(next);
                }
            }
        }

        return found;
    }

    /// <summary>Whether what a carry holds is computed from itself, at some distance.</summary>
    private bool IsOfItself(int carry)
    {
        CarrySources sources = _context.Differences.Sources;
        if (!sources.Remembers(carry) || _context.Step.Carries[carry].IsRing)
        {
            return _context.Step.Carries[carry].IsRing;
        }

        var seen = new HashSet<int>();
        var work = new Stack<int>();
        work.Push(carry);
        while (work.Count > 0)
        {
            int next = sources.Next(work.Pop());
            for (int c = 0; next >= 0 && c < _byCarry.Length; c++)
            {
                if (_context.Program.Dependences.ReadsCarry(next, c))
                {
                    if (c == carry)
                    {
                        return true;
                    }

                    if (seen.Add(c))
                    {
                        work.Push(c);
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Kind and member of a carry, without the component.</summary>
    private static string NameOf(string carry) => string.Join(".", carry.Split('.').Take(2));

    private Memory? Of(string carry, IReadOnlyList<int> carries)
    {
        int dot = carry.IndexOf('.');
        (string kind, string name) = dot < 0 ? (carry, "") : (carry.Substring(0, dot), carry.Substring(dot + 1));
        SpecMember? member = _context.Spec.Find(name);
        AttributeData? Written(string attribute) => member is null ? null : Attributes.Get(member.Symbol, attribute);
        if (kind is "Automaton" or "Monitor" && _context.Spec.Formulas.FirstOrDefault(f => f.Name == name) is { } formula)
        {
            return new Memory(MemoryKind.Formula, name, carries, formula.Data, formula.Data.Location(), null, _context.Analysis.Spec.Formulas.FirstOrDefault(f => f.Name == name));
        }

        if (kind == nameof(CarryKind.Previous))
        {
            return Written("State") is { } state ? new Memory(MemoryKind.State, name, carries, state, state.Location(), member, null)
                : Written("RewardMachine") is { } machine ? new Memory(MemoryKind.Machine, name, carries, machine, machine.Location(), member, null) : null;
        }

        (MemoryKind Kind, string[] Attributes)? paid = kind switch
        {
            nameof(CarryKind.Best) => (MemoryKind.Best, new[] { "BestSoFar" }),
            nameof(CarryKind.Paid) => (MemoryKind.Once, new[] { "Once", "Bonus" }),
            nameof(CarryKind.Spent) => (MemoryKind.Budget, new[] { "Budget" }),
            _ => null,
        };
        if (paid is not { } known)
        {
            return null;
        }

        AttributeData? data = known.Attributes.Select(Written).FirstOrDefault(static a => a is not null);
        member = data is null ? null : member;
        data ??= known.Attributes.Select(a => Attributes.Get(_context.Spec.Type, a)).FirstOrDefault(static a => a is not null);
        return data is null ? null : new Memory(known.Kind, member?.Name ?? _context.Spec.Type.Name, carries, data, data.Location(), member, null);
    }
}
