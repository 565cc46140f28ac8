namespace RewardDsl.Generated
{
    using torch = global::TorchSharp.torch;
    using Tensor = global::TorchSharp.torch.Tensor;

    /// <summary>The tensors that a step makes.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("RewardDsl", "0.1")]
    internal sealed class RewardTorchResults
    {
        public Tensor? Total;
        public Tensor? Terminated;
        public Tensor? Terms;
        public Tensor? Objective;
        public Tensor? Costs;
        public Tensor? Metrics;
        public Tensor? Critics;
        public Tensor? Automata;
        public Tensor? Verdicts;
        public Tensor? Letters;
        public Tensor? EndCauses;
        public global::RewardDsl.StepSummary Summary;

        /// <summary>Makes the tensors that a kernel is to fill.</summary>
        /// <param name="spec">The spec.</param>
        /// <param name="wanted">What is wanted beside the total.</param>
        /// <param name="batch">Number of environments.</param>
        /// <param name="device">Where.</param>
        /// <param name="isByColumn">Whether matrices are written column by column, as a device does.</param>
        public static RewardTorchResults Allocate(global::RewardDsl.RewardSpecInfo spec, global::RewardDsl.StepResults wanted, long batch, torch.Device device, bool isByColumn = false)
        {
            Tensor? Rows(global::RewardDsl.StepResults which, int columns) =>
                (wanted & which) == 0 ? null : torch.empty(isByColumn ? new long[] { columns, batch } : new long[] { batch, columns }, torch.ScalarType.Float32, device);

            return new RewardTorchResults
            {
                Total = torch.empty(new long[] { batch }, torch.ScalarType.Float32, device),
                Terminated = torch.empty(new long[] { batch }, torch.ScalarType.Bool, device),
                Objective = (wanted & global::RewardDsl.StepResults.Objective) == 0 ? null : torch.empty(new long[] { batch }, torch.ScalarType.Float32, device),
                EndCauses = (wanted & global::RewardDsl.StepResults.EndCauses) == 0 ? null : torch.empty(new long[] { batch }, torch.ScalarType.Byte, device),
                Terms = Rows(global::RewardDsl.StepResults.Terms, spec.Columns.Count),
                Costs = Rows(global::RewardDsl.StepResults.Costs, spec.Costs.Count),
                Metrics = Rows(global::RewardDsl.StepResults.Metrics, spec.Metrics.Count),
                Critics = Rows(global::RewardDsl.StepResults.Critics, spec.Critics.Count),
                Automata = Rows(global::RewardDsl.StepResults.Automata, spec.Automata.Count),
                Verdicts = Rows(global::RewardDsl.StepResults.Verdicts, spec.Formulas.Count),
                Letters = Rows(global::RewardDsl.StepResults.Letters, spec.Machines.Count),
            };
        }

        /// <summary>Matrices that were written column by column as one row for each environment: views, nothing is moved.</summary>
        public void Turn()
        {
            Terms = Terms?.transpose(0, 1);
            Costs = Costs?.transpose(0, 1);
            Metrics = Metrics?.transpose(0, 1);
            Critics = Critics?.transpose(0, 1);
            Automata = Automata?.transpose(0, 1);
            Verdicts = Verdicts?.transpose(0, 1);
            Letters = Letters?.transpose(0, 1);
        }

        /// <summary>Hands the tensors to the scope around the present one.</summary>
        public RewardTorchResults MoveToOuterScope()
        {
            foreach (Tensor? tensor in new[] { Total, Terminated, Terms, Objective, Costs, Metrics, Critics, Automata, Verdicts, Letters, EndCauses })
            {
                tensor?.MoveToOuterDisposeScope();
            }

            return this;
        }
    }
}
