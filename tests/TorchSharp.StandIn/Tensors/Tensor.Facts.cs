using System;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Body.Rank;

        public long ndim => Dimensions;

        public long NumberOfElements => Body.Count;

        public long ElementSize => Body.ElementSize;

        public ScalarType dtype => Body.Type;

        public Device device => Body.Type >= 0 ? new Device(DeviceType.CPU) : throw Empty();

        public int device_index => Body.Rank >= 0 ? -1 : throw Empty();

        public DeviceType device_type => Body.Rank >= 0 ? DeviceType.CPU : throw Empty();

        public bool is_cuda => device.type == DeviceType.CUDA;

        public bool is_meta => device.type == DeviceType.META;

        public bool is_sparse => Body.Rank < 0;

        public long[] shape => size();

        public bool is_leaf => Body.Maker is null;

        public bool requires_grad
        {
            get => Body.NeedsGradient;
            set
            {
                Body b = Body;
                if (value && !StandIn.Types.IsFloat(b.Type))
                {
                    throw Shapes.Error("only Tensors of floating point dtype can require gradients");
                }

                // Only Python refuses this for what was computed; here it changes nothing.
                if (b.Maker is null)
                {
                    b.LeafNeedsGradient = value;
                }
            }
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long size(int dim) => Body.Shape[Shapes.Dimension(dim, Body.Rank)];

        public long[] size() => [.. Body.Shape];

        public long[] stride() => [.. Body.Strides];

        public long stride(int dim) => Body.Strides[Shapes.Dimension(dim, Body.Rank)];

        public long storage_offset() => Body.Offset;

        public bool is_contiguous() => Body.IsContiguous;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_pinned() => Body.Rank < 0;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_nonzero() => numel() == 1 ? ToBoolean() : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");

        private bool ToBoolean() => ToScalar().ToBoolean();

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);
    }

    public static long numel(Tensor input) => input.numel();

    public static bool is_tensor(object obj) => obj is Tensor;
}
