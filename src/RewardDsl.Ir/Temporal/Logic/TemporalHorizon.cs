using System;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>How many steps a formula looks at.</summary>
/// <param name="Ahead">How far its windows reach after the present step together; null when one of them has no end.</param>
/// <param name="Behind">How far they reach before it; null when one of them has no end.</param>
public readonly record struct TemporalHorizon(int? Ahead, int? Behind)
{
    /// <summary>The horizon of a formula, its windows in steps.</summary>
    public static TemporalHorizon Of(TemporalFormula formula)
    {
        int? ahead = 0;
        int? behind = 0;
        foreach (TemporalHorizon operand in formula.Operands.Select(Of))
        {
            ahead = Max(ahead, operand.Ahead);
            behind = Max(behind, operand.Behind);
        }

        int? reach = formula.Kind is TemporalOperator.Next or TemporalOperator.WeakNext or TemporalOperator.Yesterday or TemporalOperator.WeakYesterday ? 1
            : formula.Kind < TemporalOperator.Next ? 0
            : formula.Window.IsBounded ? formula.Window.Last : null;
        bool isPast = formula.Kind >= TemporalOperator.Yesterday;
        return new TemporalHorizon(isPast ? ahead : ahead + reach, isPast ? behind + reach : behind);
    }

    private static int? Max(int? a, int? b) => a is { } x && b is { } y ? Math.Max(x, y) : null;
}
