using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>A formula lowered to a program of its own, with the margins as signals, and run by the interpreter.</summary>
internal sealed class LoweredMonitor : IMonitorCarries
{
    private readonly ProgramBuilder _builder = new();
    private readonly ProgramBuilder _reset = new();
    private readonly List<CarrySlot> _slots = [];
    private readonly List<int> _results = [];
    private float[][] _carries = [];

    private LoweredMonitor()
    {
    }

    public RewardProgram Step { get; private set; } = null!;

    public RewardProgram Reset { get; private set; } = null!;

    /// <summary>Floats that the lowering says are kept.</summary>
    public int Memory { get; private set; }

    /// <summary>How many steps the values are late.</summary>
    public int Delay { get; private set; }

    public static LoweredMonitor? EachStep(TemporalFormula formula, int atoms, bool mayBeNaN = true, float temperature = 0f) => new LoweredMonitor().Lower(atoms, mayBeNaN, temperature, (lowering, monitor) =>
    {
        if (lowering.EachStep(formula, out TemporalFormula? _) is not { } step)
        {
            return false;
        }

        monitor.Delay = step.Delay;
        monitor._results.AddRange([step.Value, monitor._builder.Apply(Opcode.BoolToFloat, step.Exists)]);
        return true;
    });

    public static LoweredMonitor? Episode(TemporalFormula formula, int atoms, bool mayBeNaN = true, float temperature = 0f) => new LoweredMonitor().Lower(atoms, mayBeNaN, temperature, (lowering, monitor) =>
    {
        if (lowering.Episode(formula, monitor._builder.Leaf(Opcode.Truncated, IrType.Bool), out TemporalFormula? _) is not { } bounds)
        {
            return false;
        }

        monitor._results.AddRange([bounds.Lower, bounds.Upper, bounds.Closed]);
        return true;
    });

    int IMonitorCarries.Add(CarrySlot slot, uint initialBits)
    {
        _slots.Add(slot);
        _reset.Output(OutputKind.Carry, _slots.Count - 1, _reset.ConstBits(IrKind.Float, initialBits));
        return _slots.Count - 1;
    }

    void IMonitorCarries.Write(int carry, int value) => _builder.Output(OutputKind.Carry, carry, value);

    /// <summary>Starts an episode.</summary>
    public void Start()
    {
        float[][] values = Interpreter.Run(Reset, new InterpreterState());
        _carries = [.. Step.Carries.Select((c, i) => CarryContents.Start(c, values[Reset.Find(OutputKind.Carry, i)]))];
    }

    /// <summary>The results of a step.</summary>
    public float[] Take(float[] margins, bool ends = false)
    {
        float[][] values = Interpreter.Run(Step, new InterpreterState { Inputs = [.. margins.Select(static m => new[] { m })], Carries = _carries, Truncated = ends });
        float[] results = [.. Enumerable.Range(0, _results.Count).Select(i => values[Step.Find(OutputKind.Column, i)][0])];
        _carries = [.. Step.Carries.Select((c, i) => CarryContents.Next(c, _carries[i], values[Step.Find(OutputKind.Carry, i)]))];
        return results;
    }

    /// <summary>The value of the step program that is a result.</summary>
    public int Result(int index) => Step.Find(OutputKind.Column, index);

    /// <summary>What is proven when every margin has the same range.</summary>
    public ProgramAnalysis Analyse(FloatRange margins) =>
        ProgramAnalysis.Run(Step, Reset, new AnalysisFacts([.. Step.Inputs.Select(_ => new[] { margins })], [], 0));

    private LoweredMonitor? Lower(int atoms, bool mayBeNaN, float temperature, Func<MonitorLowering, LoweredMonitor, bool> lower)
    {
        int[] margins = [.. Enumerable.Range(0, atoms).Select(i => _builder.Leaf(Opcode.Input, IrType.Float, i))];
        var lowering = new MonitorLowering(_builder, this, "Formula", margins, mayBeNaN, temperature);
        if (!lower(lowering, this))
        {
            return null;
        }

        Memory = lowering.Memory;
        for (int i = 0; i < _results.Count; i++)
        {
            _builder.Output(OutputKind.Column, i, _results[i]);
        }

        EquatableArray<InputSlot> inputs = Enumerable.Range(0, atoms).Select(static i => new InputSlot("M" + i, InputStorage.Float32, 1, InputForm.Scalar)).ToEquatableArray();
        EquatableArray<ParameterSlot> none = Array.Empty<ParameterSlot>().ToEquatableArray();
        Step = Optimizer.Run(_builder.Build(inputs, _slots.ToEquatableArray(), none));
        Reset = Optimizer.Run(_reset.Build(inputs, _slots.ToEquatableArray(), none));
        return this;
    }
}
