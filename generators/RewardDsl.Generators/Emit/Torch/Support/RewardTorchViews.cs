namespace RewardDsl.Generated
{
    using global::System;
    using global::System.Collections.Generic;
    using global::System.Runtime.InteropServices;
    using torch = global::TorchSharp.torch;
    using Tensor = global::TorchSharp.torch.Tensor;

    /// <summary>The tensors of one call as views of their memory, for a fused kernel. Nothing is copied unless it is asked for.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("RewardDsl", "0.1")]
    internal sealed class RewardTorchViews : IDisposable
    {
        private readonly RewardTorchShape[] _shapes;
        private readonly Tensor?[] _given;
        private readonly Tensor?[] _memory;
        private readonly long[] _rows;
        private readonly long[] _frames;
        private readonly long[] _extents;
        private readonly long _batch;
        private readonly torch.Device _device;
        private readonly long[] _ownElements;
        private readonly Order?[] _orders;
        private readonly List<int> _asking = new List<int>();
        private readonly List<Tensor> _masks = new List<Tensor>();

        public RewardTorchViews(global::RewardDsl.RewardSpecInfo spec, int[] components, long batch, torch.Device device)
        {
            int count = spec.Signals.Count;
            _batch = batch;
            _device = device;
            _shapes = new RewardTorchShape[count];
            for (int i = 0; i < count; i++)
            {
                _shapes[i] = new RewardTorchShape(spec.Signals[i], components[i], batch, device);
            }

            _ownElements = new long[count];
            for (int i = 0; i < count; i++)
            {
                _ownElements[i] = spec.Signals[i].Width / spec.Signals[i].Frames;
            }

            _orders = new Order?[count];
            _given = new Tensor?[count];
            _memory = new Tensor?[count];
            _rows = new long[count];
            _frames = new long[count];
            _extents = new long[count];
        }

        /// <summary>Checks a signal and finds its memory. Call it in a dispose scope without gradients.</summary>
        /// <param name="index">The signal.</param>
        /// <param name="tensor">Its tensor.</param>
        /// <param name="frameElements">Elements of a frame in the simulator's order.</param>
        /// <param name="isNeeded">Whether it may not be left out.</param>
        /// <param name="copies">Whether what cannot be read where it lies is copied.</param>
        public void Read(int index, Tensor? tensor, int frameElements, bool isNeeded, bool copies)
        {
            _given[index] = tensor;
            _memory[index] = null;
            _rows[index] = 0;
            _frames[index] = 0;
            if (tensor is null && !isNeeded)
            {
                return;
            }

            RewardTorchShape shape = _shapes[index];
            shape.FrameElements = frameElements;
            shape.Check(tensor);
            if (!shape.IsReadable)
            {
                if (!copies)
                {
                    throw shape.Unreadable(tensor!);
                }

                tensor = tensor!.contiguous();
                shape.Check(tensor);
            }

            long extent = ((_batch - 1) * shape.RowStride) + ((shape.Frames - 1) * shape.FrameStride) + shape.FrameElements;
            bool isOnCpu = _device.type == global::TorchSharp.DeviceType.CPU;
            if (isOnCpu && extent * tensor!.ElementSize > int.MaxValue)
            {
                throw shape.TooLarge();
            }

            _memory[index] = tensor;
            _extents[index] = extent;
            if (shape.IsDense)
            {
                return;
            }

            _rows[index] = shape.RowStride;
            _frames[index] = shape.Frames == 1 ? 0 : shape.FrameStride;
            if (isOnCpu)
            {
                // One row of everything from the first element to the last: memory without gaps, which a span can stand for.
                _memory[index] = tensor!.as_strided(new long[] { extent }, new long[] { 1 }, tensor.storage_offset());
            }
        }

        /// <summary>The tensor whose memory is read; null where a signal was left out.</summary>
        public Tensor? Memory(int index) => _memory[index];

        /// <summary>Elements from the first to the last.</summary>
        public long Extent(int index) => _extents[index];

        /// <summary>Elements from one environment to the next; 0: dense.</summary>
        public long RowStride(int index) => _rows[index];

        /// <summary>Elements from one frame to the next; 0: dense.</summary>
        public long FrameStride(int index) => _frames[index];

        /// <summary>Checks a mask and finds its memory.</summary>
        public global::RewardDsl.BoolView Mask(Tensor? mask, string name, bool isNeeded, bool copies) =>
            Dense(mask, name, isNeeded, copies) is { } dense ? (ReadOnlySpan<byte>)dense.bytes : default(global::RewardDsl.BoolView);

        /// <summary>Checks a mask; null where it may be left out and is.</summary>
        public Tensor? Dense(Tensor? mask, string name, bool isNeeded, bool copies)
        {
            if (mask is null && !isNeeded)
            {
                return null;
            }

            RewardTorchShape.CheckMask(mask, name, _batch, _device);
            if (_batch > 1 && mask!.stride(0) != 1)
            {
                mask = copies ? mask.contiguous() : throw new ArgumentException("'" + name + "' must be contiguous. Call .contiguous() on it, or let the evaluator copy such tensors (AllowCopies = true).", name);
            }

            // Nothing else may refer to a mask from here on, and its memory is still to be read.
            _masks.Add(mask!);
            return mask;
        }

        /// <summary>The tensor of a signal if it asks for a gradient.</summary>
        public Tensor? Wanted(int index) => _given[index] is { } tensor && tensor.requires_grad ? tensor : null;

        /// <summary>Memory for the gradient of a signal that asks for one, as kernels write it: dense, in the order of the spec's own elements; null for others.</summary>
        /// <param name="index">The signal.</param>
        /// <param name="columns">Where in a frame of the tensor each of the spec's own elements lies; null where both are the same.</param>
        /// <param name="asking">Takes the tensor.</param>
        /// <param name="gradients">Takes the memory; <see cref="Arrange"/> turns it into the gradient of the tensor.</param>
        public Tensor? Gradient(int index, IReadOnlyList<int>? columns, List<Tensor> asking, List<Tensor> gradients)
        {
            if (Wanted(index) is not { } tensor)
            {
                return null;
            }

            if (!ReferenceEquals(_orders[index]?.Columns, columns))
            {
                _orders[index]?.Dispose();
                _orders[index] = columns is null ? null : new Order(columns, _shapes[index].FrameElements, _device);
            }

            Tensor gradient = torch.empty(columns is null ? tensor.shape : new[] { _batch, _shapes[index].Frames, _ownElements[index] }, torch.ScalarType.Float32, _device);
            asking.Add(tensor);
            gradients.Add(gradient);
            _asking.Add(index);
            return gradient;
        }

        /// <summary>What was written in the order of the spec's own elements in the order and the shape of the tensors, with 0 where the reward reads nothing.</summary>
        public void Arrange(List<Tensor> gradients)
        {
            for (int i = 0; i < gradients.Count; i++)
            {
                if (_orders[_asking[i]] is { } order)
                {
                    gradients[i] = order.Of(gradients[i]).reshape(_given[_asking[i]]!.shape);
                }
            }
        }

        public global::RewardDsl.FloatView Float(int index)
        {
            if (_memory[index] is not { } memory)
            {
                return default;
            }

            ReadOnlySpan<float> data = MemoryMarshal.Cast<byte, float>(memory.bytes);
            return _rows[index] == 0 ? new global::RewardDsl.FloatView(data)
                : _frames[index] == 0 ? new global::RewardDsl.FloatView(data, 0, (int)_rows[index])
                : new global::RewardDsl.FloatView(data, 0, (int)_rows[index], (int)_frames[index]);
        }

        public global::RewardDsl.IntView Int(int index)
        {
            if (_memory[index] is not { } memory)
            {
                return default;
            }

            ReadOnlySpan<int> data = MemoryMarshal.Cast<byte, int>(memory.bytes);
            return _rows[index] == 0 ? new global::RewardDsl.IntView(data)
                : _frames[index] == 0 ? new global::RewardDsl.IntView(data, 0, (int)_rows[index])
                : new global::RewardDsl.IntView(data, 0, (int)_rows[index], (int)_frames[index]);
        }

        public global::RewardDsl.BoolView Bool(int index)
        {
            if (_memory[index] is not { } memory)
            {
                return default;
            }

            ReadOnlySpan<byte> data = memory.bytes;
            return _rows[index] == 0 ? new global::RewardDsl.BoolView(data)
                : _frames[index] == 0 ? new global::RewardDsl.BoolView(data, 0, (int)_rows[index])
                : new global::RewardDsl.BoolView(data, 0, (int)_rows[index], (int)_frames[index]);
        }

        /// <summary>Forgets the tensors of the call.</summary>
        public void Clear()
        {
            Array.Clear(_given);
            Array.Clear(_memory);
            _asking.Clear();
            _masks.Clear();
        }

        /// <summary>Frees what it keeps.</summary>
        public void Dispose()
        {
            for (int i = 0; i < _orders.Length; i++)
            {
                _orders[i]?.Dispose();
                _orders[i] = null;
            }
        }

        /// <summary>The memory of a result.</summary>
        public static Span<float> Floats(Tensor? tensor) => tensor is null || tensor.numel() == 0 ? default : MemoryMarshal.Cast<byte, float>(tensor.bytes);

        /// <summary>The memory of a result.</summary>
        public static Span<byte> Bytes(Tensor? tensor) => tensor is null ? default : tensor.bytes;

        /// <summary>The simulator's order of a signal's elements.</summary>
        private sealed class Order : IDisposable
        {
            private readonly Tensor _own;
            private readonly Tensor? _isRead;
            private readonly Tensor? _nothing;

            /// <param name="columns">Where in a frame each of the spec's own elements lies.</param>
            /// <param name="count">Elements of a frame.</param>
            /// <param name="device">Where.</param>
            public Order(IReadOnlyList<int> columns, int count, torch.Device device)
            {
                Columns = columns;
                long[] own = new long[count];
                bool[] isRead = new bool[count];
                for (int i = 0; i < columns.Count; i++)
                {
                    own[columns[i]] = i;
                    isRead[columns[i]] = true;
                }

                _own = torch.tensor(own, device: device).DetachFromDisposeScope();
                if (columns.Count < count)
                {
                    // A product with 0 would not do: a derivative may be infinite.
                    _isRead = torch.tensor(isRead, device: device).DetachFromDisposeScope();
                    _nothing = torch.zeros(Array.Empty<long>(), torch.ScalarType.Float32, device).DetachFromDisposeScope();
                }
            }

            public IReadOnlyList<int> Columns { get; }

            /// <summary>Frames of the spec's own elements as frames of the simulator's.</summary>
            public Tensor Of(Tensor frames)
            {
                Tensor picked = frames.index_select(2, _own);
                return _isRead is null ? picked : torch.where(_isRead, picked, _nothing!);
            }

            public void Dispose()
            {
                _own.Dispose();
                _isRead?.Dispose();
                _nothing?.Dispose();
            }
        }
    }
}
