using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using RewardDsl.Ir;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>
/// The definition of the logic a second time, on all traces of a length at once: one bit for each trace. Trace number t has at step i the
/// letter (t >> i·atoms) &amp; (2^atoms − 1).
/// </summary>
internal sealed class AllTraces(int length, int atoms)
{
    // Where an atom holds is the same for all formulas.
    private static readonly ConcurrentDictionary<(int Length, int Atoms, int Atom, int At), ulong[]> Atoms = new();

    private readonly Dictionary<(TemporalFormula, int), ulong[]> _known = [];
    private readonly int _count = 1 << (length * atoms);

    public int Count => _count;

    private int Words => (_count + 63) / 64;

    public ulong[] Trace(int number)
    {
        ulong[] trace = new ulong[length];
        for (int i = 0; i < length; i++)
        {
            trace[i] = ((ulong)number >> (i * atoms)) & ((1UL << atoms) - 1);
        }

        return trace;
    }

    /// <summary>The traces of which a formula holds at a step.</summary>
    public ulong[] Where(TemporalFormula formula, int at = 0)
    {
        _known.Clear();
        ulong[] found = At(formula, at);
        if (_count < 64)
        {
            found = [found[0] & ((1UL << _count) - 1)];
        }

        return found;
    }

    /// <summary>The traces that an automaton accepts.</summary>
    public ulong[] Where(TemporalAutomaton automaton)
    {
        int letters = 1 << atoms;
        int[] step = new int[automaton.StateCount * letters];
        for (int i = 0; i < step.Length; i++)
        {
            step[i] = automaton.Step(i / letters, (ulong)(i % letters));
        }

        int[] states = [0];
        for (int i = 0; i < length; i++)
        {
            int[] after = new int[states.Length * letters];
            for (int letter = 0; letter < letters; letter++)
            {
                for (int t = 0; t < states.Length; t++)
                {
                    after[t + (letter * states.Length)] = step[(states[t] * letters) + letter];
                }
            }

            states = after;
        }

        ulong[] bits = new ulong[Words];
        for (int t = 0; t < states.Length; t++)
        {
            bits[t >> 6] |= automaton.IsAccepting[states[t]] ? 1UL << (t & 63) : 0;
        }

        return bits;
    }

    private ulong[] At(TemporalFormula f, int at)
    {
        if (_known.TryGetValue((f, at), out ulong[]? known))
        {
            return known;
        }

        ulong[] found = Compute(f, at);
        _known.Add((f, at), found);
        return found;
    }

    private ulong[] Compute(TemporalFormula f, int at)
    {
        int end = length - 1;
        int laterFirst = at + f.Window.First;
        int laterLast = (int)Math.Min((long)at + f.Window.Last, end);
        int earlierFirst = (int)Math.Max((long)at - f.Window.Last, 0);
        int earlierLast = at - f.Window.First;
        ulong[] all = Constant(true);
        ulong[] none = Constant(false);
        switch (f.Kind)
        {
            case TemporalOperator.True:
                return all;
            case TemporalOperator.False:
                return none;
            case TemporalOperator.Atom:
                return Atoms.GetOrAdd((length, atoms, f.Atom, at), static (key, count) =>
                {
                    ulong[] bits = new ulong[(count + 63) / 64];
                    for (int t = 0; t < count; t++)
                    {
                        bits[t >> 6] |= (((ulong)t >> ((key.At * key.Atoms) + key.Atom)) & 1) << (t & 63);
                    }

                    return bits;
                }, _count);
            case TemporalOperator.Not:
                return Combine(At(f.Operands[0], at), all, static (a, b) => ~a & b);
            case TemporalOperator.And:
                foreach (TemporalFormula o in f.Operands)
                {
                    all = And(all, At(o, at));
                }

                return all;
            case TemporalOperator.Or:
                foreach (TemporalFormula o in f.Operands)
                {
                    none = Or(none, At(o, at));
                }

                return none;
            case TemporalOperator.Implies:
                return Combine(At(f.Operands[0], at), At(f.Operands[1], at), static (a, b) => ~a | b);
            case TemporalOperator.Iff:
                return Combine(At(f.Operands[0], at), At(f.Operands[1], at), static (a, b) => ~(a ^ b));
            case TemporalOperator.Xor:
                return Combine(At(f.Operands[0], at), At(f.Operands[1], at), static (a, b) => a ^ b);
            case TemporalOperator.Next:
                return at < end ? At(f.Operands[0], at + 1) : none;
            case TemporalOperator.WeakNext:
                return at < end ? At(f.Operands[0], at + 1) : all;
            case TemporalOperator.Yesterday:
                return at > 0 ? At(f.Operands[0], at - 1) : none;
            case TemporalOperator.WeakYesterday:
                return at > 0 ? At(f.Operands[0], at - 1) : all;
            case TemporalOperator.Eventually:
                return Some(f.Operands[0], laterFirst, laterLast);
            case TemporalOperator.Always:
                return Each(f.Operands[0], laterFirst, laterLast);
            case TemporalOperator.Once:
                return Some(f.Operands[0], earlierFirst, earlierLast);
            case TemporalOperator.Historically:
                return Each(f.Operands[0], earlierFirst, earlierLast);
            case TemporalOperator.Until:
            case TemporalOperator.WeakUntil:
                for (int j = laterFirst; j <= laterLast; j++)
                {
                    none = Or(none, And(At(f.Operands[1], j), Each(f.Operands[0], at, j - 1)));
                }

                return f.Kind == TemporalOperator.Until ? none : Or(none, Each(f.Operands[0], at, laterLast));
            case TemporalOperator.Release:
            case TemporalOperator.StrongRelease:
                for (int j = laterFirst; j <= laterLast; j++)
                {
                    all = And(all, Or(At(f.Operands[1], j), Some(f.Operands[0], at, j - 1)));
                }

                return f.Kind == TemporalOperator.Release ? all : And(all, Some(f.Operands[0], at, laterLast));
            case TemporalOperator.Since:
                for (int j = earlierFirst; j <= earlierLast; j++)
                {
                    none = Or(none, And(At(f.Operands[1], j), Each(f.Operands[0], j + 1, at)));
                }

                return none;
            case TemporalOperator.Triggered:
                for (int j = earlierFirst; j <= earlierLast; j++)
                {
                    all = And(all, Or(At(f.Operands[1], j), Some(f.Operands[0], j + 1, at)));
                }

                return all;
            default:
                throw new ArgumentOutOfRangeException(nameof(f));
        }
    }

    private ulong[] Some(TemporalFormula f, int first, int last)
    {
        ulong[] found = Constant(false);
        for (int j = first; j <= last; j++)
        {
            found = Or(found, At(f, j));
        }

        return found;
    }

    private ulong[] Each(TemporalFormula f, int first, int last)
    {
        ulong[] found = Constant(true);
        for (int j = first; j <= last; j++)
        {
            found = And(found, At(f, j));
        }

        return found;
    }

    private ulong[] Constant(bool value)
    {
        ulong[] bits = new ulong[Words];
        Array.Fill(bits, value ? ulong.MaxValue : 0);
        return bits;
    }

    private static ulong[] And(ulong[] a, ulong[] b) => Combine(a, b, static (x, y) => x & y);

    private static ulong[] Or(ulong[] a, ulong[] b) => Combine(a, b, static (x, y) => x | y);

    private static ulong[] Combine(ulong[] a, ulong[] b, Func<Vector<ulong>, Vector<ulong>, Vector<ulong>> join)
    {
        ulong[] joined = new ulong[a.Length];
        Span<Vector<ulong>> wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(joined.AsSpan());
        ReadOnlySpan<Vector<ulong>> x = MemoryMarshal.Cast<ulong, Vector<ulong>>(a.AsSpan());
        ReadOnlySpan<Vector<ulong>> y = MemoryMarshal.Cast<ulong, Vector<ulong>>(b.AsSpan());
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = join(x[i], y[i]);
        }

        for (int i = wide.Length * Vector<ulong>.Count; i < joined.Length; i++)
        {
            joined[i] = join(new Vector<ulong>(a[i]), new Vector<ulong>(b[i]))[0];
        }

        return joined;
    }
}
