using System;
using System.IO;
using System.Linq;
using TorchSharp.StandIn;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Numbers out of tensors, and tensors in files: type, shape, bytes.</summary>
public static class TensorExtensionMethods
{
    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);

    public static int ElementSize(this ScalarType type) => Types.Size(type);

    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();

    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();

    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();

    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();

    public static bool ToBoolean(this Tensor value) => value.ToScalar().ToBoolean();

    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        Leb128.Write(writer, (long)tensor.dtype);
        Leb128.Write(writer, tensor.shape.Length);
        foreach (long size in tensor.shape)
        {
            Leb128.Write(writer, size);
        }

        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
        stream.Flush();
    }

    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        (ScalarType type, long[] shape) = Header(reader);
        if (type != tensor.dtype)
        {
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        }

        if (skip)
        {
            reader.BaseStream.Seek(Shapes.Count(shape) * Types.Size(type), SeekOrigin.Current);
            return;
        }

        if (!shape.SequenceEqual(tensor.shape))
        {
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        }

        tensor.ReadBytesFromStream(reader.BaseStream);
    }

    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        (ScalarType type, long[] shape) = Header(reader);
        Tensor tensor = empty(shape, type);
        if (skip)
        {
            reader.BaseStream.Seek(tensor.numel() * tensor.ElementSize, SeekOrigin.Current);
        }
        else
        {
            tensor.ReadBytesFromStream(reader.BaseStream);
        }

        return tensor;
    }

    private static (ScalarType Type, long[] Shape) Header(BinaryReader reader)
    {
        var type = (ScalarType)Leb128.Read(reader);
        var shape = new long[Leb128.Read(reader)];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = Leb128.Read(reader);
        }

        return (type, shape);
    }
}
