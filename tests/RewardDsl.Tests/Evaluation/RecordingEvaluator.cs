using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Kernels;

namespace RewardDsl.Tests.Evaluation;

/// <summary>
/// An evaluator whose kernels record the input rows that reach them and write outputs that are known in advance. The
/// first signal, if it is named Id, holds the number of each environment.
/// </summary>
internal sealed unsafe class RecordingEvaluator(int batchSize, EvaluatorLayout layout, EvaluatorOptions? options = null)
    : RewardEvaluator(batchSize, layout, options)
{
    private readonly EvaluatorLayout _layout = layout;

    /// <summary>The bytes of each input as the kernel saw them, environment by environment; filled with one thread only.</summary>
    public List<byte>[] Rows { get; } = [.. layout.Spec.Signals.Select(static _ => new List<byte>())];

    /// <summary>The address of each input at the first tile of the last call.</summary>
    public nint[] FirstAddresses { get; } = new nint[layout.Spec.Signals.Count];

    /// <summary>The values of each carry as the kernel saw them, by register order.</summary>
    public List<float>[] Carries { get; } = [.. layout.Carries.Select(static _ => new List<float>())];

    public int Calls { get; private set; }

    /// <summary>For each run of a kernel of the last call where the first input began, and how many rows of it there were.</summary>
    public List<(nint Address, int Rows)> Runs { get; } = [];

    public static EvaluatorLayout LayoutOf(params SignalInfo[] signals) => new()
    {
        Spec = new RewardSpecInfo
        {
            Name = "Demo.Recorded",
            ContentHash = "0123456789abcdef",
            Discount = 1f,
            Horizon = 0,
            StepSeconds = float.NaN,
            Signals = signals,
            Terms = [],
            Columns = [],
            Costs = [],
            EndCauses = ["Running", "Truncated", "External"],
            Parameters = [],
            Goals = [],
            CarriedBytes = 0,
        },
        Inputs = [.. signals.Select(static _ => new InputUse(Step: true, Reset: true))],
        Carries = [],
        UsesFirst = false,
        ScratchSlots = 0,
        ReadsPastRows = true,
    };

    public static SignalInfo Signal(
        string name, int width, SignalStorage storage = SignalStorage.Float32, int frames = 1, string[]? axis = null, string? axisType = null) =>
        new(name, width, storage, false, float.NegativeInfinity, float.PositiveInfinity, null, axis ?? [], axisType, frames);

    public T[] Recorded<T>(int signal)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(Rows[signal].ToArray()).ToArray();

    public void Reset(BoolView mask, RecordedInputs inputs)
    {
        Clear();
        ResetCore(mask, inputs);
    }

    public StepSummary Step(RecordedInputs inputs, in StepEnds ends, in StepOutputs outputs)
    {
        Clear();
        return StepCore(inputs, ends, outputs);
    }

    /// <summary>A step with no output but the total.</summary>
    public StepSummary Step(RecordedInputs inputs) =>
        Step(inputs, new StepEnds { Truncated = new bool[BatchSize] }, new StepOutputs { Total = new float[BatchSize] });

    protected override void ResetKernel(ref KernelFrame frame) => Record(ref frame);

    protected override void StepKernel(ref KernelFrame frame)
    {
        Record(ref frame);
        int rows = frame.Blocks * (frame.Wide ? 16 : 4);
        bool hasIds = _layout.Spec.Signals[0].Name == "Id";
        for (int b = 0; b < rows; b++)
        {
            float id = hasIds ? ((float*)frame.Input(0).Address)[b] : 0f;
            ((float*)frame.Total.Address)[b] = id;
            Fill(frame.Metrics, Info.Metrics.Count, b, id, 0.125f);
            Fill(frame.Critics, Info.Critics.Count, b, -id, -0.25f);
        }

        for (int a = 0; frame.HasViolations && a < Info.Assumptions.Count; a++)
        {
            frame.AddViolations(a, (a + 1) * frame.Valid);
        }

        frame.AbsentCount += 3 * frame.Valid;
    }

    private static void Fill(Ptr output, int columns, int row, float value, float step)
    {
        for (int j = 0; j < columns && !output.IsNull; j++)
        {
            ((float*)output.Address)[(row * columns) + j] = value + (j * step);
        }
    }

    private void Clear()
    {
        Calls = 0;
        Runs.Clear();
        foreach (List<byte> rows in Rows)
        {
            rows.Clear();
        }

        foreach (List<float> carry in Carries)
        {
            carry.Clear();
        }
    }

    private void Record(ref KernelFrame frame)
    {
        lock (Rows)
        {
            Runs.Add(((nint)frame.Input(0).Address, frame.Blocks * (frame.Wide ? 16 : 4)));
            for (int i = 0; i < Rows.Length; i++)
            {
                SignalInfo signal = _layout.Spec.Signals[i];
                int bytes = signal.Width * (signal.IsBool ? 1 : 4);
                byte* address = frame.Input(i).Address;
                if (Calls == 0)
                {
                    FirstAddresses[i] = (nint)address;
                }

                Rows[i].AddRange(new ReadOnlySpan<byte>(address, bytes * frame.Valid));
            }

            for (int k = 0; k < Carries.Length; k++)
            {
                int width = _layout.Carries[k].IsVector ? (_layout.Carries[k].Width + 3) / 4 * 4 : 1;
                Carries[k].AddRange(new ReadOnlySpan<float>(frame.Carry(k).Address, width * frame.Blocks * (frame.Wide ? 16 : 4)));
            }

            Calls++;
        }
    }
}

/// <summary>Up to three views.</summary>
internal readonly ref struct RecordedInputs(SignalView first, SignalView second = default, SignalView third = default) : ISignalInputs
{
    private readonly SignalView _first = first;
    private readonly SignalView _second = second;
    private readonly SignalView _third = third;

    public SignalView View(int index) => index switch
    {
        0 => _first,
        1 => _second,
        _ => _third,
    };
}
