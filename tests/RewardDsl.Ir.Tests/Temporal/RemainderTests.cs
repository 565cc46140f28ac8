using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>What states of automata still ask for.</summary>
public sealed class RemainderTests
{
    [Theory]
    [InlineData("F a", "0: F a; 1: true")]
    [InlineData("G (a -> F[0,3] b)", "0: G (a -> F[0,3] b); 1: F[0,2] b & G (a -> F[0,3] b); 2: F[0,1] b & G (a -> F[0,3] b); 3: b & G (a -> F[0,3] b); 4: false")]
    [InlineData("F (a & X F (b & X F c))", "0: F (a & X F (b & X F c)); 1: F (b & X F c); 2: F c; 3: true")]
    [InlineData("G (a -> O b)", "0: ; 1: ; 2: ")]
    public void A_state_says_what_is_left_to_do(string text, string expected)
    {
        TemporalAutomaton automaton = TemporalAutomaton.Build(RandomFormulas.Parse(text), AutomatonOptions.Default, out _)!;
        Assert.Equal(expected, string.Join("; ", AutomatonRemainders.Of(automaton).Select((r, s) => s + ": " + r)));
    }

    [Fact]
    public void What_is_left_holds_of_the_rest_exactly_when_the_whole_is_accepted()
    {
        var random = new RandomFormulas(5, atoms: 2);
        IReadOnlyList<IReadOnlyList<ulong>> rests = [.. Enumerable.Range(1, 3).Select(static n => new AllTraces(n, 2)).SelectMany(static a => Enumerable.Range(0, a.Count).Select(a.Trace))];
        int compared = 0;
        for (int i = 0; i < 400; i++)
        {
            TemporalAutomaton automaton = TemporalAutomaton.Build(random.Next(7), AutomatonOptions.Default, out _)!;
            IReadOnlyList<TemporalFormula?> remainders = AutomatonRemainders.Of(automaton);
            for (int state = 0; state < automaton.StateCount; state++)
            {
                if (remainders[state] is not { } remainder)
                {
                    continue;
                }

                foreach (IReadOnlyList<ulong> rest in rests)
                {
                    Assert.True(automaton.IsAccepting[rest.Aggregate(state, automaton.Step)] == TraceEvaluator.Holds(remainder, rest), automaton.Formula + ", state " + state + ": " + remainder);
                    compared++;
                }
            }
        }

        Assert.True(compared > 20_000, compared.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
