using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>Parameters with a value for each environment: their names, checks and carries.</summary>
internal static class OwnParameters
{
    /// <summary>The parameter of a name.</summary>
    public static ParameterInfo Find(RewardSpecInfo spec, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ParameterInfo? info = spec.Parameters.FirstOrDefault(p => p.Name == name);
        if (info is null)
        {
            string[] known = [.. spec.Parameters.Where(static p => p.PerEnvironment).Select(static p => p.Name)];
            throw new KeyNotFoundException(
                $"There is no parameter '{name}'. {(known.Length == 0 ? "The spec has none with a value for each environment." : $"With a value for each environment the spec has: {string.Join(", ", known)}.")}");
        }

        return info.PerEnvironment
            ? info
            : throw new ArgumentException($"All environments share the parameter '{name}'; use Parameters[\"{name}\"].", nameof(name));
    }

    /// <summary>Throws unless there is a value that the parameter admits for each environment.</summary>
    public static void Check(RewardSpecInfo spec, string name, ReadOnlySpan<float> values, int batch)
    {
        ParameterInfo info = Find(spec, name);
        if (values.Length != batch)
        {
            throw new ArgumentException($"'{name}' got {values.Length} values; the batch has {batch} environments.", nameof(values));
        }

        for (int b = 0; b < values.Length; b++)
        {
            if (!info.Admits(values[b]))
            {
                throw new ArgumentOutOfRangeException(nameof(values), values[b], string.Create(
                    CultureInfo.InvariantCulture, $"'{name}' of environment {b} is {values[b]}; it must be {info.Range}."));
            }
        }
    }

    /// <summary>The carry that holds the values.</summary>
    public static int CarryOf(EvaluatorLayout layout, string name)
    {
        int carry = 0;
        while (layout.Carries[carry].Name != CarryLayout.ParameterPrefix + name)
        {
            carry++;
        }

        return carry;
    }
}
