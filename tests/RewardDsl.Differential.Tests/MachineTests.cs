using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Specs;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>What reward machines mean at run time: states, pay, potential, ends and counterfactual experience.</summary>
public sealed class MachineTests
{
    private const float Gamma = 0.9f;

    /// <summary>The way to the end: the state after each step, what it pays, and the end.</summary>
    [Fact]
    public void AWayToTheEnd()
    {
        (bool A, bool B, bool C)[] way = [(false, true, true), (true, true, false), (false, false, true), (false, true, false), (false, false, true)];
        float[] states = [0, 1, 1, 2, 3];
        float[] pays = [0, 0.75f, 0, 0.75f, 3];
        using var run = new PatrolRun(1);
        for (int t = 0; t < way.Length; t++)
        {
            run.Step([way[t].A], [way[t].B], [way[t].C]);
            Assert.Equal(states[t], run.States[0]);
            Assert.Equal(pays[t], run.Objective[0]);
            Assert.Equal(t == way.Length - 1, run.Ended[0]);
        }

        Assert.Equal("Rooms", Patrol.Spec.EndCauses[run.Causes[0]]);
    }

    /// <summary>Σ γᵗ F_t = γᵀ Φ(u_T) − Φ(u_0) with Φ the value of a state, 0 where the episode terminated; a truncation keeps it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ThePotentialTelescopes(bool ends)
    {
        // 0.25 now, 0.25 and 1 later, each a step on: at weight 1, as the machine states it, times the weight of the potential.
        double[] values = [0.25 + (Gamma * (0.25 + Gamma)), 0.25 + Gamma, 1, 0];
        using var run = new PatrolRun(1);
        double sum = 0;
        double discount = 1;
        for (int t = 0; t < (ends ? 3 : 2); t++)
        {
            run.Step([t == 0], [t == 1], [t == 2], truncates: !ends && t == 1);
            sum += discount * (run.Total[0] - run.Objective[0]);
            discount *= Gamma;
        }

        Assert.Equal(0.5 * ((ends ? 0 : discount * values[2]) - values[0]), sum, 6);
    }

    [Fact]
    public void AWeightActsFromTheNextStep()
    {
        using var run = new PatrolRun(1);
        run.Evaluator.Parameters["Rooms.Weight"] = 8;
        run.Evaluator.Parameters["Rooms.Shaping"] = 0;
        run.Step([true], [false], [false]);
        Assert.Equal((2f, 2f), (run.Objective[0], run.Total[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Evaluator.Parameters["Rooms.Weight"] = -1);
    }

    /// <summary>For the labels of each step, what every state would have done: the state that the environment was in does what it did.</summary>
    [Fact]
    public void CounterfactualsHoldTheStepItself()
    {
        const int Batch = 37;
        var random = new Random(5);
        using var evaluator = new OfficeErrand.Evaluator(Batch);
        MachineInfo machine = Assert.Single(OfficeErrand.Spec.Machines);
        int states = machine.States.Count;
        float[] x = new float[Batch];
        float[] y = new float[Batch];
        bool[] decoration = new bool[Batch];
        bool[] spill = new bool[Batch];
        bool[] ended = new bool[Batch];
        float[] before = new float[Batch];
        float[] after = new float[Batch];
        float[] letters = new float[Batch];
        float[] terms = new float[Batch * OfficeErrand.Spec.Columns.Count];
        int[] next = new int[Batch * states];
        float[] rewards = new float[Batch * states];
        int column = OfficeErrand.Spec.Columns.ToList().IndexOf("Errand");
        OfficeErrand.Inputs Observed() => new() { X = x, Y = y, Decoration = decoration, Spill = spill };
        evaluator.Reset(Observed());
        evaluator.Parameters["Errand.Weight"] = 2.5f;
        var seen = new HashSet<(int, int)>();
        for (int t = 0; t < 60; t++)
        {
            for (int b = 0; b < Batch; b++)
            {
                (x[b], y[b], decoration[b], spill[b]) = (random.NextSingle() * 12, random.NextSingle() * 12, random.Next(20) == 0, random.Next(5) == 0);
            }

            evaluator.Step(Observed(), new StepEnds { Truncated = new bool[Batch] }, new StepOutputs { Total = new float[Batch], Terms = terms, Automata = after, Letters = letters, Terminated = ended });
            evaluator.Counterfactual("Errand", letters, next, rewards);
            for (int b = 0; b < Batch; b++)
            {
                Assert.Equal(after[b], next[(b * states) + (int)before[b]]);
                Assert.Equal(terms[(b * OfficeErrand.Spec.Columns.Count) + column], rewards[(b * states) + (int)before[b]]);
                seen.Add(((int)before[b], (int)after[b]));
                for (int u = 0; u < states; u++)
                {
                    // The scalar class in that state, with the same observation.
                    (int state, float reward) = machine.Step(u, (int)letters[b]);
                    Assert.Equal((state, reward * 2.5f), (next[(b * states) + u], rewards[(b * states) + u]));
                    Assert.Equal((OfficeState)state, After((OfficeState)u, x[b], y[b], decoration[b], spill[b]));
                }

                before[b] = ended[b] ? 0 : after[b];
            }

            if (Array.Exists(ended, static e => e))
            {
                evaluator.Reset(ended, Observed());
            }
        }

        Assert.True(seen.Count > 12);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        evaluator.Counterfactual("Errand", letters, next, rewards);
        Assert.Equal(allocated, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>Letters of several machines stand side by side, those of a replay buffer are as many as it holds.</summary>
    [Fact]
    public void CounterfactualsOfSeveralMachines()
    {
        using var evaluator = new Crossing.Evaluator(1);
        Assert.Equal(["Light", "Crossings"], Crossing.Spec.Machines.Select(static m => m.Name));
        Assert.Equal(["Presses", "Light", "Crossings"], Crossing.Spec.Automata.Select(static a => a.Name));
        Assert.Equal([2, 0], Crossing.Spec.Machines.Select(static m => m.Start));
        int[] next = new int[6];
        float[] rewards = [9, 9, 9, 9, 9, 9];
        evaluator.Counterfactual("Light", [0, 3, 1, 0], next, rewards);
        Assert.Equal([0, 2, 0, 1, 2, 0], next);
        Assert.Equal(new float[6], rewards);
    }

    [Fact]
    public void WrongCallsWriteNothing()
    {
        using var evaluator = new Crossing.Evaluator(1);
        int[] next = [-1, -1, -1];
        float[] rewards = [9, 9, 9];
        var unknown = Assert.Throws<KeyNotFoundException>(() => evaluator.Counterfactual("Lihgt", [0, 0], next, rewards));
        Assert.Equal("There is no reward machine 'Lihgt'. The spec has: Light, Crossings.", unknown.Message);
        Assert.Throws<ArgumentException>(() => evaluator.Counterfactual("Light", [0], next, rewards));
        Assert.Throws<ArgumentException>(() => evaluator.Counterfactual("Light", [0, 0], new int[2], rewards));
        Assert.Throws<ArgumentException>(() => evaluator.Counterfactual("Light", [0, 0], next, new float[4]));
        foreach (float letter in new[] { -1f, 0.5f, 2f, float.NaN, float.PositiveInfinity })
        {
            Assert.Throws<ArgumentException>(() => evaluator.Counterfactual("Light", [letter, 0], next, rewards));
        }

        Assert.Equal([-1, -1, -1], next);
        Assert.Equal([9f, 9, 9], rewards);
        using var none = new Rates.Evaluator(1);
        Assert.Contains("The spec has none.", Assert.Throws<KeyNotFoundException>(() => none.Counterfactual("A", [], [], [])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Crossing.Spec.Machines[0].Step(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Crossing.Spec.Machines[0].Step(0, 2));
    }

    /// <summary>The class by itself, as in a debugger.</summary>
    [Fact]
    public void TheClassRunsByItself()
    {
        // Of the formula first, then of the machines.
        static (LightState, CrossingState) States(Crossing step) => ((LightState)step.Explain().Automata[1], (CrossingState)step.Explain().Automata[2]);
        var first = new Crossing { Place = 0.9f, Button = true };
        // Without a step before it, it is a reset observation: the light is as it starts.
        Assert.Equal(LightState.Amber, first.Light);
        Assert.Equal((LightState.Red, CrossingState.Once), States(new Crossing { Place = 0.9f, Button = true, Previous = first.Snapshot() }));
        var second = new Crossing { Place = 0.9f, Button = true, Previous = first.Snapshot() };
        var third = new Crossing { Place = 0.9f, Button = true, Previous = second.Snapshot() };
        Assert.Equal((LightState.Green, CrossingState.Twice), States(third));
        Assert.Equal(2f, third.Explain().Terms.Single(static t => t.Name == "Crossings").Paid);
    }

    private static OfficeState After(OfficeState before, float x, float y, bool decoration, bool spill)
    {
        bool mail = x < 4f;
        bool coffee = y < 4f;
        bool office = x > 8f && y > 8f;
        return before switch
        {
            OfficeState.Delivered or OfficeState.Broke => before,
            _ when decoration => OfficeState.Broke,
            OfficeState.Start when mail && coffee => OfficeState.HasBoth,
            OfficeState.Start when mail => OfficeState.HasMail,
            OfficeState.Start when coffee => OfficeState.HasCoffee,
            OfficeState.HasMail when coffee && !spill => OfficeState.HasBoth,
            OfficeState.HasCoffee when spill => OfficeState.Start,
            OfficeState.HasCoffee when mail => OfficeState.HasBoth,
            OfficeState.HasBoth when spill => OfficeState.HasMail,
            OfficeState.HasBoth when office => OfficeState.Delivered,
            _ => before,
        };
    }

    private sealed class PatrolRun : IDisposable
    {
        public PatrolRun(int batch)
        {
            Evaluator = new Patrol.Evaluator(batch);
            (Total, Objective, States, Ended, Causes) = (new float[batch], new float[batch], new float[batch], new bool[batch], new byte[batch]);
            Evaluator.Reset(Inputs(new bool[batch], new bool[batch], new bool[batch]));
        }

        public Patrol.Evaluator Evaluator { get; }

        public float[] Total { get; }

        public float[] Objective { get; }

        public float[] States { get; }

        public bool[] Ended { get; }

        public byte[] Causes { get; }

        public void Step(bool[] a, bool[] b, bool[] c, bool truncates = false) => Evaluator.Step(
            Inputs(a, b, c), new StepEnds { Truncated = Enumerable.Repeat(truncates, a.Length).ToArray() },
            new StepOutputs { Total = Total, Objective = Objective, Automata = States, Terminated = Ended, EndCauses = Causes });

        public void Dispose() => Evaluator.Dispose();

        private static Patrol.Inputs Inputs(bool[] a, bool[] b, bool[] c) => new() { A = a, B = b, C = c, Speed = new float[a.Length] };
    }
}
