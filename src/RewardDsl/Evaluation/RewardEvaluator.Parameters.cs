using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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
        ParameterInfo info = PerEnvironment(name);
        if (values.Length != BatchSize)
        {
            throw new ArgumentException($"'{name}' got {values.Length} values; the batch has {BatchSize} environments.", nameof(values));
        }

        for (int b = 0; b < values.Length; b++)
        {
            if (!info.Admits(values[b]))
            {
                throw new ArgumentOutOfRangeException(nameof(values), values[b], string.Create(
                    CultureInfo.InvariantCulture, $"'{name}' of environment {b} is {values[b]}; it must be {info.Range}."));
            }
        }

        values.CopyTo(ParameterStorage(name));
    }

    /// <summary>The values of a parameter that has its own value in each environment, <c>[B]</c>; a view of the current ones.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists those that exist.</exception>
    /// <exception cref="ArgumentException">All environments share this parameter.</exception>
    public ReadOnlySpan<float> GetParameter(string name)
    {
        PerEnvironment(name);
        return ParameterStorage(name);
    }

    private ParameterInfo PerEnvironment(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfDisposed();
        ParameterInfo? info = Info.Parameters.FirstOrDefault(p => p.Name == name);
        if (info is null)
        {
            string[] known = [.. Info.Parameters.Where(static p => p.PerEnvironment).Select(static p => p.Name)];
            throw new KeyNotFoundException(
                $"There is no parameter '{name}'. {(known.Length == 0 ? "The spec has none with a value for each environment." : $"With a value for each environment the spec has: {string.Join(", ", known)}.")}");
        }

        return info.PerEnvironment
            ? info
            : throw new ArgumentException($"All environments share the parameter '{name}'; use Parameters[\"{name}\"].", nameof(name));
    }

    private Span<float> ParameterStorage(string name)
    {
        int carry = 0;
        while (_layout.Carries[carry].Name != CarryLayout.ParameterPrefix + name)
        {
            carry++;
        }

        return _carries[carry].Span<float>(0, BatchSize);
    }

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
