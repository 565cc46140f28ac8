using System;

namespace RewardDsl.Benchmarks;

/// <summary>A step over the environments from <paramref name="from"/> to <paramref name="to"/>, both multiples of 128.</summary>
internal delegate void RangeStep(in StepPointers s, long from, long to);

/// <summary>A kernel written by hand, on one thread or on several, each with a run of environments.</summary>
internal sealed unsafe class RangeKernel : StepKernel
{
    private const int Tile = 128;

    private readonly AlignedMemory _memory = new();
    private readonly SpinPool? _pool;
    private readonly Action<int> _runPart;
    private readonly RangeStep _step;
    private readonly StepInputs _inputs;
    private readonly bool _computes;
    private readonly int _threads;
    private StepPointers _pointers;

    public RangeKernel(string name, StepInputs inputs, int threads, RangeStep step, bool computes = true)
        : base(name)
    {
        (_inputs, _threads, _step, _computes) = (inputs, threads, step, computes);
        if (inputs.Batch % (Tile * threads) != 0)
        {
            throw new ArgumentException($"A batch of {inputs.Batch} is not whole tiles of {Tile} for each of {threads} threads.", nameof(inputs));
        }

        _pool = threads > 1 ? new SpinPool(threads) : null;
        _runPart = RunPart;
        long batch = inputs.Batch;
        _pointers = inputs.Pointers;
        _pointers.Previous = _memory.Floats(12 * batch);
        _pointers.Total = _memory.Floats(batch);
        _pointers.Terms = _memory.Floats(12 * batch);
        _pointers.SumStride = batch + StepPointers.SumPadding;
        _pointers.Sums = _memory.Floats(StepPointers.Columns * _pointers.SumStride);
    }

    public override ReadOnlySpan<float> Total => new(_pointers.Total, _inputs.Batch);

    public override ReadOnlySpan<float> Terms => new(_pointers.Terms, StepPointers.Columns * _inputs.Batch);

    public override bool Computes => _computes;

    public override ReadOnlySpan<float> Sum(int column) => new(_pointers.Sums + (column * _pointers.SumStride), _inputs.Batch);

    public override void Step()
    {
        if (_pool is null)
        {
            _step(in _pointers, 0, _inputs.Batch);
        }
        else
        {
            _pool.Run(_runPart, _threads);
        }
    }

    public override void FirstStep()
    {
        float* action = _pointers.Action;
        _pointers.Action = (float*)_inputs.FirstAction;
        Step();
        _pointers.Action = action;
    }

    public override void Dispose()
    {
        _pool?.Dispose();
        _memory.Dispose();
    }

    private void RunPart(int part)
    {
        long share = _inputs.Batch / _threads;
        _step(in _pointers, part * share, (part + 1) * share);
    }
}
