using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Lowers payment (transform, clamp, gate, weight, schedule, rate, limit, sum, shaping) to program values, in the order of
/// the language: what is logged and what is trained come from the same values. One instance for a step or a reset: a reset
/// needs what a carry holds after it, which is the same payment on the reset observation.
/// </summary>
internal sealed class PaymentLowerer(
    SpecDeclaration spec, IReadOnlyList<Column> columns, SumRules rules, ParameterTable parameters, CarryTable carries, ProgramBuilder builder, SpecScope scope, Sites? sites, FormulaLowerer? formulas = null)
{
    /// <summary>Adds every column, the objective and the total; payments that depend on the past add their carries.</summary>
    public void Pay(int terminated, IReadOnlyList<string> critics)
    {
        int replaced = -1;
        foreach (Column column in columns.Where(static c => c.Replaces))
        {
            int end = Raw(column).Id;
            replaced = replaced < 0 ? end : builder.Apply(Opcode.Or, replaced, end);
        }

        int[] learned = Enumerable.Repeat(-1, critics.Count).ToArray();
        var paid = new int[columns.Count];
        var terms = new List<int>();
        for (int i = 0; i < columns.Count; i++)
        {
            Column column = columns[i];
            if (column.IsSummed)
            {
                paid[i] = PayTerm(column, terminated);
                paid[i] = replaced < 0 ? paid[i] : builder.Apply(Opcode.Select, replaced, builder.Const(0f), paid[i]);
                terms.Add(paid[i]);
            }
        }

        int objective = PaySum(terms);
        if (sites is { HasRules: true })
        {
            AddIncome(paid, objective);
        }

        objective = replaced < 0 ? objective : builder.Apply(Opcode.Select, replaced, builder.Const(0f), objective);
        int total = -1;
        for (int i = 0; i < columns.Count; i++)
        {
            Column column = columns[i];
            if (column.Accumulation is not null)
            {
                paid[i] = PayCollected(column, terminated);
                paid[i] = replaced < 0 ? paid[i] : builder.Apply(Opcode.Select, replaced, builder.Const(0f), paid[i]);
                objective = builder.Apply(Opcode.Add, objective, paid[i]);
            }
            else if (column.Kind == ColumnKind.Termination)
            {
                paid[i] = builder.Apply(Opcode.Select, Raw(column).Id, Parameter(column.Parameter), builder.Const(0f));
                objective = builder.Apply(Opcode.Add, objective, paid[i]);
            }
            else if (column.Kind is ColumnKind.Objective or ColumnKind.Constraint)
            {
                paid[i] = formulas!.Pay(column);
                objective = builder.Apply(Opcode.Add, objective, paid[i]);
            }
            else if (column.Kind == ColumnKind.Machine)
            {
                paid[i] = scope.Machines.Pay(column);
                objective = builder.Apply(Opcode.Add, objective, paid[i]);
            }
            else if (column.Kind == ColumnKind.Potential)
            {
                paid[i] = scope.Machines.IsOf(column) ? scope.Machines.Shape(column, terminated) : column.IsOfAutomaton ? formulas!.Shape(column, terminated) : Shape(column, terminated);
                total = builder.Apply(Opcode.Add, total < 0 ? objective : total, paid[i]);
            }

            builder.Output(OutputKind.Column, i, paid[i]);
            for (int c = 0; c < learned.Length; c++)
            {
                if (critics[c] == column.Critic)
                {
                    learned[c] = learned[c] < 0 ? paid[i] : builder.Apply(Opcode.Add, learned[c], paid[i]);
                }
            }
        }

        total = total < 0 ? objective : total;
        if (rules.LowerBits is { } lower)
        {
            builder.Output(OutputKind.RawTotal, 0, total);
            int bound = builder.ConstBits(IrKind.Float, lower);
            objective = builder.Apply(Opcode.Select, builder.Apply(Opcode.IsFinite, objective), objective, bound);
            total = builder.Apply(Opcode.Select, builder.Apply(Opcode.IsFinite, total), total, bound);
        }

        builder.Output(OutputKind.Objective, 0, objective);
        builder.Output(OutputKind.Total, 0, total);
        for (int c = 0; c < learned.Length; c++)
        {
            builder.Output(OutputKind.Critic, c, learned[c]);
        }
    }

    /// <summary>What a payment's carry holds right after a reset; −1 where a body was rejected.</summary>
    public int AtReset(CarryTable.Entry entry)
    {
        if (entry.Member is null)
        {
            return entry.Kind switch
            {
                CarryKind.Best or CarryKind.Previous => Summed(columns.Where(static c => c.IsSummed).Select(c => PayTerm(c, -1)).ToList()),
                CarryKind.Paid => builder.Const(false),
                _ => builder.Const(0f),
            };
        }

        Column column = columns.First(c => c.Name == entry.Member.Name && c.Kind != ColumnKind.Termination);
        Value raw = Raw(column);
        return raw.IsError ? -1 : entry.Kind switch
        {
            CarryKind.Potential => Weighted(raw.Id, column),
            CarryKind.Best => AsFloat(builder, raw.Id),
            CarryKind.Paid => builder.Const(false),
            _ => builder.Const(0f),
        };
    }

    /// <summary>True as 1.</summary>
    public static int AsFloat(ProgramBuilder builder, int value) =>
        builder.TypeOf(value).Kind == IrKind.Bool ? builder.Apply(Opcode.BoolToFloat, value) : value;

    private Value Raw(Column column)
    {
        SpecMember member = spec.Find(column.Name)!;
        return scope.Now(member, member.Location);
    }

    /// <summary>The weighted sum, or what replaces it, before transform, clamp and limit.</summary>
    private int Summed(IReadOnlyList<int> terms)
    {
        int sum = terms.Count == 0 ? builder.Const(0f) : terms.Aggregate((all, term) => builder.Apply(Opcode.Add, all, term));
        if (rules.Total.Length == 0)
        {
            return sum;
        }

        int weights = -1;
        foreach (Column column in columns.Where(static c => c is { IsSummed: true, Kind: not ColumnKind.Bonus }))
        {
            int weight = Coefficient(column);
            weights = weights < 0 ? weight : builder.Apply(Opcode.Add, weights, weight);
        }

        SpecMember total = spec.Find(rules.Total)!;
        scope.Sums = (Value.Of(sum), Value.Of(weights < 0 ? builder.Const(0f) : weights));
        Value replaced = scope.Now(total, total.Location);
        return replaced.IsError ? sum : replaced.Id;
    }

    private int PaySum(IReadOnlyList<int> terms)
    {
        int sum = Summed(terms);
        int value = sum;
        sites?.Add("", ProbedPart.Sum, new[] { sum });
        switch (rules.Transform)
        {
            case PayTransform.Progress:
                CarryTable.Entry before = carries.Get(CarryKind.Previous, IrType.Float);
                builder.Output(OutputKind.Carry, before.Slot, sum);
                value = builder.Apply(Opcode.Sub, sum, builder.Leaf(Opcode.Carry, IrType.Float, before.Slot));
                break;
            case PayTransform.BestSoFar:
                value = OverBest(sum, carries.Get(CarryKind.Best, IrType.Float));
                break;
        }

        value = rules.Clamp is null ? value : Clamp(value, rules.Clamp);
        value = rules.Limit switch
        {
            PayLimit.Once => Once(value, carries.Get(CarryKind.Paid, IrType.Bool)),
            PayLimit.Budget => Budget(value, rules.CapBits, carries.Get(CarryKind.Spent, IrType.Float)),
            _ => value,
        };
        sites?.Add("", ProbedPart.PaidSum, new[] { value });
        return value;
    }

    /// <summary>Names what is paid at each step in which a state is held; where the sum is replaced or limited as a whole, that is not told apart.</summary>
    private void AddIncome(int[] paid, int sum)
    {
        List<int> recurring = Enumerable.Range(0, paid.Length)
            .Where(i => columns[i] is { IsSummed: true, Limit: PayLimit.None, Transform: not PayTransform.BestSoFar }).Select(i => paid[i]).ToList();
        int income = sum;
        if (rules.IsOfStep)
        {
            income = recurring.Count == 0 ? builder.Const(0f) : recurring.Aggregate((all, term) => builder.Apply(Opcode.Add, all, term));
            income = rules.Clamp is null ? income : Clamp(income, rules.Clamp);
        }

        sites!.Add("", ProbedPart.Income, new[] { income });
    }

    /// <summary>Adds the step's payment to what was collected; pays that where the episode ends, if the outcome holds there.</summary>
    private int PayCollected(Column column, int terminated)
    {
        Accumulation accumulation = column.Accumulation!;
        CarryTable.Entry carry = carries.Get(CarryKind.Collected, spec.Find(column.Name)!, IrType.Float);
        int sum = builder.Apply(Opcode.Add, builder.Leaf(Opcode.Carry, IrType.Float, carry.Slot), PayTerm(column, terminated));
        builder.Output(OutputKind.Carry, carry.Slot, sum);
        sites?.Add(column.Name, ProbedPart.Collected, new[] { sum });
        int other = builder.ConstBits(IrKind.Float, accumulation.ElseBits);
        int decided = sum;
        if (accumulation.Outcome.Length > 0)
        {
            SpecMember outcome = spec.Find(accumulation.Outcome)!;
            decided = builder.Apply(Opcode.Select, scope.Now(outcome, outcome.Location).Id, sum, other);
        }

        int cut = accumulation.AtTruncation switch
        {
            ClosingRule.EndOfTrace => decided,
            ClosingRule.Holds => sum,
            ClosingRule.Fails => other,
            _ => builder.Const(0f),
        };
        int running = builder.Apply(Opcode.Select, builder.Leaf(Opcode.Truncated, IrType.Bool), cut, builder.Const(0f));
        return builder.Apply(Opcode.Select, terminated, decided, running);
    }

    /// <summary>What a potential pays, weight and schedule inside Φ.</summary>
    private int Shape(Column column, int terminated)
    {
        CarryTable.Entry carry = carries.Get(CarryKind.Potential, spec.Find(column.Name)!, IrType.Float);
        int now = Weighted(Raw(column).Id, column);
        builder.Output(OutputKind.Carry, carry.Slot, now);
        return Shaping.Pay(builder, spec.Contract.DiscountBits, terminated, () => now, () => builder.Leaf(Opcode.Carry, IrType.Float, carry.Slot));
    }

    /// <summary>What a term pays; at a reset (no <paramref name="terminated"/>) what it would pay on the reset observation.</summary>
    private int PayTerm(Column column, int terminated)
    {
        int value = Transform(column);
        if (column.Clamp is not null)
        {
            value = Clamp(value, column.Clamp);
        }

        sites?.Add(column.Name, ProbedPart.Transformed, new[] { value });
        int closed = builder.ConstBits(IrKind.Float, column.ElseBits);
        foreach (GateUse use in column.Gates)
        {
            SpecMember gate = spec.Find(use.Name)!;
            int open = scope.Now(gate, gate.Location).Id;
            if (use.IsBool)
            {
                value = builder.Apply(Opcode.Select, open, value, closed);
            }
            else
            {
                // At 0 a soft gate is closed: it selects, so that a NaN behind it is not paid.
                int isClosed = builder.Apply(Opcode.LessOrEqual, open, builder.Const(0f));
                value = builder.Apply(Opcode.Select, isClosed, closed, builder.Apply(Opcode.Mul, value, open));
            }
        }

        sites?.Add(column.Name, ProbedPart.Gated, new[] { value });
        int paid = Weighted(value, column);
        if (column.IsOptional)
        {
            // Whatever a gate selects: an absent value pays nothing.
            paid = builder.Apply(Opcode.Select, Raw(column).Present, paid, builder.Const(0f));
        }

        if (column.SkipsEnd && terminated >= 0)
        {
            paid = builder.Apply(Opcode.Select, terminated, builder.Const(0f), paid);
        }

        sites?.Add(column.Name, ProbedPart.Weighted, new[] { paid });
        return terminated < 0 ? paid : Limit(column, paid);
    }

    private int Transform(Column column)
    {
        SpecMember member = spec.Find(column.Name)!;
        int raw = Raw(column).Id;
        switch (column.Transform)
        {
            case PayTransform.Progress:
                return builder.Apply(Opcode.Sub, AsFloat(builder, raw), AsFloat(builder, scope.Previous(member, member.Location).Id));
            case PayTransform.Rise:
                return AsFloat(builder, builder.Apply(Opcode.And, raw, builder.Apply(Opcode.Not, scope.Previous(member, member.Location).Id)));
            case PayTransform.BestSoFar:
                int value = AsFloat(builder, raw);
                return scope.IsReset ? Above(value, value) : OverBest(value, carries.Get(CarryKind.Best, member, IrType.Float));
            default:
                return AsFloat(builder, raw);
        }
    }

    /// <summary>The increment over the best; a NaN is paid, to be seen, but never becomes the best: the next step must recover.</summary>
    private int OverBest(int value, CarryTable.Entry carry)
    {
        int best = builder.Leaf(Opcode.Carry, IrType.Float, carry.Slot);
        builder.Output(OutputKind.Carry, carry.Slot, builder.Apply(Opcode.Select, builder.Apply(Opcode.Less, best, value), value, best));
        return Above(value, best);
    }

    private int Above(int value, int best) =>
        builder.Apply(Opcode.Select, builder.Apply(Opcode.LessOrEqual, value, best), builder.Const(0f), builder.Apply(Opcode.Sub, value, best));

    private int Limit(Column column, int paid) => column.Limit switch
    {
        PayLimit.Once => Once(paid, carries.Get(CarryKind.Paid, spec.Find(column.Name)!, IrType.Bool)),
        PayLimit.Budget => Budget(paid, column.CapBits, carries.Get(CarryKind.Spent, spec.Find(column.Name)!, IrType.Float)),
        _ => paid,
    };

    private int Once(int paid, CarryTable.Entry flag)
    {
        int done = builder.Leaf(Opcode.Carry, IrType.Bool, flag.Slot);
        builder.Output(OutputKind.Carry, flag.Slot, builder.Apply(Opcode.Or, done, builder.Apply(Opcode.NotEqual, paid, builder.Const(0f))));
        return builder.Apply(Opcode.Select, done, builder.Const(0f), paid);
    }

    private int Budget(int paid, uint capBits, CarryTable.Entry size)
    {
        int spent = builder.Leaf(Opcode.Carry, IrType.Float, size.Slot);
        int left = builder.Apply(Opcode.Max, builder.Apply(Opcode.Sub, builder.ConstBits(IrKind.Float, capBits), spent), builder.Const(0f));
        int cut = builder.Apply(Opcode.Clamp, paid, builder.Apply(Opcode.Neg, left), left);

        // A NaN is paid, to be seen, but spends nothing.
        int after = builder.Apply(Opcode.Add, spent, builder.Apply(Opcode.Abs, cut));
        builder.Output(OutputKind.Carry, size.Slot, builder.Apply(Opcode.Select, builder.Apply(Opcode.IsNaN, cut), spent, after));
        return cut;
    }

    /// <summary>Value × (weight × schedule × rate), negative for a penalty. Mostly the coefficient is the same for all environments.</summary>
    private int Weighted(int value, Column column)
    {
        int coefficient = Coefficient(column);
        if (column.Kind == ColumnKind.Penalty)
        {
            coefficient = builder.Apply(Opcode.Neg, coefficient);
        }

        sites?.Add(column.Name, ProbedPart.Coefficient, new[] { coefficient });
        return builder.Apply(Opcode.Mul, value, coefficient);
    }

    private int Coefficient(Column column)
    {
        int coefficient = Parameter(column.Parameter);
        if (column.Schedule.Length > 0)
        {
            Value factor = scope.Schedule(spec.Schedules.First(s => s.Name == column.Schedule && SpecReader.IsSchedule(s)));
            coefficient = factor.IsError ? coefficient : builder.Apply(Opcode.Mul, coefficient, factor.Id);
        }

        return column.RateBits == Literals.Bits(1f) ? coefficient : builder.Apply(Opcode.Mul, coefficient, builder.ConstBits(IrKind.Float, column.RateBits));
    }

    private int Parameter(string name) => spec.Find(name) is { PerEnvironment: true } member
        ? scope.Now(member, member.Location).Id
        : builder.Leaf(Opcode.Parameter, IrType.Float, parameters.IndexOf(name));

    private int Clamp(int value, Interval interval) => builder.Apply(
        Opcode.Clamp, value, builder.ConstBits(IrKind.Float, interval.MinBits), builder.ConstBits(IrKind.Float, interval.MaxBits));
}
