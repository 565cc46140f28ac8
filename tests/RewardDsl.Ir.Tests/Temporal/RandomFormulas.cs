using System;
using RewardDsl.Ir;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Formulas of all operators, windows among them.</summary>
internal sealed class RandomFormulas(int seed, int atoms = 3)
{
    public static readonly string[] Names = ["a", "b", "c", "d", "e"];

    private readonly Random _random = new(seed);

    /// <summary>Whether windows reach at most so far; 0 writes none.</summary>
    public int FarthestStep { get; init; } = 3;

    /// <summary>Whether operators that look ahead without an end are written.</summary>
    public bool HasUnboundedFuture { get; init; } = true;

    public TemporalFormula Next(int size)
    {
        if (size <= 1)
        {
            int leaf = _random.Next(12);
            return leaf == 0 ? TemporalFormula.True : leaf == 1 ? TemporalFormula.False : Atom(_random.Next(atoms));
        }

        int split = 1 + _random.Next(size - 1);
        switch (_random.Next(24))
        {
            case 0 or 1:
                return TemporalFormula.Not(Next(size - 1));
            case 2 or 3:
                return TemporalFormula.And(Next(split), Next(size - split));
            case 4 or 5:
                return TemporalFormula.Or(Next(split), Next(size - split));
            case 6:
                return TemporalFormula.Implies(Next(split), Next(size - split));
            case 7:
                return TemporalFormula.Iff(Next(split), Next(size - split));
            case 8:
                return TemporalFormula.Xor(Next(split), Next(size - split));
            case 9:
                return TemporalFormula.Next(Next(size - 1));
            case 10:
                return TemporalFormula.WeakNext(Next(size - 1));
            case 11:
                return TemporalFormula.Eventually(Next(size - 1), Window(HasUnboundedFuture));
            case 12:
                return TemporalFormula.Always(Next(size - 1), Window(HasUnboundedFuture));
            case 13:
                return TemporalFormula.Until(Next(split), Next(size - split), Window(HasUnboundedFuture));
            case 14:
                return TemporalFormula.Release(Next(split), Next(size - split), Window(HasUnboundedFuture));
            case 15:
                return TemporalFormula.WeakUntil(Next(split), Next(size - split), Window(HasUnboundedFuture));
            case 16:
                return TemporalFormula.StrongRelease(Next(split), Next(size - split), Window(HasUnboundedFuture));
            case 17:
                return TemporalFormula.Yesterday(Next(size - 1));
            case 18:
                return TemporalFormula.WeakYesterday(Next(size - 1));
            case 19:
                return TemporalFormula.Once(Next(size - 1), Window(true));
            case 20:
                return TemporalFormula.Historically(Next(size - 1), Window(true));
            case 21 or 22:
                return TemporalFormula.Since(Next(split), Next(size - split), Window(true));
            default:
                return TemporalFormula.Triggered(Next(split), Next(size - split), Window(true));
        }
    }

    public static TemporalFormula Atom(int index) => TemporalFormula.Proposition(index, Names[index]);

    public static TemporalFormula Parse(string text)
    {
        TemporalFormula? formula = TemporalParser.Parse(text, Names, out TemporalError? error);
        return formula ?? throw new ArgumentException(text + ": " + error);
    }

    private TemporalWindow Window(bool mayBeOpen)
    {
        int kind = _random.Next(4);
        if (FarthestStep == 0 || (mayBeOpen && kind < 2))
        {
            return TemporalWindow.Whole;
        }

        int from = _random.Next(FarthestStep + 1);
        return mayBeOpen && kind == 2 ? TemporalWindow.Steps(from, null) : TemporalWindow.Steps(kind == 3 ? 0 : from, from + _random.Next(FarthestStep + 1 - from));
    }
}
