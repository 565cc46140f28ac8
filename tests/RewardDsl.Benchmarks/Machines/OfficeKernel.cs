using System;
using RewardDsl;

namespace OfficeErrands;

/// <summary>A generated evaluator of the errands on the shared inputs, in the first states.</summary>
internal abstract class OfficeKernel : IDisposable
{
    private readonly float[] _total;
    private readonly float[] _states;
    private readonly bool[] _terminated;

    private protected OfficeKernel(OfficeInputs inputs)
    {
        Inputs = inputs;
        _total = new float[inputs.Batch];
        _states = new float[inputs.Batch];
        _terminated = new bool[inputs.Batch];
    }

    public float[] Total => _total;

    /// <summary>After the step, before a reset.</summary>
    public float[] States => _states;

    public bool[] Terminated => _terminated;

    protected OfficeInputs Inputs { get; }

    /// <summary>The evaluator of one of the two rewards.</summary>
    public static OfficeKernel Of(bool isByPlace, OfficeInputs inputs, EvaluatorOptions options) =>
        isByPlace ? new Place(inputs, options) : new Table(inputs, options);

    public void Step() => Step(Inputs.Labels);

    /// <summary>What ended starts anew.</summary>
    public abstract void Reset();

    public abstract void Dispose();

    private protected abstract void Step(bool[][] labels);

    private sealed class Table : OfficeKernel
    {
        private readonly OfficeByTable.Evaluator _evaluator;

        public Table(OfficeInputs inputs, EvaluatorOptions options)
            : base(inputs)
        {
            _evaluator = new OfficeByTable.Evaluator(inputs.Batch, options);
            _evaluator.Reset(OfficeInputs.ByTable(inputs.None));
            Step(inputs.Start);
        }

        public override void Reset() => _evaluator.Reset(_evaluator.Ended, OfficeInputs.ByTable(Inputs.None));

        public override void Dispose() => _evaluator.Dispose();

        private protected override void Step(bool[][] labels) => _evaluator.Step(
            OfficeInputs.ByTable(labels), new StepEnds { Truncated = Inputs.Never }, new StepOutputs { Total = Total, Automata = States, Terminated = Terminated });
    }

    private sealed class Place : OfficeKernel
    {
        private readonly OfficeByPlace.Evaluator _evaluator;

        public Place(OfficeInputs inputs, EvaluatorOptions options)
            : base(inputs)
        {
            _evaluator = new OfficeByPlace.Evaluator(inputs.Batch, options);
            _evaluator.Reset(inputs.ByPlace(inputs.None));
            Step(inputs.Start);
        }

        public override void Reset() => _evaluator.Reset(_evaluator.Ended, Inputs.ByPlace(Inputs.None));

        public override void Dispose() => _evaluator.Dispose();

        private protected override void Step(bool[][] labels) => _evaluator.Step(
            Inputs.ByPlace(labels), new StepEnds { Truncated = Inputs.Never }, new StepOutputs { Total = Total, Automata = States, Terminated = Terminated });
    }
}
