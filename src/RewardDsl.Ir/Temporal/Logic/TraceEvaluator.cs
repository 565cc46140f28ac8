using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>
/// What a formula means: the definition, written out. Slow on purpose; everything faster is tested against it.
/// <para>A trace is finite and not empty; its steps are 0 to n − 1, and a formula holds of a trace when it holds at step 0.
/// Nothing holds at steps that are not there: an operator that asks for a step (X, F, U, M, Y, O, S) fails where the trace has none, and
/// one that asks about all steps (WX, G, R, W, Z, H, T) only asks about those of the trace. A window is cut at both ends of the trace by the
/// same rule: F over an empty window fails, G over an empty window holds.</para>
/// <para>The left operand of U counts from now, not from the start of the window; so do both operands of R, W and M outside of it.</para>
/// </summary>
public static class TraceEvaluator
{
    /// <summary>Whether a formula holds at a step of a trace.</summary>
    /// <param name="formula">The formula, its windows in steps.</param>
    /// <param name="trace">For each step the atoms that hold there, one bit each.</param>
    /// <param name="at">The step.</param>
    public static bool Holds(TemporalFormula formula, IReadOnlyList<ulong> trace, int at = 0)
    {
        TemporalFormula First() => formula.Operands[0];
        TemporalFormula Second() => formula.Operands[1];
        int from = formula.Window.First;
        int to = formula.Window.Last;
        switch (formula.Kind)
        {
            case TemporalOperator.True:
                return true;
            case TemporalOperator.False:
                return false;
            case TemporalOperator.Atom:
                return ((trace[at] >> formula.Atom) & 1) != 0;
            case TemporalOperator.Not:
                return !Holds(First(), trace, at);
            case TemporalOperator.And:
                foreach (TemporalFormula operand in formula.Operands)
                {
                    if (!Holds(operand, trace, at))
                    {
                        return false;
                    }
                }

                return true;
            case TemporalOperator.Or:
                foreach (TemporalFormula operand in formula.Operands)
                {
                    if (Holds(operand, trace, at))
                    {
                        return true;
                    }
                }

                return false;
            case TemporalOperator.Implies:
                return !Holds(First(), trace, at) || Holds(Second(), trace, at);
            case TemporalOperator.Iff:
                return Holds(First(), trace, at) == Holds(Second(), trace, at);
            case TemporalOperator.Xor:
                return Holds(First(), trace, at) != Holds(Second(), trace, at);
            case TemporalOperator.Next:
                return at + 1 < trace.Count && Holds(First(), trace, at + 1);
            case TemporalOperator.WeakNext:
                return at + 1 >= trace.Count || Holds(First(), trace, at + 1);
            case TemporalOperator.Eventually:
                return Some(Later(trace, at, from, to), j => Holds(First(), trace, j));
            case TemporalOperator.Always:
                return All(Later(trace, at, from, to), j => Holds(First(), trace, j));
            case TemporalOperator.Until:
                return Some(Later(trace, at, from, to), j => Holds(Second(), trace, j) && All((at, j - 1), k => Holds(First(), trace, k)));
            case TemporalOperator.Release:
                return All(Later(trace, at, from, to), j => Holds(Second(), trace, j) || Some((at, j - 1), k => Holds(First(), trace, k)));
            case TemporalOperator.WeakUntil:
                return Holds(TemporalFormula.Until(First(), Second(), formula.Window), trace, at) || All(Later(trace, at, 0, to), k => Holds(First(), trace, k));
            case TemporalOperator.StrongRelease:
                return Holds(TemporalFormula.Release(First(), Second(), formula.Window), trace, at) && Some(Later(trace, at, 0, to), k => Holds(First(), trace, k));
            case TemporalOperator.Yesterday:
                return at > 0 && Holds(First(), trace, at - 1);
            case TemporalOperator.WeakYesterday:
                return at == 0 || Holds(First(), trace, at - 1);
            case TemporalOperator.Once:
                return Some(Earlier(at, from, to), j => Holds(First(), trace, j));
            case TemporalOperator.Historically:
                return All(Earlier(at, from, to), j => Holds(First(), trace, j));
            case TemporalOperator.Since:
                return Some(Earlier(at, from, to), j => Holds(Second(), trace, j) && All((j + 1, at), k => Holds(First(), trace, k)));
            case TemporalOperator.Triggered:
                return All(Earlier(at, from, to), j => Holds(Second(), trace, j) || Some((j + 1, at), k => Holds(First(), trace, k)));
            default:
                throw new ArgumentOutOfRangeException(nameof(formula));
        }
    }

    private static (int First, int Last) Later(IReadOnlyList<ulong> trace, int at, int from, int to) =>
        (at + from, (int)Math.Min((long)at + to, trace.Count - 1));

    private static (int First, int Last) Earlier(int at, int from, int to) => ((int)Math.Max((long)at - to, 0), at - from);

    private static bool Some((int First, int Last) steps, Func<int, bool> holds)
    {
        for (int j = steps.First; j <= steps.Last; j++)
        {
            if (holds(j))
            {
                return true;
            }
        }

        return false;
    }

    private static bool All((int First, int Last) steps, Func<int, bool> holds) => !Some(steps, j => !holds(j));
}
