using System;
using QuadrupedVelocity;

namespace RewardDsl.Benchmarks;

/// <summary>The generated evaluator on the shared inputs.</summary>
internal sealed unsafe class EvaluatorKernel : StepKernel
{
    private readonly AlignedMemory _memory = new();
    private readonly StepInputs _inputs;
    private readonly VelocityReward.Evaluator _evaluator;
    private readonly float* _total;
    private readonly float* _terms;

    public EvaluatorKernel(string name, StepInputs inputs, EvaluatorOptions options)
        : base(name)
    {
        _inputs = inputs;
        _total = _memory.Floats(inputs.Batch);
        _terms = _memory.Floats((long)StepPointers.Columns * inputs.Batch);
        _evaluator = new VelocityReward.Evaluator(inputs.Batch, options);
        _evaluator.Reset(inputs.Views(first: true));
    }

    public override ReadOnlySpan<float> Total => new(_total, _inputs.Batch);

    public override ReadOnlySpan<float> Terms => new(_terms, StepPointers.Columns * _inputs.Batch);

    public override ReadOnlySpan<float> Sum(int column) => _evaluator.EpisodeSum(column);

    public override void Step() => Step(first: false);

    public override void FirstStep() => Step(first: true);

    public override void Dispose()
    {
        _evaluator.Dispose();
        _memory.Dispose();
    }

    private void Step(bool first) => _evaluator.Step(
        _inputs.Views(first),
        new StepEnds { Truncated = _inputs.Truncated },
        new StepOutputs
        {
            Total = new Span<float>(_total, _inputs.Batch),
            Terms = new Span<float>(_terms, StepPointers.Columns * _inputs.Batch),
        });
}
