using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Which combinations of the atoms of a machine's guards can occur, by what is declared and assumed.</summary>
internal sealed class GuardRelations
{
    private readonly RuleContext _context;
    private readonly ConditionRelations _relations;
    private readonly ConditionCases _cases;
    private readonly List<int> _atoms;
    private readonly IReadOnlyList<int> _values;
    private readonly Dictionary<(int, int), bool> _pairs = new();

    /// <param name="context">The spec.</param>
    /// <param name="machine">A machine of it.</param>
    public GuardRelations(RuleContext context, MachineDeclaration machine)
    {
        _context = context;
        _atoms = machine.Machine.Transitions.SelectMany(static t => t.Guard.Atoms()).Distinct().OrderBy(static a => a).ToList();
        _values = context.Values(machine.Name, ProbedPart.Conditions);
        _relations = new ConditionRelations(context.Program, _values);
        _cases = new ConditionCases(context.Program);
    }

    /// <summary>Whether the values of the atoms are known.</summary>
    public bool IsKnown => _values.Count == _atoms.Count && _values.All(static v => v >= 0);

    /// <summary>Whether the atoms of the first set, by number, can be as they are in the second at one step, whatever the others are.</summary>
    public bool IsPossible(ulong mask, ulong values)
    {
        int[] asked = Enumerable.Range(0, _atoms.Count).Where(k => ((mask >> _atoms[k]) & 1) != 0).ToArray();
        int[] held = asked.Where(k => ((values >> _atoms[k]) & 1) != 0).ToArray();
        return _relations.IsPossible(Bits(asked), Bits(held)) && held.All(i => held.All(j => j >= i || CanHoldBoth(i, j)));
    }

    /// <summary>Whether some atoms, by number, depend on earlier steps: what is remembered of them in a state of the machine is not known.</summary>
    public bool ReadsEarlierSteps(IEnumerable<int> atoms) =>
        atoms.Select(a => _values[_atoms.IndexOf(a)]).Any(v => Enumerable.Range(0, _context.Step.Carries.Count).Any(c => _context.Program.Dependences.ReadsCarry(v, c)));

    private static ulong Bits(int[] places) => places.Aggregate(0UL, static (m, i) => m | (1UL << i));

    private bool CanHoldBoth(int i, int j)
    {
        if (!_pairs.TryGetValue((i, j), out bool can))
        {
            can = _cases.CanHoldBoth(_values[i], _values[j]);
            _pairs.Add((i, j), can);
        }

        return can;
    }
}
