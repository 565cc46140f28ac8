using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// F and G over a whole episode, turned so that what they wait for is looked back at: <c>F (p &amp; F[a,b] q)</c> is <c>F (q &amp; O[a,b] p)</c>, and
/// <c>G (p | G[a,b] q)</c> is <c>G (q | H[a,b] p)</c>. Then nothing is delayed: what decides is known when it happens, and goals in sequence need no window.
/// <para>The equations hold for truth at each trace; without negation in them they hold for the larger and the smaller of numbers too, at each threshold.</para>
/// </summary>
/// <param name="isMax">F rather than G.</param>
/// <param name="mayBeNaN">Whether a margin may be not-a-number: then what is looked at must stay what it is.</param>
internal sealed class EpisodeTurning(bool isMax, bool mayBeNaN)
{
    private readonly TemporalOperator _all = isMax ? TemporalOperator.And : TemporalOperator.Or;
    private readonly TemporalOperator _any = isMax ? TemporalOperator.Or : TemporalOperator.And;
    private readonly TemporalOperator _some = isMax ? TemporalOperator.Eventually : TemporalOperator.Always;
    private readonly TemporalOperator _each = isMax ? TemporalOperator.Always : TemporalOperator.Eventually;
    private readonly TemporalOperator _until = isMax ? TemporalOperator.Until : TemporalOperator.Release;

    /// <summary>
    /// What stands instead of an operand of F (or G): several operands, each of an F of its own, of which the largest counts. Some of them are not of
    /// some step, but of the last one alone.
    /// </summary>
    public IReadOnlyList<(TemporalFormula Operand, int First, bool IsLast)> Turn(TemporalFormula operand)
    {
        TemporalFormula normal = TemporalNormalForm.Of(operand);
        IReadOnlyList<TemporalFormula> alternatives = normal.Kind == _any ? normal.Operands : [normal];
        var turned = alternatives.Select(One).ToList();

        // Where nothing turns one number for all of them does.
        return turned.All(static t => t is null) ? [(operand, 0, false)] : [.. turned.Select((t, i) => t ?? (alternatives[i], 0, false))];
    }

    private (TemporalFormula Operand, int First, bool IsLast)? One(TemporalFormula operand)
    {
        bool isTurned = false;
        for (TemporalFormula now = operand; ;)
        {
            List<TemporalFormula> parts = now.Kind == _all ? [.. now.Operands] : [now];
            int at = parts.FindIndex(CanTurn);
            if (at < 0)
            {
                return AtLast(parts) ?? (isTurned ? (now, 0, false) : null);
            }

            isTurned = true;
            TemporalFormula part = parts[at];
            parts.RemoveAt(at);
            if (parts.Count == 0 && part.Kind == _some)
            {
                // F F[a,b] q is F[a,inf) q.
                TemporalFormula inner = part.Operands[0];
                if (part.Window.First > 0)
                {
                    return (inner, part.Window.First, false);
                }

                now = inner;
                continue;
            }

            now = part.Kind == _some ? Of(_all, part.Operands[0], Behind(parts, part.Window)) : Of(_all, part.Operands[1], Reached(part, parts));
        }
    }

    /// <summary>F (p &amp; G q) says of the last step that q has held since p did.</summary>
    private (TemporalFormula Operand, int First, bool IsLast)? AtLast(List<TemporalFormula> parts)
    {
        int at = parts.FindIndex(p => p.Kind == _each && p.Window.IsWhole);
        if (at < 0 || parts.Where((_, i) => i != at).Append(parts[at].Operands[0]).Any(static p => TemporalHorizon.Of(p).Ahead != 0))
        {
            return null;
        }

        TemporalFormula held = parts[at].Operands[0];
        parts[at] = held;
        return (TemporalFormula.Of(isMax ? TemporalOperator.Since : TemporalOperator.Triggered, [held, Of(_all, [.. parts])], TemporalWindow.Whole), 0, true);
    }

    private bool CanTurn(TemporalFormula part) =>
        part.Kind == _some ? part.Window.First == 0 || !mayBeNaN : part.Kind == _until && part.Window.First == 0 && !mayBeNaN;

    private TemporalFormula Behind(List<TemporalFormula> parts, TemporalWindow window) =>
        TemporalFormula.Of(isMax ? TemporalOperator.Once : TemporalOperator.Historically, [Of(_all, [.. parts])], window);

    /// <summary>Where until is reached: what else had to hold did at a step of the window, and the left operand from there to the step before.</summary>
    private TemporalFormula Reached(TemporalFormula until, List<TemporalFormula> parts)
    {
        TemporalFormula all = parts.Count == 0 ? (isMax ? TemporalFormula.True : TemporalFormula.False) : Of(_all, [.. parts]);
        if (parts.Count == 0 || (until.Window.IsBounded && until.Window.Last == 0))
        {
            return all;
        }

        TemporalFormula left = until.Operands[0];
        TemporalWindow window = until.Window.IsBounded ? TemporalWindow.Within(until.Window.Last - 1) : TemporalWindow.Whole;
        TemporalFormula since = TemporalFormula.Of(isMax ? TemporalOperator.Since : TemporalOperator.Triggered, [left, Of(_all, left, all)], window);
        return Of(_any, all, TemporalFormula.Of(isMax ? TemporalOperator.Yesterday : TemporalOperator.WeakYesterday, [since], TemporalWindow.Whole));
    }

    private static TemporalFormula Of(TemporalOperator kind, params TemporalFormula[] operands) => TemporalFormula.Of(kind, operands, TemporalWindow.Whole);
}
