using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A fact about each carry that the reset gives and that a step keeps, where a value's fact follows from those of the leaves.
/// </summary>
internal static class CarriedFacts
{
    /// <summary>Every value's fact in the step program, with the carries settled.</summary>
    /// <param name="step">The step program.</param>
    /// <param name="reset">The reset program, or null.</param>
    /// <param name="run">The facts of a program's values, given those of the carries.</param>
    /// <param name="join">What holds of a carry that two outputs feed.</param>
    /// <param name="unset">The fact of a carry that nothing has fed yet.</param>
    /// <param name="unknown">The fact that says nothing.</param>
    public static T[] Settle<T>(RewardProgram step, RewardProgram? reset, Func<RewardProgram, IReadOnlyList<T>, T[]> run, Func<T, T, T> join, T unset, T unknown)
        where T : IEquatable<T>
    {
        T[] held = Enumerable.Repeat(unset, step.Carries.Count).ToArray();
        bool[] given = new bool[held.Length];
        bool[] lost = new bool[held.Length];
        while (true)
        {
            T[] first = reset is null ? Array.Empty<T>() : run(reset, held);
            T[] values = run(step, held);
            T[] next = Enumerable.Repeat(unset, held.Length).ToArray();
            foreach (Output output in reset?.Outputs ?? default)
            {
                Feed(next, output, first, join);
            }

            foreach (Output output in step.Outputs)
            {
                Feed(next, output, values, join);
            }

            bool changes = false;
            for (int i = 0; i < held.Length; i++)
            {
                if (lost[i] || next[i].Equals(held[i]))
                {
                    continue;
                }

                // A carry whose fact changes twice has none: so each changes at most twice, and the search ends.
                lost[i] = given[i];
                held[i] = given[i] ? unknown : next[i];
                given[i] = true;
                changes = true;
            }

            if (!changes)
            {
                return values;
            }
        }
    }

    private static void Feed<T>(T[] next, Output output, T[] values, Func<T, T, T> join)
    {
        if (output.Kind == OutputKind.Carry)
        {
            next[output.Index] = join(next[output.Index], values[output.Value]);
        }
    }
}
