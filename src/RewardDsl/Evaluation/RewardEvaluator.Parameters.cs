using System;
using System.Collections.Generic;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <content>Parameters with a value for each environment; they are stored as constant carries.</content>
public abstract unsafe partial class RewardEvaluator
{
    /// <summary>Sets a parameter that has its own value in each environment. It acts from the next call and survives resets.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values"><c>[B]</c>: the value of each environment.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists those that exist.</exception>
    /// <exception cref="ArgumentException">
    /// All environments share this parameter, or the length is not that of the batch; nothing is changed.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite or outside the declared range; nothing is changed.</exception>
    public void SetParameter(string name, ReadOnlySpan<float> values)
    {
        ThrowIfDisposed();
        OwnParameters.Check(Info, name, values, BatchSize);
        values.CopyTo(ParameterStorage(name));
    }

    /// <summary>The values of a parameter that has its own value in each environment, <c>[B]</c>; a view of the current ones.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists those that exist.</exception>
    /// <exception cref="ArgumentException">All environments share this parameter.</exception>
    public ReadOnlySpan<float> GetParameter(string name)
    {
        ThrowIfDisposed();
        OwnParameters.Find(Info, name);
        return ParameterStorage(name);
    }

    private Span<float> ParameterStorage(string name) => _carries[OwnParameters.CarryOf(_layout, name)].Span<float>(0, BatchSize);

    /// <summary>Gives the carries that no kernel writes their values, also behind the last environment.</summary>
    private void FillConstants()
    {
        for (int k = 0; k < _carries.Length; k++)
        {
            CarryLayout carry = _layout.Carries[k];
            if (carry.Constant is not { } constant)
            {
                continue;
            }

            // Kernels keep truth as all bits or none.
            float value = !carry.IsBool ? constant : constant != 0f ? BitConverter.Int32BitsToSingle(-1) : 0f;
            for (int b = 0; b < _padded; b++)
            {
                for (int j = 0; j < carry.Width; j++)
                {
                    _carries[k].Floats[carry.IndexOf(LaneCount, b, j)] = value;
                }
            }
        }
    }
}
