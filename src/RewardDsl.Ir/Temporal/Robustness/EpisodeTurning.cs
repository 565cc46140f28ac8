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
    /// What stands instead of F (or G) of an operand over some steps: several of them, of which the largest counts. Some are not of some step, but of
    /// the last one alone.
    /// </summary>
    /// <param name="operand">The operand.</param>
    /// <param name="first">The first step of the window.</param>
    /// <param name="last">The last step of the window; <see cref="int.MaxValue"/> when it has none.</param>
    public IReadOnlyList<TurnedFold> Turn(TemporalFormula operand, int first, int last)
    {
        var whole = new TurnedFold(operand, first, last, false);
        if (mayBeNaN && (first > 0 || last < int.MaxValue))
        {
            return [whole];
        }

        TemporalFormula normal = TemporalNormalForm.Of(operand);
        IReadOnlyList<TemporalFormula> alternatives = normal.Kind == _any ? normal.Operands : [normal];
        var turned = alternatives.Select(a => One(whole with { Operand = a })).ToList();

        // Where nothing turns one number for all of them does.
        return turned.All(static t => t is null) ? [whole] : [.. turned.Select((t, i) => t ?? whole with { Operand = alternatives[i] })];
    }

    private TurnedFold? One(TurnedFold whole)
    {
        TurnedFold now = whole;
        bool isTurned = false;
        TemporalFormula during = During(whole.First, whole.Last);
        while (true)
        {
            List<TemporalFormula> parts = now.Operand.Kind == _all ? [.. now.Operand.Operands] : [now.Operand];
            int at = parts.FindIndex(CanTurn);
            if (at < 0)
            {
                return AtLast(parts, during, now) ?? (isTurned ? now : null);
            }

            isTurned = true;
            TemporalFormula part = parts[at];
            parts.RemoveAt(at);
            bool isAlone = parts.Count == 0 && part.Kind == _some;
            if (!isAlone && during.Kind is not (TemporalOperator.True or TemporalOperator.False))
            {
                // Later steps are looked at only for those that count: once is enough.
                parts.Add(during);
                during = isMax ? TemporalFormula.True : TemporalFormula.False;
            }

            TemporalFormula operand = part.Kind != _some ? Of(_all, part.Operands[1], Reached(part, parts))
                : isAlone ? part.Operands[0]
                : Of(_all, part.Operands[0], Behind(parts, part.Window));
            long end = now.Last == int.MaxValue || !part.Window.IsBounded ? int.MaxValue : (long)now.Last + part.Window.Last;
            now = new TurnedFold(operand, now.First + part.Window.First, (int)System.Math.Min(end, int.MaxValue), false);
            during = isAlone ? During(now.First, now.Last) : during;
        }
    }

    /// <summary>Whether a step is one of some: true and false, or only what constants some steps ago tell.</summary>
    private TemporalFormula During(int first, int last)
    {
        TemporalFormula all = isMax ? TemporalFormula.True : TemporalFormula.False;
        TemporalFormula Past(TemporalOperator kind, TemporalFormula of, int steps) => TemporalFormula.Of(kind, [of], TemporalWindow.Steps(steps, steps));
        TemporalFormula begun = first == 0 ? all : isMax ? Past(TemporalOperator.Once, TemporalFormula.True, first) : Past(TemporalOperator.Historically, TemporalFormula.False, first);
        TemporalFormula over = last == int.MaxValue ? all : isMax ? Past(TemporalOperator.Historically, TemporalFormula.False, last + 1) : Past(TemporalOperator.Once, TemporalFormula.True, last + 1);
        return begun == all ? over : over == all ? begun : Of(_all, begun, over);
    }

    /// <summary>F (p &amp; G q) says of the last step that q has held since p did.</summary>
    private TurnedFold? AtLast(List<TemporalFormula> parts, TemporalFormula during, TurnedFold fold)
    {
        int at = parts.FindIndex(p => p.Kind == _each && p.Window.IsWhole);
        if (at < 0 || fold.Last < int.MaxValue || parts.Where((_, i) => i != at).Append(parts[at].Operands[0]).Any(static p => TemporalHorizon.Of(p).Ahead != 0))
        {
            return null;
        }

        TemporalFormula held = parts[at].Operands[0];
        parts[at] = held;
        parts.Add(during);
        TemporalFormula since = TemporalFormula.Of(isMax ? TemporalOperator.Since : TemporalOperator.Triggered, [held, Of(_all, [.. parts])], TemporalWindow.Whole);
        return new TurnedFold(since, 0, int.MaxValue, true);
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
