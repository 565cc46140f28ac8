using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1001: something paid whose upper end is infinite or beyond any useful size. RWD1002: the same at the lower end. One
/// finding for each thing that is paid: what has no limit at all is told of its upper end.
/// </summary>
internal static class UnboundedPayments
{
    /// <summary>What no single step should pay.</summary>
    private const float Largest = 1e6f;

    private const int Budget = 12;

    /// <summary>Searches in one spec: where so much is open, a closer look at the rest gains nothing.</summary>
    private const int Searches = 12;

    public static void Check(RuleContext context)
    {
        int searches = 0;
        HashSet<int>? bounded = null;
        foreach (ColumnView column in context.Columns.Where(static c => c.Column.Kind != ColumnKind.Termination && c.Paid >= 0))
        {
            FloatRange range = context.Program.Range(column.Paid);
            if (!IsLarge(range))
            {
                Population(context, column);
                continue;
            }

            // A sign or a square that the intervals lose may come back in a search; not over a range that nobody declared.
            List<SpecMember> open = OpenSignals(context, column.Paid);
            ProvenRange? proven = open.Count == 0 && searches++ < Searches ? context.Program.Prove(column.Paid, Budget) : null;
            range = proven?.Range ?? range;
            if (IsLarge(range) && !IsExplained(context, bounded ??= BoundedCalls(context), column.Paid))
            {
                Report(context, column, range, open, proven);
            }
        }
    }

    private static bool IsLarge(FloatRange range) => range.HasNumber && (range.Hi > Largest || range.Lo < -Largest);

    /// <summary>
    /// Whether there is nothing to report: the value is large because of a pole that was reported, or only through functions
    /// that keep bounded arguments bounded.
    /// </summary>
    private static bool IsExplained(RuleContext context, HashSet<int> bounded, int value)
    {
        var seen = new HashSet<int>();
        var work = new Stack<int>();
        work.Push(value);
        bool isReal = false;
        while (work.Count > 0)
        {
            int next = work.Pop();
            if (context.Poles.Contains(next))
            {
                return true;
            }

            if (bounded.Contains(next))
            {
                continue;
            }

            bool isSource = true;
            for (int k = 0; k < 3; k++)
            {
                int operand = context.Step.Code[next].Operand(k);
                if (operand >= 0 && context.Step.Code[operand].Type.Kind == IrKind.Float && IsLarge(context.Program.Range(operand)))
                {
                    isSource = false;
                    if (seen.Add(operand))
                    {
                        work.Push(operand);
                    }
                }
            }

            isReal |= isSource;
        }

        return !isReal;
    }

    /// <summary>The results of functions that keep bounds, of bounded arguments.</summary>
    private static HashSet<int> BoundedCalls(RuleContext context) => new(context.Sites.All
        .Where(s => s.Kind == SiteKind.Call && LibraryCalls.KeepsBounds(s.Name) && context.Values(s.Result).Any(v => IsLarge(context.Program.Range(v)))
            && s.Operands.All(o => context.Values(o).All(v => !IsLarge(context.Program.Range(v)))) && LibraryCalls.IsLibrary(context, s.Syntax))
        .SelectMany(s => context.Values(s.Result)));

    private static void Report(RuleContext context, ColumnView column, FloatRange range, List<SpecMember> open, ProvenRange? proven)
    {
        bool isUpper = range.Hi > Largest;
        float end = isUpper ? range.Hi : range.Lo;
        string what = float.IsInfinity(end) ? "" : (isUpper ? " below " : " above −") + "1000000";
        (string source, string? witness) = Source(context, column, isUpper, open, proven);
        context.Report(
            isUpper ? RuleCatalogue.UnboundedReward : RuleCatalogue.UnboundedPenalty,
            ValuePlace.Of(context, column.Member, Largest)?.GetLocation() ?? column.Name,
            Severity(context, column, isUpper, open),
            RangeData.Of(range).WithWitness(witness),
            column.Member.Name,
            what,
            RangeData.Text(range with { MayBeNaN = false }),
            source);
    }

    /// <summary>
    /// Harmless where the sum is limited on that side; an error where the agent itself drives it: an action or a population for
    /// a reward, an output of the policy that nothing clips for a penalty.
    /// </summary>
    private static DiagnosticSeverity Severity(RuleContext context, ColumnView column, bool isUpper, List<SpecMember> open)
    {
        bool isLimited = column.IsStepwise && context.Analysis.Spec.Critics.Count == 0
            && context.Values("", ProbedPart.PaidSum).Select(context.Program.Range).All(s => isUpper ? s.Hi <= Largest : s.Lo >= -Largest);
        bool isDriven = isUpper ? context.IsAgentInfluenced(column.Paid)
            : open.Any(m => m.Role == MemberRole.Action || context.Analysis.Spec.Signals.Any(s => s.Name == m.Name && s.Named.Source == RuleFacts.SourcePolicy));
        return isLimited ? DiagnosticSeverity.Info : isDriven && column.IsStepwise ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    }

    /// <summary>The signals without a finite range that the value reads.</summary>
    private static List<SpecMember> OpenSignals(RuleContext context, int value) => context.SignalsOf(value).Where(m => MissingRanges.IsOpen(context, m)).ToList();

    /// <summary>Where the size comes from: an undeclared range, or a point.</summary>
    private static (string Text, string? Witness) Source(RuleContext context, ColumnView column, bool isUpper, List<SpecMember> open, ProvenRange? proven)
    {
        if (open.Count > 0)
        {
            return ("; '" + string.Join("', '", open.Select(static m => m.Name)) + (open.Count == 1 ? "' has" : "' have") + " no declared range", null);
        }

        if (column.IsCollected && context.Program.Range(context.Value(column.Column.Name, ProbedPart.Weighted)) is { IsFinite: true } step)
        {
            int horizon = context.Analysis.Contract.Horizon;
            return ("; a step adds " + RangeData.Text(step) + (horizon == 0 ? ", and no Horizon limits how many do" : ", " + Literals.Integer(horizon) + " times"), null);
        }

        float attained = proven is null ? float.NaN : isUpper ? proven.AttainedHi : proven.AttainedLo;
        Box? point = isUpper ? proven?.AtHi : proven?.AtLo;
        string? witness = point is not null && (isUpper ? attained > Largest : attained < -Largest) ? Witness.Text(context.Analysis, column.Paid, point) : null;
        return (witness is null ? "" : ", for example " + RangeData.Text(attained) + " at " + witness, witness);
    }

    /// <summary>A reward that nothing caps but the declared size of a population that the agent makes: that range is what was seen so far, not a limit.</summary>
    private static void Population(RuleContext context, ColumnView column)
    {
        if (!column.IsStepwise || !context.Analysis.Spec.Signals.Any(static s => s.Named.AgentSized))
        {
            return;
        }

        for (int i = 0; i < context.Step.Inputs.Count; i++)
        {
            if (context.Signal(i).Named.AgentSized && context.Step.Inputs[i].Kind == IrKind.Float && context.Program.Dependences.ReadsInput(column.Paid, i)
                && context.Program.Over(Beyond(context, i), column.Paid).Hi > Largest)
            {
                FloatRange range = context.Program.Range(column.Paid);
                context.Report(
                    RuleCatalogue.UnboundedReward,
                    ValuePlace.Of(context, column.Member, Largest)?.GetLocation() ?? column.Name,
                    DiagnosticSeverity.Error,
                    RangeData.Of(range),
                    column.Member.Name,
                    "",
                    RangeData.Text(range),
                    " as far as declared, but it rises with '" + context.Signal(i).Name + "', whose number the agent makes");
                return;
            }
        }
    }

    /// <summary>The leaves with no upper limit on a population.</summary>
    private static Box Beyond(RuleContext context, int input)
    {
        Box box = context.Program.Leaves.Clone();
        for (int j = 0; j < box.Inputs[input].Length; j++)
        {
            box.Inputs[input][j] = box.Inputs[input][j] with { Hi = float.PositiveInfinity };
        }

        return box;
    }
}
