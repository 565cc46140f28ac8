using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD2001: progress against the step before that pays more for a way than it takes for the way back: an endless round trip is an
/// income. Proven by two states. What staying pays is taken off: a level that is paid at each step is no progress.
/// </summary>
internal static class PaysOnLoops
{
    private const int Budget = 16;

    /// <summary>Terms that are searched: each costs more than a millisecond, and who reads of a dozen knows.</summary>
    private const int Most = 12;

    /// <summary>Digits of a state in a message.</summary>
    private const int Digits = 4;

    /// <summary>Signals that a message names.</summary>
    private const int Shown = 3;

    public static void Check(RuleContext context)
    {
        SumRules sum = context.Analysis.Spec.Sum;
        if (!context.IsReturn || sum.Limit != PayLimit.None || sum.Transform == PayTransform.BestSoFar || context.Step.Carries.Count == 0)
        {
            return;
        }

        if (sum.Transform == PayTransform.Progress || sum.Total.Length > 0)
        {
            CheckSum(context, sum);
            return;
        }

        List<(ColumnView Column, IReadOnlyList<LinearPart> Parts)> all = context.Columns.Where(IsCandidate).Select(c => (c, Parts(context, c.Weighted))).Where(static c => c.Item2.Count > 0).ToList();
        // What never pays more than nothing, as a cost of a change, is no income.
        foreach ((ColumnView column, IReadOnlyList<LinearPart> parts) in all.Where(c => context.Program.Range(c.Column.Weighted).Hi > 0f || c.Parts.Count > 1 || c.Parts[0].Factor * context.Program.Range(c.Parts[0].Value).Hi > 0f).Take(Most))
        {
            if (Search(context, parts) is not { } found)
            {
                continue;
            }

            // What another term takes for the way back counts with it.
            List<LinearPart> together = all.Where(o => o.Column == column || Shares(context, o.Parts, parts)).SelectMany(static o => o.Parts).ToList();
            if (together.Count == parts.Count || Search(context, together) is not null)
            {
                Report(context, column.Column.Name, Place(context, column, parts), found, parts);
            }
        }
    }

    /// <summary>What replaces the sum, or is made of the whole of it.</summary>
    private static void CheckSum(RuleContext context, SumRules sum)
    {
        int value = context.Value("", ProbedPart.PaidSum);
        if (value < 0 || (sum.Transform == PayTransform.Progress && sum.Clamp is null))
        {
            return;
        }

        IReadOnlyList<LinearPart> parts = Parts(context, value);
        if (parts.Count > 0 && Search(context, parts) is { } found)
        {
            bool isClass = sum.Transform == PayTransform.Progress;
            Location? place = isClass ? BaseSpecs.Chain(context.Spec.Type).Reverse().Select(static t => Attributes.Get(t, "Clamp")).FirstOrDefault(static a => a is not null)?.Location() : context.Spec.Find(sum.Total)?.Location;
            Report(context, isClass ? context.Spec.Type.Name : sum.Total, place ?? context.Spec.Location, found, parts);
        }
    }

    /// <summary>Declared progress telescopes as long as nothing is done to it; a best so far and a cap are bounded.</summary>
    private static bool IsCandidate(ColumnView column) => column is { IsStepwise: true, Weighted: >= 0, Column: { Limit: PayLimit.None } paid }
        && (paid.Transform == PayTransform.Value || (paid.Transform == PayTransform.Progress && (paid.Clamp is not null || paid.Gates.Count > 0)));

    /// <summary>The parts of what is paid that compare numbers of this step with those of the one before.</summary>
    private static IReadOnlyList<LinearPart> Parts(RuleContext context, int value)
    {
        bool Compares(int part) => Enumerable.Range(0, context.Step.Carries.Count).Any(c => context.Program.Dependences.ReadsCarry(part, c) && IsCompared(context, c))
            || context.Differences.All.Any(d => d.Carries.All(c => context.Program.Dependences.ReadsCarry(part, c)));
        if (value < 0 || !Compares(value) || !TakesApart(context, value))
        {
            return Array.Empty<LinearPart>();
        }

        IReadOnlyList<LinearPart> parts = LinearForm.Of(context.Program, value);
        return parts.Any(static p => p.IsSummed || p.Symbols.Count > 0)
            ? new[] { new LinearPart(value, false, 1, default, false) }
            : parts.Where(p => !p.IsFixed && Compares(p.Value)).ToList();
    }

    /// <summary>Whether a number of this step is taken apart from, or compared with, what it was one step before: a product of the two is no progress.</summary>
    private static bool TakesApart(RuleContext context, int value)
    {
        var isRead = new bool[value + 1];
        isRead[value] = true;
        for (int i = value; i >= 0; i--)
        {
            Instruction code = context.Step.Code[i];
            for (int k = 0; isRead[i] && k < 3; k++)
            {
                if (code.Operand(k) >= 0)
                {
                    isRead[code.Operand(k)] = true;
                }
            }

            if (isRead[i] && code.A != code.B && code.Op is Opcode.Sub or Opcode.Add or Opcode.Less or Opcode.LessOrEqual or Opcode.Equal or Opcode.NotEqual
                && (IsBeforeAndNow(context, code.A, code.B) || IsBeforeAndNow(context, code.B, code.A)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one value reads a number of the step before, and another the signals that it was made of, now.</summary>
    private static bool IsBeforeAndNow(RuleContext context, int before, int now) => Enumerable.Range(0, context.Step.Carries.Count).Any(c => context.Program.Dependences.ReadsCarry(before, c)
        && context.Differences.Sources.Next(c) is >= 0 and int next && context.Program.Dependences.Inputs(next).Any(i => context.Program.Dependences.ReadsInput(now, i)));

    /// <summary>Whether a carry holds a number of the state one step before; truth values that have become true are events, not progress.</summary>
    private static bool IsCompared(RuleContext context, int carry)
    {
        CarrySources sources = context.Differences.Sources;
        return context.Step.Carries[carry].Type.Kind == IrKind.Float && !sources.IsSignal(carry) && !sources.Remembers(carry)
            && (context.Program.Dependences.Inputs(sources.Next(carry)).Any(i => !context.Signal(i).IsAction) || Enumerable.Range(0, context.Step.Carries.Count).Any(c => context.Program.Dependences.ReadsCarry(sources.Next(carry), c)));
    }

    private static bool Shares(RuleContext context, IReadOnlyList<LinearPart> a, IReadOnlyList<LinearPart> b) => Enumerable.Range(0, context.Step.Carries.Count).Any(c =>
        a.Any(p => context.Program.Dependences.ReadsCarry(p.Value, c)) && b.Any(p => context.Program.Dependences.ReadsCarry(p.Value, c)));

    private static LoopIncome? Search(RuleContext context, IReadOnlyList<LinearPart> parts)
    {
        // Plain differences alone give back what they take, whatever the function.
        if (parts.All(p => context.Step.Code[p.Value].Op is Opcode.Carry or Opcode.Input or Opcode.InputComponent))
        {
            return null;
        }

        // What is read now beside what was, as the goal is in its distance from where the hand was, is taken to stay.
        IEnumerable<int> kept = context.Differences.All.SelectMany(d => context.Program.Dependences.Inputs(d.Before));
        return ClosedLoop.Search(
            context.Program, context.Differences.Sources, parts.Select(static p => (p.Value, (float)p.Factor)).ToList(), kept, context.Analysis.Spec.Signals.Select(static s => Literals.Float(s.Named.MaxStepBits)).ToList(), new[] { context.Step.Find(OutputKind.Terminated) }, Budget);
    }

    private static Location Place(RuleContext context, ColumnView column, IReadOnlyList<LinearPart> parts)
    {
        if (column.Column.Transform == PayTransform.Progress)
        {
            return (column.Column.Clamp is null ? null : Attributes.Get(column.Member.Symbol, "Clamp")?.Location()) ?? column.Attribute;
        }

        if (column.Column.Gates.Count > 0)
        {
            // The gate alone makes the loop pay, or what stands behind it does too.
            parts = Parts(context, column.Raw);
            if (parts.Count == 0 || Search(context, parts) is null)
            {
                return column.Attribute;
            }
        }

        int value = parts.Count == 1 ? parts[0].Value : column.Raw;
        return context.Sites.All.Where(s => s.Result.Count == 1 && context.Analysis.Probe(s.Result[0]) == value && s.Syntax is ExpressionSyntax)
            .OrderBy(s => s.Member == column.Column.Name ? 0 : 1).ThenByDescending(static s => s.Syntax.Span.Length).FirstOrDefault()?.Syntax.GetLocation() ?? column.Name;
    }

    private static void Report(RuleContext context, string name, Location place, LoopIncome found, IReadOnlyList<LinearPart> parts)
    {
        // The way that pays first.
        LoopIncome loop = found.There >= found.Back ? found : found with { There = found.Back, Back = found.There, From = found.To, To = found.From };
        context.Report(
            RuleCatalogue.PaysOnLoops,
            place,
            loop.Remembers ? DiagnosticSeverity.Warning : RuleCatalogue.PaysOnLoops.DefaultSeverity,
            RangeData.None.Add("there", Text(loop.There)).Add("back", Text(loop.Back)).Add("round", Text((float)loop.Round)).Add("breakEven", Text(-loop.There)),
            name,
            Way(context, loop, parts),
            RangeData.Short(loop.There),
            RangeData.Short(loop.Back),
            RangeData.Short(loop.Round),
            RangeData.Short(-loop.There));
    }

    /// <summary>Both states, by the signals in which they differ.</summary>
    private static string Way(RuleContext context, LoopIncome loop, IReadOnlyList<LinearPart> parts)
    {
        var read = new HashSet<string>(parts.SelectMany(p => context.SignalsOf(p.Value)).Select(static m => m.Name));
        List<int> moved = Enumerable.Range(0, loop.From.Length).Where(i => read.Contains(context.Signal(i).Name) && loop.From[i].Zip(loop.To[i], static (a, b) => a.IsSingle && b.IsSingle && a.Lo != b.Lo).Any(static d => d)).ToList();
        string State(FloatRange[][] state) =>
            string.Join(", ", moved.Take(Shown).Select(i => context.Signal(i).Name + " = " + Witness.Elements(state[i].Select(static e => e.IsSingle ? FloatRange.Of(Literals.Short(e.Lo, Digits)) : e).ToArray(), context.Step.Inputs[i].Kind == IrKind.Bool))) + (moved.Count > Shown ? ", …" : "");
        return moved.Count == 0 ? "a step" : "from " + State(loop.From) + " to " + State(loop.To);
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
