using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>What automata say beside which traces they accept.</summary>
public sealed class AutomatonPropertyTests
{
    /// <summary>No two states mean the same: refinement by hand tells all of them apart, but for the start, at which no trace ends.</summary>
    [Fact]
    public void NoStateIsSuperfluous()
    {
        for (int seed = 0; seed < 1500; seed++)
        {
            TemporalAutomaton automaton = Build(new RandomFormulas(seed).Next(2 + (seed % 10)));
            int[] block = [.. automaton.IsAccepting.Select(static a => a ? 1 : 0)];
            for (int round = 0; round < automaton.StateCount; round++)
            {
                var keys = new Dictionary<string, int>();
                int[] next = new int[block.Length];
                for (int s = 0; s < block.Length; s++)
                {
                    string key = block[s] + ":" + string.Join(",", Row(automaton, s).Select(t => block[t]));
                    next[s] = keys.TryGetValue(key, out int known) ? known : keys[key] = keys.Count;
                }

                block = next;
            }

            Assert.Equal(automaton.StateCount, block.Distinct().Count());
            for (int s = 1; s < automaton.StateCount; s++)
            {
                Assert.False(Row(automaton, s).SequenceEqual(Row(automaton, 0)) && !Enumerable.Range(0, automaton.StateCount).Any(t => Row(automaton, t).Contains(0)), automaton.Formula + " needs no start of its own");
            }

            Assert.Equal(automaton.ClassCount, Enumerable.Range(0, automaton.ClassCount).Select(c => string.Join(",", Enumerable.Range(0, automaton.StateCount).Select(s => automaton.Next[(s * automaton.ClassCount) + c]))).Distinct().Count());
        }
    }

    /// <summary>A decided verdict is that of every longer trace; an undecided one may still become both.</summary>
    [Fact]
    public void VerdictsAreFinal()
    {
        var verdicts = new int[3];
        for (int seed = 0; seed < 400; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed, 2) { FarthestStep = 1 }.Next(2 + (seed % 8));
            TemporalAutomaton automaton = Build(formula);
            var traces = new AllTraces(5, 2);
            ulong[] holds = traces.Where(formula);
            for (int t = 0; t < traces.Count; t++)
            {
                int state = traces.Trace(t).Take(1 + (t % 5)).Aggregate(0, automaton.Step);
                TemporalVerdict verdict = automaton.Verdicts[state];
                verdicts[(int)verdict]++;
                if (verdict != TemporalVerdict.Undecided)
                {
                    Assert.Equal(verdict == TemporalVerdict.True, ((holds[t >> 6] >> (t & 63)) & 1) != 0);
                }
                else
                {
                    Assert.True(automaton.IsAccepting[state] ? Reachable(automaton, state).Any(s => !automaton.IsAccepting[s]) : automaton.StepsToAcceptance[state] > 0);
                }
            }
        }

        Assert.All(verdicts, static v => Assert.True(v > 10_000, v.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void StepsToGoCountDown()
    {
        TemporalAutomaton automaton = Build(RandomFormulas.Parse("F (a & X F (b & X F c)) & G !d"));
        int state = automaton.Step(0, 0);
        Assert.Equal(3, automaton.StepsToAcceptance[state]);
        Assert.Equal(2, automaton.StepsToAcceptance[state = automaton.Step(state, 1)]);
        Assert.Equal(2, automaton.StepsToAcceptance[state = automaton.Step(state, 1)]);
        Assert.Equal(1, automaton.StepsToAcceptance[state = automaton.Step(state, 2)]);
        Assert.Equal(0, automaton.StepsToAcceptance[automaton.Step(state, 4)]);
        Assert.Equal(1, automaton.StepsToFalse[state]);
        Assert.Equal(-1, automaton.StepsToTrue[state]);
        Assert.Equal(-1, automaton.StepsToAcceptance[automaton.Step(state, 8)]);
        Assert.Equal(TemporalVerdict.False, automaton.Verdicts[automaton.Step(state, 8)]);
        Assert.Equal(0, automaton.StepsToFalse[automaton.Step(state, 8)]);
    }

    /// <summary>What is open at the end of an episode closes by the rule that is stated; what is decided stays.</summary>
    [Theory]
    [InlineData("G a", 1UL, ClosingRule.EndOfTrace, TemporalVerdict.True)]
    [InlineData("G a", 1UL, ClosingRule.StaysOpen, TemporalVerdict.Undecided)]
    [InlineData("G a", 1UL, ClosingRule.Fails, TemporalVerdict.False)]
    [InlineData("G a", 0UL, ClosingRule.Holds, TemporalVerdict.False)]
    [InlineData("F a", 0UL, ClosingRule.EndOfTrace, TemporalVerdict.False)]
    [InlineData("F a", 0UL, ClosingRule.Holds, TemporalVerdict.True)]
    [InlineData("F a", 1UL, ClosingRule.Fails, TemporalVerdict.True)]
    [InlineData("G[0,5] a", 1UL, ClosingRule.EndOfTrace, TemporalVerdict.True)]
    [InlineData("F[0,5] a", 0UL, ClosingRule.EndOfTrace, TemporalVerdict.False)]
    public void WhatIsOpenClosesByTheRule(string text, ulong step, ClosingRule rule, TemporalVerdict expected)
    {
        TemporalAutomaton automaton = Build(RandomFormulas.Parse(text));
        Assert.Equal(expected, automaton.Close(automaton.Step(0, step), rule));
    }

    /// <summary>Letters that cannot occur make no difference: the automaton agrees on all traces without them, and is not larger.</summary>
    [Fact]
    public void WhatCannotOccurDoesNotCount()
    {
        // At most one of a and b; c only beside one of them.
        static bool CanOccur(ulong letter) => (letter & 3) != 3 && letter != 4;
        static bool Feasible(ulong atoms, ulong holds) => Enumerable.Range(0, 8).Any(l => CanOccur((ulong)l) && ((ulong)l & atoms) == holds);
        int smaller = 0;
        int judged = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed).Next(2 + (seed % 9));
            TemporalAutomaton free = Build(formula);
            TemporalAutomaton bound = Build(formula, AutomatonOptions.Default with { Feasible = Feasible });
            smaller += bound.StateCount < free.StateCount ? 1 : 0;
            Assert.True(bound.StateCount <= free.StateCount, formula + ": " + bound.StateCount + " against " + free.StateCount);
            var traces = new AllTraces(1 + (seed % 4), 3);
            for (int t = 0; t < traces.Count; t++)
            {
                ulong[] trace = traces.Trace(t);
                if (trace.All(CanOccur))
                {
                    judged++;
                    Assert.Equal(free.Accepts(trace), bound.Accepts(trace));
                }
            }

            Assert.True(bound.Shortest(true) is not { } example || (example.All(l => Feasible(Mask(formula), l)) && TraceEvaluator.Holds(formula, example)), formula.ToString());
            Assert.True(bound.Shortest(false) is not { } counter || (counter.All(l => Feasible(Mask(formula), l)) && !TraceEvaluator.Holds(formula, counter)), formula.ToString());
        }

        Assert.True(smaller > 20 && judged > 10_000, smaller + " smaller, " + judged + " judged");
    }

    /// <summary>A table has no holes: what cannot occur and does goes on as the nearest that can.</summary>
    [Fact]
    public void WhatCannotOccurGoesOnAsItsNeighbour()
    {
        TemporalAutomaton automaton = Build(RandomFormulas.Parse("G (a -> X b)"), AutomatonOptions.Default with { Feasible = static (_, l) => l != 3 });
        Assert.Equal([true, true, true, false], automaton.IsFeasible);
        Assert.All(automaton.LetterClass, c => Assert.InRange(c, 0, automaton.ClassCount - 1));
        int asked = automaton.Step(0, 1);
        Assert.Equal(automaton.Step(asked, 1), automaton.Step(asked, 3));
        Assert.NotEqual(automaton.Step(asked, 2), automaton.Step(asked, 3));
    }

    [Fact]
    public void ExclusiveFlagsNeedFewerStates()
    {
        TemporalFormula formula = RandomFormulas.Parse("F (a & b)");
        TemporalAutomaton bound = Build(formula, AutomatonOptions.Default with { Feasible = static (_, l) => (l & 3) != 3 });
        Assert.False(bound.IsSatisfiable);
        Assert.Equal(1, bound.StateCount);
        Assert.Empty(bound.Atoms);
        Assert.Null(TemporalAutomaton.Build(formula, AutomatonOptions.Default with { Feasible = static (_, _) => false }, out AutomatonProblem? problem));
        Assert.Equal(AutomatonProblemKind.NothingCanOccur, problem?.Kind);
    }

    /// <summary>The sizes that people know from textbooks and tools, without the start where another state stands for it.</summary>
    [Theory]
    [InlineData("true", 1)]
    [InlineData("a", 3)]
    [InlineData("X a", 4)]
    [InlineData("WX a", 4)]
    [InlineData("F a", 2)]
    [InlineData("G a", 2)]
    [InlineData("G F a", 2)]
    [InlineData("a U b", 3)]
    [InlineData("a W b", 3)]
    [InlineData("G (a -> F b)", 2)]
    [InlineData("G (a -> X b)", 3)]
    [InlineData("F (a & X F (b & X F c))", 4)]
    [InlineData("F a & F b & F c", 8)]
    [InlineData("G (a -> F[0,50] b)", 52)]
    [InlineData("G (a -> O[0,50] b)", 52)]
    [InlineData("F[0,10] a", 13)]
    [InlineData("F[5,10] a", 13)]
    [InlineData("G (a -> (b U[0,20] c))", 22)]
    [InlineData("G (a -> F[0,50] b) & G (c -> F[0,50] d)", 2602)]
    public void Sizes(string text, int states) => Assert.Equal(states, Build(RandomFormulas.Parse(text)).StateCount);

    /// <summary>A formula that is too large says which part of it is, and does not take long to say so.</summary>
    [Theory]
    [InlineData("G a & (b | G (a -> F (b & G[3,40] (c -> F[2,30] d))))", "G[3,40] (c -> F[2,30] d)")]
    [InlineData("G (a -> F[20,60] b)", "G (a -> F[20,60] b)")]
    [InlineData("G (a -> O[20,60] b)", "G (a -> O[20,60] b)")]
    [InlineData("F[0,400] G[0,400] a & X b", "F[0,400] G[0,400] a")]
    public void TheLargePartIsNamed(string text, string culprit)
    {
        Assert.Null(TemporalAutomaton.Build(RandomFormulas.Parse(text), AutomatonOptions.Default with { MaxStates = 1000 }, out AutomatonProblem? problem));
        Assert.Equal(AutomatonProblemKind.TooManyStates, problem?.Kind);
        Assert.Equal(culprit, problem?.Culprit.ToString());
        Assert.Equal("'" + culprit + "' needs more than 1000 states; shorten its windows, or nest fewer of them", problem?.Message);
    }

    /// <summary>The work is bounded too, by a count that is the same everywhere, and can be stopped from outside.</summary>
    [Fact]
    public void TheWorkIsBounded()
    {
        TemporalFormula formula = RandomFormulas.Parse("G[0,8] (a -> F[0,8] (b & X c & G[0,4] (d | F[0,3] e)))");
        Assert.Null(TemporalAutomaton.Build(formula, AutomatonOptions.Default with { MaxStates = 100_000, MaxWork = 100_000 }, out AutomatonProblem? problem));
        Assert.Equal(AutomatonProblemKind.TooMuchWork, problem?.Kind);
        Assert.Equal("'" + problem?.Culprit + "' keeps too much open at once; shorten its windows, or nest fewer of them", problem?.Message);
        Assert.Throws<OperationCanceledException>(() => TemporalAutomaton.Build(formula, AutomatonOptions.Default with { Cancellation = new System.Threading.CancellationToken(true) }, out _));
    }

    /// <summary>Deep formulas go through everything without running out of stack.</summary>
    [Theory]
    [InlineData("X ", "")]
    [InlineData("F (a & ", ")")]
    [InlineData("(a <-> Y ", ")")]
    [InlineData("(b U X ", ")", 25)]
    [InlineData("!", "")]
    public void DeepFormulasAreNoTrouble(string before, string after, int times = 90)
    {
        TemporalFormula formula = RandomFormulas.Parse(string.Concat(Enumerable.Repeat(before, times)) + "c" + string.Concat(Enumerable.Repeat(after, times)));
        TemporalAutomaton.Build(formula, AutomatonOptions.Default, out _);
        Assert.NotNull(TemporalNormalForm.Of(formula));
        Assert.NotNull(TemporalSimplifier.Simplify(formula));
        Assert.True(RobustnessProgram.Of(formula).Nodes.Count > 0);
        Assert.True(TemporalHorizon.Of(formula).Ahead is not < 0);
    }

    [Fact]
    public void TooManyAtomsIsAnError()
    {
        var formula = TemporalFormula.And(Enumerable.Range(0, 20).Select(static i => TemporalFormula.Eventually(TemporalFormula.Proposition(i, "p" + i))));
        Assert.Null(TemporalAutomaton.Build(formula, AutomatonOptions.Default, out AutomatonProblem? problem));
        Assert.Equal(AutomatonProblemKind.TooManyAtoms, problem?.Kind);
        Assert.Contains("reads 20 atoms; an automaton reads at most 16", problem!.Message, StringComparison.Ordinal);
    }

    /// <summary>Many atoms in one condition are one predicate.</summary>
    [Fact]
    public void ManyAtomsInOneConditionAreFine()
    {
        var all = TemporalFormula.And(Enumerable.Range(0, 14).Select(static i => TemporalFormula.Proposition(i, "p" + i)));
        TemporalAutomaton automaton = Build(TemporalFormula.Always(TemporalFormula.Implies(all, TemporalFormula.Next(TemporalFormula.Proposition(14, "q")))));
        Assert.Equal(3, automaton.StateCount);
        Assert.Equal(4, automaton.ClassCount);
    }

    [Fact]
    public void AtomsThatMakeNoDifferenceAreNotRead()
    {
        TemporalAutomaton automaton = Build(RandomFormulas.Parse("G (b | a & !a) & (F c | !(F c))"));
        Assert.Equal([1], automaton.Atoms);
        Assert.Equal(2, automaton.StateCount);
    }

    [Fact]
    public void EdgesSayWhatTheyAsk()
    {
        Assert.Equal(
            "!a U b\n0: open, fails if the trace ends here\n  0 when !a & !b\n  1 when a & !b\n  2 when b\n1: false\n  1 when true\n2: true\n  2 when true\n",
            AutomatonText.Print(Build(RandomFormulas.Parse("!a U b"))));
        for (int seed = 0; seed < 300; seed++)
        {
            TemporalAutomaton automaton = Build(new RandomFormulas(seed).Next(2 + (seed % 9)), AutomatonOptions.Default with { Feasible = seed % 2 == 0 ? null : static (atoms, l) => atoms != 7 || l != 5 });
            for (int i = 0; i < automaton.StateCount * automaton.StateCount; i++)
            {
                TemporalFormula guard = AutomatonText.Guard(automaton, i / automaton.StateCount, i % automaton.StateCount);
                for (ulong letter = 0; letter < 8; letter++)
                {
                    Assert.True((seed % 2 == 1 && letter == 5) || TraceEvaluator.Holds(guard, [letter]) == (automaton.Step(i / automaton.StateCount, letter) == i % automaton.StateCount));
                }
            }
        }
    }

    [Fact]
    public void EqualWhereTheContentIs()
    {
        TemporalAutomaton one = Build(RandomFormulas.Parse("G (a -> F[0,5] b)"));
        TemporalAutomaton two = Build(RandomFormulas.Parse("always (a implies eventually[0,5] b)"));
        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, Build(RandomFormulas.Parse("G (a -> F[0,6] b)")));
        Assert.NotEqual(one, Build(RandomFormulas.Parse("G (a -> F[0,5] b)"), AutomatonOptions.Default with { Feasible = static (_, l) => l != 3 }));
    }

    [Fact]
    public void Horizons()
    {
        Assert.Equal(new TemporalHorizon(25, 0), TemporalHorizon.Of(RandomFormulas.Parse("F[0,20] G[2,5] a & X b")));
        Assert.Equal(new TemporalHorizon(null, 0), TemporalHorizon.Of(RandomFormulas.Parse("G (a -> F[0,5] b)")));
        Assert.Equal(new TemporalHorizon(1, 7), TemporalHorizon.Of(RandomFormulas.Parse("X a & O[3,6] Y b")));
        Assert.Equal(new TemporalHorizon(0, null), TemporalHorizon.Of(RandomFormulas.Parse("a S b")));
    }

    private static TemporalAutomaton Build(TemporalFormula formula, AutomatonOptions? options = null)
    {
        var automaton = TemporalAutomaton.Build(formula, options ?? AutomatonOptions.Default, out AutomatonProblem? problem);
        Assert.True(automaton is not null, problem?.Message);
        return automaton;
    }

    private static ulong Mask(TemporalFormula formula) => (ulong)formula.Atoms().Sum(static a => 1 << a);

    private static int[] Row(TemporalAutomaton automaton, int state) => [.. automaton.Next.Skip(state * automaton.ClassCount).Take(automaton.ClassCount)];

    private static HashSet<int> Reachable(TemporalAutomaton automaton, int state)
    {
        var seen = new HashSet<int>();
        var work = new Stack<int>([state]);
        while (work.Count > 0)
        {
            foreach (int next in Row(automaton, work.Pop()).Where(seen.Add))
            {
                work.Push(next);
            }
        }

        return seen;
    }
}
