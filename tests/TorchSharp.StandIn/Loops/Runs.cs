using System.Numerics;

namespace TorchSharp.StandIn;

/// <summary>The innermost loops: one per kind of function, plain where the elements lie without gaps.</summary>
internal static unsafe class Runs
{
    public static void Number<T, TFunction>(byte** data, long* strides, long count)
        where T : unmanaged, INumber<T>
        where TFunction : struct, INumberFunction
    {
        byte* x = data[0];
        byte* to = data[1];
        if (strides[0] == sizeof(T) && strides[1] == sizeof(T))
        {
            for (long i = 0; i < count; i++)
            {
                ((T*)to)[i] = TFunction.Of(((T*)x)[i]);
            }

            return;
        }

        for (long i = 0; i < count; i++, x += strides[0], to += strides[1])
        {
            *(T*)to = TFunction.Of(*(T*)x);
        }
    }

    public static void Real<T, TFunction>(byte** data, long* strides, long count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IRealFunction
    {
        byte* x = data[0];
        byte* to = data[1];
        for (long i = 0; i < count; i++, x += strides[0], to += strides[1])
        {
            *(T*)to = TFunction.Of(*(T*)x);
        }
    }

    public static void Binary<T, TFunction>(byte** data, long* strides, long count)
        where T : unmanaged, INumber<T>
        where TFunction : struct, IBinaryFunction
    {
        byte* a = data[0];
        byte* b = data[1];
        byte* to = data[2];
        if (strides[0] == sizeof(T) && strides[2] == sizeof(T))
        {
            if (strides[1] == sizeof(T))
            {
                for (long i = 0; i < count; i++)
                {
                    ((T*)to)[i] = TFunction.Of(((T*)a)[i], ((T*)b)[i]);
                }

                return;
            }

            if (strides[1] == 0)
            {
                T second = *(T*)b;
                for (long i = 0; i < count; i++)
                {
                    ((T*)to)[i] = TFunction.Of(((T*)a)[i], second);
                }

                return;
            }
        }

        for (long i = 0; i < count; i++, a += strides[0], b += strides[1], to += strides[2])
        {
            *(T*)to = TFunction.Of(*(T*)a, *(T*)b);
        }
    }

    public static void RealBinary<T, TFunction>(byte** data, long* strides, long count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IRealBinaryFunction
    {
        byte* a = data[0];
        byte* b = data[1];
        byte* to = data[2];
        for (long i = 0; i < count; i++, a += strides[0], b += strides[1], to += strides[2])
        {
            *(T*)to = TFunction.Of(*(T*)a, *(T*)b);
        }
    }

    public static void Test<T, TTest>(byte** data, long* strides, long count)
        where T : unmanaged, INumber<T>
        where TTest : struct, ITest
    {
        byte* x = data[0];
        byte* to = data[1];
        for (long i = 0; i < count; i++, x += strides[0], to += strides[1])
        {
            *to = TTest.Of(*(T*)x) ? (byte)1 : (byte)0;
        }
    }

    public static void Compare<T, TComparison>(byte** data, long* strides, long count)
        where T : unmanaged, INumber<T>
        where TComparison : struct, IComparison
    {
        byte* a = data[0];
        byte* b = data[1];
        byte* to = data[2];
        for (long i = 0; i < count; i++, a += strides[0], b += strides[1], to += strides[2])
        {
            *to = TComparison.Of(*(T*)a, *(T*)b) ? (byte)1 : (byte)0;
        }
    }

    /// <summary>One of two by a byte; <typeparamref name="T"/> is any type of the right size.</summary>
    public static void Select<T>(byte** data, long* strides, long count)
        where T : unmanaged
    {
        byte* condition = data[0];
        byte* a = data[1];
        byte* b = data[2];
        byte* to = data[3];
        for (long i = 0; i < count; i++, condition += strides[0], a += strides[1], b += strides[2], to += strides[3])
        {
            *(T*)to = *condition != 0 ? *(T*)a : *(T*)b;
        }
    }

    /// <summary>Values as they are; <typeparamref name="T"/> is any type of the right size.</summary>
    public static void Copy<T>(byte** data, long* strides, long count)
        where T : unmanaged
    {
        byte* from = data[0];
        byte* to = data[1];
        if (strides[0] == sizeof(T) && strides[1] == sizeof(T))
        {
            System.Buffer.MemoryCopy(from, to, count * sizeof(T), count * sizeof(T));
            return;
        }

        for (long i = 0; i < count; i++, from += strides[0], to += strides[1])
        {
            *(T*)to = *(T*)from;
        }
    }

    public static void Convert<TFrom, TTo>(byte** data, long* strides, long count)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        byte* from = data[0];
        byte* to = data[1];
        for (long i = 0; i < count; i++, from += strides[0], to += strides[1])
        {
            *(TTo*)to = TTo.CreateTruncating(*(TFrom*)from);
        }
    }

    public static void Truth<TFrom>(byte** data, long* strides, long count)
        where TFrom : unmanaged, INumber<TFrom>
    {
        byte* from = data[0];
        byte* to = data[1];
        for (long i = 0; i < count; i++, from += strides[0], to += strides[1])
        {
            *to = *(TFrom*)from != TFrom.Zero ? (byte)1 : (byte)0;
        }
    }
}
