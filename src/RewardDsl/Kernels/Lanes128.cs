using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector128<float>;

namespace RewardDsl.Kernels;

/// <summary>
/// A block of four environments in one 128-bit vector, used by generated kernels. Register (r, c) of row-major [B, D]
/// data holds elements 4c to 4c + 3 of the row e + r. Masks have all bits or none set in each lane.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Lanes128
{
    /// <summary>The number of environments in a block; used by generated kernels.</summary>
    public const int Width = 4;

    /// <summary>Width bytes as a mask, true where not zero; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadBool(Ptr p, int e) => BytesToMask(Unsafe.ReadUnaligned<uint>(p.Address + (nint)e));

    /// <summary>The entries of a table at whole numbers; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Lookup(ReadOnlySpan<float> table, V index)
    {
        ref float first = ref MemoryMarshal.GetReference(table);
        V inside = V.Zero;
        inside = Vector128.ConditionalSelect(Vector128.GreaterThan(index, V.Zero), Vector128.Min(index, Vector128.Create(table.Length - 1f)), inside);
        Vector128<int> at = Vector128.ConvertToInt32(inside);
        return Vector128.Create(Unsafe.Add(ref first, at[0]), Unsafe.Add(ref first, at[1]), Unsafe.Add(ref first, at[2]), Unsafe.Add(ref first, at[3]));
    }

    /// <summary>The columns of row-major [B, 2]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns2(Ptr p, int e, out V x, out V y)
    {
        float* q = (float*)p.Address + ((nint)e * 2);
        V a = Vector128.Load(q);
        V b = Vector128.Load(q + 4);
        x = Mix(a, b, 0x88);
        y = Mix(a, b, 0xDD);
    }

    /// <summary>The columns of row-major [B, 3]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns3(Ptr p, int e, out V x, out V y, out V z)
    {
        // a = x0 y0 z0 x1, b = y1 z1 x2 y2, c = z2 x3 y3 z3
        float* q = (float*)p.Address + ((nint)e * 3);
        V a = Vector128.Load(q);
        V b = Vector128.Load(q + 4);
        V c = Vector128.Load(q + 8);
        x = Mix(a, Mix(b, c, 0x5A), 0x8C);
        y = Mix(Mix(a, b, 0x05), Mix(b, c, 0xAF), 0x88);
        z = Mix(Mix(a, b, 0x5A), c, 0xC8);
    }

    /// <summary>The columns of row-major [B, 4]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns4(Ptr p, int e, out V x, out V y, out V z, out V w)
    {
        float* q = (float*)p.Address + ((nint)e * 4);
        V a = Vector128.Load(q);
        V b = Vector128.Load(q + 4);
        V c = Vector128.Load(q + 8);
        V d = Vector128.Load(q + 12);
        x = PickRows(a, b, c, d, 0);
        y = PickRows(a, b, c, d, 1);
        z = PickRows(a, b, c, d, 2);
        w = PickRows(a, b, c, d, 3);
    }

    /// <summary>Column <paramref name="j"/> of row-major [B, d]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Column(Ptr p, int e, int d, int j)
    {
        float* q = (float*)p.Address + ((nint)e * d) + j;
        nint s = d;
        return Vector128.Create(q[0], q[s], q[2 * s], q[3 * s]);
    }

    /// <summary>Four floats of row <paramref name="r"/> from column <paramref name="at"/> of row-major [B, d]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V RowAt(Ptr p, int e, int r, int at, int d) =>
        Vector128.Load((float*)p.Address + ((nint)e * d) + ((r * d) + at));

    /// <summary>
    /// Four triples of row <paramref name="r"/> from column <paramref name="at"/> of row-major [B, d], by component; reads
    /// twelve floats; used by generated kernels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Triples(Ptr p, int e, int r, int at, int d, out V x, out V y, out V z)
    {
        // a = x0 y0 z0 x1, b = y1 z1 x2 y2, c = z2 x3 y3 z3.
        V a = RowAt(p, e, r, at, d);
        V b = RowAt(p, e, r, at + 4, d);
        V c = RowAt(p, e, r, at + 8, d);
        x = Mix(a, Mix(b, c, 0x5A), 0x8C);
        y = Mix(Mix(a, b, 0x05), Mix(b, c, 0xAF), 0x88);
        z = Mix(Mix(a, b, 0x5A), c, 0xC8);
    }

    /// <summary>The last four triples of row <paramref name="r"/> of row-major [B, d]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LastTriples(Ptr p, int e, int r, int d, out V x, out V y, out V z) => Triples(p, e, r, d - 12, d, out x, out y, out z);

    /// <summary>The register of row <paramref name="r"/>, d = 4; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows1(Ptr p, int e, int r, out V c0)
    {
        c0 = Row(p, e, r, 0, 4);
    }

    /// <summary>The registers of row <paramref name="r"/>, d = 8; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows2(Ptr p, int e, int r, out V c0, out V c1)
    {
        c0 = Row(p, e, r, 0, 8);
        c1 = Row(p, e, r, 1, 8);
    }

    /// <summary>The registers of row <paramref name="r"/>, d = 12; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows3(Ptr p, int e, int r, out V c0, out V c1, out V c2)
    {
        c0 = Row(p, e, r, 0, 12);
        c1 = Row(p, e, r, 1, 12);
        c2 = Row(p, e, r, 2, 12);
    }

    /// <summary>The registers of row <paramref name="r"/>, d = 16; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows4(Ptr p, int e, int r, out V c0, out V c1, out V c2, out V c3)
    {
        c0 = Row(p, e, r, 0, 16);
        c1 = Row(p, e, r, 1, 16);
        c2 = Row(p, e, r, 2, 16);
        c3 = Row(p, e, r, 3, 16);
    }

    /// <summary>The first <paramref name="n"/> of four bytes of each row from column <paramref name="at"/> as a mask, the rest false; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V BoolRowAt(Ptr p, int e, int r, int at, int n, int d) =>
        BytesToMask(ReadBytes(p.Address + (((nint)e + r) * d) + at, n));

    /// <summary>Four floats of each row by column; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PickFloats(Ptr p, int e, int r, int d, int i, int j, int k, int l)
    {
        float* q = (float*)p.Address + (((nint)e + r) * d);
        return Vector128.Create(q[i], q[j], q[k], q[l]);
    }

    /// <summary>Four bytes of each row by column, as a mask; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PickBools(Ptr p, int e, int r, int d, int i, int j, int k, int l)
    {
        byte* q = p.Address + (((nint)e + r) * d);
        return BytesToMask((uint)(q[i] | (q[j] << 8) | (q[k] << 16) | (q[l] << 24)));
    }

    /// <summary>
    /// Four elements of each row of block <paramref name="b"/> of a carried vector of <paramref name="chunks"/> registers
    /// a row; used by generated kernels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PickCarried(Ptr p, int b, int r, int chunks, int i, int j, int k, int l) => Carried(p, b, r, chunks, 0, Width, i, j, k, l);

    // One lane of a register of picked elements; registers of the carry are `step` floats apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Carried(Ptr p, int b, int r, int chunks, int lane, int step, int i, int j, int k, int l)
    {
        float* q = (float*)p.Address + ((((nint)b * 4 * chunks) + (r * chunks)) * step) + (4 * lane);
        return Vector128.Create(q[(i / 4 * step) + (i % 4)], q[(j / 4 * step) + (j % 4)], q[(k / 4 * step) + (k % 4)], q[(l / 4 * step) + (l % 4)]);
    }

    /// <summary>Column <paramref name="j"/> of row-major [B, d] bytes as a mask; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V BoolColumn(Ptr p, int e, int d, int j)
    {
        byte* q = p.Address + ((nint)e * d) + j;
        nint s = d;
        return BytesToMask((uint)(q[0] | (q[s] << 8) | (q[2 * s] << 16) | (q[3 * s] << 24)));
    }

    /// <summary>True in the first <paramref name="n"/> (1 to 3) elements of every 128-bit lane; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TailMask(int n) =>
        Vector128.Create(-1, n > 1 ? -1 : 0, n > 2 ? -1 : 0, 0).AsSingle();

    /// <summary>Four floats in every 128-bit lane; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Quad(float a, float b, float c, float d) => Vector128.Create(a, b, c, d);

    /// <summary>Four constant truths in every 128-bit lane: −1 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V QuadMask(int a, int b, int c, int d) => Vector128.Create(a, b, c, d).AsSingle();

    /// <summary>Four constants in every 128-bit lane, read from a table.</summary>
    /// <param name="data">The table, a multiple of four long.</param>
    /// <param name="c">Index of the group of four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V QuadAt(System.ReadOnlySpan<float> data, int c) =>
        Vector128.LoadUnsafe(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(data), (nuint)(4 * c));

    /// <summary>The value of environment <paramref name="r"/> (a constant 0 to 3) for its row; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Spread(V s, int r) => r switch
    {
        0 => Vector128.Shuffle(s, Vector128.Create(0)),
        1 => Vector128.Shuffle(s, Vector128.Create(1)),
        2 => Vector128.Shuffle(s, Vector128.Create(2)),
        _ => Vector128.Shuffle(s, Vector128.Create(3)),
    };

    /// <summary>Writes eight adjacent columns of row-major [B, stride]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumns8(Ptr p, int e, int stride, int column, V a, V b, V c, V d, V f, V g, V h, V k)
    {
        StoreColumns4(p, e, stride, column, a, b, c, d);
        StoreColumns4(p, e, stride, column + 4, f, g, h, k);
    }

    /// <summary>x raised to lo, then lowered to hi; a NaN x stays, a NaN bound is ignored; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Clamp(V x, V lo, V hi)
    {
        // The x86 instructions return their second operand on equality and NaN, which is just what is wanted.
        if (Sse.IsSupported)
        {
            return Sse.Min(hi, Sse.Max(lo, x));
        }

        V y = Vector128.ConditionalSelect(Vector128.GreaterThan(lo, x), lo, x);
        return Vector128.ConditionalSelect(Vector128.LessThan(hi, y), hi, y);
    }

    // Four bytes as a mask, true where not zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V BytesToMask(uint bytes)
    {
        Vector128<uint> wide = Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(bytes).AsByte()));
        return ~Vector128.Equals(wide, Vector128<uint>.Zero).AsSingle();
    }

    // The first n bytes, at most four, the rest zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint ReadBytes(byte* q, int n) => n switch
    {
        >= 4 => Unsafe.ReadUnaligned<uint>(q),
        3 => q[0] | ((uint)q[1] << 8) | ((uint)q[2] << 16),
        2 => q[0] | ((uint)q[1] << 8),
        1 => q[0],
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreBytes(byte* q, Vector128<int> v)
    {
        Vector128<ushort> words = Vector128.Narrow(v.AsUInt32(), v.AsUInt32());
        Unsafe.WriteUnaligned(q, Vector128.Narrow(words, words).AsUInt32().ToScalar());
    }

    // Two elements of the first operand, then two of the second, each chosen by two bits of the selector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Mix(V a, V b, [ConstantExpected] byte selector)
    {
        if (Sse.IsSupported)
        {
            return Sse.Shuffle(a, b, selector);
        }

        return Vector128.Create(
            a.GetElement(selector & 3), a.GetElement((selector >> 2) & 3), b.GetElement((selector >> 4) & 3), b.GetElement(selector >> 6));
    }

    /// <summary>
    /// The sum of four elements of every row, (x0 + x2) + (x1 + x3), in the order of the environments;
    /// used by generated kernels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SumRows(V l0, V l1, V l2, V l3)
    {
        V a = UnpackLow(l0, l1) + UnpackHigh(l0, l1);
        V b = UnpackLow(l2, l3) + UnpackHigh(l2, l3);
        return PairLow(a, b) + PairHigh(a, b);
    }

    /// <summary>Writes rows of eight floats, a column each; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows8(Ptr p, int e, V v0, V v1, V v2, V v3, V v4, V v5, V v6, V v7)
    {
        StoreColumns4(p, e, 8, 0, v0, v1, v2, v3);
        StoreColumns4(p, e, 8, 4, v4, v5, v6, v7);
    }

    /// <summary>Writes rows of twelve floats, a column each; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows12(Ptr p, int e, V v0, V v1, V v2, V v3, V v4, V v5, V v6, V v7, V v8, V v9, V v10, V v11)
    {
        StoreColumns4(p, e, 12, 0, v0, v1, v2, v3);
        StoreColumns4(p, e, 12, 4, v4, v5, v6, v7);
        StoreColumns4(p, e, 12, 8, v8, v9, v10, v11);
    }

    /// <summary>Writes rows of sixteen floats, a column each; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows16(Ptr p, int e, V v0, V v1, V v2, V v3, V v4, V v5, V v6, V v7, V v8, V v9, V v10, V v11, V v12, V v13, V v14, V v15)
    {
        StoreColumns4(p, e, 16, 0, v0, v1, v2, v3);
        StoreColumns4(p, e, 16, 4, v4, v5, v6, v7);
        StoreColumns4(p, e, 16, 8, v8, v9, v10, v11);
        StoreColumns4(p, e, 16, 12, v12, v13, v14, v15);
    }

    // a0 b0 a1 b1
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V UnpackLow(V a, V b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a.GetElement(0), b.GetElement(0), a.GetElement(1), b.GetElement(1));

    // a2 b2 a3 b3
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V UnpackHigh(V a, V b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a.GetElement(2), b.GetElement(2), a.GetElement(3), b.GetElement(3));

    // a0 a1 b0 b1
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V PairLow(V a, V b) => Sse.IsSupported ? Sse.MoveLowToHigh(a, b) : Vector128.Create(a.GetLower(), b.GetLower());

    // a2 a3 b2 b3
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V PairHigh(V a, V b) => Sse.IsSupported ? Sse.MoveHighToLow(b, a) : Vector128.Create(a.GetUpper(), b.GetUpper());

    // The only row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLanes(Ptr p, int e, int stride, int offset, V row) => row.Store((float*)p.Address + ((nint)e * stride) + offset);

    /// <summary>Writes register (r, c) of row-major [B, d]: four floats of each row, of the last register those that a row has; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow(Ptr p, int e, int r, int c, int d, V v) =>
        StoreFirst((float*)p.Address + ((nint)e * d) + ((r * d) + (4 * c)), d - (4 * c), v);

    // Writes the first n of four floats, and nothing behind them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreFirst(float* q, int n, V v)
    {
        if (n >= 4)
        {
            v.Store(q);
            return;
        }

        if (n >= 2)
        {
            v.GetLower().Store(q);
        }

        if (n != 2)
        {
            q[n - 1] = v.GetElement(n - 1);
        }
    }

    // y times 2^k, rounded once; n is the integer k. One instruction does the same as the two halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scale(V y, V k, Vector128<int> n) => Avx512F.VL.IsSupported ? Avx512F.VL.Scale(y, k) : ScaleHalves(y, n);

    // Element r of the only lane is row r already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V InOrder(V v) => v;
}
