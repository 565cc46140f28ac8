using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Machines;

/// <summary>Tables, findings, values and loops of random machines against the definitions, computed by trying everything.</summary>
public sealed class MachineTests
{
    private const int Many = 3000;

    [Fact]
    public void TheTableDoesWhatTheTransitionsSay()
    {
        for (int seed = 0; seed < Many; seed++)
        {
            var random = new RandomMachines(seed);
            MachineTable table = Compile(random);
            foreach (ulong assignment in random.Allowed)
            {
                var each = table.Counterfactual(assignment);
                for (int s = 0; s < table.StateCount; s++)
                {
                    (int Next, float Reward) expected = RandomMachines.Step(random.Machine, s, assignment);
                    Assert.Equal(expected, table.Step(s, assignment));
                    Assert.Equal(expected, each[s]);
                    Assert.True(RandomMachines.Holds(table.Guard(s, expected.Next, expected.Reward), assignment), "seed " + seed);
                    Assert.False(RandomMachines.Holds(table.Guard(s, expected.Next, expected.Reward + 1), assignment), "seed " + seed);
                }
            }

            Assert.All(table.Samples.Select(static (a, c) => (a, c)), s => Assert.Equal(s.c, table.ClassOf(s.a)));
            Assert.All(table.Samples, s => Assert.Contains(random.Allowed, a => Same(random.Machine, a, s)));

            // No class and no atom too many.
            Assert.Equal(table.ClassCount, Enumerable.Range(0, table.ClassCount).Select(c => Column(table, c)).Distinct().Count());
            Assert.All(table.Atoms, atom => Assert.Contains(random.Allowed, a => random.Allowed.Any(b => table.ClassOf(a) != table.ClassOf(b))));
            Assert.Equal(table, Compile(random));
        }
    }

    [Fact]
    public void FindsExactlyWhatIsOdd()
    {
        var counts = new Dictionary<MachineFindingKind, int>();
        for (int seed = 0; seed < Many; seed++)
        {
            var random = new RandomMachines(seed);
            RewardMachine machine = random.Machine;
            IReadOnlyList<MachineFinding>? findings = MachineChecks.Check(machine, random.Options, wantsHoles: true, out _);
            (MachineFindingKind, int, int, int)[] found = [.. findings!.Select(static f => (f.Kind, f.State, f.Transition, f.Kind == MachineFindingKind.Shadowed ? -1 : f.Other)).Order()];
            Assert.Equal(Odd(random).Order(), found);
            foreach (MachineFinding finding in findings!)
            {
                counts[finding.Kind] = counts.GetValueOrDefault(finding.Kind) + 1;
                if (finding.Witness is { } witness)
                {
                    Assert.Contains(random.Allowed, a => Same(machine, a, witness));
                    Assert.True(finding.Kind == MachineFindingKind.Hole
                        ? RandomMachines.Taken(machine, finding.State, witness) < 0
                        : RandomMachines.Holds(machine.Transitions[finding.Transition].Guard, witness) && RandomMachines.Holds(machine.Transitions[finding.Other].Guard, witness));
                }
            }
        }

        Assert.Equal(Enum.GetValues<MachineFindingKind>().Length, counts.Count);
        Assert.All(counts.Values, static c => Assert.True(c > 20));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void DiscountedValuesAreWhatSweepsConvergeTo(double discount)
    {
        int sweeps = discount == 0 ? 1 : (int)Math.Ceiling(Math.Log(1e-12) / Math.Log(discount));
        for (int seed = 0; seed < Many / 10; seed++)
        {
            var random = new RandomMachines(seed);
            double[] expected = new double[random.Machine.States.Count];
            for (int i = 0; i < sweeps; i++)
            {
                expected = [.. expected.Select((_, s) => random.Edges(s).Select(e => e.Reward + (discount * expected[e.Next])).DefaultIfEmpty(0).Max())];
            }

            EquatableArray<float>? values = MachineValues.Of(Compile(random), discount, out MachineProblem? problem);
            Assert.Null(problem);
            Assert.All(expected.Zip(values!.Value), static p => Assert.Equal(p.First, p.Second, 1e-6 * Math.Max(1, Math.Abs(p.First))));
        }
    }

    /// <summary>Near 1 a sweep hardly moves: the values must solve the equations to the last digit of a float.</summary>
    [Fact]
    public void DiscountsNearOneAreExact()
    {
        var machine = new RewardMachine(new EquatableArray<string>(["A", "B", "C"]), 0, new EquatableArray<int>([2]), new EquatableArray<MachineTransition>(
            [new(0, 1, Atom(0), 0), new(1, 0, Atom(1), 1), new(1, 2, TemporalFormula.And(Atom(2), TemporalFormula.Not(Atom(1))), 3)]));
        const double Discount = 0.9999999;
        EquatableArray<float>? values = MachineValues.Of(machine.Compile(AutomatonOptions.Default, out _)!, Discount, out _);
        double expected = 1 / (1 - (Discount * Discount));
        Assert.Equal([(float)(Discount * expected), (float)expected, 0f], values!.Value);
    }

    [Fact]
    public void UndiscountedValuesAreTheBestWays()
    {
        int gains = 0;
        int losses = 0;
        int finite = 0;
        for (int seed = 0; seed < Many; seed++)
        {
            var random = new RandomMachines(seed);
            RewardMachine machine = random.Machine;
            EquatableArray<float>? values = MachineValues.Of(Compile(random), 1, out MachineProblem? problem);
            IReadOnlyList<(int[] States, double Sum)> loops = random.Loops(fromStart: false);
            if (loops.Any(static l => l.Sum > 0))
            {
                gains++;
                Assert.Equal(MachineProblemKind.EndlessGain, problem?.Kind);
                continue;
            }

            double[] expected = [.. Enumerable.Range(0, machine.States.Count).Select(s => Best(random, loops, [s], 0))];
            if (expected.Any(double.IsNegativeInfinity))
            {
                losses++;
                Assert.Equal(MachineProblemKind.EndlessLoss, problem?.Kind);
                Assert.True(double.IsNegativeInfinity(expected[problem!.State]));
                continue;
            }

            finite++;
            Assert.Null(problem);
            Assert.Equal(expected.Select(static v => (float)v), values!.Value);
        }

        Assert.All(new[] { gains, losses, finite }, static n => Assert.True(n > 20));
    }

    [Fact]
    public void TheBestLoopHasTheLargestMean()
    {
        int found = 0;
        for (int seed = 0; seed < Many; seed++)
        {
            var random = new RandomMachines(seed);
            MachineCycle? best = MachineCycles.Best(Compile(random));
            double expected = random.Loops(fromStart: true).Select(static l => l.Sum / l.States.Length).DefaultIfEmpty(double.NegativeInfinity).Max();
            if (double.IsNegativeInfinity(expected))
            {
                Assert.Null(best);
                continue;
            }

            found++;
            Assert.Equal(expected, best!.Mean, 1e-9);
            for (int i = 0; i < best.Steps.Count; i++)
            {
                (int state, ulong assignment, float reward) = best.Steps[i];
                Assert.Contains(random.Allowed, a => Same(random.Machine, a, assignment));
                Assert.Equal((best.Steps[(i + 1) % best.Steps.Count].State, reward), RandomMachines.Step(random.Machine, state, assignment));
            }
        }

        Assert.True(found > 500);
    }

    [Fact]
    public void WhatCannotBeRunIsSaid()
    {
        TemporalFormula a = Atom(0);
        RewardMachine Machine(int start, int[] final, params MachineTransition[] transitions) =>
            new(new EquatableArray<string>(["A", "B"]), start, new EquatableArray<int>(final), new EquatableArray<MachineTransition>(transitions));
        (RewardMachine, MachineProblemKind, string)[] cases =
        [
            (Machine(2, []), MachineProblemKind.NoSuchState, "there is no state 2: the states are 0 to 1"),
            (Machine(0, [-1]), MachineProblemKind.NoSuchState, "there is no state -1"),
            (Machine(0, [], new MachineTransition(0, 5, a, 0)), MachineProblemKind.NoSuchState, "there is no state 5"),
            (Machine(0, [], new MachineTransition(0, 1, TemporalFormula.Eventually(a), 0)), MachineProblemKind.TemporalGuard, "the guard 'F a' reads other steps"),
            (Machine(0, [], new MachineTransition(0, 1, a, float.NaN)), MachineProblemKind.NotFinite, "finite number"),
            (Machine(0, [], new MachineTransition(0, 1, TemporalFormula.And(Enumerable.Range(0, 17).Select(static i => TemporalFormula.Proposition(i, "p" + i))), 0)), MachineProblemKind.TooManyAtoms, "17 atoms"),
        ];
        foreach ((RewardMachine machine, MachineProblemKind kind, string text) in cases)
        {
            Assert.Null(machine.Compile(AutomatonOptions.Default, out MachineProblem? problem));
            Assert.Equal(kind, problem!.Kind);
            Assert.Contains(text, problem.Message, StringComparison.Ordinal);
            Assert.Null(MachineChecks.Check(machine, AutomatonOptions.Default, false, out MachineProblem? same));
            Assert.Equal(problem, same);
        }

        Assert.Null(Machine(0, [], new MachineTransition(0, 1, a, 0)).Compile(new AutomatonOptions { Feasible = static (_, _) => false }, out MachineProblem? nothing));
        Assert.Equal(MachineProblemKind.NothingCanOccur, nothing!.Kind);
        Assert.Null(Machine(0, []).Compile(new AutomatonOptions { MaxStates = 1 }, out MachineProblem? many));
        Assert.Equal(MachineProblemKind.TooManyStates, many!.Kind);
    }

    /// <summary>A machine of a formula pays when it is decided, and not before: on all traces up to five steps.</summary>
    [Fact]
    public void AFormulaPaysWhenItIsDecided()
    {
        int machines = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            var automaton = TemporalAutomaton.Build(new Temporal.RandomFormulas(seed, atoms: 2).Next(2 + (seed % 6)), AutomatonOptions.Default, out _);
            if (automaton is null || automaton.Verdicts[0] != TemporalVerdict.Undecided)
            {
                continue;
            }

            machines++;
            RewardMachine machine = AutomatonMachine.Of(automaton, 2, -3);
            MachineTable table = machine.Compile(AutomatonOptions.Default, out _)!;
            Assert.DoesNotContain(MachineChecks.Check(machine, AutomatonOptions.Default, false, out _)!, static f => f.Kind != MachineFindingKind.Unreachable && f.Kind != MachineFindingKind.NoWayToFinal);
            for (int trace = 0; trace < 1024; trace++)
            {
                int state = 0;
                int machineState = 0;
                float sum = 0;
                for (int i = 0; i < 5; i++)
                {
                    ulong assignment = (ulong)(trace >> (2 * i)) & 3;
                    TemporalVerdict before = automaton.Verdicts[state];
                    state = automaton.Step(state, assignment);
                    (machineState, float reward) = table.Step(machineState, assignment);
                    float expected = before != TemporalVerdict.Undecided ? 0 : automaton.Verdicts[state] switch { TemporalVerdict.True => 2, TemporalVerdict.False => -3, _ => 0 };
                    Assert.Equal(expected, reward);
                    Assert.Equal(automaton.Verdicts[state] != TemporalVerdict.Undecided, machine.IsFinal(machineState));
                    sum += reward;
                }

                Assert.Contains(sum, new[] { 0f, 2f, -3f });
            }
        }

        Assert.True(machines > 100);
    }

    private static MachineTable Compile(RandomMachines random)
    {
        MachineTable? table = random.Machine.Compile(random.Options, out MachineProblem? problem);
        return table ?? throw new InvalidOperationException(problem!.Message);
    }

    private static TemporalFormula Atom(int atom) => TemporalFormula.Proposition(atom, "abc"[atom].ToString());

    /// <summary>Whether two assignments agree on all atoms that a machine reads.</summary>
    private static bool Same(RewardMachine machine, ulong a, ulong b) => machine.Transitions.SelectMany(static t => t.Guard.Atoms()).All(i => ((a >> i) & 1) == ((b >> i) & 1));

    private static string Column(MachineTable table, int letter) =>
        string.Join(' ', Enumerable.Range(0, table.StateCount).Select(s => (table.Next[(s * table.ClassCount) + letter], table.Rewards[(s * table.ClassCount) + letter])));

    private static IEnumerable<(MachineFindingKind, int, int, int)> Odd(RandomMachines random)
    {
        RewardMachine machine = random.Machine;
        if (machine.IsFinal(machine.Start))
        {
            yield return (MachineFindingKind.FinalStart, machine.Start, -1, -1);
        }

        bool[] reached = random.Reached([machine.Start]);
        for (int s = 0; s < reached.Length; s++)
        {
            if (!reached[s])
            {
                yield return (MachineFindingKind.Unreachable, s, -1, -1);
            }
            else if (machine.Final.Count > 0 && !random.Reached([s]).Select(static (r, i) => (r, i)).Any(r => r.r && machine.IsFinal(r.i)))
            {
                yield return (MachineFindingKind.NoWayToFinal, s, -1, -1);
            }

            if (!machine.IsFinal(s) && random.Allowed.Any(a => RandomMachines.Taken(machine, s, a) < 0))
            {
                yield return (MachineFindingKind.Hole, s, -1, -1);
            }
        }

        for (int t = 0; t < machine.Transitions.Count; t++)
        {
            MachineTransition transition = machine.Transitions[t];
            int[] others = [.. Enumerable.Range(0, t).Where(o => machine.Transitions[o].From == transition.From
                && random.Allowed.Any(a => RandomMachines.Holds(machine.Transitions[o].Guard, a) && RandomMachines.Holds(transition.Guard, a)))];
            int[] differing = [.. others.Where(o => (machine.Transitions[o].To, machine.Transitions[o].Reward) != (transition.To, transition.Reward))];
            if (machine.IsFinal(transition.From))
            {
                yield return (MachineFindingKind.OutOfFinal, transition.From, t, -1);
            }
            else if (!random.Allowed.Any(a => RandomMachines.Holds(transition.Guard, a)))
            {
                yield return (MachineFindingKind.NeverHolds, transition.From, t, -1);
            }
            else if (differing.Length == 0 && !random.Allowed.Any(a => RandomMachines.Taken(machine, transition.From, a) == t))
            {
                yield return (MachineFindingKind.Shadowed, transition.From, t, -1);
            }

            foreach (int other in machine.IsFinal(transition.From) ? [] : differing)
            {
                yield return (MachineFindingKind.Overlap, transition.From, t, other);
            }
        }
    }

    /// <summary>The best sum of a simple way to a place to rest: a final state, or one on a loop of sum 0.</summary>
    private static double Best(RandomMachines random, IReadOnlyList<(int[] States, double Sum)> loops, List<int> way, double sum)
    {
        int at = way[^1];
        double best = random.Machine.IsFinal(at) || loops.Any(l => l.Sum == 0 && l.States.Contains(at)) ? sum : double.NegativeInfinity;
        foreach ((int next, float reward) in random.Edges(at).Where(e => !way.Contains(e.Next)))
        {
            best = Math.Max(best, Best(random, loops, [.. way, next], sum + reward));
        }

        return best;
    }
}
