using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>Arrays of numbers as keys.</summary>
internal sealed class IntArrays : IEqualityComparer<int[]>
{
    public static readonly IntArrays Comparer = new();

    public bool Equals(int[] x, int[] y) => x.HasSame(y);

    public int GetHashCode(int[] obj)
    {
        int hash = obj.Length;
        foreach (int value in obj)
        {
            hash = unchecked((hash * (int)0x9E3779B1) + value);
        }

        return hash ^ (hash >> 15);
    }
}

/// <summary>Comparison of arrays of numbers.</summary>
internal static class IntArrayExtensions
{
    /// <summary>Whether two arrays hold the same numbers in the same order.</summary>
    public static bool HasSame(this int[] x, int[] y)
    {
        if (x.Length != y.Length)
        {
            return false;
        }

        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] != y[i])
            {
                return false;
            }
        }

        return true;
    }
}
