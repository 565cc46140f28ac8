using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// What the carries can hold at any step: the least ranges that hold after a reset and that a step keeps. Found by iteration;
/// what keeps growing is widened to the next constant of the program, in the end to infinity, and then narrowed again.
/// With an episode length the steps themselves are counted.
/// </summary>
internal static class StateFixpoint
{
    private const int Rounds = 4;
    private const int CountedWork = 60_000;
    private const int LongestSum = 1_000_000;

    /// <summary>Fills the carries of a box whose other leaves are known.</summary>
    /// <param name="step">The step program.</param>
    /// <param name="reset">The reset program.</param>
    /// <param name="box">Known leaves; constant carries are known too.</param>
    /// <param name="evaluate">An evaluator of the step over a box, with what is assumed applied.</param>
    /// <param name="horizon">Steps of an episode, 0 when open.</param>
    /// <param name="claims">Ends of claimed ranges, to try before others.</param>
    public static void Run(RewardProgram step, RewardProgram reset, Box box, Func<Box, RangeEvaluator?> evaluate, int horizon, IReadOnlyList<float> claims)
    {
        var start = new RangeEvaluator(reset, box, new Dependences(reset));
        Output[] carried = step.Outputs.Where(static o => o.Kind == OutputKind.Carry).ToArray();
        foreach (Output output in reset.Outputs)
        {
            Copy(start[output.Value], box.Carries[output.Index]);
        }

        FloatRange[][] first = box.Carries.Select(static c => (FloatRange[])c.Clone()).ToArray();
        if (carried.Length == 0)
        {
            return;
        }

        float[] thresholds = Thresholds(step).Concat(claims).ToArray();
        bool grows = true;
        for (int round = 0; grows && round < 40; round++)
        {
            RangeEvaluator? ranges = evaluate(box);
            grows = false;
            foreach (Output output in carried)
            {
                FloatRange[] held = box.Carries[output.Index];
                FloatRange[]? next = ranges?[output.Value];
                for (int j = 0; next is not null && j < held.Length; j++)
                {
                    FloatRange joined = held[j].Join(next[j]);
                    if (joined != held[j])
                    {
                        grows = true;
                        held[j] = round < Rounds ? joined : Widen(held[j], joined, round < 20 ? thresholds : Array.Empty<float>());
                    }
                }
            }
        }

        Narrow(carried, first, box, evaluate);
        if (horizon > 0 && Add(step, carried, first, box, evaluate, horizon))
        {
            Narrow(carried, first, box, evaluate);
        }

        if (horizon > 0 && box.Carries.Any(static c => c.Any(static e => e.MayBeInfinite)))
        {
            Count(step, carried, first, box, evaluate, horizon);
        }
    }

    /// <summary>One more step from a fixpoint stays inside it; what it gives is tighter than what widening left.</summary>
    private static void Narrow(Output[] carried, FloatRange[][] first, Box box, Func<Box, RangeEvaluator?> evaluate)
    {
        bool shrinks = true;
        for (int round = 0; shrinks && round < 40; round++)
        {
            RangeEvaluator? ranges = evaluate(box);
            if (ranges is null)
            {
                return;
            }

            shrinks = false;

            foreach ((Output output, FloatRange[] next) in carried.Select(o => (o, ranges[o.Value])).ToList())
            {
                FloatRange[] held = box.Carries[output.Index];
                for (int j = 0; j < held.Length; j++)
                {
                    FloatRange tighter = held[j].Meet(first[output.Index][j].Join(next[j]));
                    shrinks |= !tighter.IsNothing && tighter.Width < held[j].Width * 0.999;
                    held[j] = tighter.IsNothing ? held[j] : tighter;
                }
            }
        }
    }

    /// <summary>
    /// Sums over an episode: a carry of which a step makes itself plus something that does not read it. What is added at each step is known, so that
    /// the sum is as well, rounded as it is added up: float32 addition never falls when a summand rises. True where some got tighter.
    /// </summary>
    private static bool Add(RewardProgram step, Output[] carried, FloatRange[][] first, Box box, Func<Box, RangeEvaluator?> evaluate, int horizon)
    {
        if (horizon > LongestSum || !carried.Any(o => Summand(step, o) >= 0 && box.Carries[o.Index].Any(static e => e.MayBeInfinite)) || evaluate(box) is not { } ranges)
        {
            return false;
        }

        var dependences = new Dependences(step);
        bool isTighter = false;
        foreach (Output output in carried)
        {
            int summand = Summand(step, output);
            FloatRange[] held = box.Carries[output.Index];
            for (int j = 0; summand >= 0 && !dependences.ReadsCarry(summand, output.Index) && j < held.Length; j++)
            {
                FloatRange sum = held[j].MayBeInfinite ? Sum(first[output.Index][j], ranges[summand][j], horizon).Meet(held[j]) : held[j];
                isTighter |= sum.HasNumber && sum != held[j];
                held[j] = sum.HasNumber ? sum : held[j];
            }
        }

        return isTighter;
    }

    /// <summary>What a step adds to a carry; −1 where it does something else.</summary>
    private static int Summand(RewardProgram step, Output output)
    {
        Instruction code = step.Code[output.Value];
        bool IsCarry(int value) => step.Code[value] is { Op: Opcode.Carry } leaf && leaf.Immediate == output.Index;
        return code.Op != Opcode.Add || step.Carries[output.Index].IsRing ? -1 : IsCarry(code.A) ? code.B : IsCarry(code.B) ? code.A : -1;
    }

    /// <summary>What a sum can be before any step of an episode.</summary>
    private static FloatRange Sum(FloatRange start, FloatRange summand, int horizon)
    {
        if (!start.HasNumber || !summand.HasNumber || start.MayBeInfinite || summand.MayBeInfinite)
        {
            return FloatRange.All;
        }

        (float lo, float hi) = (start.Lo, start.Hi);
        FloatRange all = start with { MayBeNaN = start.MayBeNaN || summand.MayBeNaN };
        for (int t = 1; t < horizon; t++)
        {
            (float below, float above) = (lo + summand.Lo, hi + summand.Hi);
            if (below == lo && above == hi)
            {
                break;
            }

            (lo, hi) = (below, above);
            all = all.Join(FloatRange.Of(lo, hi));
        }

        return all.MayBeInfinite ? FloatRange.All : all;
    }

    /// <summary>The union over the steps of an episode, when that is affordable.</summary>
    private static void Count(RewardProgram step, Output[] carried, FloatRange[][] first, Box box, Func<Box, RangeEvaluator?> evaluate, int horizon)
    {
        if ((long)horizon * Needed(step, carried) > CountedWork)
        {
            return;
        }

        Box counted = new(box.Inputs, first.Select(static c => (FloatRange[])c.Clone()).ToArray(), box.Parameters, box.Flags);
        for (int t = 0; t < horizon; t++)
        {
            RangeEvaluator? ranges = evaluate(counted);
            bool grows = false;
            foreach (Output output in carried)
            {
                FloatRange[] held = counted.Carries[output.Index];
                FloatRange[]? next = ranges?[output.Value];
                for (int j = 0; next is not null && j < held.Length; j++)
                {
                    FloatRange joined = held[j].Join(next[j]);
                    grows |= joined != held[j];
                    held[j] = joined;
                }
            }

            if (!grows)
            {
                break;
            }
        }

        for (int i = 0; i < box.Carries.Length; i++)
        {
            for (int j = 0; j < box.Carries[i].Length; j++)
            {
                FloatRange both = box.Carries[i][j].Meet(counted.Carries[i][j]);
                box.Carries[i][j] = both.IsNothing ? box.Carries[i][j] : both;
            }
        }
    }

    /// <summary>Values that the carries are made of.</summary>
    private static int Needed(RewardProgram step, Output[] carried)
    {
        bool[] needed = new bool[step.Code.Count];
        foreach (Output output in carried)
        {
            needed[output.Value] = true;
        }

        for (int i = needed.Length - 1; i >= 0; i--)
        {
            for (int k = 0; needed[i] && k < 3; k++)
            {
                int operand = step.Code[i].Operand(k);
                if (operand >= 0)
                {
                    needed[operand] = true;
                }
            }
        }

        return needed.Count(static n => n);
    }

    private static FloatRange Widen(FloatRange held, FloatRange joined, float[] thresholds)
    {
        float lo = joined.Lo < held.Lo ? thresholds.Where(t => t <= joined.Lo).DefaultIfEmpty(float.NegativeInfinity).Max() : joined.Lo;
        float hi = joined.Hi > held.Hi ? thresholds.Where(t => t >= joined.Hi).DefaultIfEmpty(float.PositiveInfinity).Min() : joined.Hi;
        return new FloatRange(lo, hi, joined.MayBeNaN);
    }

    /// <summary>Numbers at which a growing state may stop: the constants of the program, and a ladder for what leaks away.</summary>
    private static float[] Thresholds(RewardProgram program)
    {
        var found = new SortedSet<float> { 0f };
        for (float step = 1e-3f; step < 1e8f; step *= 10f)
        {
            foreach (float factor in new[] { 1f, 2f, 5f })
            {
                found.Add(step * factor);
                found.Add(-step * factor);
            }
        }

        foreach (Instruction code in program.Code)
        {
            if (code.Op == Opcode.Const && code.Type.Kind == IrKind.Float && !float.IsNaN(Literals.Float(code.Immediate)))
            {
                found.Add(Literals.Float(code.Immediate));
            }
        }

        return found.ToArray();
    }

    private static void Copy(FloatRange[] from, FloatRange[] to) => Array.Copy(from, to, to.Length);
}
