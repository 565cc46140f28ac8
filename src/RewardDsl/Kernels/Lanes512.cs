using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<float>;

namespace RewardDsl.Kernels;

/// <summary>
/// A block of sixteen environments in one 512-bit vector, used by generated kernels. Register (r, c) of row-major
/// [B, D] data holds in its 128-bit lane i elements 4c to 4c + 3 of the row e + 4r + i. Masks have all bits or none set
/// in each lane. Right on every machine, by way of <see cref="Lanes128"/>, but meant for AVX-512.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Lanes512
{
    /// <summary>The number of environments in a block; used by generated kernels.</summary>
    public const int Width = 16;

    /// <summary>Width bytes as a mask, true where not zero; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadBool(Ptr p, int e) => BytesToMask(Vector128.Load(p.Address + (nint)e));

    /// <summary>The entries of a table, of sixteen or thirty-two entries or more, at whole numbers; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Lookup(ReadOnlySpan<float> table, V index)
    {
        ref float first = ref MemoryMarshal.GetReference(table);
        if (Avx512F.IsSupported)
        {
            // What is no place of the table, from a damaged checkpoint, must not be read either.
            Vector512<int> at = Vector512.ConvertToInt32Native(Vector512.MinNative(Vector512.MaxNative(index, V.Zero), Vector512.Create(table.Length - 1f)));
            if (table.Length == 16)
            {
                return Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref first), at);
            }

            if (table.Length == 32)
            {
                return Avx512F.PermuteVar16x32x2(Vector512.LoadUnsafe(ref first), at, Vector512.LoadUnsafe(ref first, 16));
            }

            // Tables of generated code lie in the image and do not move.
            float* entries = (float*)Unsafe.AsPointer(ref first);
            return Vector512.Create(Avx2.GatherVector256(entries, at.GetLower(), sizeof(float)), Avx2.GatherVector256(entries, at.GetUpper(), sizeof(float)));
        }

        return Join(Lanes128.Lookup(table, Lane(index, 0)), Lanes128.Lookup(table, Lane(index, 1)), Lanes128.Lookup(table, Lane(index, 2)), Lanes128.Lookup(table, Lane(index, 3)));
    }

    /// <summary>The columns of row-major [B, 2]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns2(Ptr p, int e, out V x, out V y)
    {
        if (Avx512F.IsSupported)
        {
            V a = At(p, e, 2, 0);
            V b = At(p, e, 2, 16);
            x = Avx512F.PermuteVar16x32x2(a, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), b);
            y = Avx512F.PermuteVar16x32x2(a, Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), b);
            return;
        }

        Lanes128.Columns2(p, e, out Vector128<float> x0, out Vector128<float> y0);
        Lanes128.Columns2(p, e + 4, out Vector128<float> x1, out Vector128<float> y1);
        Lanes128.Columns2(p, e + 8, out Vector128<float> x2, out Vector128<float> y2);
        Lanes128.Columns2(p, e + 12, out Vector128<float> x3, out Vector128<float> y3);
        x = Join(x0, x1, x2, x3);
        y = Join(y0, y1, y2, y3);
    }

    /// <summary>The columns of row-major [B, 3]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns3(Ptr p, int e, out V x, out V y, out V z)
    {
        if (Avx512F.IsSupported)
        {
            // First what the first two thirds hold, then the rest from the last third.
            V a = At(p, e, 3, 0);
            V b = At(p, e, 3, 16);
            V c = At(p, e, 3, 32);
            x = Avx512F.PermuteVar16x32x2(a, Vector512.Create(0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 0, 0, 0, 0, 0), b);
            x = Avx512F.PermuteVar16x32x2(x, Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 20, 23, 26, 29), c);
            y = Avx512F.PermuteVar16x32x2(a, Vector512.Create(1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 0, 0, 0, 0, 0), b);
            y = Avx512F.PermuteVar16x32x2(y, Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 18, 21, 24, 27, 30), c);
            z = Avx512F.PermuteVar16x32x2(a, Vector512.Create(2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 0, 0, 0, 0, 0, 0), b);
            z = Avx512F.PermuteVar16x32x2(z, Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 19, 22, 25, 28, 31), c);
            return;
        }

        Lanes128.Columns3(p, e, out Vector128<float> x0, out Vector128<float> y0, out Vector128<float> z0);
        Lanes128.Columns3(p, e + 4, out Vector128<float> x1, out Vector128<float> y1, out Vector128<float> z1);
        Lanes128.Columns3(p, e + 8, out Vector128<float> x2, out Vector128<float> y2, out Vector128<float> z2);
        Lanes128.Columns3(p, e + 12, out Vector128<float> x3, out Vector128<float> y3, out Vector128<float> z3);
        x = Join(x0, x1, x2, x3);
        y = Join(y0, y1, y2, y3);
        z = Join(z0, z1, z2, z3);
    }

    /// <summary>The columns of row-major [B, 4]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns4(Ptr p, int e, out V x, out V y, out V z, out V w)
    {
        V a = At(p, e, 4, 0);
        V b = At(p, e, 4, 16);
        V c = At(p, e, 4, 32);
        V d = At(p, e, 4, 48);
        x = PickRows(a, b, c, d, 0);
        y = PickRows(a, b, c, d, 1);
        z = PickRows(a, b, c, d, 2);
        w = PickRows(a, b, c, d, 3);
    }

    /// <summary>Column <paramref name="j"/> of row-major [B, d]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Column(Ptr p, int e, int d, int j) => Join(
        Lanes128.Column(p, e, d, j), Lanes128.Column(p, e + 4, d, j), Lanes128.Column(p, e + 8, d, j), Lanes128.Column(p, e + 12, d, j));

    /// <summary>Four floats of each row from column <paramref name="at"/> of row-major [B, d]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V RowAt(Ptr p, int e, int r, int at, int d)
    {
        float* q = (float*)p.Address + ((nint)e * d) + ((4 * r * d) + at);
        nint s = d;
        return Join(Vector128.Load(q), Vector128.Load(q + s), Vector128.Load(q + (2 * s)), Vector128.Load(q + (3 * s)));
    }

    /// <summary>
    /// Four triples of each row from column <paramref name="at"/> of row-major [B, d], by component; reads sixteen floats of
    /// each row; used by generated kernels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Triples(Ptr p, int e, int r, int at, int d, out V x, out V y, out V z)
    {
        if (Avx512F.IsSupported)
        {
            // Two rows give two lanes of each component in one permutation; the other two lanes come from the other rows.
            V a = At(p, e, d, (4 * r * d) + at);
            V b = At(p, e, d, (((4 * r) + 1) * d) + at);
            V c = At(p, e, d, (((4 * r) + 2) * d) + at);
            V w = At(p, e, d, (((4 * r) + 3) * d) + at);
            x = Vector512.ConditionalSelect(
                Vector512.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle(),
                Avx512F.PermuteVar16x32x2(a, Vector512.Create(0, 3, 6, 9, 16, 19, 22, 25, 0, 3, 6, 9, 16, 19, 22, 25), b),
                Avx512F.PermuteVar16x32x2(c, Vector512.Create(0, 3, 6, 9, 16, 19, 22, 25, 0, 3, 6, 9, 16, 19, 22, 25), w));
            y = Vector512.ConditionalSelect(
                Vector512.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle(),
                Avx512F.PermuteVar16x32x2(a, Vector512.Create(1, 4, 7, 10, 17, 20, 23, 26, 1, 4, 7, 10, 17, 20, 23, 26), b),
                Avx512F.PermuteVar16x32x2(c, Vector512.Create(1, 4, 7, 10, 17, 20, 23, 26, 1, 4, 7, 10, 17, 20, 23, 26), w));
            z = Vector512.ConditionalSelect(
                Vector512.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle(),
                Avx512F.PermuteVar16x32x2(a, Vector512.Create(2, 5, 8, 11, 18, 21, 24, 27, 2, 5, 8, 11, 18, 21, 24, 27), b),
                Avx512F.PermuteVar16x32x2(c, Vector512.Create(2, 5, 8, 11, 18, 21, 24, 27, 2, 5, 8, 11, 18, 21, 24, 27), w));
            return;
        }

        Lanes128.Triples(p, e + (4 * r), 0, at, d, out Vector128<float> x0, out Vector128<float> y0, out Vector128<float> z0);
        Lanes128.Triples(p, e + (4 * r), 1, at, d, out Vector128<float> x1, out Vector128<float> y1, out Vector128<float> z1);
        Lanes128.Triples(p, e + (4 * r), 2, at, d, out Vector128<float> x2, out Vector128<float> y2, out Vector128<float> z2);
        Lanes128.Triples(p, e + (4 * r), 3, at, d, out Vector128<float> x3, out Vector128<float> y3, out Vector128<float> z3);
        x = Join(x0, x1, x2, x3);
        y = Join(y0, y1, y2, y3);
        z = Join(z0, z1, z2, z3);
    }

    /// <summary>The last four triples of each row of row-major [B, d], d at least 16: the same, from the last sixteen floats of a row; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LastTriples(Ptr p, int e, int r, int d, out V x, out V y, out V z)
    {
        if (Avx512F.IsSupported)
        {
            V a = At(p, e, d, (4 * r * d) + (d - 16));
            V b = At(p, e, d, (((4 * r) + 1) * d) + (d - 16));
            V c = At(p, e, d, (((4 * r) + 2) * d) + (d - 16));
            V w = At(p, e, d, (((4 * r) + 3) * d) + (d - 16));
            x = Vector512.ConditionalSelect(
                Vector512.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle(),
                Avx512F.PermuteVar16x32x2(a, Vector512.Create(4, 7, 10, 13, 20, 23, 26, 29, 4, 7, 10, 13, 20, 23, 26, 29), b),
                Avx512F.PermuteVar16x32x2(c, Vector512.Create(4, 7, 10, 13, 20, 23, 26, 29, 4, 7, 10, 13, 20, 23, 26, 29), w));
            y = Vector512.ConditionalSelect(
                Vector512.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle(),
                Avx512F.PermuteVar16x32x2(a, Vector512.Create(5, 8, 11, 14, 21, 24, 27, 30, 5, 8, 11, 14, 21, 24, 27, 30), b),
                Avx512F.PermuteVar16x32x2(c, Vector512.Create(5, 8, 11, 14, 21, 24, 27, 30, 5, 8, 11, 14, 21, 24, 27, 30), w));
            z = Vector512.ConditionalSelect(
                Vector512.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle(),
                Avx512F.PermuteVar16x32x2(a, Vector512.Create(6, 9, 12, 15, 22, 25, 28, 31, 6, 9, 12, 15, 22, 25, 28, 31), b),
                Avx512F.PermuteVar16x32x2(c, Vector512.Create(6, 9, 12, 15, 22, 25, 28, 31, 6, 9, 12, 15, 22, 25, 28, 31), w));
            return;
        }

        Lanes128.Triples(p, e + (4 * r), 0, d - 12, d, out Vector128<float> x0, out Vector128<float> y0, out Vector128<float> z0);
        Lanes128.Triples(p, e + (4 * r), 1, d - 12, d, out Vector128<float> x1, out Vector128<float> y1, out Vector128<float> z1);
        Lanes128.Triples(p, e + (4 * r), 2, d - 12, d, out Vector128<float> x2, out Vector128<float> y2, out Vector128<float> z2);
        Lanes128.Triples(p, e + (4 * r), 3, d - 12, d, out Vector128<float> x3, out Vector128<float> y3, out Vector128<float> z3);
        x = Join(x0, x1, x2, x3);
        y = Join(y0, y1, y2, y3);
        z = Join(z0, z1, z2, z3);
    }

    /// <summary>The register of rows 4r to 4r + 3, d = 4; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows1(Ptr p, int e, int r, out V c0)
    {
        c0 = Vector512.Load((float*)p.Address + ((nint)e * 4) + (4 * r * 4));
    }

    /// <summary>The registers of rows 4r to 4r + 3, d = 8; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows2(Ptr p, int e, int r, out V c0, out V c1)
    {
        if (Avx512F.IsSupported)
        {
            V a = At(p, e, 8, 4 * r * 8);
            V b = At(p, e, 8, (4 * r * 8) + 16);
            c0 = Avx512F.Shuffle4x128(a, b, 0x88);
            c1 = Avx512F.Shuffle4x128(a, b, 0xDD);
            return;
        }

        c0 = Row(p, e, r, 0, 8);
        c1 = Row(p, e, r, 1, 8);
    }

    /// <summary>The registers of rows 4r to 4r + 3, d = 12; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows3(Ptr p, int e, int r, out V c0, out V c1, out V c2)
    {
        if (Avx512F.IsSupported)
        {
            // Row and register of the lanes: a = 0.0 0.1 0.2 1.0, b = 1.1 1.2 2.0 2.1, c = 2.2 3.0 3.1 3.2. Blends are
            // cheaper than shuffles. Their masks are written where they are used: the JIT keeps them only so in mask registers.
            V a = At(p, e, 12, 4 * r * 12);
            V b = At(p, e, 12, (4 * r * 12) + 16);
            V c = At(p, e, 12, (4 * r * 12) + 32);
            c0 = Avx512F.Shuffle4x128(
                a, Avx512F.BlendVariable(b, c, Vector512.Create(0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle()), 0x6C);
            c1 = Avx512F.Shuffle4x128(
                Avx512F.BlendVariable(a, b, Vector512.Create(-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle()),
                Avx512F.BlendVariable(b, c, Vector512.Create(0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, 0).AsSingle()),
                0xB1);
            c2 = Avx512F.Shuffle4x128(
                Avx512F.BlendVariable(a, b, Vector512.Create(0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle()), c, 0xC6);
            return;
        }

        c0 = Row(p, e, r, 0, 12);
        c1 = Row(p, e, r, 1, 12);
        c2 = Row(p, e, r, 2, 12);
    }

    /// <summary>The registers of rows 4r to 4r + 3, d = 16; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows4(Ptr p, int e, int r, out V c0, out V c1, out V c2, out V c3)
    {
        if (Avx512F.IsSupported)
        {
            V a = At(p, e, 16, 4 * r * 16);
            V b = At(p, e, 16, (4 * r * 16) + 16);
            V c = At(p, e, 16, (4 * r * 16) + 32);
            V d = At(p, e, 16, (4 * r * 16) + 48);
            V abLow = Avx512F.Shuffle4x128(a, b, 0x44);
            V abHigh = Avx512F.Shuffle4x128(a, b, 0xEE);
            V cdLow = Avx512F.Shuffle4x128(c, d, 0x44);
            V cdHigh = Avx512F.Shuffle4x128(c, d, 0xEE);
            c0 = Avx512F.Shuffle4x128(abLow, cdLow, 0x88);
            c1 = Avx512F.Shuffle4x128(abLow, cdLow, 0xDD);
            c2 = Avx512F.Shuffle4x128(abHigh, cdHigh, 0x88);
            c3 = Avx512F.Shuffle4x128(abHigh, cdHigh, 0xDD);
            return;
        }

        c0 = Row(p, e, r, 0, 16);
        c1 = Row(p, e, r, 1, 16);
        c2 = Row(p, e, r, 2, 16);
        c3 = Row(p, e, r, 3, 16);
    }

    /// <summary>The first <paramref name="n"/> of four bytes of each row from column <paramref name="at"/> as a mask, the rest false; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V BoolRowAt(Ptr p, int e, int r, int at, int n, int d)
    {
        byte* q = p.Address + ((nint)e * d) + ((4 * r * d) + at);
        return BytesToMask(Vector128.Create(
            Lanes128.ReadBytes(q, n),
            Lanes128.ReadBytes(q + (nint)d, n),
            Lanes128.ReadBytes(q + (2 * (nint)d), n),
            Lanes128.ReadBytes(q + (3 * (nint)d), n)).AsByte());
    }

    /// <summary>Four floats of each row by column; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PickFloats(Ptr p, int e, int r, int d, int i, int j, int k, int l) => Join(
        Lanes128.PickFloats(p, e + (4 * r), 0, d, i, j, k, l),
        Lanes128.PickFloats(p, e + (4 * r), 1, d, i, j, k, l),
        Lanes128.PickFloats(p, e + (4 * r), 2, d, i, j, k, l),
        Lanes128.PickFloats(p, e + (4 * r), 3, d, i, j, k, l));

    /// <summary>Four bytes of each row by column, as a mask; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PickBools(Ptr p, int e, int r, int d, int i, int j, int k, int l) => Join(
        Lanes128.PickBools(p, e + (4 * r), 0, d, i, j, k, l),
        Lanes128.PickBools(p, e + (4 * r), 1, d, i, j, k, l),
        Lanes128.PickBools(p, e + (4 * r), 2, d, i, j, k, l),
        Lanes128.PickBools(p, e + (4 * r), 3, d, i, j, k, l));

    /// <summary>
    /// Four elements of each row of block <paramref name="b"/> of a carried vector of <paramref name="chunks"/> registers
    /// a row; used by generated kernels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PickCarried(Ptr p, int b, int r, int chunks, int i, int j, int k, int l) => Join(
        Lanes128.Carried(p, b, r, chunks, 0, Width, i, j, k, l),
        Lanes128.Carried(p, b, r, chunks, 1, Width, i, j, k, l),
        Lanes128.Carried(p, b, r, chunks, 2, Width, i, j, k, l),
        Lanes128.Carried(p, b, r, chunks, 3, Width, i, j, k, l));

    /// <summary>Column <paramref name="j"/> of row-major [B, d] bytes as a mask; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V BoolColumn(Ptr p, int e, int d, int j) => Join(
        Lanes128.BoolColumn(p, e, d, j), Lanes128.BoolColumn(p, e + 4, d, j), Lanes128.BoolColumn(p, e + 8, d, j), Lanes128.BoolColumn(p, e + 12, d, j));

    /// <summary>True in the first <paramref name="n"/> (1 to 3) elements of every 128-bit lane; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TailMask(int n) =>
        Vector512.Create(Vector128.Create(-1, n > 1 ? -1 : 0, n > 2 ? -1 : 0, 0).AsSingle());

    /// <summary>Four floats in every 128-bit lane; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Quad(float a, float b, float c, float d) => Vector512.Create(a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d);

    /// <summary>Four constant truths in every 128-bit lane: −1 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V QuadMask(int a, int b, int c, int d) => Vector512.Create(a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d).AsSingle();

    /// <summary>Four constants in every 128-bit lane, read from a table.</summary>
    /// <param name="data">The table, a multiple of four long.</param>
    /// <param name="c">Index of the group of four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V QuadAt(System.ReadOnlySpan<float> data, int c) =>
        Vector512.Create(Vector128.LoadUnsafe(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(data), (nuint)(4 * c)));

    /// <summary>
    /// The values of environments 4r to 4r + 3 (r a constant 0 to 3) for their rows, each throughout its lane;
    /// used by generated kernels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Spread(V s, int r) => r switch
    {
        0 => Vector512.Shuffle(s, Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)),
        1 => Vector512.Shuffle(s, Vector512.Create(4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7)),
        2 => Vector512.Shuffle(s, Vector512.Create(8, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 11)),
        _ => Vector512.Shuffle(s, Vector512.Create(12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 15)),
    };

    /// <summary>Writes eight adjacent columns of row-major [B, stride]; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumns8(Ptr p, int e, int stride, int column, V a, V b, V c, V d, V f, V g, V h, V k)
    {
        if (Avx512F.IsSupported)
        {
            // Half as many stores, and fewer shuffles, than four columns twice.
            V ab = Avx512F.UnpackLow(a, b);
            V cd = Avx512F.UnpackLow(c, d);
            V fg = Avx512F.UnpackLow(f, g);
            V hk = Avx512F.UnpackLow(h, k);
            StoreHalves(p, e, stride, column, 0, PairLow(ab, cd), PairLow(fg, hk));
            StoreHalves(p, e, stride, column, 1, PairHigh(ab, cd), PairHigh(fg, hk));
            ab = Avx512F.UnpackHigh(a, b);
            cd = Avx512F.UnpackHigh(c, d);
            fg = Avx512F.UnpackHigh(f, g);
            hk = Avx512F.UnpackHigh(h, k);
            StoreHalves(p, e, stride, column, 2, PairLow(ab, cd), PairLow(fg, hk));
            StoreHalves(p, e, stride, column, 3, PairHigh(ab, cd), PairHigh(fg, hk));
            return;
        }

        StoreColumns4(p, e, stride, column, a, b, c, d);
        StoreColumns4(p, e, stride, column + 4, f, g, h, k);
    }

    /// <summary>Writes rows of eight floats, a column each; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows8(Ptr p, int e, V v0, V v1, V v2, V v3, V v4, V v5, V v6, V v7)
    {
        if (Avx512F.IsSupported)
        {
            // In lane i of each register four columns of a row of the four from 4i on: the rows of a lane are stored one after the other.
            Transpose(ref v0, ref v1, ref v2, ref v3);
            Transpose(ref v4, ref v5, ref v6, ref v7);
            StoreFours(p, e, 8, 0, v0, v4, v1, v5);
            StoreFours(p, e, 8, 16, v2, v6, v3, v7);
            return;
        }

        StoreColumns4(p, e, 8, 0, v0, v1, v2, v3);
        StoreColumns4(p, e, 8, 4, v4, v5, v6, v7);
    }

    /// <summary>Writes rows of twelve floats, a column each; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows12(Ptr p, int e, V v0, V v1, V v2, V v3, V v4, V v5, V v6, V v7, V v8, V v9, V v10, V v11)
    {
        if (Avx512F.IsSupported)
        {
            // In lane i of each register four columns of a row of the four from 4i on: the rows of a lane are stored one after the other.
            Transpose(ref v0, ref v1, ref v2, ref v3);
            Transpose(ref v4, ref v5, ref v6, ref v7);
            Transpose(ref v8, ref v9, ref v10, ref v11);
            StoreFours(p, e, 12, 0, v0, v4, v8, v1);
            StoreFours(p, e, 12, 16, v5, v9, v2, v6);
            StoreFours(p, e, 12, 32, v10, v3, v7, v11);
            return;
        }

        StoreColumns4(p, e, 12, 0, v0, v1, v2, v3);
        StoreColumns4(p, e, 12, 4, v4, v5, v6, v7);
        StoreColumns4(p, e, 12, 8, v8, v9, v10, v11);
    }

    /// <summary>Writes rows of sixteen floats, a column each; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows16(Ptr p, int e, V v0, V v1, V v2, V v3, V v4, V v5, V v6, V v7, V v8, V v9, V v10, V v11, V v12, V v13, V v14, V v15)
    {
        if (Avx512F.IsSupported)
        {
            // In lane i of each register four columns of a row of the four from 4i on: the rows of a lane are stored one after the other.
            Transpose(ref v0, ref v1, ref v2, ref v3);
            Transpose(ref v4, ref v5, ref v6, ref v7);
            Transpose(ref v8, ref v9, ref v10, ref v11);
            Transpose(ref v12, ref v13, ref v14, ref v15);
            StoreFours(p, e, 16, 0, v0, v4, v8, v12);
            StoreFours(p, e, 16, 16, v1, v5, v9, v13);
            StoreFours(p, e, 16, 32, v2, v6, v10, v14);
            StoreFours(p, e, 16, 48, v3, v7, v11, v15);
            return;
        }

        StoreColumns4(p, e, 16, 0, v0, v1, v2, v3);
        StoreColumns4(p, e, 16, 4, v4, v5, v6, v7);
        StoreColumns4(p, e, 16, 8, v8, v9, v10, v11);
        StoreColumns4(p, e, 16, 12, v12, v13, v14, v15);
    }

    // Of four columns in each lane a transposition: register r then holds the four columns of row r of each lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref V a, ref V b, ref V c, ref V d)
    {
        V ab = Avx512F.UnpackLow(a, b);
        V cd = Avx512F.UnpackLow(c, d);
        V abHigh = Avx512F.UnpackHigh(a, b);
        V cdHigh = Avx512F.UnpackHigh(c, d);
        a = Avx512F.Shuffle(ab, cd, 0x44);
        b = Avx512F.Shuffle(ab, cd, 0xEE);
        c = Avx512F.Shuffle(abHigh, cdHigh, 0x44);
        d = Avx512F.Shuffle(abHigh, cdHigh, 0xEE);
    }

    // Lane i of four registers, one after the other, to the rows from 4i on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFours(Ptr p, int e, int stride, int offset, V a, V b, V c, V d)
    {
        V ab = Avx512F.Shuffle4x128(a, b, 0x44);
        V cd = Avx512F.Shuffle4x128(c, d, 0x44);
        Avx512F.Shuffle4x128(ab, cd, 0x88).Store((float*)p.Address + ((nint)e * stride) + offset);
        Avx512F.Shuffle4x128(ab, cd, 0xDD).Store((float*)p.Address + ((nint)e * stride) + (offset + (4 * stride)));
        ab = Avx512F.Shuffle4x128(a, b, 0xEE);
        cd = Avx512F.Shuffle4x128(c, d, 0xEE);
        Avx512F.Shuffle4x128(ab, cd, 0x88).Store((float*)p.Address + ((nint)e * stride) + (offset + (8 * stride)));
        Avx512F.Shuffle4x128(ab, cd, 0xDD).Store((float*)p.Address + ((nint)e * stride) + (offset + (12 * stride)));
    }

    /// <summary>x raised to lo, then lowered to hi; a NaN x stays, a NaN bound is ignored; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Clamp(V x, V lo, V hi)
    {
        // The x86 instructions return their second operand on equality and NaN, which is just what is wanted.
        if (Avx512F.IsSupported)
        {
            return Avx512F.Min(hi, Avx512F.Max(lo, x));
        }

        V y = Vector512.ConditionalSelect(Vector512.GreaterThan(lo, x), lo, x);
        return Vector512.ConditionalSelect(Vector512.LessThan(hi, y), hi, y);
    }

    // Sixteen floats, some behind the first of row e. An expression: each local variable of a building block is one of those that the JIT inlines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V At(Ptr p, int e, int d, int offset) => Vector512.Load((float*)p.Address + ((nint)e * d) + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Join(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) =>
        Vector512.Create(Vector256.Create(a, b), Vector256.Create(c, d));

    // A lane; the index is a constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Lane(V v, int i)
    {
        Vector256<float> half = i < 2 ? v.GetLower() : v.GetUpper();
        return (i & 1) == 0 ? half.GetLower() : half.GetUpper();
    }

    // Sixteen bytes as a mask, true where not zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V BytesToMask(Vector128<byte> bytes)
    {
        Vector512<int> wide = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(bytes)
            : Vector512.WidenLower(Vector512.WidenLower(bytes.ToVector256Unsafe().ToVector512Unsafe())).AsInt32();
        return ~Vector512.Equals(wide, Vector512<int>.Zero).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreBytes(byte* q, Vector512<int> v)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector128Byte(v).Store(q);
            return;
        }

        Vector256<ushort> words = Vector256.Narrow(v.GetLower().AsUInt32(), v.GetUpper().AsUInt32());
        Vector128.Narrow(words.GetLower(), words.GetUpper()).Store(q);
    }

    /// <summary>
    /// The sum of four elements of every row, (x0 + x2) + (x1 + x3), in the order of the environments;
    /// used by generated kernels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SumRows(V l0, V l1, V l2, V l3)
    {
        if (Avx512F.IsSupported)
        {
            // Written out: it ends nearly every sweep, and the building blocks below would take three times as many local variables.
            V a = Avx512F.UnpackLow(l0, l1) + Avx512F.UnpackHigh(l0, l1);
            V b = Avx512F.UnpackLow(l2, l3) + Avx512F.UnpackHigh(l2, l3);
            return InOrder(Avx512F.Shuffle(a, b, 0x44) + Avx512F.Shuffle(a, b, 0xEE));
        }

        V c = UnpackLow(l0, l1) + UnpackHigh(l0, l1);
        V d = UnpackLow(l2, l3) + UnpackHigh(l2, l3);
        return InOrder(PairLow(c, d) + PairHigh(c, d));
    }

    // In every lane a0 b0 a1 b1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V UnpackLow(V a, V b) => Avx512F.IsSupported
        ? Avx512F.UnpackLow(a, b)
        : Join(Lanes128.UnpackLow(Lane(a, 0), Lane(b, 0)), Lanes128.UnpackLow(Lane(a, 1), Lane(b, 1)), Lanes128.UnpackLow(Lane(a, 2), Lane(b, 2)), Lanes128.UnpackLow(Lane(a, 3), Lane(b, 3)));

    // In every lane a2 b2 a3 b3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V UnpackHigh(V a, V b) => Avx512F.IsSupported
        ? Avx512F.UnpackHigh(a, b)
        : Join(Lanes128.UnpackHigh(Lane(a, 0), Lane(b, 0)), Lanes128.UnpackHigh(Lane(a, 1), Lane(b, 1)), Lanes128.UnpackHigh(Lane(a, 2), Lane(b, 2)), Lanes128.UnpackHigh(Lane(a, 3), Lane(b, 3)));

    // In every lane a0 a1 b0 b1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PairLow(V a, V b) => Avx512F.IsSupported
        ? Avx512F.Shuffle(a, b, 0x44)
        : Join(Lanes128.PairLow(Lane(a, 0), Lane(b, 0)), Lanes128.PairLow(Lane(a, 1), Lane(b, 1)), Lanes128.PairLow(Lane(a, 2), Lane(b, 2)), Lanes128.PairLow(Lane(a, 3), Lane(b, 3)));

    // In every lane a2 a3 b2 b3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PairHigh(V a, V b) => Avx512F.IsSupported
        ? Avx512F.Shuffle(a, b, 0xEE)
        : Join(Lanes128.PairHigh(Lane(a, 0), Lane(b, 0)), Lanes128.PairHigh(Lane(a, 1), Lane(b, 1)), Lanes128.PairHigh(Lane(a, 2), Lane(b, 2)), Lanes128.PairHigh(Lane(a, 3), Lane(b, 3)));

    // y times 2^k, rounded once; n is the integer k. One instruction does the same as the two halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scale(V y, V k, Vector512<int> n) => Avx512F.IsSupported ? Avx512F.Scale(y, k) : ScaleHalves(y, n);

    // From element r of lane i, which is row 4r + i, to environment order: a transposition of the 4 by 4 elements.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V InOrder(V v) =>
        Vector512.Shuffle(v, Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));

    // Lane i of both registers to row 4i + r, eight floats from a column on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Ptr p, int e, int stride, int column, int r, V left, V right)
    {
        StoreHalf(p, e, stride, (r * stride) + column, Avx512F.PermuteVar8x64x2(left.AsDouble(), Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11), right.AsDouble()).AsSingle());
        StoreHalf(p, e, stride, ((r + 8) * stride) + column, Avx512F.PermuteVar8x64x2(left.AsDouble(), Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15), right.AsDouble()).AsSingle());
    }

    // Both halves of a register to rows four apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalf(Ptr p, int e, int stride, int offset, V halves)
    {
        halves.GetLower().Store((float*)p.Address + ((nint)e * stride) + offset);
        Avx512F.ExtractVector256(halves, 1).Store((float*)p.Address + ((nint)e * stride) + (offset + (4 * stride)));
    }

    // The lanes of a register to rows four apart, four floats from a column on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLanes(Ptr p, int e, int stride, int offset, V row)
    {
        row.GetLower().GetLower().Store((float*)p.Address + ((nint)e * stride) + offset);
        if (Avx512F.IsSupported)
        {
            Avx512F.ExtractVector128(row, 1).Store((float*)p.Address + ((nint)e * stride) + (offset + (4 * stride)));
            Avx512F.ExtractVector128(row, 2).Store((float*)p.Address + ((nint)e * stride) + (offset + (8 * stride)));
            Avx512F.ExtractVector128(row, 3).Store((float*)p.Address + ((nint)e * stride) + (offset + (12 * stride)));
            return;
        }

        Lane(row, 1).Store((float*)p.Address + ((nint)e * stride) + (offset + (4 * stride)));
        Lane(row, 2).Store((float*)p.Address + ((nint)e * stride) + (offset + (8 * stride)));
        Lane(row, 3).Store((float*)p.Address + ((nint)e * stride) + (offset + (12 * stride)));
    }

    /// <summary>Writes register (r, c) of row-major [B, d]: four floats of each row, of the last register those that a row has; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow(Ptr p, int e, int r, int c, int d, V v)
    {
        float* q = (float*)p.Address + ((nint)e * d) + ((4 * r * d) + (4 * c));
        if (d == 4)
        {
            v.Store(q);
            return;
        }

        int n = d - (4 * c);
        Lanes128.StoreFirst(q, n, Lane(v, 0));
        Lanes128.StoreFirst(q + (nint)d, n, Lane(v, 1));
        Lanes128.StoreFirst(q + (2 * (nint)d), n, Lane(v, 2));
        Lanes128.StoreFirst(q + (3 * (nint)d), n, Lane(v, 3));
    }
}
