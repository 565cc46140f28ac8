using System;
using TorchSharp.Modules;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                InitializeDevice(device);
                return _to(dtype, non_blocking);
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                InitializeDeviceType(deviceType);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                if (!torch.is_floating_point(dtype))
                {
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
                }

                foreach (Parameter parameter in parameters())
                {
                    Convert(parameter, dtype);
                }

                foreach (Tensor buffer in buffers())
                {
                    if (buffer.is_floating_point())
                    {
                        Convert(buffer, dtype);
                    }
                }

                return this;
            }

            /// <summary>In place: the tensor stays the object that fields and optimizers hold.</summary>
            private static void Convert(Tensor tensor, ScalarType type)
            {
                tensor.Body.Reshape(Ops.As(tensor.Body, type));
                if (tensor.Body.Gradient is { } gradient)
                {
                    tensor.Body.Gradient = Ops.As(gradient, type);
                }
            }
        }
    }
}

/// <summary>Moves that keep a module's type.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(type, non_blocking);

    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(device, type, non_blocking);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(deviceType, deviceIndex, non_blocking);

    public static T to<T>(this T module, torch.Device device, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(device.type, device.index, non_blocking);

    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(DeviceType.CPU, -1, non_blocking);

    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(DeviceType.CUDA, deviceIndex, non_blocking);
}
