namespace RewardDsl.Generated
{
    using Tensor = global::TorchSharp.torch.Tensor;

    /// <summary>The memory of tensors on a CUDA device as the views that its evaluator takes. The tensors must be alive until the launch.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("RewardDsl", "0.1")]
    internal static class RewardTorchDevice
    {
        public static global::RewardDsl.Cuda.DeviceFloatView Float(RewardTorchViews views, int index)
        {
            return views.Memory(index) is not { } memory ? default
                : views.RowStride(index) == 0 ? new global::RewardDsl.Cuda.DeviceFloatView(Pointer(memory), views.Extent(index))
                : new global::RewardDsl.Cuda.DeviceFloatView(Pointer(memory), views.Extent(index), views.RowStride(index), views.FrameStride(index));
        }

        public static global::RewardDsl.Cuda.DeviceIntView Int(RewardTorchViews views, int index)
        {
            return views.Memory(index) is not { } memory ? default
                : views.RowStride(index) == 0 ? new global::RewardDsl.Cuda.DeviceIntView(Pointer(memory), views.Extent(index))
                : new global::RewardDsl.Cuda.DeviceIntView(Pointer(memory), views.Extent(index), views.RowStride(index), views.FrameStride(index));
        }

        public static global::RewardDsl.Cuda.DeviceBoolView Bool(RewardTorchViews views, int index)
        {
            return views.Memory(index) is not { } memory ? default
                : views.RowStride(index) == 0 ? new global::RewardDsl.Cuda.DeviceBoolView(Pointer(memory), views.Extent(index))
                : new global::RewardDsl.Cuda.DeviceBoolView(Pointer(memory), views.Extent(index), views.RowStride(index), views.FrameStride(index));
        }

        /// <summary>A dense result; nowhere where there is none.</summary>
        public static global::RewardDsl.Cuda.DeviceFloatView Floats(Tensor? tensor)
        {
            return tensor is null || tensor.numel() == 0 ? default : new global::RewardDsl.Cuda.DeviceFloatView(Pointer(tensor), tensor.numel());
        }

        /// <summary>Dense bytes; nowhere where there are none.</summary>
        public static global::RewardDsl.Cuda.DeviceBoolView Bytes(Tensor? tensor)
        {
            return tensor is null || tensor.numel() == 0 ? default : new global::RewardDsl.Cuda.DeviceBoolView(Pointer(tensor), tensor.numel());
        }

        private static nint Pointer(Tensor tensor) => global::RewardDsl.Cuda.TorchMemory.DataPointer(tensor.Handle);
    }
}
