using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RewardDsl.Benchmarks;

/// <summary>
/// The step as an author who knows AVX-512 would write it for this reward alone, with fused multiply-add and an exponential
/// of six coefficients: what the generated kernel, which rounds every operation, is held against.
/// </summary>
internal static unsafe class HandWritten
{
    /// <summary>Environments of a tile: its twelve columns stay in the first-level cache.</summary>
    private const int Tile = 128;

    private const float Seconds = 0.02f;
    private const float TouchdownTime = (float)(0.02 + 1e-8);

    // Component c of sixteen triples in three vectors: from the first two, then from that and the third.
    private static readonly Vector512<int>[] s_fromFirst = [.. Enumerable.Range(0, 3).Select(static c => Indices(i => (3 * i) + c < 32 ? (3 * i) + c : 0))];
    private static readonly Vector512<int>[] s_fromThird = [.. Enumerable.Range(0, 3).Select(static c => Indices(i => (3 * i) + c < 32 ? i : 16 + (3 * i) + c - 32))];

    // The transpose-add leaves row r at 4 (r mod 4) + r / 4.
    private static readonly Vector512<int> s_rowOrder = Indices(static r => (4 * (r % 4)) + (r / 4));

    public static bool IsSupported => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

    private interface IPrefetch
    {
        static abstract bool IsOn { get; }
    }

    /// <summary>One loop over blocks of sixteen environments: the best shape in the second-level cache.</summary>
    public static void Fused(in StepPointers s, long from, long to)
    {
        var triples = new Triples();
        Vector512<int> order = s_rowOrder;
        var limits = new Limits(s.Lowest, s.Highest);
        var minusFour = Vector512.Create(-4f);
        for (long b = from; b < to; b += 16)
        {
            float* p = s.Command + (3 * b);
            Vector512<float> z0 = Vector512.Load(p), z1 = Vector512.Load(p + 16), z2 = Vector512.Load(p + 32);
            Vector512<float> cx = triples.X(z0, z1, z2), cy = triples.Y(z0, z1, z2), cz = triples.Z(z0, z1, z2);
            p = s.Linear + (3 * b);
            (z0, z1, z2) = (Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32));
            Vector512<float> dx = cx - triples.X(z0, z1, z2), dy = cy - triples.Y(z0, z1, z2), lz = triples.Z(z0, z1, z2);
            p = s.Angular + (3 * b);
            (z0, z1, z2) = (Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32));
            Vector512<float> ax = triples.X(z0, z1, z2), ay = triples.Y(z0, z1, z2), dz = cz - triples.Z(z0, z1, z2);
            p = s.Gravity + (3 * b);
            (z0, z1, z2) = (Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32));
            Vector512<float> gx = triples.X(z0, z1, z2), gy = triples.Y(z0, z1, z2);

            Vector512<float> v0 = Exp(minusFour * SumOfSquares(dx, dy));
            Vector512<float> v1 = Exp(minusFour * (dz * dz));
            Vector512<float> v7 = AirTimes(s.ContactTime + (4 * b), s.LastAirTime + (4 * b), order) & IsCommanded(cx, cy);
            Pay(
                in s,
                b,
                v0,
                v1,
                lz * lz,
                SumOfSquares(ax, ay),
                SumsOfSquares(s.Torque + (12 * b), order),
                SumsOfSquares(s.Acceleration + (12 * b), order),
                ActionRates(s.Action + (12 * b), s.Previous + (12 * b), order),
                v7,
                Contacts(s.Force + (36 * b), in triples, order),
                SumOfSquares(gx, gy),
                Excesses(s.Position + (12 * b), in limits, order),
                Flags(s.Terminated + b));
        }
    }

    /// <summary>A tile of 128 environments, one sweep for each input, and one that pays: the best shape in the third-level cache.</summary>
    public static void Tiled(in StepPointers s, long from, long to) => Tiles<Off>(in s, from, to);

    /// <summary>The same, each sweep fetching the next tile ahead: the best shape beyond the caches.</summary>
    public static void TiledPrefetching(in StepPointers s, long from, long to) => Tiles<On>(in s, from, to);

    private static void Tiles<TPrefetch>(in StepPointers s, long from, long to)
        where TPrefetch : struct, IPrefetch
    {
        byte* raw = stackalloc byte[(StepPointers.Columns * Tile * sizeof(float)) + 64];
        float* v = (float*)(((nint)raw + 63) & ~63);
        var limits = new Limits(s.Lowest, s.Highest);
        for (long t = from; t < to; t += Tile)
        {
            SweepTriples<TPrefetch>(in s, t, v);
            SweepSquares<TPrefetch>(s.Torque + (12 * t), v + (4 * Tile));
            SweepSquares<TPrefetch>(s.Acceleration + (12 * t), v + (5 * Tile));
            SweepActions<TPrefetch>(in s, t, v + (6 * Tile));
            SweepPositions<TPrefetch>(in s, t, v + (10 * Tile), in limits);
            SweepFeet<TPrefetch>(in s, t, v + (7 * Tile));
            SweepForces<TPrefetch>(in s, t, v + (8 * Tile));
            for (int i = 0; i < Tile; i += 16)
            {
                Flags(s.Terminated + t + i).Store(v + (11 * Tile) + i);
            }

            SweepPayment<TPrefetch>(in s, t, v);
        }
    }

    private static void SweepTriples<TPrefetch>(in StepPointers s, long t, float* v)
        where TPrefetch : struct, IPrefetch
    {
        var triples = new Triples();
        var minusFour = Vector512.Create(-4f);
        for (int i = 0; i < Tile; i += 16)
        {
            long b = 3 * (t + i);
            if (TPrefetch.IsOn)
            {
                Prefetch(s.Command + b + (3 * Tile), 3);
                Prefetch(s.Linear + b + (3 * Tile), 3);
                Prefetch(s.Angular + b + (3 * Tile), 3);
                Prefetch(s.Gravity + b + (3 * Tile), 3);
            }

            float* p = s.Command + b;
            Vector512<float> z0 = Vector512.Load(p), z1 = Vector512.Load(p + 16), z2 = Vector512.Load(p + 32);
            Vector512<float> cx = triples.X(z0, z1, z2), cy = triples.Y(z0, z1, z2), cz = triples.Z(z0, z1, z2);
            p = s.Linear + b;
            (z0, z1, z2) = (Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32));
            Vector512<float> dx = cx - triples.X(z0, z1, z2), dy = cy - triples.Y(z0, z1, z2), lz = triples.Z(z0, z1, z2);
            p = s.Angular + b;
            (z0, z1, z2) = (Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32));
            Vector512<float> ax = triples.X(z0, z1, z2), ay = triples.Y(z0, z1, z2), dz = cz - triples.Z(z0, z1, z2);
            p = s.Gravity + b;
            (z0, z1, z2) = (Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32));
            Exp(minusFour * SumOfSquares(dx, dy)).Store(v + i);
            Exp(minusFour * (dz * dz)).Store(v + Tile + i);
            (lz * lz).Store(v + (2 * Tile) + i);
            SumOfSquares(ax, ay).Store(v + (3 * Tile) + i);
            IsCommanded(cx, cy).Store(v + (7 * Tile) + i);
            SumOfSquares(triples.X(z0, z1, z2), triples.Y(z0, z1, z2)).Store(v + (9 * Tile) + i);
        }
    }

    private static void SweepSquares<TPrefetch>(float* rows, float* v)
        where TPrefetch : struct, IPrefetch
    {
        Vector512<int> order = s_rowOrder;
        for (int i = 0; i < Tile; i += 16)
        {
            float* p = rows + (12 * i);
            if (TPrefetch.IsOn)
            {
                Prefetch(p + (12 * Tile), 12);
            }

            SumsOfSquares(p, order).Store(v + i);
        }
    }

    private static void SweepActions<TPrefetch>(in StepPointers s, long t, float* v)
        where TPrefetch : struct, IPrefetch
    {
        Vector512<int> order = s_rowOrder;
        for (int i = 0; i < Tile; i += 16)
        {
            float* p = s.Action + (12 * (t + i));
            float* q = s.Previous + (12 * (t + i));
            if (TPrefetch.IsOn)
            {
                Prefetch(p + (12 * Tile), 12);
                Prefetch(q + (12 * Tile), 12);
            }

            ActionRates(p, q, order).Store(v + i);
        }
    }

    private static void SweepPositions<TPrefetch>(in StepPointers s, long t, float* v, in Limits limits)
        where TPrefetch : struct, IPrefetch
    {
        Vector512<int> order = s_rowOrder;
        Limits local = limits;
        for (int i = 0; i < Tile; i += 16)
        {
            float* p = s.Position + (12 * (t + i));
            if (TPrefetch.IsOn)
            {
                Prefetch(p + (12 * Tile), 12);
            }

            Excesses(p, in local, order).Store(v + i);
        }
    }

    private static void SweepFeet<TPrefetch>(in StepPointers s, long t, float* v)
        where TPrefetch : struct, IPrefetch
    {
        Vector512<int> order = s_rowOrder;
        for (int i = 0; i < Tile; i += 16)
        {
            float* p = s.ContactTime + (4 * (t + i));
            float* q = s.LastAirTime + (4 * (t + i));
            if (TPrefetch.IsOn)
            {
                Prefetch(p + (4 * Tile), 4);
                Prefetch(q + (4 * Tile), 4);
            }

            (Vector512.Load(v + i) & AirTimes(p, q, order)).Store(v + i);
        }
    }

    private static void SweepForces<TPrefetch>(in StepPointers s, long t, float* v)
        where TPrefetch : struct, IPrefetch
    {
        var triples = new Triples();
        Vector512<int> order = s_rowOrder;
        for (int i = 0; i < Tile; i += 16)
        {
            float* p = s.Force + (36 * (t + i));
            if (TPrefetch.IsOn)
            {
                Prefetch(p + (36 * Tile), 36);
            }

            Contacts(p, in triples, order).Store(v + i);
        }
    }

    private static void SweepPayment<TPrefetch>(in StepPointers s, long t, float* v)
        where TPrefetch : struct, IPrefetch
    {
        for (int i = 0; i < Tile; i += 16)
        {
            long b = t + i;
            if (TPrefetch.IsOn)
            {
                for (int k = 0; k < StepPointers.Columns; k++)
                {
                    Sse.Prefetch0(s.Sums + (k * s.SumStride) + b + Tile);
                }

                Prefetch(s.Terms + (12 * (b + Tile)), 12);
            }

            float* p = v + i;
            Pay(
                in s,
                b,
                Vector512.Load(p),
                Vector512.Load(p + Tile),
                Vector512.Load(p + (2 * Tile)),
                Vector512.Load(p + (3 * Tile)),
                Vector512.Load(p + (4 * Tile)),
                Vector512.Load(p + (5 * Tile)),
                Vector512.Load(p + (6 * Tile)),
                Vector512.Load(p + (7 * Tile)),
                Vector512.Load(p + (8 * Tile)),
                Vector512.Load(p + (9 * Tile)),
                Vector512.Load(p + (10 * Tile)),
                Vector512.Load(p + (11 * Tile)));
        }
    }

    /// <summary>Weighs the values of sixteen environments; writes terms and total, adds to the episode sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pay(
        in StepPointers s, long b, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3, Vector512<float> v4, Vector512<float> v5, Vector512<float> v6, Vector512<float> v7, Vector512<float> v8, Vector512<float> v9, Vector512<float> v10, Vector512<float> v11)
    {
        long stride = s.SumStride;
        float* sums = s.Sums + b;
        v0 *= Seconds;
        v1 *= 0.5f * Seconds;
        v2 *= -2f * Seconds;
        v3 *= -0.05f * Seconds;
        v4 *= -1e-5f * Seconds;
        v5 *= -2.5e-7f * Seconds;
        v6 *= -0.01f * Seconds;
        v7 *= 0.125f * Seconds;
        v8 *= -Seconds;
        v9 *= -5f * Seconds;
        v10 *= -Seconds;
        v11 *= -200f * Seconds;
        Add(sums, v0);
        Add(sums + stride, v1);
        Add(sums + (2 * stride), v2);
        Add(sums + (3 * stride), v3);
        Add(sums + (4 * stride), v4);
        Add(sums + (5 * stride), v5);
        Add(sums + (6 * stride), v6);
        Add(sums + (7 * stride), v7);
        Add(sums + (8 * stride), v8);
        Add(sums + (9 * stride), v9);
        Add(sums + (10 * stride), v10);
        Add(sums + (11 * stride), v11);
        (v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11).Store(s.Total + b);
        float* terms = s.Terms + (12 * b);
        StoreColumns(terms, v0, v1, v2, v3);
        StoreColumns(terms + 4, v4, v5, v6, v7);
        StoreColumns(terms + 8, v8, v9, v10, v11);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* sums, Vector512<float> paid) => (Vector512.Load(sums) + paid).Store(sums);

    /// <summary>Four columns of sixteen rows of twelve, by 4 × 4 transposes in the 128-bit lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(float* rows, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Vector512<float> t0 = Avx512F.UnpackLow(a, b), t1 = Avx512F.UnpackHigh(a, b), t2 = Avx512F.UnpackLow(c, d), t3 = Avx512F.UnpackHigh(c, d);
        StoreRows(rows, Avx512F.Shuffle(t0, t2, 0x44));
        StoreRows(rows + 12, Avx512F.Shuffle(t0, t2, 0xEE));
        StoreRows(rows + 24, Avx512F.Shuffle(t1, t3, 0x44));
        StoreRows(rows + 36, Avx512F.Shuffle(t1, t3, 0xEE));
    }

    /// <summary>Rows r, r + 4, r + 8 and r + 12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRows(float* row, Vector512<float> lanes)
    {
        lanes.GetLower().GetLower().Store(row);
        lanes.GetLower().GetUpper().Store(row + 48);
        lanes.GetUpper().GetLower().Store(row + 96);
        lanes.GetUpper().GetUpper().Store(row + 144);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumsOfSquares(float* p, Vector512<int> order) =>
        RowSums(SquaresOfFour(p), SquaresOfFour(p + 48), SquaresOfFour(p + 96), SquaresOfFour(p + 144), order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SquaresOfFour(float* p)
    {
        Align(Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32), out Vector512<float> a, out Vector512<float> b, out Vector512<float> c);
        return SumOfSquares(a, b, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ActionRates(float* p, float* q, Vector512<int> order) =>
        RowSums(RatesOfFour(p, q), RatesOfFour(p + 48, q + 48), RatesOfFour(p + 96, q + 96), RatesOfFour(p + 144, q + 144), order);

    /// <summary>Compares four actions with the previous ones, which they replace.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> RatesOfFour(float* p, float* q)
    {
        Vector512<float> p0 = Vector512.Load(p), p1 = Vector512.Load(p + 16), p2 = Vector512.Load(p + 32);
        Align(p0 - Vector512.Load(q), p1 - Vector512.Load(q + 16), p2 - Vector512.Load(q + 32), out Vector512<float> a, out Vector512<float> b, out Vector512<float> c);
        p0.Store(q);
        p1.Store(q + 16);
        p2.Store(q + 32);
        return SumOfSquares(a, b, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Excesses(float* p, in Limits limits, Vector512<int> order) =>
        RowSums(limits.ExcessesOfFour(p), limits.ExcessesOfFour(p + 48), limits.ExcessesOfFour(p + 96), limits.ExcessesOfFour(p + 144), order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AirTimes(float* contact, float* air, Vector512<int> order) =>
        RowSums(AirTimesOfFour(contact, air), AirTimesOfFour(contact + 16, air + 16), AirTimesOfFour(contact + 32, air + 32), AirTimesOfFour(contact + 48, air + 48), order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AirTimesOfFour(float* contact, float* air)
    {
        Vector512<float> time = Vector512.Load(contact);
        return Vector512.GreaterThan(time, Vector512<float>.Zero) & Vector512.LessThan(time, Vector512.Create(TouchdownTime)) & (Vector512.Load(air) - Vector512.Create(0.5f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Contacts(float* p, in Triples triples, Vector512<int> order) =>
        RowSums(ContactsOfFour(p, in triples), ContactsOfFour(p + 144, in triples), ContactsOfFour(p + 288, in triples), ContactsOfFour(p + 432, in triples), order);

    /// <summary>For four environments, thigh by thigh, 1 when the largest force of the history exceeds 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ContactsOfFour(float* p, in Triples triples)
    {
        Align(triples.SquaredLengths(p), triples.SquaredLengths(p + 48), triples.SquaredLengths(p + 96), out Vector512<float> x, out Vector512<float> y, out Vector512<float> z);
        return Vector512.GreaterThan(Max(x, Max(y, z)), Vector512<float>.One) & Vector512<float>.One;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Flags(byte* flags) => Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.Load(flags)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> IsCommanded(Vector512<float> x, Vector512<float> y) => Vector512.GreaterThan(SumOfSquares(x, y), Vector512.Create(0.01f));

    /// <summary>The instruction, which returns its second operand when either is NaN: the data comes second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Max(Vector512<float> a, Vector512<float> data) => Avx512F.Max(a, data);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumOfSquares(Vector512<float> a, Vector512<float> b) => Vector512.FusedMultiplyAdd(b, b, a * a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumOfSquares(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.FusedMultiplyAdd(c, c, Vector512.FusedMultiplyAdd(b, b, a * a));

    /// <summary>Four rows of twelve in three vectors: brings the three parts of each row to one lane of 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Align(Vector512<float> z0, Vector512<float> z1, Vector512<float> z2, out Vector512<float> p, out Vector512<float> q, out Vector512<float> r)
    {
        p = Avx512F.BlendVariable(
            Avx512F.BlendVariable(z0, z1, Vector512.Create(0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0).AsSingle()),
            z2,
            Vector512.Create(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1).AsSingle());
        q = Avx512F.Shuffle4x128(z0, Avx512F.BlendVariable(z1, z2, Vector512.Create(0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle()), 0b01_11_11_01);
        r = Avx512F.Shuffle4x128(Avx512F.BlendVariable(z0, z1, Vector512.Create(-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle()), z2, 0b10_00_00_10);
    }

    /// <summary>Adds the four elements in each lane of four vectors, and puts the sixteen rows in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> RowSums(Vector512<float> l0, Vector512<float> l1, Vector512<float> l2, Vector512<float> l3, Vector512<int> order)
    {
        Vector512<float> t0 = Avx512F.UnpackLow(l0, l1) + Avx512F.UnpackHigh(l0, l1);
        Vector512<float> t1 = Avx512F.UnpackLow(l2, l3) + Avx512F.UnpackHigh(l2, l3);
        return Avx512F.PermuteVar16x32(Avx512F.Shuffle(t0, t1, 0x44) + Avx512F.Shuffle(t0, t1, 0xEE), order);
    }

    /// <summary>The polynomial of Cephes' expf; relative error 1.1e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.Max(x, Vector512.Create(-87.3f));
        Vector512<float> k = Vector512.Round(x * 1.44269504f);
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.693359375f), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(2.12194440e-4f), r);
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(1.9875691500e-4f), r, Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(5.0000001201e-1f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        return p * ((Vector512.ConvertToInt32(k) + Vector512.Create(127)) << 23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* p, int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            Sse.Prefetch0(p + (16 * i));
        }
    }

    private static Vector512<int> Indices(System.Func<int, int> index) => Vector512.Create([.. Enumerable.Range(0, 16).Select(index)]);

    private struct On : IPrefetch
    {
        public static bool IsOn => true;
    }

    private struct Off : IPrefetch
    {
        public static bool IsOn => false;
    }

    /// <summary>Picks a component of sixteen triples; made before a loop, so that the indices stay in registers.</summary>
    private readonly struct Triples
    {
        private readonly Vector512<int> _x0, _x1, _y0, _y1, _z0, _z1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Triples()
        {
            (_x0, _y0, _z0) = (s_fromFirst[0], s_fromFirst[1], s_fromFirst[2]);
            (_x1, _y1, _z1) = (s_fromThird[0], s_fromThird[1], s_fromThird[2]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> X(Vector512<float> z0, Vector512<float> z1, Vector512<float> z2) => Pick(z0, z1, z2, _x0, _x1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Y(Vector512<float> z0, Vector512<float> z1, Vector512<float> z2) => Pick(z0, z1, z2, _y0, _y1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Z(Vector512<float> z0, Vector512<float> z1, Vector512<float> z2) => Pick(z0, z1, z2, _z0, _z1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> SquaredLengths(float* p)
        {
            Vector512<float> z0 = Vector512.Load(p), z1 = Vector512.Load(p + 16), z2 = Vector512.Load(p + 32);
            return SumOfSquares(X(z0, z1, z2), Y(z0, z1, z2), Z(z0, z1, z2));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<float> Pick(Vector512<float> z0, Vector512<float> z1, Vector512<float> z2, Vector512<int> first, Vector512<int> third) =>
            Avx512F.PermuteVar16x32x2(Avx512F.PermuteVar16x32x2(z0, first, z1), third, z2);
    }

    /// <summary>The joint limits, aligned like the rows.</summary>
    private readonly struct Limits(float* lowest, float* highest)
    {
        private readonly Vector512<float> _lowP = Parts(lowest, 0, 2, 0, 2), _lowQ = Parts(lowest, 1, 0, 1, 0), _lowR = Parts(lowest, 2, 1, 2, 1);
        private readonly Vector512<float> _highP = Parts(highest, 0, 2, 0, 2), _highQ = Parts(highest, 1, 0, 1, 0), _highR = Parts(highest, 2, 1, 2, 1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> ExcessesOfFour(float* p)
        {
            Align(Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32), out Vector512<float> a, out Vector512<float> b, out Vector512<float> c);
            Vector512<float> zero = Vector512<float>.Zero;
            return Max(zero, _lowP - a) + Max(zero, a - _highP)
                + (Max(zero, _lowQ - b) + Max(zero, b - _highQ))
                + (Max(zero, _lowR - c) + Max(zero, c - _highR));
        }

        private static Vector512<float> Parts(float* limits, int lane0, int lane1, int lane2, int lane3) => Vector512.Create(
            Vector256.Create(Vector128.Load(limits + (4 * lane0)), Vector128.Load(limits + (4 * lane1))),
            Vector256.Create(Vector128.Load(limits + (4 * lane2)), Vector128.Load(limits + (4 * lane3))));
    }
}
