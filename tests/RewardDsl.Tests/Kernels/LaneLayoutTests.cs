using System;
using System.Linq;
using System.Runtime.Intrinsics;
using RewardDsl.Kernels;
using RewardDsl.Tests.Mathematics;
using Xunit;
using V = System.Runtime.Intrinsics.Vector128<float>;

namespace RewardDsl.Tests.Kernels;

// Compiled again for the other vector width, with its digits in place of this one's.
public sealed unsafe class LaneLayout128Tests
{
    private const int Width = Lanes128.Width;
    private const int Lanes = Width / 4;
    private const int Start = Width;
    private const int Rows = 2 * Width;

    [Fact]
    public void LoadsAndStoresAreContiguous()
    {
        using GuardedMemory memory = new(Rows * 4);
        Span<float> data = new(memory.Address, Rows);
        Number(data);
        Ptr p = memory.Pointer;
        for (int i = 0; i < Width; i++)
        {
            Assert.Equal(data[Start + i], Lanes128.Load(p, Start)[i]);
            Assert.Equal(data[Width + i], Lanes128.LoadCarried(p, 0, 2, 1)[i]);
            Assert.Equal(data[Width + i], Lanes128.LoadCarried(p, 1, 1, 0)[i]);
            Assert.Equal(data[5], Lanes128.Broadcast(p, 5)[i]);
        }

        Lanes128.Store(p, Start, Lanes128.Load(p, 0));
        Assert.True(data[..Width].SequenceEqual(data[Start..]));
        Number(data);
        Lanes128.StoreCarried(p, 0, 2, 0, Lanes128.LoadCarried(p, 0, 2, 1));
        Lanes128.AddTo(p, Start, Lanes128.Load(p, 0));
        for (int i = 0; i < Width; i++)
        {
            Assert.Equal(Start + i + 1, data[i]);
            Assert.Equal(2 * (Start + i + 1), data[Start + i]);
        }
    }

    [Fact]
    public void IntegersBecomeTheNearestFloats()
    {
        using GuardedMemory memory = new(Rows * 4);
        Span<int> data = new(memory.Address, Rows);
        int[] samples = [0, 1, -1, 255, -32768, (1 << 24) - 1, -(1 << 24), (1 << 24) + 1, (1 << 24) + 3, int.MaxValue, int.MinValue, 123456789];
        for (int round = 0; round < samples.Length; round++)
        {
            for (int i = 0; i < Rows; i++)
            {
                data[i] = samples[(round + i) % samples.Length];
            }

            V loaded = Lanes128.LoadInt(memory.Pointer, Start);
            for (int i = 0; i < Width; i++)
            {
                Assert.Equal(Bits((float)data[Start + i]), Bits(loaded[i]));
            }
        }
    }

    [Fact]
    public void BytesAreMasksAndBack()
    {
        using GuardedMemory memory = new(Rows);
        Span<byte> data = new(memory.Address, Rows);
        for (int i = 0; i < Rows; i++)
        {
            data[i] = (byte)(i % 3 == 0 ? 0 : i % 3 == 1 ? 1 : 255 - i);
        }

        V mask = Lanes128.LoadBool(memory.Pointer, Start);
        int count = 0;
        for (int i = 0; i < Width; i++)
        {
            bool expected = data[Start + i] != 0;
            AssertMask(expected, mask[i]);
            Assert.Equal(count, Lanes128.CountOf(Lanes128.Uncount(Lanes128.Count(V.Zero, mask), mask, i)));
            count += expected ? 1 : 0;
        }

        Assert.Equal(2 * count, Lanes128.CountOf(Lanes128.Count(Lanes128.Count(V.Zero, mask), mask)));
        Assert.Equal(count, Lanes128.CountOf(Lanes128.Uncount(Lanes128.Count(V.Zero, mask), mask, Width)));
        Lanes128.StoreBool(memory.Pointer, 0, mask);
        Lanes128.StoreByte(memory.Pointer, Start, Vector128.CreateSequence(240f, 1f));
        for (int i = 0; i < Width; i++)
        {
            Assert.Equal(mask[i] == 0f ? 0 : 1, data[i]);
            Assert.Equal(240 + i, data[Start + i]);
        }

        AssertMask(true, Lanes128.Mask(true)[0]);
        AssertMask(false, Lanes128.Mask(false)[0]);
    }

    [Fact]
    public void ColumnsAreThoseOfTheMatrix()
    {
        for (int d = 1; d <= 40; d++)
        {
            using GuardedMemory memory = new(Rows * d * 4);
            Span<float> data = new(memory.Address, Rows * d);
            Number(data);
            Ptr p = memory.Pointer;
            for (int j = 0; j < d; j++)
            {
                AssertColumn(data, d, j, Lanes128.Column(p, Start, d, j));
            }

            if (d == 2)
            {
                Lanes128.Columns2(p, Start, out V x, out V y);
                AssertColumn(data, d, 0, x);
                AssertColumn(data, d, 1, y);
            }
            else if (d == 3)
            {
                Lanes128.Columns3(p, Start, out V x, out V y, out V z);
                AssertColumn(data, d, 0, x);
                AssertColumn(data, d, 1, y);
                AssertColumn(data, d, 2, z);
            }
            else if (d == 4)
            {
                Lanes128.Columns4(p, Start, out V x, out V y, out V z, out V w);
                AssertColumn(data, d, 0, x);
                AssertColumn(data, d, 1, y);
                AssertColumn(data, d, 2, z);
                AssertColumn(data, d, 3, w);
            }
        }
    }

    [Fact]
    public void RegistersAreThoseOfTheMatrix()
    {
        for (int d = 1; d <= 40; d++)
        {
            // A register may reach three floats past the last row.
            using GuardedMemory memory = new(((Rows * d) + ((4 - (d & 3)) & 3)) * 4);
            Span<float> data = new(memory.Address, (Rows * d) + ((4 - (d & 3)) & 3));
            Number(data);
            Ptr p = memory.Pointer;
            for (int r = 0; r < 4; r++)
            {
                for (int c = 0; 4 * c < d; c++)
                {
                    AssertRegister(data, d, r, c, Lanes128.Row(p, Start, r, c, d));
                }

                if (d == 4)
                {
                    Lanes128.Rows1(p, Start, r, out V c0);
                    AssertRegister(data, d, r, 0, c0);
                }
                else if (d == 8)
                {
                    Lanes128.Rows2(p, Start, r, out V c0, out V c1);
                    AssertRegister(data, d, r, 0, c0);
                    AssertRegister(data, d, r, 1, c1);
                }
                else if (d == 12)
                {
                    Lanes128.Rows3(p, Start, r, out V c0, out V c1, out V c2);
                    AssertRegister(data, d, r, 0, c0);
                    AssertRegister(data, d, r, 1, c1);
                    AssertRegister(data, d, r, 2, c2);
                }
                else if (d == 16)
                {
                    Lanes128.Rows4(p, Start, r, out V c0, out V c1, out V c2, out V c3);
                    AssertRegister(data, d, r, 0, c0);
                    AssertRegister(data, d, r, 1, c1);
                    AssertRegister(data, d, r, 2, c2);
                    AssertRegister(data, d, r, 3, c3);
                }
            }
        }
    }

    [Fact]
    public void BoolRegistersAreThoseOfTheMatrixAndReadNothingElse()
    {
        for (int d = 1; d <= 40; d++)
        {
            using GuardedMemory memory = new(Rows * d);
            Span<byte> data = new(memory.Address, Rows * d);
            new Random(d).NextBytes(data);
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = data[i] < 100 ? (byte)0 : data[i];
            }

            for (int r = 0; r < 4; r++)
            {
                for (int c = 0; 4 * c < d; c++)
                {
                    V mask = Lanes128.BoolRow(memory.Pointer, Start, r, c, d);
                    for (int i = 0; i < Width; i++)
                    {
                        int j = (4 * c) + (i % 4);
                        AssertMask(j < d && data[((Start + (Lanes * r) + (i / 4)) * d) + j] != 0, mask[i]);
                    }
                }
            }
        }
    }

    [Fact]
    public void ConstantsFillEveryLane()
    {
        V quad = Lanes128.Quad(1f, 2f, 3f, 4f);
        for (int i = 0; i < Width; i++)
        {
            Assert.Equal(1 + (i % 4), quad[i]);
            AssertMask(i % 4 < 1, Lanes128.TailMask(1)[i]);
            AssertMask(i % 4 < 2, Lanes128.TailMask(2)[i]);
            AssertMask(i % 4 < 3, Lanes128.TailMask(3)[i]);
        }
    }

    [Fact]
    public void SpreadGivesEveryRowItsEnvironment()
    {
        V s = Vector128.CreateSequence(1f, 1f);
        for (int r = 0; r < 4; r++)
        {
            V spread = Lanes128.Spread(s, r);
            for (int i = 0; i < Width; i++)
            {
                Assert.Equal(1 + (Lanes * r) + (i / 4), spread[i]);
            }
        }
    }

    [Fact]
    public void RowsReduceToEnvironments()
    {
        float[] values = FloatSamples.Mixed(16 * 4000, 31);
        for (int i = 0; i + (4 * Width) <= values.Length; i += 4 * Width)
        {
            V l0 = Vector128.Create(values.AsSpan(i));
            V l1 = Vector128.Create(values.AsSpan(i + Width));
            V l2 = Vector128.Create(values.AsSpan(i + (2 * Width)));
            V l3 = Vector128.Create(values.AsSpan(i + (3 * Width)));
            V sum = Lanes128.SumRows(l0, l1, l2, l3);
            V max = Lanes128.MaxRows(l0, l1, l2, l3);
            V min = Lanes128.MinRows(l0, l1, l2, l3);
            V any = Lanes128.AnyRows(l0, l1, l2, l3);
            V all = Lanes128.AllRows(l0, l1, l2, l3);
            for (int e = 0; e < Width; e++)
            {
                // Row e is the (e mod Lanes)-th lane of the (e / Lanes)-th register.
                ReadOnlySpan<float> x = values.AsSpan(i + (e / Lanes * Width) + (4 * (e % Lanes)), 4);
                AssertSame((x[0] + x[2]) + (x[1] + x[3]), sum[e]);
                AssertSame(MathF.Max(MathF.Max(x[0], x[1]), MathF.Max(x[2], x[3])), max[e]);
                AssertSame(MathF.Min(MathF.Min(x[0], x[1]), MathF.Min(x[2], x[3])), min[e]);
                Assert.Equal(Bits(x[0]) | Bits(x[1]) | Bits(x[2]) | Bits(x[3]), Bits(any[e]));
                Assert.Equal(Bits(x[0]) & Bits(x[1]) & Bits(x[2]) & Bits(x[3]), Bits(all[e]));
                for (int k = 0; k < 4; k++)
                {
                    Assert.Equal(Bits(x[k]), Bits(Lanes128.PickRows(l0, l1, l2, l3, k)[e]));
                }
            }
        }
    }

    [Fact]
    public void ColumnsAreStoredInPlace()
    {
        for (int d = 4; d <= 40; d++)
        {
            using GuardedMemory memory = new(Rows * d * 4);
            Span<float> data = new(memory.Address, Rows * d);
            float[] expected = new float[data.Length];
            Number(data);
            Number(expected);
            V a = Vector128.CreateSequence(-1f, -1f);
            V ten = Vector128.Create(100f);
            int column = d - 4;
            Lanes128.StoreColumns4(memory.Pointer, Start, d, column, a, a - ten, a - ten - ten, a - ten - ten - ten);
            Lanes128.StoreColumn(memory.Pointer, 0, d, d - 1, a);
            for (int e = 0; e < Width; e++)
            {
                expected[(e * d) + d - 1] = -1 - e;
                for (int j = 0; j < 4; j++)
                {
                    expected[((Start + e) * d) + column + j] = -1 - e - (100 * j);
                }
            }

            Assert.True(data.SequenceEqual(expected));
            Lanes128.Prefetch(memory.Pointer, Start, 4 * d);
        }
    }

    [Fact]
    public void EightColumnsAreStoredInPlace()
    {
        for (int d = 8; d <= 24; d++)
        {
            using GuardedMemory memory = new(Rows * d * 4);
            Span<float> data = new(memory.Address, Rows * d);
            float[] expected = new float[data.Length];
            Number(data);
            Number(expected);
            V a = Vector128.CreateSequence(-1f, -1f);
            V ten = Vector128.Create(100f);
            V e = a - ten - ten - ten - ten;
            int column = d - 8;
            Lanes128.StoreColumns8(memory.Pointer, Start, d, column, a, a - ten, a - ten - ten, a - ten - ten - ten, e, e - ten, e - ten - ten, e - ten - ten - ten);
            for (int i = 0; i < Width; i++)
            {
                for (int j = 0; j < 8; j++)
                {
                    expected[((Start + i) * d) + column + j] = -1 - i - (100 * j);
                }
            }

            Assert.True(data.SequenceEqual(expected));
        }
    }

    [Fact]
    public void WholeRowsAreStoredInPlace()
    {
        foreach (int d in new[] { 8, 12, 16 })
        {
            using GuardedMemory memory = new(Rows * d * 4);
            Span<float> data = new(memory.Address, Rows * d);
            float[] expected = new float[data.Length];
            Number(data);
            Number(expected);
            Ptr p = memory.Pointer;
            V[] v = [.. Enumerable.Range(0, 16).Select(static j => Vector128.CreateSequence(-1f - (100f * j), -1f))];
            switch (d)
            {
                case 8:
                    Lanes128.StoreRows8(p, Start, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
                    break;
                case 12:
                    Lanes128.StoreRows12(p, Start, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11]);
                    break;
                default:
                    Lanes128.StoreRows16(p, Start, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13], v[14], v[15]);
                    break;
            }

            for (int i = 0; i < Width; i++)
            {
                for (int j = 0; j < d; j++)
                {
                    expected[((Start + i) * d) + j] = -1 - i - (100 * j);
                }
            }

            Assert.True(data.SequenceEqual(expected));
        }
    }

    [Fact]
    public void TriplesComeByComponent()
    {
        for (int d = 16; d <= 40; d++)
        {
            // Nothing behind the last row may be read: the memory ends there.
            using GuardedMemory memory = new(Rows * d * 4);
            Span<float> data = new(memory.Address, Rows * d);
            Number(data);
            for (int r = 0; r < 4; r++)
            {
                Lanes128.Triples(memory.Pointer, Start, r, d - 16, d, out V x, out V y, out V z);
                AssertTriples(data, d, r, d - 16, [x, y, z]);
                Lanes128.LastTriples(memory.Pointer, Start, r, d, out x, out y, out z);
                AssertTriples(data, d, r, d - 12, [x, y, z]);
            }
        }
    }

    [Fact]
    public void SelectPicksByMask()
    {
        V mask = Vector128.Equals(Vector128.CreateSequence(0f, 1f), Vector128.Create(2f));
        V picked = Lanes128.Select(mask, Vector128.Create(float.NaN), Vector128.Create(-0f));
        for (int i = 0; i < Width; i++)
        {
            AssertSame(i == 2 ? float.NaN : -0f, picked[i]);
        }
    }

    /// <summary>Each lane of 128 bits holds the same component of four triples of a row.</summary>
    private static void AssertTriples(ReadOnlySpan<float> data, int d, int r, int at, V[] components)
    {
        for (int i = 0; i < Width; i++)
        {
            int row = Start + (Width / 4 * r) + (i / 4);
            for (int component = 0; component < 3; component++)
            {
                Assert.Equal(data[(row * d) + at + (3 * (i % 4)) + component], components[component][i]);
            }
        }
    }

    private static void Number(Span<float> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = i + 1;
        }
    }

    private static void AssertColumn(ReadOnlySpan<float> data, int d, int j, V actual)
    {
        for (int i = 0; i < Width; i++)
        {
            Assert.Equal(data[((Start + i) * d) + j], actual[i]);
        }
    }

    private static void AssertRegister(ReadOnlySpan<float> data, int d, int r, int c, V actual)
    {
        for (int i = 0; i < Width; i++)
        {
            Assert.Equal(data[((Start + (Lanes * r) + (i / 4)) * d) + (4 * c) + (i % 4)], actual[i]);
        }
    }

    private static void AssertMask(bool expected, float actual) => Assert.Equal(expected ? -1 : 0, Bits(actual));

    private static void AssertSame(float expected, float actual) => Assert.True(FloatSamples.Same(expected, actual), $"{expected} {actual}");

    private static int Bits(float x) => BitConverter.SingleToInt32Bits(x);
}
