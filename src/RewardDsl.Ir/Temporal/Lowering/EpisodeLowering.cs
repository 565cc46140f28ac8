using System.Linq;

namespace RewardDsl.Ir;

/// <summary>The parts of a formula at the first step of an episode as values of a step program: what <see cref="EpisodeRobustness"/> says after the step.</summary>
/// <param name="builder">The step program.</param>
/// <param name="slots">The carries.</param>
/// <param name="parts">The parts.</param>
/// <param name="nodes">Their operations.</param>
/// <param name="tail">What closes folds whose operations wait.</param>
/// <param name="extremes">How the larger and the smaller are taken.</param>
/// <param name="mayBeNaN">Whether a margin may be not-a-number.</param>
internal sealed class EpisodeLowering(ProgramBuilder builder, MonitorSlots slots, EpisodeParts parts, NodeLowering nodes, TailLowering tail, ExtremeLowering extremes, bool mayBeNaN)
{
    /// <summary>The values of the whole formula.</summary>
    public MonitorBounds Run()
    {
        var bounds = new MonitorBounds[parts.Parts.Count];
        for (int i = 0; i < bounds.Length; i++)
        {
            bounds[i] = Read(parts.Parts[i], bounds);
        }

        return bounds.Last();
    }

    private MonitorBounds Read(EpisodePart part, MonitorBounds[] bounds)
    {
        bool isMax = part.IsMax;
        int none = builder.Const(Extremes.None(isMax));
        switch (part.Kind)
        {
            case EpisodePartKind.Constant:
                int constant = none;
                return new MonitorBounds(constant, constant, constant);
            case EpisodePartKind.Negate:
                MonitorBounds of = bounds[part.Left];
                return new MonitorBounds(Negative(of.Upper), Negative(of.Lower), Negative(of.Closed));
            case EpisodePartKind.Extreme:
                MonitorBounds a = bounds[part.Left];
                MonitorBounds b = bounds[part.Right];
                return new MonitorBounds(Pick(isMax, a.Lower, b.Lower), Pick(isMax, a.Upper, b.Upper), Pick(isMax, a.Closed, b.Closed));
            case EpisodePartKind.Later:
                MonitorBounds later = bounds[part.Left];
                int isReached = slots.IsAtLeast(part.First);
                int Reached(int value) => builder.Apply(Opcode.Select, isReached, value, none);
                return new MonitorBounds(isMax ? Reached(later.Lower) : later.Lower, isMax ? later.Upper : Reached(later.Upper), Reached(later.Closed));
            case EpisodePartKind.Last:
                return new MonitorBounds(builder.Const(float.NegativeInfinity), builder.Const(float.PositiveInfinity), nodes.Value(part.Right));
            default:
                return Fold(part);
        }
    }

    private MonitorBounds Fold(EpisodePart part)
    {
        bool isMax = part.IsMax;
        bool isBounded = part.Last < int.MaxValue;
        int right = nodes.Delayed(part.Right, part.Delay - nodes.Delay(part.Right));
        int counts = slots.IsAtLeast(part.First + part.Delay);
        int isClosed = isBounded ? slots.IsAtLeast(part.Last + part.Delay) : builder.Const(false);
        if (isBounded)
        {
            counts = builder.Apply(Opcode.And, counts, builder.Apply(Opcode.Not, slots.IsAtLeast(part.Last + part.Delay + 1)));
        }

        int Running(bool ofMax, System.Func<int, int> next) => slots.Running(part.Left < 0 ? "So far" : "Reached", Extremes.None(ofMax), before =>
            builder.Apply(Opcode.Select, counts, Pick(ofMax, before, next(before)), before));
        int left = -1;
        int value;
        if (part.Left < 0)
        {
            value = Running(isMax, _ => right);
        }
        else
        {
            int operand = nodes.Delayed(part.Left, part.Delay - nodes.Delay(part.Left));
            int before = -1;
            left = Running(!isMax, held =>
            {
                before = held;
                return operand;
            });
            value = Running(isMax, _ => Pick(!isMax, before, right));
        }

        // What is still to come is the best or the worst, but no better than the left operand has been.
        // Smooth extremes are no better than the best alone, but more than any of many that are alike.
        int limit = left < 0 || extremes.IsSmooth ? builder.Const(Extremes.None(!isMax)) : left;
        int open = (left < 0 || extremes.IsSmooth) && !mayBeNaN ? limit : builder.Apply(isMax ? Opcode.Max : Opcode.Min, value, limit);
        int other = builder.Apply(Opcode.Select, isClosed, value, open);
        int closed = part.Delay == 0 ? value : tail.Close(part, value, left);
        return isMax ? new MonitorBounds(value, other, closed) : new MonitorBounds(other, value, closed);
    }

    private int Pick(bool isMax, int a, int b) => extremes.Pick(isMax, a, b);

    private int Negative(int value) => builder.Apply(Opcode.Neg, value);
}
