using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl;

/// <summary>Finds the names of an axis in a simulator's list of names.</summary>
internal static class AxisOrder
{
    /// <summary>Sets the order of every signal with an axis; see <see cref="RewardEvaluator.SetAxisOrder(Type, IReadOnlyList{string})"/>.</summary>
    public static void Apply(RewardSpecInfo info, InputShape[] shapes, Type axis, IReadOnlyList<string> names)
    {
        string? name = TypeName(axis.FullName ?? axis.Name);
        int[] signals = [.. Enumerable.Range(0, info.Signals.Count).Where(i => TypeName(info.Signals[i].AxisType) == name)];
        if (signals.Length == 0)
        {
            string[] known = [.. info.Signals.Where(static s => s.AxisType is not null).Select(static s => s.AxisType!).Distinct()];
            throw new ArgumentException(
                $"No signal of '{info.Name}' has the axis {axis}. {(known.Length == 0 ? "None has named elements." : $"Their axes are: {string.Join(", ", known)}.")}", nameof(axis));
        }

        Apply($"The axis {axis.Name}", info, shapes, signals, names);
    }

    /// <summary>Sets the order of one signal.</summary>
    public static void Apply(RewardSpecInfo info, InputShape[] shapes, string signal, IReadOnlyList<string> names)
    {
        for (int i = 0; i < info.Signals.Count; i++)
        {
            if (info.Signals[i].Name != signal)
            {
                continue;
            }

            if (info.Signals[i].Axis.Count == 0)
            {
                throw new ArgumentException($"The elements of '{signal}' have no names: it has no axis.", nameof(signal));
            }

            Apply($"The axis of '{signal}'", info, shapes, [i], names);
            return;
        }

        throw new KeyNotFoundException($"There is no signal '{signal}'. The spec has: {string.Join(", ", info.Signals.Select(static s => s.Name))}.");
    }

    private static void Apply(string what, RewardSpecInfo info, InputShape[] shapes, int[] signals, IReadOnlyList<string> names)
    {
        int[][] positions = [.. signals.Select(i => Find(what, info.Signals[i].Axis, names))];
        for (int k = 0; k < signals.Length; k++)
        {
            shapes[signals[k]].SetOrder(positions[k], names.Count);
        }
    }

    /// <summary>Nested types are written with + by reflection and with . in C#.</summary>
    private static string? TypeName(string? name) => name?.Replace('+', '.');

    /// <summary>For each name of the axis its index in the simulator's list.</summary>
    /// <param name="what">The axis or signal, for messages.</param>
    /// <param name="axis">Names that the reward uses.</param>
    /// <param name="names">The simulator's names in its order; it may have more.</param>
    /// <exception cref="ArgumentException">A name is missing, ambiguous, or given twice.</exception>
    public static int[] Find(string what, IReadOnlyList<string> axis, IReadOnlyList<string> names)
    {
        var exact = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] is null || !exact.TryAdd(names[i], i))
            {
                throw new ArgumentException(names[i] is null ? $"The name at index {i} is null." : $"'{names[i]}' is given twice, at {exact[names[i]]} and {i}.", nameof(names));
            }
        }

        ILookup<string, int> loose = Enumerable.Range(0, names.Count).ToLookup(i => Fold(names[i]), StringComparer.Ordinal);
        int[] positions = new int[axis.Count];
        var missing = new List<string>();
        var taken = new Dictionary<int, string>();
        for (int i = 0; i < axis.Count; i++)
        {
            string name = axis[i];
            if (!exact.TryGetValue(name, out positions[i]))
            {
                int[] candidates = [.. loose[Fold(name)]];
                if (candidates.Length == 0)
                {
                    missing.Add(name);
                    continue;
                }

                if (candidates.Length > 1)
                {
                    throw new ArgumentException(
                        $"{what}: '{name}' may be any of {string.Join(", ", candidates.Select(c => $"'{names[c]}'"))}, which differ only in letter case and separators.", nameof(names));
                }

                positions[i] = candidates[0];
            }

            if (!taken.TryAdd(positions[i], name))
            {
                throw new ArgumentException($"{what}: '{names[positions[i]]}' may be '{taken[positions[i]]}' or '{name}', which differ only in letter case and separators.", nameof(names));
            }
        }

        return missing.Count == 0
            ? positions
            : throw new ArgumentException(
                $"{what} has {string.Join(", ", missing.Select(m => $"'{m}'{Hint(m, names)}"))}, which the {names.Count} given names lack. They are: {string.Join(", ", names)}.", nameof(names));
    }

    /// <summary>A name without separators and letter case: simulators write left_hip, enums LeftHip.</summary>
    private static string Fold(string name) => string.Concat(name.Where(static c => c is not ('_' or '-' or ' '))).ToUpperInvariant();

    private static string Hint(string name, IReadOnlyList<string> names)
    {
        string folded = Fold(name);
        string[] near =
        [
            .. names.Select(n => (Name: n, Distance: Distance(folded, Fold(n))))
                .Where(n => n.Distance <= Math.Max(1, folded.Length / 3))
                .OrderBy(static n => n.Distance)
                .Take(3)
                .Select(static n => $"'{n.Name}'"),
        ];
        return near.Length == 0 ? "" : $" (did you mean {string.Join(" or ", near)}?)";
    }

    /// <summary>How many letters to change, insert or remove; 1 when one name holds the other (left_hip_joint).</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Min(a.Length, b.Length) > 2 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal)))
        {
            return 1;
        }

        // Levenshtein's recurrence, row by row.
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
