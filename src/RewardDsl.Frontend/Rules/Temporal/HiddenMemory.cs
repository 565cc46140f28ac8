using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD6006: something is paid for what is remembered of earlier steps, and the policy does not observe it: to the policy one observation earns
/// different rewards. What is forgotten again, what only counts time, and what has been paid already, is worth knowing, no more.
/// </summary>
internal static class HiddenMemory
{
    /// <summary>A number that takes so many values at most is remembered as a latch is.</summary>
    private const int FewValues = 16;

    /// <summary>What is paid for a memory is felt from this share of all that is paid.</summary>
    private const double Felt = 0.1;

    public static void Check(RuleContext context)
    {
        if (!context.IsReturn || context.Analysis.Contract.Horizon == 1 || !Enumerable.Range(0, context.Step.Carries.Count).Any(context.Differences.Sources.Remembers))
        {
            return;
        }

        var memories = new MemorySet(context);
        if (!memories.All.Any(m => !m.IsObserved))
        {
            return;
        }

        List<Paid> payments = Payments(context);
        Lazy<IReadOnlyList<Influence>> influences = new(() => context.Columns.Select(static c => c.Column.Critic).Distinct().SelectMany(c => Influence.Of(context, c)).ToList());
        var read = payments.Select(p => (Payment: p, Memories: memories.ReadBy(p.Values))).ToList();
        foreach ((Paid payment, ISet<Memory> own) in read)
        {
            own.UnionWith(memories.All.Where(m => m.Kind is MemoryKind.Formula or MemoryKind.Machine && m.Name == payment.Automaton));
        }

        foreach (Memory memory in memories.All.Where(m => !m.IsObserved && IsOwn(context, m)).ToList())
        {
            List<Paid> paying = read.Where(r => r.Memories.Contains(memory)).Select(static r => r.Payment).ToList();
            if (paying.Count > 0)
            {
                Check(context, memory, paying, influences);
            }
        }
    }

    private static void Check(RuleContext context, Memory memory, List<Paid> paying, Lazy<IReadOnlyList<Influence>> influences)
    {
        bool isShaping = paying.All(static p => p.IsShaping);
        bool isFelt = IsFelt(paying, influences);
        (bool isLasting, string what, string way)? told = memory.Kind switch
        {
            MemoryKind.Formula => OfFormula(context, memory),
            MemoryKind.Machine => (true, "the state of '" + memory.Name + "'", "put the column '" + memory.Name + "' of StepOutputs.Automata into the observation"),
            MemoryKind.State => OfState(context, memory),
            MemoryKind.Best => (false, "the best so far", "let the policy observe it"),
            MemoryKind.Once => (false, "whether it has been paid", "let the policy observe it"),
            _ => (false, "how much has been paid", "let the policy observe it"),
        };
        bool isOfPayment = memory.Kind is MemoryKind.Best or MemoryKind.Once or MemoryKind.Budget;
        if (told is not { } fact || (isOfPayment && (!isFelt || context.Goals.Any(g => g.Member == memory.Member))))
        {
            return;
        }

        double most = paying.Select(static p => p.Width).Max();
        string does = paying.Select(static p => p.Name).Distinct().Count() == 1 ? (isShaping ? "shapes" : "pays") : isShaping ? "shape" : "pay";
        string effect = most > 0 && most <= float.MaxValue ? " " + (isShaping ? "by " : "") + RangeData.Short(most) + " more or less" : "";
        bool isAutomaton = memory.Kind is MemoryKind.Formula or MemoryKind.Machine;
        context.Report(
            RuleCatalogue.HiddenMemory,
            memory.Place,
            fact.isLasting && !isShaping && (isAutomaton || isFelt) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            RangeData.None.Add("memory", memory.Name).Add("export", isAutomaton && memory.Formula is not { Table: null } ? "StepOutputs.Automata" : "").Add("fix", "observed"),
            string.Join(", ", paying.Select(static p => "'" + p.Name + "'").Distinct()),
            does + effect,
            fact.what,
            fact.way);
    }

    /// <summary>Of the automaton of a formula; null where nothing is left to know of it as long as the episode goes on.</summary>
    private static (bool IsLasting, string What, string Way)? OfFormula(RuleContext context, Memory memory)
    {
        FormulaFacts formula = memory.Formula!;
        if (formula.Table is not { } table)
        {
            return (true, "the " + Literals.Integer(formula.Memory) + " numbers that its monitor keeps of earlier steps", "let the policy see as much of them");
        }

        string way = "put the column '" + memory.Name + "' of StepOutputs.Automata into the observation";
        return FormulaMemory.OpenStates(table).Count == 0 ? null
            : FormulaMemory.RemembersOpen(table) ? (true, "which of the " + Literals.Integer(FormulaMemory.OpenStates(table).Count) + " open states of its automaton it is in", way)
            : FormulaMemory.OutlivesDecision(context, formula, table) ? (false, "whether it is decided already", way) : null;
    }

    private static (bool IsLasting, string What, string Way)? OfState(RuleContext context, Memory memory)
    {
        bool isClock = memory.Carries.All(c => context.SignalsOf(context.Differences.Sources.Next(c)).Count == 0);
        return (
            !isClock && memory.Carries.Any(c => IsLasting(context, c)),
            "'" + memory.Name + "', which " + (isClock ? "counts time" : "remembers earlier steps"),
            "put it into the observation");
    }

    /// <summary>Whether a state is kept for good, or is one of a few: neither fades nor starts anew at a sign that the policy can see.</summary>
    private static bool IsLasting(RuleContext context, int carry)
    {
        int next = context.Differences.Sources.Next(carry);
        Instruction code = context.Step.Code[next];
        if (code.Type.Kind == IrKind.Bool)
        {
            return true;
        }

        int before = Enumerable.Range(0, context.Step.Code.Count).Where(i => context.Step.Code[i] is { Op: Opcode.Carry } leaf && leaf.Immediate == carry).DefaultIfEmpty(-1).First();
        if (before < 0 || code.Type.IsVector || StartsAnew(context, next, carry))
        {
            return false;
        }

        return (IsWhole(context, next, carry) && context.Program.Range(next).Width < FewValues) || context.Program.SlopeOf(next, before) is { Lo: 1, Hi: 1 };
    }

    /// <summary>Whether a value is a whole number where the carry is one.</summary>
    private static bool IsWhole(RuleContext context, int value, int carry)
    {
        Instruction code = context.Step.Code[value];
        bool Operand(int k) => IsWhole(context, code.Operand(k), carry);
        return context.Program.Dependences.IsWhole(value) || code.Op switch
        {
            Opcode.Carry => code.Immediate == carry,
            Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Min or Opcode.Max => Operand(0) && Operand(1),
            Opcode.Clamp => Operand(0) && Operand(1) && Operand(2),
            Opcode.Select => Operand(1) && Operand(2),
            Opcode.Neg or Opcode.Abs or Opcode.MaxZero or Opcode.MinZero => Operand(0),
            _ => false,
        };
    }

    /// <summary>Whether a choice that does not depend on the state itself leads to a value that does not either.</summary>
    private static bool StartsAnew(RuleContext context, int value, int carry)
    {
        var seen = new HashSet<int>();
        var work = new Stack<int>();
        work.Push(value);
        while (work.Count > 0)
        {
            int next = work.Pop();
            bool Reads(int operand) => context.Program.Dependences.ReadsCarry(operand, carry);
            if (!seen.Add(next) || !Reads(next))
            {
                continue;
            }

            Instruction code = context.Step.Code[next];
            if (code.Op == Opcode.Select && !Reads(code.A) && Reads(code.B) != Reads(code.C))
            {
                return true;
            }

            for (int k = 0; k < 3; k++)
            {
                if (code.Operand(k) >= 0)
                {
                    work.Push(code.Operand(k));
                }
            }
        }

        return false;
    }

    /// <summary>Whether what is paid for it is more than a small part of all; a one-time payoff is, and what is not known.</summary>
    private static bool IsFelt(List<Paid> paying, Lazy<IReadOnlyList<Influence>> influences)
    {
        double all = influences.Value.Sum(static i => i.Width);
        return paying.Any(static p => p.Column is null || p.Column.Column.Kind == ColumnKind.Termination)
            || !(all > 0) || influences.Value.Where(i => paying.Any(p => p.Column == i.Column)).Sum(static i => i.Width) >= Felt * all;
    }

    private static bool IsOwn(RuleContext context, Memory memory) => memory.Member is { } member ? context.IsOwn(member)
        : memory.Kind != MemoryKind.Formula || (context.Spec.Formulas.FirstOrDefault(f => f.Name == memory.Name) is { } formula && context.IsOwn(formula));

    /// <summary>What is paid, with the values that decide it, but for what the end of the episode decides.</summary>
    private static List<Paid> Payments(RuleContext context)
    {
        var all = new List<Paid>();
        foreach (ColumnView column in context.Columns.Where(static c => !c.Column.IsRegulariser))
        {
            if (column.IsStepwise && column.Weighted >= 0)
            {
                int limit = column.Column.Limit == PayLimit.None ? -1 : Kept(context, column.Column.Limit == PayLimit.Once ? nameof(CarryKind.Paid) : nameof(CarryKind.Spent), column.Column.Name);
                all.Add(new Paid(column.Column.Name, column, new[] { column.Weighted, limit }, context.Program.Range(column.Weighted).Width, false));
            }
            else if (column.Column.Kind == ColumnKind.Termination && context.Episode.Ends.FirstOrDefault(e => e.Column == column) is { } end && !end.Payoff.IsFalse)
            {
                all.Add(new Paid(column.Column.Name, column, new[] { end.Value }, end.Payoff.Magnitude, false));
            }
            else if (column.Column.Kind == ColumnKind.Potential && column.Raw >= 0)
            {
                all.Add(new Paid(column.Column.Name, column, new[] { column.Raw }, context.Program.Range(column.Paid).Width, true));
            }
        }

        EquatableArray<Column> columns = context.Analysis.Spec.Columns;
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].IsOfAutomaton)
            {
                FloatRange paid = context.Program.Range(context.Step.Find(OutputKind.Column, i));
                all.Add(new Paid(columns[i].Automaton, null, context.Values(columns[i].Automaton, ProbedPart.Conditions), paid.Width, columns[i].Kind == ColumnKind.Potential, columns[i].Automaton));
            }
        }

        SumRules sum = context.Analysis.Spec.Sum;
        if (sum.Total.Length > 0)
        {
            all.Add(new Paid(sum.Total, null, new[] { context.Value(sum.Total) }, 0, false));
        }

        if (sum.HasCarry)
        {
            all.Add(new Paid(context.Spec.Type.Name, null, new[] { nameof(CarryKind.Best), nameof(CarryKind.Paid), nameof(CarryKind.Spent) }.Select(k => Kept(context, k, "Sum")).ToList(), 0, false));
        }

        return all;
    }

    /// <summary>What a step leaves in a carry: it depends on what the carry held before.</summary>
    private static int Kept(RuleContext context, string kind, string name)
    {
        int carry = Enumerable.Range(0, context.Step.Carries.Count).Where(c => context.Step.Carries[c].Name == kind + "." + name).DefaultIfEmpty(-1).First();
        return carry < 0 ? -1 : context.Differences.Sources.Next(carry);
    }

    /// <summary>Something that is paid.</summary>
    private sealed record Paid(string Name, ColumnView? Column, IReadOnlyList<int> Values, double Width, bool IsShaping, string Automaton = "");
}
