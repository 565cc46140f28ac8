using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using RewardDsl.Generators;
using RewardDsl.Ir;

namespace RewardDsl.Cuda.Tests;

/// <summary>The memory of one spec at a device, filled as the runtime would.</summary>
internal sealed class SpecDevice : IDisposable
{
    private readonly DeviceProcess _device;
    private readonly string _name;
    private readonly TestSpec _spec;
    private readonly IReadOnlyList<InputForm> _forms;
    private readonly int _batch;
    private readonly List<ulong> _memory = [];
    private readonly ulong[] _arguments;
    private readonly ulong[] _inputs;
    private readonly byte[][] _inputBytes;
    private readonly Dictionary<int, ulong> _outputs = [];

    public SpecDevice(DeviceProcess device, string name, TestSpec spec, IReadOnlyList<InputForm> forms, int batch, IReadOnlyList<float> parameters, int tick)
    {
        _device = device;
        _name = name;
        _spec = spec;
        _forms = forms;
        _batch = batch;
        Stride = (batch + 31) / 32 * 32;
        _arguments = new ulong[spec.Layout.Count];
        _arguments[CudaLayout.Batch] = (ulong)batch;
        _arguments[CudaLayout.Stride] = (ulong)Stride;
        float[] state = new float[spec.Layout.StateRows * Stride];
        for (int c = 0; c < spec.Step.Carries.Count; c++)
        {
            if (spec.Step.Carries[c].IsRing)
            {
                // What no episode has written is never read.
                state.AsSpan(spec.Layout.FirstOf(c) * Stride, CudaLayout.FloatsOf(spec.Step.Carries[c]) * Stride).Fill(12345f);
            }
        }

        Set(CudaLayout.State, state);
        Set(CudaLayout.Sums, new float[Columns * Stride]);
        Set(CudaLayout.Ended, [.. Enumerable.Repeat((byte)2, batch)]);
        Set(CudaLayout.First, new byte[batch]);
        if (spec.Layout.HasRings)
        {
            Set(CudaLayout.Clock, [.. Enumerable.Repeat(tick, 2 * Stride)]);
        }

        Set(CudaLayout.Counters, new ulong[spec.Layout.CounterCount]);
        Set(CudaLayout.Parameters, parameters.ToArray());
        Set(CudaLayout.Truncated, new byte[batch]);
        Set(CudaLayout.External, new byte[batch]);
        Set(CudaLayout.Mask, new byte[batch]);
        foreach ((int slot, int rows) in Outputs(spec))
        {
            Set(slot, new float[rows * batch]);
        }

        Set(CudaLayout.Terminated, new byte[batch]);
        Set(CudaLayout.Causes, new byte[batch]);
        Set(CudaLayout.TermTotals, new float[Columns]);
        for (int slot = CudaLayout.Total; slot <= CudaLayout.TermTotals; slot++)
        {
            _outputs.Add(slot, _arguments[slot]);
        }

        for (int slot = CudaLayout.Sums; slot <= CudaLayout.Mask; slot++)
        {
            _outputs.Add(slot, _arguments[slot]);
        }

        _inputs = new ulong[forms.Count];
        _inputBytes = new byte[forms.Count][];
        for (int i = 0; i < forms.Count; i++)
        {
            InputForm form = forms[i];
            long elements = ((batch - 1) * form.RowStride) + (form.IsBits ? 1 : ((form.Frames - 1) * form.FrameStride) + form.Columns);
            int size = form.IsBits ? form.Kind / 8 : spec.Step.Inputs[i].ElementBytes;

            // Rows that are not read four at a time begin anywhere.
            int offset = form.Kind is 1 || form.IsBits ? 0 : size;
            _inputBytes[i] = new byte[elements * size];
            _inputs[i] = Allocate((elements * size) + offset) + (ulong)offset;
            int slot = CudaLayout.InputSlot(i);
            _arguments[slot] = _inputs[i];
            _arguments[slot + 1] = (ulong)form.RowStride;
            _arguments[slot + 2] = (ulong)form.FrameStride;
            if (spec.Kernel.Gradient is not null && spec.Step.Inputs[i].Storage == InputStorage.Float32)
            {
                int gradient = spec.Layout.GradientSlot(i);
                Set(gradient, new float[batch * spec.Step.Inputs[i].Width]);
                _outputs.Add(gradient, _arguments[gradient]);
            }
        }
    }

    /// <summary>Floats between two rows of the state arrays.</summary>
    public int Stride { get; }

    private int Columns => _spec.Lowered.Columns.Count;

    /// <summary>The outputs of floats with their rows.</summary>
    public static IEnumerable<(int Slot, int Rows)> Outputs(TestSpec spec)
    {
        int Count(OutputKind kind) => spec.Step.Outputs.Count(o => o.Kind == kind);
        yield return (CudaLayout.Total, 1);
        yield return (CudaLayout.Terms, spec.Lowered.Columns.Count);
        yield return (CudaLayout.Objective, 1);
        yield return (CudaLayout.Costs, Count(OutputKind.Cost));
        yield return (CudaLayout.Metrics, Count(OutputKind.Metric));
        yield return (CudaLayout.Critics, Count(OutputKind.Critic));
        yield return (CudaLayout.Automata, Count(OutputKind.Automaton));
        yield return (CudaLayout.Verdicts, Count(OutputKind.Verdict));
        yield return (CudaLayout.Letters, Count(OutputKind.Letter));
    }

    /// <summary>Asks for a result or does not.</summary>
    public void Want(int slot, bool isWanted) => _arguments[slot] = isWanted ? _outputs[slot] : 0;

    /// <summary>Whether a result was asked for.</summary>
    public bool IsWanted(int slot) => _arguments[slot] != 0;

    /// <summary>Writes what an argument points to.</summary>
    public void Write<T>(int slot, T[] values)
        where T : unmanaged => _device.Write(_outputs.TryGetValue(slot, out ulong address) ? address : _arguments[slot], MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Asks for what an argument points to.</summary>
    public void Read<T>(int slot, T[] values)
        where T : unmanaged => _device.Request(_outputs.TryGetValue(slot, out ulong address) ? address : _arguments[slot], values);

    /// <summary>Writes the values of all inputs, each in its form, with what must not be read between them.</summary>
    /// <param name="rows">For each environment its inputs.</param>
    public void WriteInputs(float[][][] rows)
    {
        for (int i = 0; i < _forms.Count; i++)
        {
            InputForm form = _forms[i];
            byte[] bytes = _inputBytes[i];
            bytes.AsSpan().Fill(0xFF);
            for (int b = 0; b < _batch; b++)
            {
                float[] values = rows[b][i];
                if (form.IsBits)
                {
                    ulong word = 0xAAAA_AAAA_AAAA_AAAA;
                    for (int j = 0; j < values.Length; j++)
                    {
                        int bit = (int)((j / form.Width * form.FrameStride) + form.ColumnOf(j % form.Width));
                        word = values[j] != 0f ? word | (1UL << bit) : word & ~(1UL << bit);
                    }

                    int size = form.Kind / 8;
                    BitConverter.GetBytes(word).AsSpan(0, size).CopyTo(bytes.AsSpan((int)(b * form.RowStride * size)));
                    continue;
                }

                for (int j = 0; j < values.Length; j++)
                {
                    int at = (int)((b * form.RowStride) + (j / form.Width * form.FrameStride) + form.ColumnOf(j % form.Width));
                    switch (_spec.Step.Inputs[i].Storage)
                    {
                        case InputStorage.Byte:
                            // Any byte but 0 is true.
                            bytes[at] = (byte)(values[j] != 0f ? 1 + ((b + j) % 255) : 0);
                            break;
                        case InputStorage.Int32:
                            MemoryMarshal.Cast<byte, int>(bytes.AsSpan())[at] = (int)values[j];
                            break;
                        default:
                            MemoryMarshal.Cast<byte, float>(bytes.AsSpan())[at] = values[j];
                            break;
                    }
                }
            }

            _device.Write(_inputs[i], bytes);
        }
    }

    /// <summary>Runs a kernel: 0 step, 1 reset, 2 gradient.</summary>
    public void Launch(int kernel, int grid, int block) => _device.Launch(_name, kernel, grid, block, _arguments);

    /// <summary>Moves an input, to see that the harness notices.</summary>
    public void Shift(int input, long bytes) => _arguments[CudaLayout.InputSlot(input)] = _inputs[input] + (ulong)bytes;

    /// <summary>Waits until everything is done and read.</summary>
    public void Finish() => _device.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ulong address in _memory)
        {
            _device.Free(address);
        }
    }

    private ulong Allocate(long bytes)
    {
        ulong address = _device.Allocate(bytes);
        _memory.Add(address);
        return address;
    }

    private void Set<T>(int slot, T[] values)
        where T : unmanaged
    {
        _arguments[slot] = Allocate(Buffer.ByteLength(values));
        _device.Write(_arguments[slot], MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
