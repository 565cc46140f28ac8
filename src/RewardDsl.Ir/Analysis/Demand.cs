using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>A truth value that is known to hold or to fail.</summary>
/// <param name="Value">The truth value, a scalar or a vector (then element by element).</param>
/// <param name="Holds">Which.</param>
public readonly record struct Condition(int Value, bool Holds);

/// <summary>
/// Under which conditions a value can reach a result: what a choice does not select, and what the other side of "and" or "or"
/// has already decided, does not count. Alternatives of conditions that hold together; probes do not count as results.
/// </summary>
public sealed class Demand
{
    private const int MaximumAlternatives = 6;
    private const int MaximumConditions = 8;

    private static readonly IReadOnlyList<Condition> s_always = System.Array.Empty<Condition>();

    private readonly RewardProgram _program;
    private readonly List<IReadOnlyList<Condition>>?[] _alternatives;

    /// <summary>Follows every result back to the leaves.</summary>
    public Demand(RewardProgram program)
    {
        _program = program;
        _alternatives = new List<IReadOnlyList<Condition>>[program.Code.Count];
        foreach (Output output in program.Outputs.Where(static o => o.Kind != OutputKind.Probe))
        {
            Add(output.Value, s_always);
        }

        for (int i = program.Code.Count - 1; i >= 0; i--)
        {
            if (_alternatives[i] is { } own)
            {
                Instruction code = program.Code[i];
                foreach (IReadOnlyList<Condition> alternative in own)
                {
                    Follow(code, alternative);
                }
            }
        }
    }

    /// <summary>Whether any result depends on the value.</summary>
    public bool IsUsed(int value) => _alternatives[value] is not null;

    /// <summary>The alternatives; one without conditions means always, none means that no result needs the value.</summary>
    public IReadOnlyList<IReadOnlyList<Condition>> Of(int value) =>
        (IReadOnlyList<IReadOnlyList<Condition>>?)_alternatives[value] ?? System.Array.Empty<IReadOnlyList<Condition>>();

    private void Follow(Instruction code, IReadOnlyList<Condition> when)
    {
        switch (code.Op)
        {
            case Opcode.Select:
                Add(code.A, when);
                Add(code.B, And(when, code.A, true));
                Add(code.C, And(when, code.A, false));
                return;
            case Opcode.And:
            case Opcode.Or:
                Add(code.A, And(when, code.B, code.Op == Opcode.And));
                Add(code.B, And(when, code.A, code.Op == Opcode.And));
                return;
            default:
                for (int k = 0; k < 3; k++)
                {
                    if (code.Operand(k) >= 0)
                    {
                        Add(code.Operand(k), when);
                    }
                }

                return;
        }
    }

    private IReadOnlyList<Condition> And(IReadOnlyList<Condition> when, int value, bool holds)
    {
        // The same truth in every element is a truth of the whole.
        while (_program.Code[value].Op is Opcode.Broadcast or Opcode.Not)
        {
            holds ^= _program.Code[value].Op == Opcode.Not;
            value = _program.Code[value].A;
        }

        var added = new Condition(value, holds);
        return when.Contains(added) || when.Count >= MaximumConditions ? when : when.Append(added).ToArray();
    }

    private void Add(int value, IReadOnlyList<Condition> when)
    {
        List<IReadOnlyList<Condition>> own = _alternatives[value] ??= new List<IReadOnlyList<Condition>>();
        if (own.Any(a => a.All(when.Contains)))
        {
            return;
        }

        own.RemoveAll(a => when.All(a.Contains));
        own.Add(when);
        if (own.Count > MaximumAlternatives)
        {
            own.Clear();
            own.Add(s_always);
        }
    }
}
