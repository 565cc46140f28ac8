using System;
using QuadrupedVelocity;

namespace RewardDsl.Benchmarks;

/// <summary>The generated evaluator on arrays in one of the example's layouts.</summary>
internal sealed class LayoutKernel : StepKernel
{
    private readonly Workload _workload;
    private readonly Layout _layout;
    private readonly VelocityReward.Evaluator _evaluator;
    private readonly bool[] _truncated;
    private readonly float[] _total;
    private readonly float[] _terms;

    public LayoutKernel(Workload workload, Layout layout)
        : base(layout.Name)
    {
        (_workload, _layout) = (workload, layout);
        _truncated = new bool[workload.Count];
        _total = new float[workload.Count];
        _terms = new float[StepPointers.Columns * workload.Count];
        _evaluator = layout.CreateEvaluator(workload.Count, EvaluatorOptions.Default);
        _evaluator.Reset(layout.Inputs(workload, workload.PreviousAction));
    }

    public override ReadOnlySpan<float> Total => _total;

    public override ReadOnlySpan<float> Terms => _terms;

    public override ReadOnlySpan<float> Sum(int column) => _evaluator.EpisodeSum(column);

    public override void Step() => Step(_workload.Action);

    public override void FirstStep() => Step(_workload.PreviousAction);

    public override void Dispose() => _evaluator.Dispose();

    private void Step(float[] action) => _evaluator.Step(
        _layout.Inputs(_workload, action),
        new StepEnds { Truncated = _truncated },
        new StepOutputs { Total = _total, Terms = _terms });
}
