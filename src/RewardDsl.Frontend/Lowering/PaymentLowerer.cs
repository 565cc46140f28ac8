using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Lowers payment (transform, clamp, gate, weight, rate, limit, sum, shaping) to program values, in the order of the
/// language: what is logged and what is trained come from the same values.
/// </summary>
internal sealed class PaymentLowerer(SpecDeclaration spec, IReadOnlyList<Column> columns, Interval? classClamp, ParameterTable parameters, CarryTable carries)
{
    /// <summary>Adds every column, the objective and the total; payments that depend on the past add their carries.</summary>
    public void Pay(ProgramBuilder builder, SpecScope scope, int terminated)
    {
        int replaced = -1;
        foreach (Column column in columns.Where(static c => c.Replaces))
        {
            int end = Raw(scope, column);
            replaced = replaced < 0 ? end : builder.Apply(Opcode.Or, replaced, end);
        }

        int sum = -1;
        int objective = -1;
        int total = -1;
        void Sum()
        {
            if (objective < 0)
            {
                objective = sum < 0 ? builder.Const(0f) : sum;
                objective = classClamp is null ? objective : Clamp(builder, objective, classClamp);
                objective = replaced < 0 ? objective : builder.Apply(Opcode.Select, replaced, builder.Const(0f), objective);
            }
        }

        for (int i = 0; i < columns.Count; i++)
        {
            Column column = columns[i];
            int paid;
            switch (column.Kind)
            {
                case ColumnKind.Termination:
                    Sum();
                    paid = builder.Apply(Opcode.Select, Raw(scope, column), Parameter(builder, column.Parameter), builder.Const(0f));
                    objective = builder.Apply(Opcode.Add, objective, paid);
                    break;
                case ColumnKind.Potential:
                    Sum();
                    paid = Shape(builder, scope, column, terminated);
                    total = builder.Apply(Opcode.Add, total < 0 ? objective : total, paid);
                    break;
                default:
                    paid = PayTerm(builder, scope, column);
                    paid = replaced < 0 ? paid : builder.Apply(Opcode.Select, replaced, builder.Const(0f), paid);
                    sum = sum < 0 ? paid : builder.Apply(Opcode.Add, sum, paid);
                    break;
            }

            builder.Output(OutputKind.Column, i, paid);
        }

        Sum();
        builder.Output(OutputKind.Objective, 0, objective);
        builder.Output(OutputKind.Total, 0, total < 0 ? objective : total);
    }

    /// <summary>What a payment's carry holds right after a reset.</summary>
    public int AtReset(ProgramBuilder builder, SpecScope scope, CarryTable.Entry entry)
    {
        Column column = columns.First(c => c.Name == entry.Member.Name && c.Kind != ColumnKind.Termination);
        return entry.Kind switch
        {
            CarryKind.Potential => Weighted(builder, Raw(scope, column), column),
            CarryKind.Best => AsFloat(builder, Raw(scope, column)),
            CarryKind.Paid => builder.Const(false),
            _ => builder.Const(0f),
        };
    }

    /// <summary>True as 1.</summary>
    public static int AsFloat(ProgramBuilder builder, int value) =>
        builder.TypeOf(value).Kind == IrKind.Bool ? builder.Apply(Opcode.BoolToFloat, value) : value;

    private int Raw(SpecScope scope, Column column)
    {
        SpecMember member = spec.Find(column.Name)!;
        return scope.Now(member, member.Location).Id;
    }

    /// <summary>γ·(1 − terminated)·Φ(s′) − Φ(s), the weight inside Φ.</summary>
    private int Shape(ProgramBuilder builder, SpecScope scope, Column column, int terminated)
    {
        CarryTable.Entry carry = carries.Get(CarryKind.Potential, spec.Find(column.Name)!, IrType.Float, 1);
        int now = Weighted(builder, Raw(scope, column), column);
        int discounted = builder.Apply(Opcode.Mul, builder.ConstBits(IrKind.Float, spec.Contract.DiscountBits), now);
        int after = builder.Apply(Opcode.Select, terminated, builder.Const(0f), discounted);
        builder.Output(OutputKind.Carry, carry.Slot, now);
        return builder.Apply(Opcode.Sub, after, builder.Leaf(Opcode.Carry, IrType.Float, carry.Slot));
    }

    private int PayTerm(ProgramBuilder builder, SpecScope scope, Column column)
    {
        int value = Transform(builder, scope, column);
        if (column.Clamp is not null)
        {
            value = Clamp(builder, value, column.Clamp);
        }

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

        return Limit(builder, column, Weighted(builder, value, column));
    }

    private int Transform(ProgramBuilder builder, SpecScope scope, Column column)
    {
        SpecMember member = spec.Find(column.Name)!;
        int raw = Raw(scope, column);
        switch (column.Transform)
        {
            case PayTransform.Progress:
                return builder.Apply(Opcode.Sub, AsFloat(builder, raw), AsFloat(builder, scope.Previous(member, member.Location).Id));
            case PayTransform.Rise:
                return AsFloat(builder, builder.Apply(Opcode.And, raw, builder.Apply(Opcode.Not, scope.Previous(member, member.Location).Id)));
            case PayTransform.BestSoFar:
                int value = AsFloat(builder, raw);
                CarryTable.Entry carry = carries.Get(CarryKind.Best, member, IrType.Float, 1);
                int best = builder.Leaf(Opcode.Carry, IrType.Float, carry.Slot);

                // A NaN is paid, to be seen, but never becomes the best: the next step must recover.
                builder.Output(OutputKind.Carry, carry.Slot, builder.Apply(Opcode.Select, builder.Apply(Opcode.Less, best, value), value, best));
                return builder.Apply(Opcode.Select, builder.Apply(Opcode.LessOrEqual, value, best), builder.Const(0f), builder.Apply(Opcode.Sub, value, best));
            default:
                return AsFloat(builder, raw);
        }
    }

    private int Limit(ProgramBuilder builder, Column column, int paid)
    {
        SpecMember member = spec.Find(column.Name)!;
        switch (column.Limit)
        {
            case PayLimit.Once:
                CarryTable.Entry flag = carries.Get(CarryKind.Paid, member, IrType.Bool, 1);
                int done = builder.Leaf(Opcode.Carry, IrType.Bool, flag.Slot);
                builder.Output(OutputKind.Carry, flag.Slot, builder.Apply(Opcode.Or, done, builder.Apply(Opcode.NotEqual, paid, builder.Const(0f))));
                return builder.Apply(Opcode.Select, done, builder.Const(0f), paid);
            case PayLimit.Budget:
                CarryTable.Entry size = carries.Get(CarryKind.Spent, member, IrType.Float, 1);
                int spent = builder.Leaf(Opcode.Carry, IrType.Float, size.Slot);
                int left = builder.Apply(Opcode.Max, builder.Apply(Opcode.Sub, builder.ConstBits(IrKind.Float, column.CapBits), spent), builder.Const(0f));
                int cut = builder.Apply(Opcode.Clamp, paid, builder.Apply(Opcode.Neg, left), left);

                // A NaN is paid, to be seen, but spends nothing.
                int after = builder.Apply(Opcode.Add, spent, builder.Apply(Opcode.Abs, cut));
                builder.Output(OutputKind.Carry, size.Slot, builder.Apply(Opcode.Select, builder.Apply(Opcode.IsNaN, cut), spent, after));
                return cut;
            default:
                return paid;
        }
    }

    /// <summary>Value × (weight × rate), negative for a penalty. The coefficient is the same for all environments.</summary>
    private int Weighted(ProgramBuilder builder, int value, Column column)
    {
        int coefficient = Parameter(builder, column.Parameter);
        if (column.RateBits != Literals.Bits(1f))
        {
            coefficient = builder.Apply(Opcode.Mul, coefficient, builder.ConstBits(IrKind.Float, column.RateBits));
        }

        if (column.Kind == ColumnKind.Penalty)
        {
            coefficient = builder.Apply(Opcode.Neg, coefficient);
        }

        return builder.Apply(Opcode.Mul, value, coefficient);
    }

    private int Parameter(ProgramBuilder builder, string name) => builder.Leaf(Opcode.Parameter, IrType.Float, parameters.IndexOf(name));

    private static int Clamp(ProgramBuilder builder, int value, Interval interval) => builder.Apply(
        Opcode.Clamp, value, builder.ConstBits(IrKind.Float, interval.MinBits), builder.ConstBits(IrKind.Float, interval.MaxBits));
}
