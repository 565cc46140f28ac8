using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Builds automata: each connective outside of all temporal operators joins the automata of its parts, made as small as they can be
/// first; a temporal operator is built by progression.
/// </summary>
internal static class AutomatonBuilder
{
    // Each attempt may cost as much as the limit allows.
    private const int MostAttempts = 8;

    public static TemporalAutomaton? Build(TemporalFormula formula, AutomatonOptions options, out AutomatonProblem? problem)
    {
        problem = null;
        IReadOnlyList<int> atoms = formula.Atoms();
        if (TemporalSeconds.Any(formula))
        {
            problem = new AutomatonProblem(AutomatonProblemKind.Unresolved, formula, "a window is written in seconds and has not been resolved to steps");
            return null;
        }

        if (atoms.Count > options.MaxAtoms)
        {
            problem = new AutomatonProblem(
                AutomatonProblemKind.TooManyAtoms,
                formula,
                "'" + formula + "' reads " + Literals.Integer(atoms.Count) + " atoms; an automaton reads at most " + Literals.Integer(options.MaxAtoms)
                    + ": give what belongs together a name of its own, or write several formulas");
            return null;
        }

        var letters = LetterSet.Of(atoms, options.Feasible);
        if (letters.Letters.Length == 0)
        {
            problem = new AutomatonProblem(AutomatonProblemKind.NothingCanOccur, formula, "no assignment of the atoms of '" + formula + "' can occur");
            return null;
        }

        try
        {
            return Finish(formula, letters, Compile(formula, letters, options));
        }
        catch (BlamedException blamed)
        {
            problem = new AutomatonProblem(
                blamed.IsWork ? AutomatonProblemKind.TooMuchWork : AutomatonProblemKind.TooManyStates,
                blamed.Formula,
                "'" + blamed.Formula + "' " + (blamed.IsWork ? "keeps too much open at once" : "needs more than " + Literals.Integer(options.MaxStates) + " states")
                    + "; shorten its windows, or nest fewer of them");
            return null;
        }
    }

    private static RawAutomaton Compile(TemporalFormula formula, LetterSet letters, AutomatonOptions options)
    {
        if (formula.IsTemporal)
        {
            switch (formula.Kind)
            {
                case TemporalOperator.Not:
                    return Products.Not(Compile(formula.Operands[0], letters, options));
                case TemporalOperator.And:
                    return Fold(formula, formula.Operands, letters, static (a, b) => a && b, options);
                case TemporalOperator.Or:
                    return Fold(formula, formula.Operands, letters, static (a, b) => a || b, options);
                case TemporalOperator.Implies:
                    return Join(formula, formula.Operands[0], formula.Operands[1], letters, static (a, b) => !a || b, options);
                case TemporalOperator.Iff:
                    return Join(formula, formula.Operands[0], formula.Operands[1], letters, static (a, b) => a == b, options);
                case TemporalOperator.Xor:
                    return Join(formula, formula.Operands[0], formula.Operands[1], letters, static (a, b) => a != b, options);
                // G (a & b) is G a & G b, F (a | b) is F a | F b, in any window.
                case TemporalOperator.Always when formula.Operands[0].Kind == TemporalOperator.And && formula.Operands[0].IsTemporal:
                    return Fold(formula, [.. formula.Operands[0].Operands.Select(o => TemporalFormula.Always(o, formula.Window))], letters, static (a, b) => a && b, options);
                case TemporalOperator.Eventually when formula.Operands[0].Kind == TemporalOperator.Or && formula.Operands[0].IsTemporal:
                    return Fold(formula, [.. formula.Operands[0].Operands.Select(o => TemporalFormula.Eventually(o, formula.Window))], letters, static (a, b) => a || b, options);
            }
        }

        try
        {
            return Minimizer.Minimize(Progression.Build(formula, letters.Over(formula.Atoms()), options));
        }
        catch (StateLimitException limit)
        {
            int attempts = limit.IsWork ? 2 : MostAttempts;
            throw new BlamedException(Blame(formula, letters, options, ref attempts), limit.IsWork);
        }
    }

    private static RawAutomaton Join(TemporalFormula formula, TemporalFormula a, TemporalFormula b, LetterSet letters, Func<bool, bool, bool> holds, AutomatonOptions options) =>
        Join(formula, Compile(a, letters, options), Compile(b, letters, options), letters, holds, options);

    private static RawAutomaton Fold(TemporalFormula formula, IReadOnlyList<TemporalFormula> operands, LetterSet letters, Func<bool, bool, bool> holds, AutomatonOptions options)
    {
        // What reads only the first step is one part; small parts first.
        TemporalFormula[] plain = [.. operands.Where(static o => !o.IsTemporal)];
        TemporalFormula[] parts = [.. operands.Where(static o => o.IsTemporal)];
        if (plain.Length > 0)
        {
            parts = [.. parts, holds(true, false) ? TemporalFormula.Or(plain) : TemporalFormula.And(plain)];
        }

        return parts.Select(p => Compile(p, letters, options)).OrderBy(static a => a.Next.Count).ToArray()
            .Aggregate((a, b) => Join(formula, a, b, letters, holds, options));
    }

    private static RawAutomaton Join(TemporalFormula formula, RawAutomaton a, RawAutomaton b, LetterSet letters, Func<bool, bool, bool> holds, AutomatonOptions options)
    {
        try
        {
            return Products.Join(a, b, letters.Over([.. a.Letters.Atoms.Union(b.Letters.Atoms).OrderBy(static i => i)]), holds, options);
        }
        catch (StateLimitException limit)
        {
            throw new BlamedException(formula, limit.IsWork);
        }
    }

    /// <summary>The smallest part of a formula that is too large by itself.</summary>
    private static TemporalFormula Blame(TemporalFormula formula, LetterSet letters, AutomatonOptions options, ref int attempts)
    {
        foreach (TemporalFormula operand in formula.Operands.Where(static o => o.IsTemporal))
        {
            if (attempts-- <= 0)
            {
                break;
            }

            try
            {
                Progression.Build(operand, letters.Over(operand.Atoms()), options);
            }
            catch (StateLimitException)
            {
                return Blame(operand, letters, options, ref attempts);
            }
        }

        return formula;
    }

    private static TemporalAutomaton Finish(TemporalFormula formula, LetterSet letters, RawAutomaton automaton)
    {
        // Atoms that make no difference are not read.
        var classes = LetterClasses.Of(letters, automaton.Letters, automaton.Class, automaton.Classes);
        return new TemporalAutomaton(
            formula,
            classes.Atoms,
            classes.LetterClass,
            classes.IsFeasible,
            classes.Samples,
            automaton.Next.SelectMany(static r => r).ToEquatableArray(),
            automaton.IsAccepting.ToEquatableArray());
    }

    private sealed class BlamedException(TemporalFormula formula, bool isWork) : Exception
    {
        public bool IsWork { get; } = isWork;

        public TemporalFormula Formula { get; } = formula;
    }
}
