using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl;

/// <content>Counterfactual experience of reward machines.</content>
public abstract unsafe partial class RewardEvaluator
{
    /// <summary>
    /// Counterfactual experience (Toro Icarte and others, 2022): what the same labels would have done in every state u of a reward machine. Nothing is
    /// stored for it: the letters are those that <see cref="StepOutputs.Letters"/> gave for a step, this one or one from a replay buffer, of any number of
    /// environments. A final state stays and pays nothing. Allocates nothing.
    /// </summary>
    /// <param name="machine">Name of the machine.</param>
    /// <param name="letters"><c>[N, M]</c> row-major: letters of all machines of the spec.</param>
    /// <param name="next"><c>[N, U]</c> row-major: for each state u of this machine the state u′ that follows.</param>
    /// <param name="rewards"><c>[N, U]</c> row-major: what this machine pays for that, at its present weight; without its potential.</param>
    /// <exception cref="KeyNotFoundException">There is no such machine; the message lists those that exist.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit, or a letter is none; nothing is written.</exception>
    public void Counterfactual(string machine, ReadOnlySpan<float> letters, Span<int> next, Span<float> rewards)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ThrowIfDisposed();
        int machines = Info.Machines.Count;
        int index = 0;
        while (index < machines && Info.Machines[index].Name != machine)
        {
            index++;
        }

        if (index == machines)
        {
            throw new KeyNotFoundException($"There is no reward machine '{machine}'. {(machines == 0 ? "The spec has none." : $"The spec has: {string.Join(", ", Info.Machines.Select(static m => m.Name))}.")}");
        }

        MachineInfo info = Info.Machines[index];
        int states = info.States.Count;
        int rows = letters.Length / machines;
        if (letters.Length != (long)rows * machines || next.Length != (long)rows * states || rewards.Length != (long)rows * states)
        {
            throw new ArgumentException(
                $"{letters.Length} letters of {machines} machines and {states} states of '{machine}' need {(long)rows * states} next states and rewards, not {next.Length} and {rewards.Length}.", nameof(letters));
        }

        int count = info.LetterClasses.Count;
        for (int b = 0; b < rows; b++)
        {
            float letter = letters[(b * machines) + index];
            if (!(letter >= 0f && letter < count) || letter != (int)letter)
            {
                throw new ArgumentException($"{letter} is no letter of '{machine}': they are the whole numbers below {count}.", nameof(letters));
            }
        }

        // Generated code hands arrays over, which are faster to read than what they are declared as.
        int[] nexts = info.Next as int[] ?? [.. info.Next];
        int[] letterClasses = info.LetterClasses as int[] ?? [.. info.LetterClasses];
        float[] paid = info.Rewards as float[] ?? [.. info.Rewards];
        float weight = info.Weight is null ? 0f : Parameters[info.Weight];
        int classes = info.Classes;
        for (int b = 0; b < rows; b++)
        {
            int column = letterClasses[(int)letters[(b * machines) + index]];
            for (int u = 0; u < states; u++)
            {
                next[(b * states) + u] = nexts[(u * classes) + column];
                rewards[(b * states) + u] = paid[(u * classes) + column] * weight;
            }
        }
    }
}
