using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Formulas over their conditions.</summary>
public sealed class PredicateTests
{
    [Fact]
    public void TheyMeanTheSame()
    {
        int fewer = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed).Next(2 + (seed % 9));
            var predicates = TemporalPredicates.Of(formula);
            fewer += predicates.Conditions.Count < formula.Atoms().Count ? 1 : 0;
            var traces = new AllTraces(3, 3);
            for (int t = seed % 7; t < traces.Count; t += 7)
            {
                ulong[] trace = traces.Trace(t);
                ulong[] over = [.. trace.Select(step => (ulong)predicates.Conditions.Select((c, i) => TraceEvaluator.Holds(c, [step]) ? 1L << i : 0).Sum())];
                Assert.Equal(TraceEvaluator.Holds(formula, trace), TraceEvaluator.Holds(predicates.Formula, over));
            }
        }

        Assert.True(fewer > 20, fewer + " need fewer");
    }

    [Fact]
    public void ConditionsAreNamedByWhatTheyStandFor()
    {
        var predicates = TemporalPredicates.Of(RandomFormulas.Parse("G (a & b & X !(c | d) -> F[0,5] !(a & b)) | e"));
        Assert.Equal(["a & b", "c | d", "e"], predicates.Conditions.Select(static c => c.ToString()));
        Assert.Equal("G (\"a & b\" & X !\"c | d\" -> F[0,5] !\"a & b\") | e", predicates.Formula.ToString());
    }

    /// <summary>Thirty atoms in two conditions have an automaton, over the conditions.</summary>
    [Fact]
    public void ManyAtomsInFewConditions()
    {
        TemporalFormula Row(int first) => TemporalFormula.Or(Enumerable.Range(first, 15).Select(static i => TemporalFormula.Proposition(i, "p" + i)));
        var formula = TemporalFormula.Always(TemporalFormula.Implies(Row(0), TemporalFormula.Eventually(Row(15))));
        Assert.Null(TemporalAutomaton.Build(formula, AutomatonOptions.Default, out _));
        Assert.Equal(2, TemporalAutomaton.Build(TemporalPredicates.Of(formula).Formula, AutomatonOptions.Default, out _)?.StateCount);
    }
}
