namespace RewardDsl.Generated
{
    using global::System;
    using global::System.Collections.Generic;
    using global::System.Runtime.InteropServices;
    using torch = global::TorchSharp.torch;
    using Tensor = global::TorchSharp.torch.Tensor;

    /// <summary>One evaluation of a differentiable form: what its program reads and what it gives.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("RewardDsl", "0.1")]
    internal sealed class RewardTorchCall
    {
        public RewardTorchCall(int inputs, int carries)
        {
            Inputs = new Tensor[inputs];
            Next = new Tensor?[carries];
        }

        /// <summary>The signals, one row of elements for each environment.</summary>
        public Tensor[] Inputs { get; }

        public Tensor Truncated = null!;

        public Tensor External = null!;

        /// <summary>Given where derivatives are wanted.</summary>
        public RewardTorchGuard? Guard;

        public global::RewardDsl.StepResults Wanted;

        public RewardTorchResults Results = new RewardTorchResults();

        /// <summary>The next values of the carries; null keeps the present one.</summary>
        public Tensor?[] Next { get; }
    }

    /// <summary>
    /// A reward as eager tensor operations with its state: the carries, without gradients, and constants on its device. Everything that an evaluation makes and
    /// does not return is disposed by the end of it.
    /// </summary>
    [global::System.CodeDom.Compiler.GeneratedCode("RewardDsl", "0.1")]
    internal abstract class RewardTorchProgram : IDisposable
    {
        private readonly global::RewardDsl.Kernels.EvaluatorLayout _layout;
        private readonly global::RewardDsl.ParameterSet _parameters;
        private readonly bool _continues;
        private readonly RewardTorchShape[] _shapes;
        private readonly float[] _parameterValues;
        private readonly RewardTorchGuard _guard;
        private readonly global::RewardDsl.Kernels.MonitorCloser[] _closers;
        private readonly Tensor _never;
        private Tensor _ended;
        private Tensor? _neverReset;
        private bool _mayWait = true;
        private long _tick;
        private bool _hasUniforms;
        private bool _disposed;

        protected RewardTorchProgram(global::RewardDsl.Kernels.EvaluatorLayout layout, int[] components, long batchSize, torch.Device? device, global::RewardDsl.EvaluatorOptions? options)
        {
            if (batchSize < 1 || batchSize > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "A batch has at least 1 environment.");
            }

            _layout = layout;
            Batch = batchSize;
            Device = device ?? torch.CPU;
            _continues = options?.AfterEnd == global::RewardDsl.AfterEndPolicy.Continue;
            _parameters = new global::RewardDsl.ParameterSet(layout.Spec);
            _shapes = new RewardTorchShape[layout.Spec.Signals.Count];
            for (int i = 0; i < _shapes.Length; i++)
            {
                _shapes[i] = new RewardTorchShape(layout.Spec.Signals[i], components[i], batchSize, Device);
            }

            _closers = new global::RewardDsl.Kernels.MonitorCloser[layout.Closings.Count];
            for (int i = 0; i < _closers.Length; i++)
            {
                _closers[i] = new global::RewardDsl.Kernels.MonitorCloser(layout.Closings[i]);
            }

            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            _guard = new RewardTorchGuard(Device);
            _never = Keep(torch.zeros(new[] { batchSize }, torch.ScalarType.Bool, Device));
            _ended = Keep(torch.ones(new[] { batchSize }, torch.ScalarType.Bool, Device));
            _neverReset = Keep(torch.ones(new[] { batchSize }, torch.ScalarType.Bool, Device));
            First = Keep(torch.zeros(new[] { batchSize }, torch.ScalarType.Bool, Device));
            _parameterValues = _parameters.Values.ToArray();
            Parameters = new Tensor[_parameterValues.Length];
            for (int i = 0; i < Parameters.Length; i++)
            {
                Parameters[i] = Keep(torch.tensor(_parameterValues[i], device: Device));
            }

            Carries = new Tensor[layout.Carries.Count];
            for (int i = 0; i < Carries.Length; i++)
            {
                global::RewardDsl.Kernels.CarryLayout carry = layout.Carries[i];
                long[] size = carry.IsVector ? new[] { batchSize, carry.Width } : carry.Ring == global::RewardDsl.Kernels.RingForm.None ? new[] { batchSize } : new[] { carry.Width, batchSize };
                Carries[i] = Keep(carry.IsBool
                    ? torch.full(size, (carry.Constant ?? 0f) != 0f, torch.ScalarType.Bool, Device)
                    : torch.full(size, carry.Ring == global::RewardDsl.Kernels.RingForm.None ? carry.Constant ?? 0f : Empty(carry), torch.ScalarType.Float32, Device));
            }
        }

        public long Batch { get; }

        public torch.Device Device { get; }

        public global::RewardDsl.ParameterSet ParameterSet => _parameters;

        protected Tensor[] Constants { get; private set; } = Array.Empty<Tensor>();

        protected Tensor[] Carries { get; }

        protected Tensor[] Parameters { get; }

        /// <summary>Values that are the same until a parameter changes.</summary>
        protected Tensor[] Uniforms { get; private set; } = Array.Empty<Tensor>();

        protected Tensor First { get; private set; }

        /// <summary>The environments whose episode ended and that were not reset since, as a new tensor.</summary>
        public Tensor Ended()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _ended.clone();
        }

        /// <summary>One step of every environment.</summary>
        public RewardTorchResults Step(Tensor?[] inputs, Tensor truncated, Tensor? terminated, global::RewardDsl.StepResults wanted)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            for (int i = 0; i < inputs.Length; i++)
            {
                _shapes[i].Check(inputs[i]);
            }

            RewardTorchShape.CheckMask(truncated, nameof(truncated), Batch, Device);
            if (terminated is not null)
            {
                RewardTorchShape.CheckMask(terminated, nameof(terminated), Batch, Device);
            }

            using var scope = torch.NewDisposeScope();
            ThrowIfWaiting();
            TakeParameters();
            var call = new RewardTorchCall(inputs.Length, Carries.Length) { Wanted = wanted };
            bool grad = false;
            for (int i = 0; i < inputs.Length; i++)
            {
                call.Inputs[i] = Rows(i, inputs[i]!);
                grad |= inputs[i]!.requires_grad;
            }

            call.Guard = grad && torch.is_grad_enabled() ? _guard : null;
            call.Truncated = Truth(truncated);
            call.External = terminated is null ? _never : Truth(terminated);
            Step(call);
            using (torch.no_grad())
            {
                Tensor?[] next = Prepare(call);
                Tensor ended = Keep(call.Results.Terminated!.logical_or(call.Truncated));

                // Nothing fails from here on.
                Commit(next);
                _ended.Dispose();
                _ended = ended;
                _mayWait = true;
                if (_layout.UsesFirst)
                {
                    First.Dispose();
                    First = Keep(_never.clone());
                }
            }

            return call.Results.MoveToOuterScope();
        }

        /// <summary>New episodes in the masked environments.</summary>
        public void Reset(Tensor? mask, Tensor?[] inputs)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (mask is not null)
            {
                RewardTorchShape.CheckMask(mask, nameof(mask), Batch, Device);
            }

            for (int i = 0; i < inputs.Length; i++)
            {
                if (inputs[i] is not null || _layout.Inputs[i].Reset)
                {
                    _shapes[i].Check(inputs[i]);
                }
            }

            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            TakeParameters();
            var call = new RewardTorchCall(inputs.Length, Carries.Length);
            for (int i = 0; i < inputs.Length; i++)
            {
                call.Inputs[i] = inputs[i] is { } tensor ? Rows(i, tensor) : null!;
            }

            Reset(call);
            Tensor? chosen = mask is null ? null : Truth(mask);
            Tensor? column = chosen?.unsqueeze(-1);
            var next = new Tensor?[Carries.Length];
            for (int i = 0; i < Carries.Length; i++)
            {
                global::RewardDsl.Kernels.CarryLayout carry = _layout.Carries[i];
                if (carry.Ring != global::RewardDsl.Kernels.RingForm.None)
                {
                    next[i] = chosen is null ? torch.full(new[] { carry.Width, Batch }, Empty(carry), torch.ScalarType.Float32, Device) : Carries[i].masked_fill(chosen, Empty(carry));
                }
                else if (call.Next[i] is { } value)
                {
                    next[i] = chosen is null ? Whole(value, carry).clone() : torch.where(carry.IsVector ? column! : chosen, value, Carries[i]);
                }
            }

            Tensor first = chosen is null ? torch.ones(new[] { Batch }, torch.ScalarType.Bool, Device) : First.logical_or(chosen);
            Tensor ended = chosen is null ? _never.clone() : _ended.logical_and(chosen.logical_not());
            Tensor? neverReset = chosen is null ? null : _neverReset?.logical_and(chosen.logical_not());
            for (int i = 0; i < Carries.Length; i++)
            {
                if (next[i] is { } value)
                {
                    Carries[i].Dispose();
                    Carries[i] = Keep(value);
                }
            }

            First.Dispose();
            First = Keep(first);
            _ended.Dispose();
            _ended = Keep(ended);
            _neverReset?.Dispose();
            _neverReset = neverReset is null ? null : Keep(neverReset);
            _mayWait = chosen is not null;
        }

        /// <summary>Sets a parameter that has a value of its own in each environment.</summary>
        public void SetParameter(string name, Tensor values)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            ArgumentNullException.ThrowIfNull(name);
            for (int i = 0; i < Carries.Length; i++)
            {
                if (_layout.Carries[i].Constant is null || _layout.Carries[i].Name != global::RewardDsl.Kernels.CarryLayout.ParameterPrefix + name)
                {
                    continue;
                }

                if (values is null || values.dtype != torch.ScalarType.Float32 || values.Dimensions != 1 || values.size(0) != Batch || values.device_type != Device.type)
                {
                    throw new ArgumentException("'" + name + "' needs one float32 for each of the " + Batch.ToString(global::System.Globalization.CultureInfo.InvariantCulture) + " environments, on " + Device + ".", nameof(values));
                }

                using var scope = torch.NewDisposeScope();
                using var noGrad = torch.no_grad();
                foreach (global::RewardDsl.ParameterInfo info in _layout.Spec.Parameters)
                {
                    if (info.Name == name && values.ge(torch.tensor(info.Min, device: Device)).logical_and(values.le(torch.tensor(info.Max, device: Device))).all().logical_not().item<bool>())
                    {
                        throw new ArgumentOutOfRangeException(nameof(values), "A value of '" + name + "' is not a number in its declared range.");
                    }
                }

                Tensor own = Keep(values.detach().clone());
                Carries[i].Dispose();
                Carries[i] = own;
                return;
            }

            throw new KeyNotFoundException("There is no parameter '" + name + "' with a value for each environment.");
        }

        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            foreach (Tensor[] all in new[] { Constants, Carries, Parameters, Uniforms })
            {
                foreach (Tensor tensor in all)
                {
                    tensor.Dispose();
                }
            }

            _guard.Dispose();
            _never.Dispose();
            _ended.Dispose();
            _neverReset?.Dispose();
            First.Dispose();
        }

        /// <summary>The step program.</summary>
        protected abstract void Step(RewardTorchCall call);

        /// <summary>Computes the values that are the same until a parameter changes.</summary>
        protected abstract Tensor[] MakeUniforms();

        /// <summary>The reset program.</summary>
        protected abstract void Reset(RewardTorchCall call);

        /// <summary>Keeps constants for the lifetime of the program.</summary>
        protected void Cache(params Tensor[] constants)
        {
            foreach (Tensor constant in constants)
            {
                Keep(constant);
            }

            Constants = constants;
        }

        protected Tensor Scalar(float value) => torch.tensor(value, device: Device);

        protected Tensor Truth(bool value) => torch.tensor(value, torch.ScalarType.Bool, Device);

        protected Tensor Vector(params float[] values) => torch.tensor(values, torch.ScalarType.Float32, Device);

        protected Tensor Truths(params bool[] values) => torch.tensor(values, torch.ScalarType.Bool, Device);

        protected Tensor Indices(params long[] values) => torch.tensor(values, torch.ScalarType.Int64, Device);

        /// <summary>What a constant says of each environment.</summary>
        protected Tensor Everywhere(Tensor value) => value.expand(Batch);

        /// <summary>Columns as rows.</summary>
        protected Tensor Columns(params Tensor[] columns) => columns.Length == 0 ? torch.empty(new[] { Batch, 0L }, torch.ScalarType.Float32, Device) : torch.stack(columns, -1);

        /// <summary>What was written to a ring as many steps ago as it reaches. A copy: the row is written next, and a gradient may still ask for it.</summary>
        protected Tensor Delayed(int carry) => Carries[carry].select(0, Row(carry)).clone();

        protected Tensor Smallest(int carry) => Carries[carry].amin(0);

        protected Tensor Largest(int carry) => Carries[carry].amax(0);

        /// <summary>The largest of a ring where each value counts only as much as the smallest of the left operand's older ones.</summary>
        protected Tensor Until(int carry, int left)
        {
            Tensor own = Ordered(carry);
            Tensor before = Running(Ordered(left), false);
            long rows = _layout.Carries[carry].Width;
            return torch.maximum(own.select(0, 0), torch.minimum(own.narrow(0, 1, rows - 1), before.narrow(0, 0, rows - 1)).amax(0));
        }

        /// <summary>Until with smallest and largest exchanged.</summary>
        protected Tensor Release(int carry, int left)
        {
            Tensor own = Ordered(carry);
            Tensor before = Running(Ordered(left), true);
            long rows = _layout.Carries[carry].Width;
            return torch.minimum(own.select(0, 0), torch.maximum(own.narrow(0, 1, rows - 1), before.narrow(0, 0, rows - 1)).amin(0));
        }

        /// <summary>What closes a monitor where an episode ends, 0 elsewhere: computed on the CPU, without a gradient. It is little work, but the device waits for it.</summary>
        /// <param name="closing">Which monitor.</param>
        /// <param name="ends">Where it closes.</param>
        /// <param name="numbers">The steps of the episode, and the values that the monitor is given.</param>
        protected Tensor Close(int closing, Tensor ends, params Tensor[] numbers)
        {
            using var noGrad = torch.no_grad();
            using var scope = torch.NewDisposeScope();
            ReadOnlySpan<byte> which = ends.cpu().contiguous().bytes;
            var rows = new List<long>();
            for (int i = 0; i < which.Length; i++)
            {
                if (which[i] != 0)
                {
                    rows.Add(i);
                }
            }

            float[] closed = new float[Batch];
            if (rows.Count > 0)
            {
                Tensor chosen = torch.tensor(rows.ToArray(), torch.ScalarType.Int64, Device);
                float[] Values(Tensor tensor, long dimension) => MemoryMarshal.Cast<byte, float>(tensor.detach().index_select(dimension, chosen).cpu().contiguous().bytes).ToArray();
                var columns = new float[numbers.Length][];
                for (int i = 0; i < columns.Length; i++)
                {
                    columns[i] = Values(numbers[i].expand(Batch), 0);
                }

                var rings = new Dictionary<int, float[]>();
                foreach (int ring in _layout.Closings[closing].Rings)
                {
                    if (ring >= 0 && !rings.ContainsKey(ring))
                    {
                        rings.Add(ring, Values(Carries[ring], 1));
                    }
                }

                float[] own = new float[columns.Length];
                for (int e = 0; e < rows.Count; e++)
                {
                    for (int i = 0; i < own.Length; i++)
                    {
                        own[i] = columns[i][e];
                    }

                    int environment = e;
                    closed[rows[e]] = _closers[closing].Close(own, (ring, steps) =>
                    {
                        int count = _layout.Carries[ring].Width;
                        int row = (((Row(ring) - steps) % count) + count) % count;
                        return rings[ring][(row * rows.Count) + environment];
                    });
                }
            }

            return torch.tensor(closed, torch.ScalarType.Float32, Device).MoveToOuterDisposeScope();
        }

        /// <summary>A ring from the oldest row to the newest.</summary>
        private Tensor Ordered(int carry)
        {
            int row = Row(carry);
            long rows = _layout.Carries[carry].Width;
            return row == 0 ? Carries[carry] : torch.cat(new[] { Carries[carry].narrow(0, row, rows - row), Carries[carry].narrow(0, 0, row) }, 0);
        }

        /// <summary>The extremes from the first row to each, by doubling.</summary>
        private static Tensor Running(Tensor rows, bool isMax)
        {
            long count = rows.size(0);
            for (long step = 1; step < count; step *= 2)
            {
                Tensor own = rows.narrow(0, step, count - step);
                Tensor before = rows.narrow(0, 0, count - step);
                rows = torch.cat(new[] { rows.narrow(0, 0, step), isMax ? torch.maximum(own, before) : torch.minimum(own, before) }, 0);
            }

            return rows;
        }

        private static Tensor Keep(Tensor tensor) => tensor.DetachFromDisposeScope();

        private static float Empty(global::RewardDsl.Kernels.CarryLayout carry) => carry.Ring switch
        {
            global::RewardDsl.Kernels.RingForm.Delayed => carry.Initial,
            global::RewardDsl.Kernels.RingForm.Largest or global::RewardDsl.Kernels.RingForm.Until => float.NegativeInfinity,
            _ => float.PositiveInfinity,
        };

        /// <summary>The row of a ring that this step writes: the oldest one.</summary>
        private int Row(int carry) => (int)(_tick % _layout.Carries[carry].Width);

        private static Tensor Truth(Tensor mask) => mask.dtype == torch.ScalarType.Bool ? mask : mask.to(torch.ScalarType.Bool);

        /// <summary>A signal as its program reads it: one value or one row of elements for each environment, whole numbers as floats.</summary>
        private Tensor Rows(int index, Tensor tensor)
        {
            global::RewardDsl.SignalInfo signal = _layout.Spec.Signals[index];
            if (signal.IsBool)
            {
                tensor = Truth(tensor);
            }
            else if (signal.Storage == global::RewardDsl.SignalStorage.Int32)
            {
                tensor = tensor.to(torch.ScalarType.Float32);
            }

            return IsScalar(index) ? (tensor.Dimensions == 1 ? tensor : tensor.reshape(Batch)) : tensor.Dimensions == 2 && tensor.size(1) == signal.Width ? tensor : tensor.reshape(Batch, signal.Width);
        }

        /// <summary>Whether the program reads a signal as one value.</summary>
        protected abstract bool IsScalar(int signal);

        private Tensor Whole(Tensor value, global::RewardDsl.Kernels.CarryLayout carry) => carry.IsVector ? value.expand(Batch, carry.Width) : value.expand(Batch);

        /// <summary>The next carries, made before any is replaced.</summary>
        private Tensor?[] Prepare(RewardTorchCall call)
        {
            var next = new Tensor?[Carries.Length];
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = call.Next[i] is { } value ? Keep(Whole(value.detach(), _layout.Carries[i])) : null;
            }

            return next;
        }

        private void Commit(Tensor?[] next)
        {
            for (int i = 0; i < next.Length; i++)
            {
                if (next[i] is not { } value)
                {
                    continue;
                }

                if (_layout.Carries[i].Ring != global::RewardDsl.Kernels.RingForm.None)
                {
                    using Tensor row = Carries[i].select(0, Row(i));
                    row.copy_(value);
                    value.Dispose();
                    continue;
                }

                Carries[i].Dispose();
                Carries[i] = value;
            }

            _tick++;
        }

        private void TakeParameters()
        {
            ReadOnlySpan<float> values = _parameters.Values;
            bool isChanged = !_hasUniforms;
            for (int i = 0; i < values.Length; i++)
            {
                if (BitConverter.SingleToInt32Bits(values[i]) != BitConverter.SingleToInt32Bits(_parameterValues[i]))
                {
                    Tensor next = Keep(torch.tensor(values[i], device: Device));
                    Parameters[i].Dispose();
                    Parameters[i] = next;
                    _parameterValues[i] = values[i];
                    isChanged = true;
                }
            }

            if (!isChanged)
            {
                return;
            }

            using var noGrad = torch.no_grad();
            Tensor[] uniforms = MakeUniforms();
            foreach (Tensor tensor in uniforms)
            {
                Keep(tensor);
            }

            foreach (Tensor tensor in Uniforms)
            {
                tensor.Dispose();
            }

            Uniforms = uniforms;
            _hasUniforms = true;
        }

        private void ThrowIfWaiting()
        {
            if (_neverReset is { } never)
            {
                ThrowIfAny(never);
                never.Dispose();
                _neverReset = null;
            }

            if (_mayWait && !_continues)
            {
                ThrowIfAny(_ended);
                _mayWait = false;
            }
        }

        private void ThrowIfAny(Tensor waiting)
        {
            if (waiting.any().item<bool>())
            {
                throw new InvalidOperationException(
                    waiting.sum().item<long>().ToString(global::System.Globalization.CultureInfo.InvariantCulture) + " of " + Batch.ToString(global::System.Globalization.CultureInfo.InvariantCulture) + " environments must be reset before they step: " +
                    "their episode ended at the previous step, or they were never reset. Call Reset with their mask and first observation.");
            }
        }
    }
}
