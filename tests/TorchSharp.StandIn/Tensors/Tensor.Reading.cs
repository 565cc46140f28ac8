using System;
using System.IO;
using System.Runtime.CompilerServices;
using TorchSharp.StandIn;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor's own memory, from its first element.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                CheckReadable();
                return new Span<byte>(Body.Data, checked((int)(NumberOfElements * ElementSize)));
            }

            set
            {
                if (!is_contiguous())
                {
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                }

                if (NumberOfElements * ElementSize != value.Length)
                {
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                }

                value.CopyTo(new Span<byte>(Body.Data, value.Length));
                GC.KeepAlive(this);
            }
        }

        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(this);
        }

        public T item<T>()
            where T : unmanaged => NumberOfElements == 1 ? data<T>()[0] : throw new ArgumentException("Number of elements in the tensor must be 1");

        public Scalar ToScalar()
        {
            Body value = Body;
            if (value.Count != 1)
            {
                throw Shapes.Error($"a Tensor with {value.Count} elements cannot be converted to Scalar");
            }

            return value.Type switch
            {
                ScalarType.Float32 => Read<float>(),
                ScalarType.Float64 => Read<double>(),
                ScalarType.Int64 => Read<long>(),
                ScalarType.Int32 => Read<int>(),
                ScalarType.Int16 => Read<short>(),
                ScalarType.Int8 => Read<sbyte>(),
                ScalarType.Byte => Read<byte>(),
                ScalarType.Bool => Read<bool>(),
                _ => throw StandIn.Types.Unsupported(value.Type),
            };
        }

        public float ReadCpuSingle(long i) => TensorAccessor<float>.ReadItemAt(this, i);

        public double ReadCpuDouble(long i) => TensorAccessor<double>.ReadItemAt(this, i);

        public int ReadCpuInt32(long i) => TensorAccessor<int>.ReadItemAt(this, i);

        public long ReadCpuInt64(long i) => TensorAccessor<long>.ReadItemAt(this, i);

        public bool ReadCpuBool(long i) => TensorAccessor<bool>.ReadItemAt(this, i);

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            CheckReadable();
            stream.Write(bytes);
            GC.KeepAlive(this);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            CheckReadable();
            stream.ReadExactly(bytes);
            GC.KeepAlive(this);
        }

        public static explicit operator float(Tensor value) => value.ToScalar().ToSingle();

        public static explicit operator double(Tensor value) => value.ToScalar().ToDouble();

        public static explicit operator sbyte(Tensor value) => value.ToScalar().ToSByte();

        public static explicit operator byte(Tensor value) => value.ToScalar().ToByte();

        public static explicit operator short(Tensor value) => value.ToScalar().ToInt16();

        public static explicit operator int(Tensor value) => value.ToScalar().ToInt32();

        public static explicit operator long(Tensor value) => value.ToScalar().ToInt64();

        public static explicit operator bool(Tensor value) => value.ToScalar().ToBoolean();

        internal void ValidateType(Type type)
        {
            if (ToScalarType(type) != dtype)
            {
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
            }
        }

        private unsafe T Read<T>()
            where T : unmanaged
        {
            T value = Unsafe.Read<T>(Body.Data);
            GC.KeepAlive(this);
            return value;
        }

        private void CheckReadable()
        {
            if (!is_contiguous())
            {
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            }
        }
    }
}
