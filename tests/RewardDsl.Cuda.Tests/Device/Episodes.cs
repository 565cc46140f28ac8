using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Differential;
using RewardDsl.Generators;
using RewardDsl.Ir;

namespace RewardDsl.Cuda.Tests;

/// <summary>Steps a compiled text through random episodes and compares every result and the state with the interpreter, bit for bit but for sums over the batch.</summary>
/// <param name="device">The device.</param>
/// <param name="name">Name of the text there.</param>
/// <param name="spec">The spec.</param>
/// <param name="forms">How its inputs lie.</param>
internal sealed class Episodes(DeviceProcess device, string name, TestSpec spec, IReadOnlyList<InputForm> forms)
{
    private static readonly float[] s_edges =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 1e-39f, float.MinValue, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0.5f, 2f, 1e-6f, 3e7f,
    ];

    private static readonly (OutputKind Kind, int Slot)[] s_rows =
    [
        (OutputKind.Column, CudaLayout.Terms), (OutputKind.Cost, CudaLayout.Costs), (OutputKind.Metric, CudaLayout.Metrics), (OutputKind.Critic, CudaLayout.Critics),
        (OutputKind.Automaton, CudaLayout.Automata), (OutputKind.Verdict, CudaLayout.Verdicts), (OutputKind.Letter, CudaLayout.Letters),
    ];

    /// <summary>Values compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Runs episodes; throws at the first difference.</summary>
    /// <param name="batch">Environments.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="edgeShare">Share of the inputs that are edge values.</param>
    /// <param name="tick">The number of the first step.</param>
    /// <param name="mean">Steps after which, on average, the simulator truncates an episode; other ends are rarer.</param>
    public void Run(int batch, int steps, int seed, double edgeShare, int tick = 0, int mean = 12)
    {
        var random = new Random(seed);
        float[] parameters = [.. spec.Step.Parameters.Select(p => Between(random, p.MinBits, p.MaxBits, p.DefaultBits))];
        using var memory = new SpecDevice(device, name, spec, forms, batch, parameters, tick);
        Environment[] environments = [.. Enumerable.Range(0, batch).Select(_ => new Environment(spec, parameters, random))];
        WriteParameters(memory, environments);
        bool[] reset = [.. Enumerable.Repeat(true, batch)];
        for (int t = 0; t < steps; t++)
        {
            int block = 32 << random.Next(3);

            // Few blocks take several environments in each thread.
            int grid = random.Next(3) == 0 ? 1 : (batch + block - 1) / block;
            float[][][] rows;
            if (reset.Contains(true))
            {
                rows = [.. Enumerable.Range(0, batch).Select(_ => Row(random, edgeShare))];
                memory.WriteInputs(rows);
                memory.Write(CudaLayout.Mask, [.. reset.Select(static r => (byte)(r ? 3 : 0))]);
                memory.Want(CudaLayout.Mask, t > 0);
                memory.Launch(1, grid, block);
                for (int b = 0; b < batch; b++)
                {
                    if (reset[b])
                    {
                        environments[b].Reset(rows[b]);
                    }
                }
            }

            rows = [.. Enumerable.Range(0, batch).Select(_ => Row(random, edgeShare))];
            memory.WriteInputs(rows);
            Step(memory, environments, rows, random, grid, block, t, mean);
            for (int b = 0; b < batch; b++)
            {
                reset[b] = environments[b].HasEnded || random.Next(2 * mean) == 0;
            }
        }
    }

    /// <summary>An environment that steps although its episode has ended, or that never had a reset, is counted at each step and keeps its flag.</summary>
    public void Misuse()
    {
        var random = new Random(5);
        float[] parameters = [.. spec.Step.Parameters.Select(static p => Literals.Float(p.DefaultBits))];
        const int batch = 3;
        using var memory = new SpecDevice(device, name, spec, forms, batch, parameters, 0);
        byte[] ended = new byte[batch];
        ulong[] counters = new ulong[spec.Layout.CounterCount];
        memory.WriteInputs([.. Enumerable.Range(0, batch).Select(_ => Row(random, 0))]);
        memory.Write(CudaLayout.Mask, new byte[] { 1, 1, 0 });
        memory.Launch(1, 1, 32);
        memory.Write(CudaLayout.External, new byte[] { 1, 0, 0 });

        // More than 32 bits hold.
        const ulong before = uint.MaxValue;
        memory.Write(CudaLayout.Counters, [.. counters.Select(static _ => before)]);
        int expected = 1;
        for (int t = 0; t < 2; t++)
        {
            memory.Launch(0, 1, 32);
            memory.Read(CudaLayout.Ended, ended);
            memory.Read(CudaLayout.Counters, counters);
            memory.Finish();
            memory.Write(CudaLayout.External, new byte[batch]);
            Require(counters[4] == before + (ulong)expected, $"{counters[4] - before} environments stepped without a reset, expected {expected}");
            Require(ended[0] == 1 && ended[2] == 2, $"ended flags {string.Join(", ", ended)}");
            expected += ended.Count(static e => e != 0);
        }
    }

    /// <summary>Runs one step whose inputs lie elsewhere than in their memory.</summary>
    /// <param name="input">The input that is moved.</param>
    /// <param name="shift">By how many bytes.</param>
    public void ReadElsewhere(int input, long shift)
    {
        var random = new Random(6);
        using var memory = new SpecDevice(device, name, spec, forms, 3, [.. spec.Step.Parameters.Select(static p => Literals.Float(p.DefaultBits))], 0);
        memory.WriteInputs([.. Enumerable.Range(0, 3).Select(_ => Row(random, 0))]);
        memory.Shift(input, shift);
        memory.Launch(0, 1, 32);
        memory.Read(CudaLayout.Total, new float[3]);
        memory.Finish();
    }

    private void Step(SpecDevice memory, Environment[] environments, float[][][] rows, Random random, int grid, int block, int t, int mean)
    {
        int batch = environments.Length;
        bool hasExternal = random.Next(3) != 0;
        byte[] truncated = [.. environments.Select(_ => (byte)(random.Next(mean) == 0 ? 2 : 0))];
        byte[] external = [.. environments.Select(_ => (byte)(random.Next(2 * mean) == 0 ? 1 : 0))];
        memory.Write(CudaLayout.Truncated, truncated);
        memory.Write(CudaLayout.External, external);
        memory.Want(CudaLayout.External, hasExternal);
        memory.Write(CudaLayout.Counters, new ulong[spec.Layout.CounterCount]);
        memory.Write(CudaLayout.TermTotals, new float[spec.Lowered.Columns.Count]);
        for (int slot = CudaLayout.Terms; slot <= CudaLayout.TermTotals; slot++)
        {
            memory.Want(slot, random.Next(4) != 0);
        }

        // Each exchange of a warp takes 32 fibres their turns, and a sum needs five of them.
        memory.Want(CudaLayout.TermTotals, random.Next(5) == 0);
        memory.Want(CudaLayout.Counters, random.Next(6) != 0);
        foreach ((int slot, int count) in SpecDevice.Outputs(spec))
        {
            float[] untouched = new float[count * batch];
            Array.Fill(untouched, 777f);
            memory.Write(slot, untouched);
        }

        Derive(memory, environments, rows, truncated, hasExternal ? external : new byte[batch], random, grid, block, t);
        memory.Launch(0, grid, block);
        Dictionary<int, float[]> outputs = [];
        foreach ((int slot, int count) in SpecDevice.Outputs(spec))
        {
            outputs.Add(slot, new float[count * batch]);
            memory.Read(slot, outputs[slot]);
        }

        byte[] terminated = new byte[batch];
        byte[] causes = new byte[batch];
        byte[] ended = new byte[batch];
        float[] sums = new float[spec.Lowered.Columns.Count * memory.Stride];
        float[] totals = new float[spec.Lowered.Columns.Count];
        ulong[] counters = new ulong[spec.Layout.CounterCount];
        float[] state = new float[spec.Layout.StateRows * memory.Stride];
        int[] clock = new int[2 * memory.Stride];
        memory.Read(CudaLayout.Terminated, terminated);
        memory.Read(CudaLayout.Causes, causes);
        memory.Read(CudaLayout.Ended, ended);
        memory.Read(CudaLayout.Sums, sums);
        memory.Read(CudaLayout.TermTotals, totals);
        memory.Read(CudaLayout.Counters, counters);
        memory.Read(CudaLayout.State, state);
        if (spec.Layout.HasRings)
        {
            memory.Read(CudaLayout.Clock, clock);
        }

        memory.Finish();
        ulong[] expected = new ulong[counters.Length];
        double[] paid = new double[totals.Length];
        double[] magnitude = new double[totals.Length];
        for (int b = 0; b < batch; b++)
        {
            Environment environment = environments[b];
            float[][] values = environment.Step(rows[b], truncated[b] != 0, hasExternal && external[b] != 0);
            string place = string.Create(CultureInfo.InvariantCulture, $"step {t}, environment {b} of {batch}");
            float Value(OutputKind kind, int index = 0) => values[spec.Step.Find(kind, index)][0];
            Same("total", outputs[CudaLayout.Total][b], Value(OutputKind.Total), place);
            Optional(CudaLayout.Objective, "objective", outputs[CudaLayout.Objective][b], Value(OutputKind.Objective));
            foreach ((OutputKind kind, int slot) in s_rows)
            {
                int count = outputs[slot].Length / batch;
                for (int k = 0; k < count; k++)
                {
                    Optional(slot, $"{kind} {k}", outputs[slot][(k * batch) + b], Value(kind, k));
                }
            }

            bool ends = Value(OutputKind.Terminated) != 0f;
            if (memory.IsWanted(CudaLayout.Terminated))
            {
                Same("terminated", terminated[b], ends ? 1f : 0f, place);
            }

            if (memory.IsWanted(CudaLayout.Causes))
            {
                Same("cause", causes[b], Value(OutputKind.EndCause), place);
            }

            Same("ended", ended[b], environment.HasEnded ? 1f : 0f, place);
            expected[0] += ends ? 1u : 0;
            expected[1] += truncated[b] != 0 && !ends ? 1u : 0;
            int raw = spec.Step.Find(OutputKind.RawTotal);
            expected[2] += float.IsFinite(raw < 0 ? Value(OutputKind.Total) : values[raw][0]) ? 0u : 1;
            foreach (Output output in spec.Step.Outputs)
            {
                expected[3] += output.Kind == OutputKind.Absent ? (uint)values[output.Value][0] : 0;
                if (output.Kind == OutputKind.Assumption)
                {
                    expected[CudaLayout.FixedCounters + output.Index] += values[output.Value][0] == 0f ? 1u : 0;
                }
            }

            for (int k = 0; k < totals.Length; k++)
            {
                float column = Value(OutputKind.Column, k);
                environment.Sums[k] += column;
                paid[k] += column;
                magnitude[k] += Math.Abs((double)column);
                Same("episode sum " + k, sums[(k * memory.Stride) + b], environment.Sums[k], place);
            }

            environment.CompareState(state, memory.Stride, clock, b, (what, actual, wanted) => Same(what, actual, wanted, place));

            void Optional(int slot, string what, float actual, float wanted) => Same(memory.IsWanted(slot) ? what : what + ", not asked for", actual, memory.IsWanted(slot) ? wanted : 777f, place);
        }

        if (memory.IsWanted(CudaLayout.Counters))
        {
            Require(counters.SequenceEqual(expected), $"counters {string.Join(", ", counters)}, expected {string.Join(", ", expected)} (step {t}, batch {batch})");
        }

        for (int k = 0; k < totals.Length && memory.IsWanted(CudaLayout.TermTotals); k++)
        {
            // The order of a sum over the batch is the warps' own.
            bool isNear = double.IsFinite(magnitude[k]) && magnitude[k] < float.MaxValue ? Math.Abs(totals[k] - paid[k]) <= magnitude[k] * 1e-5 : !float.IsFinite(totals[k]) || magnitude[k] >= float.MaxValue;
            Require(isNear, string.Create(CultureInfo.InvariantCulture, $"sum over the batch of column {k}: {totals[k]}, expected {paid[k]} (step {t}, batch {batch})"));
        }
    }

    /// <summary>The derivatives of the total that the step will pay; the step then sees whether the state is as it was.</summary>
    private void Derive(SpecDevice memory, Environment[] environments, float[][][] rows, byte[] truncated, byte[] external, Random random, int grid, int block, int t)
    {
        RewardProgram program = spec.Kernel.Gradient!.Program;
        int[] signals = [.. Enumerable.Range(0, program.Inputs.Count).Where(i => program.Inputs[i].Storage == InputStorage.Float32)];
        var actual = new Dictionary<int, float[]>();
        foreach (int i in signals)
        {
            int slot = spec.Layout.GradientSlot(i);
            memory.Want(slot, random.Next(4) != 0);
            actual[i] = new float[rows.Length * program.Inputs[i].Width];
            Array.Fill(actual[i], 777f);
            memory.Write(slot, actual[i]);
        }

        memory.Launch(2, grid, block);
        foreach (int i in signals)
        {
            memory.Read(spec.Layout.GradientSlot(i), actual[i]);
        }

        memory.Finish();
        for (int b = 0; b < rows.Length; b++)
        {
            float[][] values = environments[b].Derive(rows[b], truncated[b] != 0, external[b] != 0);
            string place = string.Create(CultureInfo.InvariantCulture, $"step {t}, environment {b} of {rows.Length}");
            foreach (int i in signals)
            {
                int width = program.Inputs[i].Width;
                float[] expected = new float[width];
                foreach (Output output in program.Outputs.Where(o => (o.Index & 0xFFFF) == i))
                {
                    values[output.Value].CopyTo(expected, output.Kind == OutputKind.GradientElement ? output.Index >> 16 : 0);
                }

                for (int j = 0; j < width; j++)
                {
                    Same($"derivative by {program.Inputs[i].Name}[{j}]", actual[i][(b * width) + j], memory.IsWanted(spec.Layout.GradientSlot(i)) ? expected[j] : 777f, place);
                }
            }
        }
    }

    private void WriteParameters(SpecDevice memory, Environment[] environments)
    {
        float[] state = new float[spec.Layout.StateRows * memory.Stride];
        memory.Read(CudaLayout.State, state);
        memory.Finish();
        for (int c = 0; c < spec.Step.Carries.Count; c++)
        {
            for (int b = 0; b < environments.Length && environments[b].Own.Contains(c); b++)
            {
                state[(spec.Layout.FirstOf(c) * memory.Stride) + b] = environments[b].Carries[c][0];
            }
        }

        memory.Write(CudaLayout.State, state);
    }

    private float[][] Row(Random random, double edgeShare) => [.. spec.Step.Inputs.Select((slot, i) =>
    {
        float lo = Literals.Float(spec.Lowered.Signals[i].Range.MinBits);
        float hi = Literals.Float(spec.Lowered.Signals[i].Range.MaxBits);
        lo = slot.Storage == InputStorage.Int32 ? Math.Max(lo, -1000f) : float.IsFinite(lo) ? lo : -10f;
        hi = slot.Storage == InputStorage.Int32 ? Math.Min(hi, 1000f) : float.IsFinite(hi) ? hi : 10f;
        float[] row = new float[slot.Width];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = slot.Storage switch
            {
                InputStorage.Byte => random.Next(2),
                InputStorage.Int32 => random.Next((int)lo, (int)hi + 1),
                _ => edgeShare > 0 && random.NextDouble() < edgeShare ? s_edges[random.Next(s_edges.Length)] : lo + ((hi - lo) * random.NextSingle()),
            };
        }

        return row;
    })];

    private static float Between(Random random, uint min, uint max, uint otherwise)
    {
        float lo = Literals.Float(min);
        float hi = Literals.Float(max);
        return float.IsFinite(lo) && float.IsFinite(hi) && random.Next(3) != 0 ? lo + ((hi - lo) * random.NextSingle()) : Literals.Float(otherwise);
    }

    private void Same(string what, float actual, float expected, string place)
    {
        Compared++;
        if (!Differential.Differential.Equal(actual, expected))
        {
            Require(false, string.Create(CultureInfo.InvariantCulture, $"{what} is {actual:G9}, expected {expected:G9} ({place})"));
        }
    }

    private void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new DifferenceException($"{spec}: {message}");
        }
    }

    /// <summary>One environment in the interpreter.</summary>
    private sealed class Environment
    {
        private readonly TestSpec _spec;
        private readonly float[] _parameters;
        private bool _isFirst;
        private int _age;

        public Environment(TestSpec spec, float[] parameters, Random random)
        {
            _spec = spec;
            _parameters = parameters;
            Carries = [.. spec.Step.Carries.Select(static c => new float[Math.Max(1, c.Type.Length)])];
            for (int c = 0; c < Carries.Length; c++)
            {
                // A parameter with a value for each environment is a carry that no program writes.
                if (spec.Step.Parameters.FirstOrDefault(p => p.PerEnvironment && "Parameter." + p.Name == spec.Step.Carries[c].Name) is { } parameter)
                {
                    Carries[c][0] = Between(random, parameter.MinBits, parameter.MaxBits, parameter.DefaultBits);
                    Own.Add(c);
                }
            }
        }

        public float[][] Carries { get; }

        public HashSet<int> Own { get; } = [];

        public float[] Sums { get; private set; } = [];

        public bool HasEnded { get; private set; }

        public void Reset(float[][] signals)
        {
            float[][] values = Interpreter.Run(_spec.Reset, new InterpreterState { Inputs = signals, Carries = Carries, Parameters = _parameters, IsFirst = true });
            foreach (Output output in _spec.Reset.Outputs.Where(static o => o.Kind == OutputKind.Carry))
            {
                Carries[output.Index] = CarryContents.Start(_spec.Step.Carries[output.Index], values[output.Value]);
            }

            Sums = new float[_spec.Lowered.Columns.Count];
            HasEnded = false;
            _isFirst = true;
            _age = 0;
        }

        public float[][] Step(float[][] signals, bool truncated, bool external)
        {
            float[][] values = Interpreter.Run(_spec.Step, new InterpreterState { Inputs = signals, Carries = Carries, Parameters = _parameters, IsFirst = _isFirst, Truncated = truncated, ExternalEnd = external });
            foreach (Output output in _spec.Step.Outputs.Where(static o => o.Kind == OutputKind.Carry))
            {
                Carries[output.Index] = CarryContents.Next(_spec.Step.Carries[output.Index], Carries[output.Index], values[output.Value]);
            }

            _isFirst = false;
            _age++;
            HasEnded = truncated || values[_spec.Step.Find(OutputKind.Terminated)][0] != 0f;
            return values;
        }

        public float[][] Derive(float[][] signals, bool truncated, bool external) => Interpreter.Run(
            _spec.Kernel.Gradient!.Program, new InterpreterState { Inputs = signals, Carries = Carries, Parameters = _parameters, IsFirst = _isFirst, Truncated = truncated, ExternalEnd = external });

        /// <summary>Every carry; of windows, which keep extremes, what a next step would read is seen by its results.</summary>
        public void CompareState(float[] state, int stride, int[] clock, int b, Action<string, float, float> same)
        {
            for (int c = 0; c < Carries.Length; c++)
            {
                CarrySlot slot = _spec.Step.Carries[c];
                int first = _spec.Layout.FirstOf(c);
                if (slot.IsRing && slot.Form != CarryForm.Delayed)
                {
                    continue;
                }

                for (int j = 0; j < (slot.IsRing ? Math.Min(slot.Reach, _age) : Carries[c].Length); j++)
                {
                    int now = (clock[b] + (b / CudaLayout.RingGroup)) % slot.Reach;
                    int row = slot.IsRing ? (now - 1 - j + slot.Reach) % slot.Reach : j;
                    same($"carry {slot.Name}[{j}]", state[((first + row) * stride) + b], Carries[c][j]);
                }
            }

            if (_spec.Layout.HasRings)
            {
                same("age", clock[b] - clock[stride + b], _age);
            }
        }
    }
}
