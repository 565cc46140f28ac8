using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD5006: a goal that needs a signal which no term, gate or potential reads, in a reward that otherwise leads the agent. Silent
/// for sparse tasks, where nothing but the goal itself pays.
/// </summary>
internal static class UnreadGoalSignals
{
    public static void Check(RuleContext context)
    {
        foreach ((SpecMember goal, _) in context.With("Goal"))
        {
            int value = context.Value(goal.Name);
            if (value >= 0)
            {
                Check(context, goal, value);
            }
        }
    }

    private static void Check(RuleContext context, SpecMember goal, int value)
    {
        HashSet<(int Input, int Element)> wanted = Reads(context, value, -1);
        (HashSet<(int Input, int Element)> read, bool isDense) = ReadByTerms(context, value, wanted);
        if (!isDense || wanted.Count == 0)
        {
            return;
        }

        List<Condition> alive = context.FailureEnds.Where(e => e != value).Select(static e => new Condition(e, false)).ToList();
        Branch? running = context.Program.Where(alive.ToArray());
        List<Need> needs = running is null ? new List<Need>() : Needs(context, running, read, value, true);
        if (needs.Count == 0)
        {
            return;
        }

        // What the goal asks for while no failure has ended the episode.
        var asked = new HashSet<(int Input, int Element)>(Needs(context, running!, new HashSet<(int Input, int Element)>(), value, true).SelectMany(static n => n.Missing));
        bool isLed = asked.Overlaps(read);
        bool isFlag = needs.All(n => n.Missing.All(m => context.Step.Inputs[m.Input].Kind == IrKind.Bool));
        if (isFlag && !isLed && asked.Count == 1)
        {
            // The simulator's own flag of success sums up what the terms measure by other signals.
            return;
        }

        (Location place, string text) = Place(context, goal, needs[0]);
        context.Report(
            RuleCatalogue.UnreadGoalSignal,
            place,
            // Flags may sum up what the terms measure by other signals.
            isLed || !isFlag ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            RangeData.None.Add("signals", string.Join(",", Names(context, needs))),
            goal.Name,
            string.Join("' and '", Names(context, needs)),
            Income(context, needs[0], text));
    }

    /// <summary>The elements that terms, gates, potentials and the ends that must be avoided read, and whether the reward leads at all.</summary>
    private static (HashSet<(int Input, int Element)> Read, bool IsDense) ReadByTerms(RuleContext context, int goal, HashSet<(int Input, int Element)> wanted)
    {
        var read = new HashSet<(int Input, int Element)>();
        bool isDense = false;
        foreach (ColumnView column in context.Columns)
        {
            int value = column.Column.Kind == ColumnKind.Potential ? column.Raw : column.Gated;
            if (value < 0 || (column.Coefficient >= 0 && context.Program.Range(column.Coefficient).IsFalse) || ZeroFactor.IsZeroWithout(context.Step, value, goal))
            {
                // Nothing is paid, or only at the goal.
                continue;
            }

            HashSet<(int Input, int Element)> own = Reads(context, value, goal);
            read.UnionWith(own);
            bool leads = column.Column.Kind is ColumnKind.Term or ColumnKind.Potential ? !column.Column.IsRegulariser : column.Column.Kind == ColumnKind.Penalty && own.Overlaps(wanted);
            isDense = isDense || (leads && context.Program.Sensitivities(value).Any(s => !s.Value.Slope.IsZero && !context.Signal(s.Key).IsAction));
        }

        if (context.Analysis.Spec.Sum.Total.Length > 0 && context.Value("", ProbedPart.Sum) is >= 0 and int sum)
        {
            // A replaced sum may read anything itself.
            HashSet<(int Input, int Element)> own = Reads(context, sum, goal);
            read.UnionWith(own);
            isDense |= own.Overlaps(wanted);
        }

        foreach (string assumption in context.Analysis.Spec.Assumptions)
        {
            // What is assumed between signals ties one to the other.
            HashSet<(int Input, int Element)> tied = Reads(context, context.Value(assumption), -1);
            if (tied.Overlaps(read))
            {
                read.UnionWith(tied);
            }
        }

        return (read, isDense);
    }

    /// <summary>The parts of a goal that no term leads to; none when it can be reached without them.</summary>
    private static List<Need> Needs(RuleContext context, Branch running, HashSet<(int Input, int Element)> read, int value, bool holds)
    {
        Instruction code = context.Step.Code[value];
        FloatRange known = running.Range(value);
        if (holds ? known.IsTrue : known.IsFalse)
        {
            // Always so while the episode runs.
            return new List<Need>();
        }

        switch (code.Op)
        {
            case Opcode.Not:
                return Needs(context, running, read, code.A, !holds);
            case Opcode.And or Opcode.Or when !code.Type.IsVector:
                List<Need> first = Needs(context, running, read, code.A, holds);
                List<Need> second = Needs(context, running, read, code.B, holds);
                bool isBoth = (code.Op == Opcode.And) == holds;
                return isBoth ? first.Concat(second).ToList() : first.Count == 0 ? first : second.Count == 0 ? second : first.Concat(second).ToList();
            default:
                HashSet<(int Input, int Element)> missing = Reads(context, value, -1);
                missing.ExceptWith(read);
                missing.RemoveWhere(m => context.Signal(m.Input).Named.Writer == RuleFacts.WriterNobody || context.Signal(m.Input).Part == SignalPart.Presence);
                return missing.Count == 0 ? new List<Need>() : new List<Need> { new(value, holds, missing) };
        }
    }

    /// <summary>The elements that a value reads; those of a window over time count as one.</summary>
    private static HashSet<(int Input, int Element)> Reads(RuleContext context, int value, int stop) =>
        new(ElementReads.Of(context.Step, value, stop).Select(r => (r.Input, r.Element % Width(context, r.Input))));

    private static int Width(RuleContext context, int input) => System.Math.Max(1, context.Step.Inputs[input].Width / context.Signal(input).Frames);

    /// <summary>What the terms pay without it.</summary>
    private static string Income(RuleContext context, Need need, string text)
    {
        int sum = context.Value("", ProbedPart.PaidSum);
        return sum >= 0 && context.Program.Where(new Condition(need.Value, !need.Holds))?.Range(sum) is { HasNumber: true, Hi: > 0f } paid && !float.IsInfinity(paid.Hi)
            ? "; where " + (text.Length > 0 ? "'" + text + "' fails" : "it is missed") + " the reward still reaches " + RangeData.Text(paid.Hi) + " a step"
            : "";
    }

    /// <summary>Where the goal asks for the signal, with the condition that does.</summary>
    private static (Location Place, string Text) Place(RuleContext context, SpecMember goal, Need need)
    {
        (int input, int element) = need.Missing.OrderBy(static m => m.Input).ThenBy(static m => m.Element).First();
        Site? site = context.Sites.All.FirstOrDefault(s => s.Result.Count == 1 && context.Analysis.Probe(s.Result[0]) == need.Value && s.Member == goal.Name);
        string name = context.Signal(input).Name;
        IEnumerable<SyntaxNode> bodies = site is null ? goal.Symbol.DeclaringSyntaxReferences.Select(r => r.GetSyntax(context.Cancellation)) : new[] { site.Syntax };
        List<IdentifierNameSyntax> found = bodies.SelectMany(static b => b.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>().Where(i => i.Identifier.ValueText == name).ToList();
        string part = SignalNames.Part(context, input, element);
        SyntaxNode? place = found.Select(static i => i.Parent).OfType<MemberAccessExpressionSyntax>().FirstOrDefault(m => m.Expression is IdentifierNameSyntax { Identifier.ValueText: var own } && own == name && "." + m.Name == part)
            ?? (SyntaxNode?)found.FirstOrDefault() ?? site?.Syntax;
        return (place?.GetLocation() ?? goal.Location, site?.Syntax.ToString() ?? "");
    }

    private static List<string> Names(RuleContext context, List<Need> needs) =>
        needs.SelectMany(static n => n.Missing).GroupBy(static m => m.Input).OrderBy(static g => g.Key).SelectMany(g =>
        {
            List<int> elements = g.Select(static m => m.Element).Distinct().OrderBy(static e => e).ToList();
            return elements.Count == Width(context, g.Key) ? new[] { context.Signal(g.Key).Name } : elements.Select(e => context.Signal(g.Key).Name + SignalNames.Part(context, g.Key, e));
        }).ToList();

    /// <summary>A condition that the goal needs.</summary>
    /// <param name="Value">The condition.</param>
    /// <param name="Holds">Whether the goal needs it to hold or to fail.</param>
    /// <param name="Missing">The elements of signals that no term reads.</param>
    private sealed record Need(int Value, bool Holds, HashSet<(int Input, int Element)> Missing);
}
