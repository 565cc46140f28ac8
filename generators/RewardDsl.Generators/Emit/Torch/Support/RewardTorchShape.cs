namespace RewardDsl.Generated
{
    using global::System;
    using torch = global::TorchSharp.torch;
    using Tensor = global::TorchSharp.torch.Tensor;

    /// <summary>What a call must know of a signal, the check that a tensor fits it, and how its elements lie in memory.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("RewardDsl", "0.1")]
    internal sealed class RewardTorchShape
    {
        private readonly string _name;
        private readonly torch.ScalarType _type;
        private readonly bool _isBool;
        private readonly int _frames;
        private readonly int _components;
        private readonly long _batch;
        private readonly torch.Device _device;
        private readonly long[] _sizes = new long[8];
        private readonly long[] _strides = new long[8];
        private int _count;

        public RewardTorchShape(global::RewardDsl.SignalInfo signal, int components, long batch, torch.Device device)
        {
            _name = signal.Name;
            _isBool = signal.IsBool;
            _type = signal.IsBool ? torch.ScalarType.Bool : signal.Storage == global::RewardDsl.SignalStorage.Int32 ? torch.ScalarType.Int32 : torch.ScalarType.Float32;
            _frames = signal.Frames;
            _components = components;
            _batch = batch;
            _device = device;
            FrameElements = signal.Width / signal.Frames;
        }

        /// <summary>Elements of a frame: those of the simulator, which may have more than the reward reads.</summary>
        public int FrameElements { get; set; }

        /// <summary>Elements of an environment.</summary>
        public int Width => _frames * FrameElements;

        /// <summary>Frames of the history; 1 without.</summary>
        public int Frames => _frames;

        /// <summary>After a check: elements from one environment to the next.</summary>
        public long RowStride { get; private set; }

        /// <summary>After a check: elements from one frame to the next.</summary>
        public long FrameStride { get; private set; }

        /// <summary>After a check: whether rows can be read where they lie.</summary>
        public bool IsReadable { get; private set; }

        /// <summary>After a check: whether there is no gap between rows and frames.</summary>
        public bool IsDense => RowStride == Width && (_frames == 1 || FrameStride == FrameElements);

        /// <summary>Throws unless a mask holds one truth value for each environment.</summary>
        public static void CheckMask(Tensor? mask, string name, long batch, torch.Device device)
        {
            if (mask is null || mask.IsInvalid)
            {
                throw new ArgumentException("'" + name + (mask is null ? "' is null." : "' is disposed."), name);
            }

            torch.ScalarType type = mask.dtype;
            if (type != torch.ScalarType.Bool && type != torch.ScalarType.Byte)
            {
                throw new ArgumentException("'" + name + "' is " + type + "; it must be Bool or Byte.", name);
            }

            CheckDevice(mask, name, device);
            if (mask.Dimensions != 1 || mask.size(0) != batch)
            {
                throw new ArgumentException("'" + name + "' has the shape " + Text(mask.shape) + "; it needs one value for each of the " + Text(batch) + " environments, [" + Text(batch) + "].", name);
            }
        }

        /// <summary>Throws unless a tensor holds the signal of a batch.</summary>
        public void Check(Tensor? tensor)
        {
            if (tensor is null || tensor.IsInvalid)
            {
                throw Misfit(tensor is null ? "is null; a step needs every signal, a reset those that it reads" : "is disposed");
            }

            torch.ScalarType type = tensor.dtype;
            if (type != _type && !(_isBool && type == torch.ScalarType.Byte))
            {
                throw Misfit("is " + type + "; it must be " + (_isBool ? "Bool or Byte" : _type + ", convert it with .to(torch." + (_type == torch.ScalarType.Int32 ? "int32" : "float32") + ")"));
            }

            CheckDevice(tensor, _name, _device);
            int dimensions = (int)tensor.Dimensions;
            if (dimensions == 0 || dimensions > _sizes.Length || tensor.size(0) != _batch || !Fits(tensor, dimensions))
            {
                throw Misfit("has the shape " + Text(tensor.shape) + "; a batch of " + Text(_batch) + " needs " + Expected());
            }

            Lay(tensor);
        }

        /// <summary>The error for rows that cannot be read where they lie.</summary>
        public ArgumentException Unreadable(Tensor tensor) =>
            Misfit("has the shape " + Text(tensor.shape) + " with strides " + Text(tensor.stride()) + ": the elements of a frame must lie side by side and rows must not share memory. Call .contiguous() on it, or let the evaluator copy such tensors (AllowCopies = true)");

        /// <summary>The error for what one span cannot hold.</summary>
        public ArgumentException TooLarge() => Misfit("reaches over more than 2 GiB; split the batch");

        private static void CheckDevice(Tensor tensor, string name, torch.Device device)
        {
            // −1 is the first device of its kind.
            if (tensor.device_type != device.type || Math.Max(0, tensor.device_index) != Math.Max(0, device.index))
            {
                throw new ArgumentException("'" + name + "' is on " + tensor.device + "; this evaluator works on " + device + ". Move the tensor, or make the evaluator with its device.", name);
            }
        }

        /// <summary>Whether the sizes behind the batch, those of 1 left out, are [H, N, C], [H, N·C] or [H·N·C].</summary>
        private bool Fits(Tensor tensor, int dimensions)
        {
            _count = 0;
            for (int i = 1; i < dimensions; i++)
            {
                long size = tensor.size(i);
                if (size != 1)
                {
                    _sizes[_count] = size;
                    _strides[_count++] = tensor.stride(i);
                }
            }

            long elements = FrameElements / _components;
            return Matches(_frames, elements, _components) || Matches(_frames, FrameElements, 1) || Matches(Width, 1, 1);
        }

        private bool Matches(long first, long second, long third)
        {
            int at = 0;
            return Takes(first, ref at) && Takes(second, ref at) && Takes(third, ref at) && at == _count;
        }

        private bool Takes(long size, ref int at) => size == 1 || (at < _count && _sizes[at++] == size);

        /// <summary>How rows and frames lie.</summary>
        private void Lay(Tensor tensor)
        {
            // With a history the first of the sizes may be its frames.
            bool hasFrames = _frames > 1 && _count > 0 && _sizes[0] == _frames && (_count > 1 || FrameElements == 1);
            long expected = 1;
            IsReadable = true;
            for (int i = _count - 1; i >= (hasFrames ? 1 : 0); i--)
            {
                IsReadable &= _strides[i] == expected;
                expected *= _sizes[i];
            }

            FrameStride = hasFrames ? _strides[0] : FrameElements;
            RowStride = _batch == 1 ? ((_frames - 1) * FrameStride) + FrameElements : tensor.stride(0);
            IsReadable &= FrameStride > 0 && RowStride > 0 && FrameStride <= int.MaxValue && RowStride <= int.MaxValue;
        }

        private string Expected()
        {
            string elements = _components > 1 && FrameElements > _components ? ", " + Text(FrameElements / _components) + ", " + Text(_components) : FrameElements > 1 ? ", " + Text(FrameElements) : "";
            return "[" + Text(_batch) + (_frames > 1 ? ", " + Text(_frames) : "") + elements + "]";
        }

        private ArgumentException Misfit(string problem) => new ArgumentException("'" + _name + "' " + problem + ".", _name);

        private static string Text(long number) => number.ToString(global::System.Globalization.CultureInfo.InvariantCulture);

        private static string Text(long[] numbers) => "[" + string.Join(", ", Array.ConvertAll(numbers, Text)) + "]";
    }
}
