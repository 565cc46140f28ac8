using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>A spec's two evaluators, stepped with the same signals; every result of every step must have the same bits.</summary>
internal sealed class Pair : IDisposable
{
    private readonly Type _spec;
    private readonly CudaOptions _options;
    private readonly SignalBuffers _host;
    private readonly DeviceSignalBuffers _signals;
    private readonly DeviceBuffer<byte> _truncated;
    private readonly DeviceBuffer<byte> _external;
    private readonly DeviceBuffer<byte> _mask;
    private readonly DeviceBuffer<byte> _terminated;
    private readonly DeviceBuffer<byte> _causes;
    private readonly DeviceBuffer<float> _totals;
    private readonly Dictionary<string, (float[] Host, DeviceBuffer<float> Device)> _rows = [];
    private readonly (SignalBuffers Expected, SignalBuffers Actual, DeviceSignalBuffers Device)? _gradients;
    private readonly Signals _source;
    private readonly int[] _violations;
    private readonly float[] _paid;
    private byte[] _reset;

    public Pair(Type spec, int batch, int seed, CudaOptions options)
    {
        _spec = spec;
        _options = options;
        Cpu = Create<RewardEvaluator>("Evaluator", null);
        Device = Create<CudaRewardEvaluator>("CudaEvaluator", options);
        RewardSpecInfo info = Cpu.Info;
        _host = new SignalBuffers(info, batch);
        _signals = new DeviceSignalBuffers(info, batch, options);
        _truncated = new DeviceBuffer<byte>(batch, options);
        _external = new DeviceBuffer<byte>(batch, options);
        _mask = new DeviceBuffer<byte>(batch, options);
        _terminated = new DeviceBuffer<byte>(batch, options);
        _causes = new DeviceBuffer<byte>(batch, options);
        _totals = new DeviceBuffer<float>(Math.Max(1, info.Columns.Count), options);
        _paid = new float[info.Columns.Count];
        foreach ((string name, int count) in new[]
        {
            ("Total", 1), ("Terms", info.Columns.Count), ("Objective", 1), ("Costs", info.Costs.Count), ("Metrics", info.Metrics.Count), ("Critics", info.Critics.Count),
            ("Automata", info.Automata.Count), ("Verdicts", info.Formulas.Count), ("Letters", info.Machines.Count),
        })
        {
            _rows.Add(name, (new float[count * batch], new DeviceBuffer<float>(Math.Max(1, count * batch), options)));
        }

        if (spec.GetCustomAttribute<RewardSpecAttribute>() is { Gradient: true })
        {
            _gradients = (new SignalBuffers(info, batch), new SignalBuffers(info, batch), new DeviceSignalBuffers(info, batch, options));
        }

        _violations = new int[info.Assumptions.Count];
        _source = new Signals(seed);
        _reset = [.. Enumerable.Repeat((byte)1, batch)];

        T Create<T>(string name, object? given) => (T)Activator.CreateInstance(spec.GetNestedType(name)!, batch, given)!;
    }

    public RewardEvaluator Cpu { get; private set; }

    public CudaRewardEvaluator Device { get; private set; }

    /// <summary>Changes every parameter within its range.</summary>
    public void ChangeParameters()
    {
        foreach (ParameterInfo parameter in Cpu.Info.Parameters)
        {
            float[] values = _source.Within(parameter with { Min = Math.Max(parameter.Min, -10f), Max = Math.Min(parameter.Max, 10f) }, Cpu.BatchSize);
            if (parameter.PerEnvironment)
            {
                Cpu.SetParameter(parameter.Name, values);
                Device.SetParameter(parameter.Name, values);
            }
            else
            {
                Cpu.Parameters[parameter.Name] = values[0];
                Device.Parameters[parameter.Name] = values[0];
            }
        }
    }

    /// <summary>The state goes from each to a new one of the other kind.</summary>
    public void Exchange()
    {
        using var fromCpu = new MemoryStream();
        Cpu.Save(fromCpu);
        using var fromDevice = new MemoryStream();
        Device.Save(fromDevice);
        Cpu.Dispose();
        Device.Dispose();
        int batch = _reset.Length;
        Cpu = (RewardEvaluator)Activator.CreateInstance(_spec.GetNestedType("Evaluator")!, batch, null)!;
        Device = (CudaRewardEvaluator)Activator.CreateInstance(_spec.GetNestedType("CudaEvaluator")!, batch, _options)!;
        Cpu.Load(new MemoryStream(fromDevice.ToArray()));
        Device.Load(new MemoryStream(fromCpu.ToArray()));
    }

    public void Step(int t)
    {
        RewardSpecInfo info = Cpu.Info;
        int batch = _reset.Length;
        if (_reset.Contains((byte)1))
        {
            _source.Fill(_host, info);
            _signals.CopyFrom(_host);
            Cpu.Reset(_reset, _host);
            Device.Reset(t % 2 == 0 ? Copy(_mask, _reset) : Device.Ended, _signals);
        }

        _source.Fill(_host, info);
        _signals.CopyFrom(_host);
        byte[] truncated = _source.Mask(batch, 0.1);
        byte[] external = _source.Mask(batch, 0.05);
        bool hasExternal = t % 3 != 0;
        bool[] terminated = new bool[batch];
        byte[] causes = new byte[batch];
        int[] violations = new int[info.Assumptions.Count];
        float[] Host(string name) => _rows[name].Host;
        DeviceFloatView Rows(string name) => Host(name).Length == 0 ? default : new DeviceFloatView(_rows[name].Device.Pointer, Host(name).Length);
        var ends = new StepEnds { Truncated = truncated, Terminated = hasExternal ? external : default(BoolView) };
        var deviceEnds = new DeviceStepEnds { Truncated = Copy(_truncated, truncated), Terminated = hasExternal ? Copy(_external, external) : default };
        Derive(t, in ends, in deviceEnds);
        StepSummary expected = Cpu.Step(
            _host,
            ends,
            new StepOutputs
            {
                Total = Host("Total"), Terms = Host("Terms"), Objective = Host("Objective"), Costs = Host("Costs"), Metrics = Host("Metrics"), Critics = Host("Critics"),
                Automata = Host("Automata"), Verdicts = Host("Verdicts"), Letters = Host("Letters"), Violations = violations, Terminated = terminated, EndCauses = causes,
            });
        Device.Step(
            _signals,
            deviceEnds,
            new DeviceStepOutputs
            {
                Total = Rows("Total"), Terms = Rows("Terms"), Objective = Rows("Objective"), Costs = Rows("Costs"), Metrics = Rows("Metrics"), Critics = Rows("Critics"),
                Automata = Rows("Automata"), Verdicts = Rows("Verdicts"), Letters = Rows("Letters"), Terminated = _terminated, EndCauses = _causes,
                TermTotals = info.Columns.Count == 0 ? default : (DeviceFloatView)_totals,
            });
        StepSummary counted = Device.Summary(_violations);
        Require(expected == counted, $"{_spec.Name} step {t}: the counts are {counted}, not {expected}");
        Require(violations.SequenceEqual(_violations), $"{_spec.Name} step {t}: the violations are {string.Join(", ", _violations)}, not {string.Join(", ", violations)}");
        Require(terminated.Select(static x => (byte)(x ? 1 : 0)).SequenceEqual(_terminated.ToArray()), $"{_spec.Name} step {t}: other environments terminated");
        Require(causes.SequenceEqual(_causes.ToArray()), $"{_spec.Name} step {t}: the end causes differ");
        foreach ((string name, (float[] host, DeviceBuffer<float> device)) in _rows)
        {
            int count = host.Length / batch;
            float[] actual = device.ToArray();
            for (int k = 0; k < count; k++)
            {
                for (int b = 0; b < batch; b++)
                {
                    Same($"{_spec.Name} step {t}: {name}[{k}] of environment {b}", host[(b * count) + k], actual[(k * batch) + b]);
                }
            }
        }

        float[] sums = new float[batch];
        for (int k = 0; k < info.Columns.Count; k++)
        {
            Device.ReadEpisodeSum(info.Columns[k], sums);
            ReadOnlySpan<float> wanted = Cpu.EpisodeSum(info.Columns[k]);
            for (int b = 0; b < batch; b++)
            {
                Same($"{_spec.Name} step {t}: the episode sum of {info.Columns[k]} of environment {b}", wanted[b], sums[b]);
            }
        }

        Sums(t, batch);
        _reset = Cpu.Ended.ToArray();
    }

    /// <summary>The derivatives of the total that the step will pay; the step then sees whether the state is as it was.</summary>
    private void Derive(int t, in StepEnds ends, in DeviceStepEnds deviceEnds)
    {
        if (_gradients is not { } gradients)
        {
            return;
        }

        Cpu.Gradient(_host, in ends, gradients.Expected);
        Device.Gradient(_signals, in deviceEnds, gradients.Device);
        gradients.Device.CopyTo(gradients.Actual);
        foreach (SignalInfo signal in Cpu.Info.Signals.Where(static s => s.Storage == SignalStorage.Float32))
        {
            float[] expected = gradients.Expected.Float(signal.Name);
            float[] actual = gradients.Actual.Float(signal.Name);
            for (int i = 0; i < expected.Length; i++)
            {
                Same($"{_spec.Name} step {t}: the derivative {i} of {signal.Name}", expected[i], actual[i]);
            }
        }
    }

    /// <summary>Sums over the batch have no fixed order.</summary>
    private void Sums(int t, int batch)
    {
        float[] totals = _totals.ToArray();
        for (int k = 0; k < _paid.Length; k++)
        {
            double sum = 0;
            double size = 0;
            for (int b = 0; b < batch; b++)
            {
                double paid = _rows["Terms"].Host[(b * _paid.Length) + k];
                sum += paid;
                size += Math.Abs(paid);
            }

            if (size < 1e30)
            {
                Require(Math.Abs(totals[k] - sum) <= 1e-5 * size, $"{_spec.Name} step {t}: the total of column {k} is {totals[k]}, not {sum}");
            }
        }
    }

    public void Dispose()
    {
        Cpu.Dispose();
        Device.Dispose();
        _signals.Dispose();
        _gradients?.Device.Dispose();
        foreach (DeviceBuffer<byte> buffer in new[] { _truncated, _external, _mask, _terminated, _causes })
        {
            buffer.Dispose();
        }

        _totals.Dispose();
        foreach ((float[] Host, DeviceBuffer<float> Device) row in _rows.Values)
        {
            row.Device.Dispose();
        }
    }

    private static DeviceBoolView Copy(DeviceBuffer<byte> target, byte[] source)
    {
        target.CopyFrom(source);
        return target;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private static void Same(string what, float expected, float actual) => Require(
        BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual) || (float.IsNaN(expected) && float.IsNaN(actual)), $"{what} is {actual:G9}, not {expected:G9}");
}
