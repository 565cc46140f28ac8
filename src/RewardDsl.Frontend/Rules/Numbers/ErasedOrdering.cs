using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1006: a clip, a sign or a threshold that gives one payment to states that are not alike: a clip of the sum, of the worse
/// side of a term, or one that leaves of a number little more than its sign. A cap on the best value of a term is a plateau
/// that the author wants.
/// </summary>
internal static class ErasedOrdering
{
    private const int Budget = 32;

    /// <summary>The share of the range from which it counts.</summary>
    private const double Much = 0.2;

    /// <summary>Of whole numbers, from which little more than the sign is left.</summary>
    private const double Nearly = 0.99;

    public static void Check(RuleContext context)
    {
        int total = context.Step.Find(OutputKind.Total);
        var gates = new HashSet<string>(context.With("Gate").Select(static g => g.Member.Name));
        Branch? usual = null;
        foreach (Clip clip in Clip.All(context))
        {
            Slope slope = context.Program.SlopeOf(total, clip.Result);
            if ((clip.IsSum || !slope.IsZero) && (usual ??= TypicalRanges.Of(context)) is { } branch)
            {
                if (clip.IsSum)
                {
                    Sum(context, clip, branch);
                }
                else
                {
                    Term(context, clip, branch, slope.Direction, gates);
                }
            }
        }

        foreach (Site site in context.Sites.All.Where(s => s.Result.Count == 1 && !gates.Contains(s.Member)))
        {
            int result = context.Analysis.Probe(site.Result[0]);
            if (site.Kind == SiteKind.Call && context.Step.Code[result].Op == Opcode.Sign)
            {
                Sign(context, site, result, total);
            }
            else if (site.Kind == SiteKind.Choice && context.Step.Code[result].Op == Opcode.Select)
            {
                Threshold(context, site, result, total);
            }
        }
    }

    /// <summary>The sum of all that is paid: either side counts, without what the penalties of events alone take below the end.</summary>
    private static void Sum(RuleContext context, Clip clip, Branch usual)
    {
        Condition[] calm = Calm(context, clip);
        Branch? branch = calm.Length == 0 ? usual : context.Program.Where(calm);
        if (branch is null)
        {
            return;
        }

        // Of a sum without an upper limit the clip is the cure.
        FloatRange range = branch.Range(clip.Inner);
        if (Below(range, clip.Lo, range) <= Much && (float.IsPositiveInfinity(range.Hi) || Above(range, clip.Hi, range) <= Much))
        {
            return;
        }

        ProvenRange proven = branch.Prove(clip.Inner, Budget);
        range = proven.Range;
        double below = Below(Attained(proven), clip.Lo, range);
        double above = float.IsPositiveInfinity(range.Hi) ? 0 : Above(Attained(proven), clip.Hi, range);
        if (below <= Much && above <= Much)
        {
            return;
        }

        bool isLow = below > Much;
        bool isOpen = isLow && float.IsInfinity(range.Lo);
        string much = isOpen ? "every sum below " + RangeData.Short(clip.Lo) + ", and it has no lower limit"
            : Share(isLow ? below : above) + " of the range " + RangeData.Short(range) + " of the sum";
        FloatRange rest = isLow ? AtRest(context, clip.Inner) : FloatRange.Nothing;
        bool isAtRest = rest.HasNumber && rest.Hi < clip.Lo;
        Box? point = isLow ? proven.AtLo : proven.AtHi;
        string? witness = isAtRest || isOpen || point is null || Witness.ReadsCarries(context.Analysis, clip.Inner) ? null : Witness.Text(context.Analysis, clip.Inner, point);
        string which = isAtRest ? "; the agent starts there, since at rest the sum is at most " + RangeData.Short(rest.Hi)
            : witness is null ? ""
            : "; it is " + RangeData.Short(isLow ? proven.AttainedLo : proven.AttainedHi) + " at " + witness;
        context.Report(RuleCatalogue.ErasedOrdering, clip.Place, isAtRest ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, RangeData.Of(range).WithWitness(witness), clip.Text, much, which);
    }

    private static void Term(RuleContext context, Clip clip, Branch usual, int direction, HashSet<string> gates)
    {
        Condition[] calm = Calm(context, clip);
        Branch? branch = calm.Length == 0 ? usual : context.Program.Where(calm);
        if (branch?.Range(clip.Inner) is not { IsFinite: true } range)
        {
            return;
        }

        bool isSign = context.Program.Dependences.IsWhole(clip.Inner) && clip is { Lo: >= -1f, Hi: <= 1f } && Below(range, clip.Lo, range) + Above(range, clip.Hi, range) >= Nearly;
        double worse = direction > 0 ? Below(range, clip.Lo, range) : direction < 0 ? Above(range, clip.Hi, range) : 0;
        if ((!isSign && worse <= Much) || gates.Any(g => context.Value(g) == clip.Result) || HasOtherWay(context, clip.Inner, clip.Result))
        {
            return;
        }

        if (!isSign && !context.Step.Code[clip.Inner].Type.IsVector)
        {
            ProvenRange proven = branch.Prove(clip.Inner, Budget);
            range = proven.Range;
            worse = direction > 0 ? Below(Attained(proven), clip.Lo, range) : Above(Attained(proven), clip.Hi, range);
        }

        string typical = TypicalRanges.Has(context, clip.Inner) ? " (typical values)" : "";
        if (isSign)
        {
            context.Report(
                RuleCatalogue.ErasedOrdering, clip.Place, DiagnosticSeverity.Warning, RangeData.Of(range), clip.Text,
                "all but the smallest of the whole numbers in " + RangeData.Short(range) + typical, ": little more than a sign is left");
        }
        else if (worse > Much)
        {
            context.Report(
                RuleCatalogue.ErasedOrdering, clip.Place, DiagnosticSeverity.Info, RangeData.Of(range), clip.Text,
                Share(worse) + " of the range " + RangeData.Short(range) + typical + " of what it limits", ", on its worse side");
        }
    }

    /// <summary>The events left out whose penalties a clip swallows: that is a finding of its own.</summary>
    private static Condition[] Calm(RuleContext context, Clip clip) => float.IsInfinity(clip.Lo) ? Array.Empty<Condition>() : SwallowedPenalty.Of(context, clip)
        .Where(f => context.Step.Code[f.Event].Type is { Kind: IrKind.Bool, IsVector: false }).Select(static f => new Condition(f.Event, false)).ToArray();

    /// <summary>What is attained for sure: the range of a sum can be wider than the sum.</summary>
    private static FloatRange Attained(ProvenRange proven) => proven.AtLo is null || proven.AtHi is null ? proven.Range : FloatRange.Of(proven.AttainedLo, proven.AttainedHi);

    private static void Sign(RuleContext context, Site site, int result, int total)
    {
        int inner = context.Step.Code[result].A;
        FloatRange range = context.Program.Range(inner);
        if (!(range.Lo < 0f) && !(range.Hi > 0f) || (context.Program.Dependences.IsWhole(inner) && range.Magnitude <= 1f)
            || context.Program.SlopeOf(total, result) is { IsZero: true } && !Jumps(context, result) || HasOtherWay(context, inner, result))
        {
            return;
        }

        context.Report(RuleCatalogue.ErasedOrdering, site.Syntax.GetLocation(), DiagnosticSeverity.Warning, RangeData.Of(range), site.Syntax.ToString(), "each half of the range " + RangeData.Short(range) + " of what it takes the sign of", "; nothing else that is paid tells them apart");
    }

    /// <summary>A gain against a loss, by a threshold on a number: how much is gained or lost does not count.</summary>
    private static void Threshold(RuleContext context, Site site, int result, int total)
    {
        Instruction choice = context.Step.Code[result];
        FloatRange yes = context.Program.Range(choice.B);
        FloatRange no = context.Program.Range(choice.C);
        Instruction condition = context.Step.Code[choice.A];
        if (!yes.IsSingle || !no.IsSingle || !(Math.Sign(yes.Lo) * Math.Sign(no.Lo) < 0) || condition.Type.IsVector || condition.Op is not (Opcode.Less or Opcode.LessOrEqual)
            || context.Program.SlopeOf(total, result).IsZero)
        {
            return;
        }

        int measured = Paths.IsFixed(context, condition.A) ? condition.B : condition.A;
        if (context.Program.Dependences.IsWhole(measured) || HasOtherWay(context, measured, result))
        {
            return;
        }

        string name = string.Join(" and ", context.SignalsOf(measured).Take(3).Select(static s => "'" + s.Name + "'"));
        context.Report(
            RuleCatalogue.ErasedOrdering, site.Syntax.GetLocation(), DiagnosticSeverity.Info, RangeData.Of(context.Program.Range(measured)), site.Syntax.ToString(),
            "each side of the threshold in the range " + RangeData.Short(context.Program.Range(measured)) + " of " + name, "; how large a gain or loss is does not count");
    }

    /// <summary>A sign changes what is paid by jumps only.</summary>
    private static bool Jumps(RuleContext context, int value) => context.Program.Demand.IsUsed(value);

    /// <summary>Whether something else that is paid changes gradually with the same signals.</summary>
    private static bool HasOtherWay(RuleContext context, int inner, int result)
    {
        HashSet<(int Slot, int Element)> leaves = Paths.Leaves(context, inner);
        bool[] gradual = Paths.Gradual(context, leaves, new[] { result });
        return context.Columns.Any(c => !c.Column.IsRegulariser && gradual[c.Paid]);
    }

    /// <summary>The range of a value while the agent does nothing: actions, signals with time in the denominator of their unit and declared rest values.</summary>
    private static FloatRange AtRest(RuleContext context, int value)
    {
        Box box = context.Program.Leaves.Clone();
        for (int i = 0; i < box.Inputs.Length; i++)
        {
            SignalFacts signal = context.Signal(i);
            bool isKnown = signal.Part == SignalPart.Values && RestState.IsKnown(context, signal);
            for (int j = 0; isKnown && j < box.Inputs[i].Length; j++)
            {
                FloatRange rest = FloatRange.Of(Literals.Float(signal.Named.RestBits));
                box.Inputs[i][j] = box.Inputs[i][j].Contains(rest) ? rest : box.Inputs[i][j];
            }
        }

        return context.Program.Over(box, value);
    }

    /// <summary>The share of the possible values that are attained below an end.</summary>
    private static double Below(FloatRange attained, float end, FloatRange possible) => attained.HasNumber && attained.Lo < end ? Of(Math.Min(end, (double)attained.Hi) - attained.Lo, possible) : 0;

    private static double Above(FloatRange attained, float end, FloatRange possible) => attained.HasNumber && attained.Hi > end ? Of((double)attained.Hi - Math.Max(end, attained.Lo), possible) : 0;

    private static double Of(double part, FloatRange whole) => double.IsInfinity(part) || double.IsInfinity(whole.Width) || whole.Width == 0 ? 1 : part / whole.Width;

    private static string Share(double share) => share >= 1 ? "all" : ((int)(100 * share)).ToString(CultureInfo.InvariantCulture) + " %";
}
