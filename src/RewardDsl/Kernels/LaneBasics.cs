using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector128<float>;

namespace RewardDsl.Kernels;

/// <summary>
/// The building blocks that read the same at every width. The build compiles this file once more for the other vector
/// width, with that width's digits in place of this one's: keep the digits out of everything else here.
/// </summary>
public static unsafe partial class Lanes128
{
    /// <summary>The float at an index in every lane; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Broadcast(Ptr p, int index) => Vector128.Create(((float*)p.Address)[(nint)index]);

    /// <summary>Width floats from index <paramref name="i"/>; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(Ptr p, int i) => Vector128.Load((float*)p.Address + (nint)i);

    /// <summary>Width 32-bit integers from index <paramref name="e"/> as floats, exact below 2²⁴, else the nearest; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadInt(Ptr p, int e) => Vector128.ConvertToSingle(Vector128.Load((int*)p.Address + (nint)e));

    /// <summary>Register (r, c) of row-major [B, d]; reads four floats of each row whatever d; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Row(Ptr p, int e, int r, int c, int d) => RowAt(p, e, r, 4 * c, d);

    /// <summary>
    /// Four bytes of each row as a mask, register (r, c) of [B, d] bytes, false beyond column d; reads no byte outside
    /// the rows; used by generated kernels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V BoolRow(Ptr p, int e, int r, int c, int d) => BoolRowAt(p, e, r, 4 * c, d - (4 * c), d);

    /// <summary>Writes Width floats from index <paramref name="i"/>; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Ptr p, int i, V v) => v.Store((float*)p.Address + (nint)i);

    /// <summary>Register <paramref name="index"/> of block <paramref name="b"/> of a carried vector of so many registers a block; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadCarried(Ptr p, int b, int registers, int index) => Vector128.Load((float*)p.Address + ((((nint)b * registers) + index) * Width));

    /// <summary>Writes register <paramref name="index"/> of block <paramref name="b"/> of a carried vector of so many registers a block; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreCarried(Ptr p, int b, int registers, int index, V v) => v.Store((float*)p.Address + ((((nint)b * registers) + index) * Width));

    /// <summary>Adds to Width floats from a long index; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Ptr p, long at, V v) => (Vector128.Load((float*)p.Address + (nint)at) + v).Store((float*)p.Address + (nint)at);

    /// <summary>A scalar that another part of the kernel left in a scratch slot; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadSlot(Ptr p, int slot, int e) => Vector128.Load((float*)p.Address + (nint)e + (KernelFrame.ScratchWidth * slot));

    /// <summary>Leaves a scalar for another part of the kernel in a scratch slot; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSlot(Ptr p, int slot, int e, V v) => v.Store((float*)p.Address + (nint)e + (KernelFrame.ScratchWidth * slot));

    /// <summary>What a ring held some steps ago where an episode had begun by a step, else a constant; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Held(Ptr ring, Ptr started, int e, int step, float otherwise) => Vector128.ConditionalSelect(
        Vector128.LessThanOrEqual(Vector128.Load((int*)started.Address + (nint)e), Vector128.Create(step)).AsSingle(), Load(ring, e), Vector128.Create(otherwise));

    /// <summary>The largest of a window: of the end of one block and the start of the next; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Largest(Ptr ring, Ptr block, Ptr started, int e, int step) => Max(Held(ring, started, e, step, float.NegativeInfinity), Load(block, e));

    /// <summary>The smallest of a window: of the end of one block and the start of the next; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Smallest(Ptr ring, Ptr block, Ptr started, int e, int step) => Min(Held(ring, started, e, step, float.PositiveInfinity), Load(block, e));

    /// <summary>Until over a window; the left operand's row does not count where the next block has not begun; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Until(Ptr ring, Ptr block, Ptr left, Ptr started, int e, int step, int leftStep) =>
        Max(Held(ring, started, e, step, float.NegativeInfinity), Min(Held(left, started, e, leftStep, float.PositiveInfinity), Load(block, e)));

    /// <summary>Release over a window; the left operand's row does not count where the next block has not begun; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Release(Ptr ring, Ptr block, Ptr left, Ptr started, int e, int step, int leftStep) =>
        Min(Held(ring, started, e, step, float.PositiveInfinity), Max(Held(left, started, e, leftStep, float.NegativeInfinity), Load(block, e)));

    /// <summary>Writes a mask as Width bytes 0 or 1; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBool(Ptr p, int e, V mask) =>
        StoreBytes(p.Address + (nint)e, mask.AsInt32() & Vector128<int>.One);

    /// <summary>Writes integers 0 to 255, held as floats, as Width bytes; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreByte(Ptr p, int e, V v) => StoreBytes(p.Address + (nint)e, Vector128.ConvertToInt32(v));

    /// <summary>The same truth in every lane; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Mask(bool value) => value ? V.AllBitsSet : V.Zero;

    /// <summary>1 where true, 0 where false; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V BoolToFloat(V mask) => mask & V.One;

    /// <summary>The IEEE maximum of four elements of every row, in the order of the environments; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MaxRows(V l0, V l1, V l2, V l3)
    {
        V a = Max(UnpackLow(l0, l1), UnpackHigh(l0, l1));
        V b = Max(UnpackLow(l2, l3), UnpackHigh(l2, l3));
        return InOrder(Max(PairLow(a, b), PairHigh(a, b)));
    }

    /// <summary>The IEEE minimum of four elements of every row, in the order of the environments; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MinRows(V l0, V l1, V l2, V l3)
    {
        V a = Min(UnpackLow(l0, l1), UnpackHigh(l0, l1));
        V b = Min(UnpackLow(l2, l3), UnpackHigh(l2, l3));
        return InOrder(Min(PairLow(a, b), PairHigh(a, b)));
    }

    /// <summary>Whether any of four elements of every row is true, in the order of the environments; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V AnyRows(V l0, V l1, V l2, V l3)
    {
        V a = UnpackLow(l0, l1) | UnpackHigh(l0, l1);
        V b = UnpackLow(l2, l3) | UnpackHigh(l2, l3);
        return InOrder(PairLow(a, b) | PairHigh(a, b));
    }

    /// <summary>Whether all four elements of every row are true, in the order of the environments; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V AllRows(V l0, V l1, V l2, V l3)
    {
        V a = UnpackLow(l0, l1) & UnpackHigh(l0, l1);
        V b = UnpackLow(l2, l3) & UnpackHigh(l2, l3);
        return InOrder(PairLow(a, b) & PairHigh(a, b));
    }

    /// <summary>Element <paramref name="k"/> (0 to 3) of every row, in the order of the environments; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PickRows(V l0, V l1, V l2, V l3, int k)
    {
        V a = k < 2 ? UnpackLow(l0, l1) : UnpackHigh(l0, l1);
        V b = k < 2 ? UnpackLow(l2, l3) : UnpackHigh(l2, l3);
        return InOrder((k & 1) == 0 ? PairLow(a, b) : PairHigh(a, b));
    }

    /// <summary>IEEE 754-2019 maximum: NaN if either is, -0 below +0; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Max(V a, V b) => Vector128.Max(a, b);

    /// <summary>IEEE 754-2019 minimum: NaN if either is, -0 below +0; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Min(V a, V b) => Vector128.Min(a, b);

    /// <summary>The IEEE maximum of values whose sign is not set unless they are NaN: as whole numbers they have the same order, NaN above all; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MaxOfSizes(V a, V b) => Vector128.Max(a.AsUInt32(), b.AsUInt32()).AsSingle();

    /// <summary>The IEEE maximum of x and +0, as +0 where x is not above zero; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MaxZero(V x) => Vector128.ConditionalSelect(~Vector128.LessThanOrEqual(x, V.Zero), x, V.Zero);

    /// <summary>The IEEE minimum of x and +0; -0 stays; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MinZero(V x) => Vector128.AndNot(x, Vector128.GreaterThan(x, V.Zero));

    /// <summary>The magnitude; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Abs(V x) => Vector128.AndNot(x, Vector128.Create(-0f));

    /// <summary>The correctly rounded square root; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sqrt(V x) => Vector128.Sqrt(x);

    /// <summary>The nearest integer, half to even; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Round(V x) => Vector128.Round(x);

    /// <summary>The largest integer that is not greater; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Floor(V x) => Vector128.Floor(x);

    /// <summary>The smallest integer that is not less; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Ceiling(V x) => Vector128.Ceiling(x);

    /// <summary>The integer part; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Truncate(V x) => Vector128.Truncate(x);

    /// <summary>-1, +0 or 1, NaN for NaN; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign(V x)
    {
        V one = V.One;
        V s = (Vector128.GreaterThan(x, V.Zero) & one) | (Vector128.LessThan(x, V.Zero) & -one);
        return Vector128.ConditionalSelect(IsNaN(x), x, s);
    }

    /// <summary>True where neither infinite nor NaN; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V IsFinite(V x) => Vector128.LessThan(Abs(x), Vector128.Create(float.PositiveInfinity));

    /// <summary>True where NaN; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V IsNaN(V x) => ~Vector128.Equals(x, x);

    /// <summary>a where the mask is true, else b; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Select(V mask, V a, V b) => Vector128.ConditionalSelect(mask, a, b);

    /// <summary>Counters, an integer in each lane, with one more where the mask is true; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Count(V counters, V mask) => (counters.AsInt32() - mask.AsInt32()).AsSingle();

    /// <summary>Takes back what was counted beyond the first <paramref name="valid"/> (0 to Width) lanes; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Uncount(V counters, V mask, int valid) =>
        (counters.AsInt32() + (mask.AsInt32() & Vector128.GreaterThanOrEqual(Vector128<int>.Indices, Vector128.Create(valid)))).AsSingle();

    /// <summary>The sum of the counters of all lanes; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountOf(V counters) => Vector128.Sum(counters.AsInt32());

    /// <summary>Writes one column of row-major [B, stride]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumn(Ptr p, int e, int stride, int column, V a)
    {
        float* q = (float*)p.Address + ((nint)e * stride) + column;
        for (int i = 0; i < Width; i++)
        {
            q[(nint)i * stride] = a.GetElement(i);
        }
    }

    /// <summary>Writes four adjacent columns of row-major [B, stride]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumns4(Ptr p, int e, int stride, int column, V a, V b, V c, V d)
    {
        V ab = UnpackLow(a, b);
        V cd = UnpackLow(c, d);
        StoreLanes(p, e, stride, column, PairLow(ab, cd));
        StoreLanes(p, e, stride, stride + column, PairHigh(ab, cd));
        ab = UnpackHigh(a, b);
        cd = UnpackHigh(c, d);
        StoreLanes(p, e, stride, (2 * stride) + column, PairLow(ab, cd));
        StoreLanes(p, e, stride, (3 * stride) + column, PairHigh(ab, cd));
    }

    /// <summary>Asks for every cache line of a block's rows of so many bytes, a tile ahead, where the processor can; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(Ptr p, int e, int rowBytes)
    {
        if (Sse.IsSupported)
        {
            // One request a line: where the range begins inside a line, its last part belongs to the next block's.
            byte* q = p.Address + (((nint)e + KernelFrame.Ahead) * rowBytes);
            for (int i = 0; i < Width * rowBytes; i += 64)
            {
                Sse.Prefetch0(q + i);
            }
        }
    }
}
