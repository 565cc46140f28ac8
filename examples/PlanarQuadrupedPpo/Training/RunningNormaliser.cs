using System;
using System.IO;
using System.Runtime.InteropServices;

namespace PlanarQuadrupedPpo.Training;

/// <summary>
/// Brings each column of the observations to mean 0 and deviation 1, by what was seen so far (Chan, Golub, LeVeque 1983). What is seen counts from
/// <see cref="Commit"/> on: within a round all are judged alike.
/// </summary>
internal sealed class RunningNormaliser(int size)
{
    private const float Limit = 10;

    private readonly double[] _mean = new double[size];
    private readonly double[] _squares = new double[size];
    private readonly double[] _sums = new double[size];
    private readonly double[] _sumSquares = new double[size];
    private readonly float[] _offset = new float[size];
    private readonly float[] _scale = Filled(size);
    private double _count;
    private double _pending;

    /// <summary>Takes rows in, without effect yet.</summary>
    public void See(ReadOnlySpan<float> rows)
    {
        // Differences from the mean so far: no digits are lost.
        for (int first = 0; first < rows.Length; first += size)
        {
            for (int k = 0; k < size; k++)
            {
                double distance = rows[first + k] - _mean[k];
                _sums[k] += distance;
                _sumSquares[k] += distance * distance;
            }

            _pending++;
        }
    }

    /// <summary>What was seen counts.</summary>
    public void Commit()
    {
        if (_pending == 0)
        {
            return;
        }

        double count = _count + _pending;
        for (int k = 0; k < size; k++)
        {
            double shift = _sums[k] / count;
            _squares[k] += _sumSquares[k] - (count * shift * shift);
            _mean[k] += shift;
        }

        Array.Clear(_sums);
        Array.Clear(_sumSquares);
        (_count, _pending) = (count, 0);
        Refresh();
    }

    /// <summary>Writes the rows as a network shall see them.</summary>
    public void Normalise(ReadOnlySpan<float> rows, Span<float> normalised)
    {
        for (int first = 0; first < rows.Length; first += size)
        {
            for (int k = 0; k < size; k++)
            {
                normalised[first + k] = Math.Clamp((rows[first + k] - _offset[k]) * _scale[k], -Limit, Limit);
            }
        }
    }

    /// <summary>Writes what counts; called between rounds.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_count);
        writer.Write(MemoryMarshal.AsBytes(_mean.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_squares.AsSpan()));
    }

    public void Load(BinaryReader reader)
    {
        _count = reader.ReadDouble();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_mean.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_squares.AsSpan()));
        Array.Clear(_sums);
        Array.Clear(_sumSquares);
        _pending = 0;
        Refresh();
    }

    private static float[] Filled(int size)
    {
        float[] ones = new float[size];
        Array.Fill(ones, 1);
        return ones;
    }

    private void Refresh()
    {
        for (int k = 0; k < size; k++)
        {
            _offset[k] = _count > 0 ? (float)_mean[k] : 0;
            _scale[k] = _count > 0 ? (float)(1 / Math.Sqrt(Math.Max(_squares[k] / _count, 1e-4))) : 1;
        }
    }
}
