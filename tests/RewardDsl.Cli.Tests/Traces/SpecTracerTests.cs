using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Cli.Tests.Traces;

/// <summary>The program over random recordings, against the definition of the logic.</summary>
public sealed class SpecTracerTests
{
    private static readonly Lazy<ImmutableArray<SpecTracer>> s_specs = new(Specs);

    [Fact]
    public void The_specs_have_columns_for_each_element()
    {
        SpecTracer walker = s_specs.Value.Single(static s => s.Spec == "Demo.Walker");
        Assert.Equal(
            ["Up.X", "Up.Y", "Up.Z", "Speed", "Gap", "Torque[LeftHip]", "Torque[RightHip]", "Height", "Mode", "Force[0]", "Force[1]"],
            walker.Elements.Select(static e => e.Name));
        Assert.Equal("Torque[RightHip], Torque[1], Torque.RightHip", string.Join(", ", walker.Elements[6].Names));
        Assert.Equal(["Up.Z"], walker.Needs(["Recover"]).Select(static e => e.Name));
        Assert.Equal(["Height", "Mode"], walker.Needs(["Landed"]).Select(static e => e.Name).Order());
        Assert.Equal(["Speed"], walker.Needs(["Faster"]).Select(static e => e.Name));
    }

    [Fact]
    public void What_the_program_concludes_is_what_the_formula_means()
    {
        var random = new Random(17);
        int decided = 0;
        int closed = 0;
        foreach (SpecTracer spec in s_specs.Value)
        {
            for (int i = 0; i < 60; i++)
            {
                TraceRun run = spec.Run(Episode(spec, random), default);
                foreach (FormulaRun formula in run.Formulas)
                {
                    string of = spec.Spec + "." + formula.Facts.Name;
                    bool holds = TraceEvaluator.Holds(formula.Formula, formula.Holds);
                    int verdict = formula.Verdicts[^1];
                    if (!formula.IsOpen)
                    {
                        // Decided is decided, and what decided it is enough.
                        Assert.True(verdict == (holds ? 1 : -1), of);
                        int first = formula.Verdicts.IndexOf(verdict);
                        Assert.All(formula.Verdicts.Skip(first), v => Assert.Equal(verdict, v));
                        Assert.True(TraceEvaluator.Holds(formula.Formula, [.. formula.Holds.Take(first + 1)]) == holds, of);
                        decided++;
                    }
                    else if (run.Terminated || run.Truncated)
                    {
                        Assert.Equal(Closed(run.Terminated ? formula.Facts.AtTermination : formula.Facts.AtTruncation, holds), verdict);
                        closed++;
                    }

                    AssertMargins(formula, of);
                }
            }
        }

        Assert.True(decided > 500 && closed > 300, string.Create(CultureInfo.InvariantCulture, $"{decided} {closed}"));
    }

    [Fact]
    public void States_follow_the_drawn_edges()
    {
        var random = new Random(23);
        foreach (SpecTracer spec in s_specs.Value)
        {
            foreach (FormulaFacts facts in spec.Formulas)
            {
                if (facts.Table is not { } table)
                {
                    continue;
                }

                StateGraph graph = FormulaGraph.Of(spec, facts, isFull: true, out _, default)!;
                Assert.Equal(table.States, graph.States.Length);
                Dictionary<int, int> places = graph.States.Select(static (s, i) => (Number: int.Parse(s.Name, CultureInfo.InvariantCulture), i)).ToDictionary(static s => s.Number, static s => s.i);
                HashSet<(int, int)> edges = [.. graph.Edges.Select(static e => (e.From, e.To))];
                for (int i = 0; i < 12; i++)
                {
                    FormulaRun run = spec.Run(Episode(spec, random), default).Formulas.Single(f => f.Facts == facts);
                    int at = graph.Start;
                    for (int t = 0; t < run.States.Length; t++)
                    {
                        int next = places[run.States[t]];
                        Assert.Contains((at, next), edges);
                        Assert.Equal(run.States[t] == table.True ? GraphStateKind.Holds : run.States[t] == table.False ? GraphStateKind.Fails : run.States[t] >= table.FirstAccepting ? GraphStateKind.Accepting : GraphStateKind.Open, graph.States[next].Kind);
                        at = next;
                    }
                }
            }
        }
    }

    private static void AssertMargins(FormulaRun formula, string of)
    {
        for (int t = 0; t < formula.Holds.Length; t++)
        {
            for (int k = 0; k < formula.Names.Length; k++)
            {
                float margin = formula.Margins[t][k];
                bool holds = ((formula.Holds[t] >> k) & 1) != 0;
                Assert.True(margin == 0f || margin > 0f == holds, of + ", '" + formula.Names[k] + "': " + margin.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static int Closed(Ir.ClosingRule rule, bool holds) => rule switch
    {
        Ir.ClosingRule.EndOfTrace => holds ? 1 : -1,
        Ir.ClosingRule.Holds => 1,
        Ir.ClosingRule.Fails => -1,
        _ => 0,
    };

    private static TraceEpisode Episode(SpecTracer spec, Random random)
    {
        float[] Near(TraceElement[] elements, float[] rest) => [.. rest.Select((_, j) => elements.FirstOrDefault(e => e.Index == j)?.Kind is TraceValueKind.Truth ? random.Next(2) : elements.Any(static e => e.Kind is TraceValueKind.Choice) ? random.Next(3) : (random.NextSingle() * 2.2f) - 1.1f)];
        ImmutableArray<float[]> Inputs() => [.. spec.Rest.Select((r, slot) =>
            spec.Elements.Any(e => e.PresenceSlot == slot) ? [random.Next(2)] : Near([.. spec.Elements.Where(e => e.Slot == slot)], r))];
        int count = 1 + random.Next(24);
        int end = random.Next(3);
        return new TraceEpisode(random.Next(2) == 0 ? null : Inputs(), [.. Enumerable.Range(0, count).Select(t => new TraceStep(Inputs(), t == count - 1 && end == 1, t == count - 1 && end == 2))]);
    }

    private static ImmutableArray<SpecTracer> Specs()
    {
        using var place = new Workplace();
        place.Write("Walker.cs", TraceSources.Walker);
        string corpus = Path.Combine(Workplace.Repository, "tests", "RewardDsl.Specs", "Temporal.cs");
        var problems = new List<string>();
        using var output = new StringWriter();
        ImmutableArray<SpecTracer> specs = SpecFinder.Find(["Walker.cs", corpus], null, new ToolStreams(Stream.Null, output, output, place.Folder), problems, default);
        Assert.Empty(problems);
        return specs;
    }
}
