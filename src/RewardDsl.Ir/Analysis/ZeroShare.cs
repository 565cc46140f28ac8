using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>How much of a part of the box a condition holds in for certain, by halving; and the largest piece of it.</summary>
/// <param name="Share">At least this share of the volume, by the leaves that were cut.</param>
/// <param name="Largest">The largest piece, or null when there is none.</param>
public sealed record ZeroShare(double Share, Box? Largest)
{
    /// <summary>Looks for the share, until it is clear that it is not reached.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="box">The part of the box.</param>
    /// <param name="elements">The elements of signals to cut along: those that the condition reads.</param>
    /// <param name="holds">True where it holds for certain, false where it nowhere does, null where that is open.</param>
    /// <param name="wanted">The share that matters.</param>
    /// <param name="budget">Pieces to look at.</param>
    public static ZeroShare Of(ProgramAnalysis analysis, Box box, IReadOnlyList<(int Input, int Element)> elements, Func<Branch, bool?> holds, double wanted, int budget)
    {
        double share = 0;
        double largest = 0;
        Box? piece = null;
        double open = 1;
        var work = new List<(Box Box, double Volume)> { (box, 1.0) };
        for (int i = 0; i < budget && work.Count > 0 && share + open >= wanted; i++)
        {
            int next = 0;
            for (int k = 1; k < work.Count; k++)
            {
                next = work[k].Volume > work[next].Volume ? k : next;
            }

            (Box current, double volume) = work[next];
            work.RemoveAt(next);
            bool? answer = analysis.Over(current) is { } branch ? holds(branch) : false;
            if (answer is { } known)
            {
                open -= volume;
                share += known ? volume : 0;
                if (known && volume > largest)
                {
                    largest = volume;
                    piece = current;
                }

                continue;
            }

            (int input, int element) = elements.OrderByDescending(e => current.Inputs[e.Input][e.Element].Width / Math.Max(box.Inputs[e.Input][e.Element].Width, 1e-30)).First();
            FloatRange range = current.Inputs[input][element];
            if (analysis.Program.Inputs[input].Kind == IrKind.Bool)
            {
                if (range.IsSingle)
                {
                    open -= volume;
                    continue;
                }

                work.Add((With(current, input, element, FloatRange.Of(false)), volume / 2));
                work.Add((With(current, input, element, FloatRange.Of(true)), volume / 2));
            }
            else
            {
                float middle = (float)(((double)range.Lo + range.Hi) / 2);
                work.Add((With(current, input, element, range with { Hi = middle }), volume / 2));
                work.Add((With(current, input, element, range with { Lo = middle }), volume / 2));
            }
        }

        return new ZeroShare(share, piece);
    }

    private static Box With(Box box, int input, int element, FloatRange range)
    {
        Box copy = box.Clone();
        copy.Inputs[input][element] = range;
        return copy;
    }
}
