using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The economics of an episode: how many steps count, how it can end, and what an end pays.</summary>
internal sealed class EpisodeFacts
{
    private readonly RuleContext _context;
    private IReadOnlyList<EpisodeEndView>? _ends;

    public EpisodeFacts(RuleContext context)
    {
        _context = context;
        Contract contract = context.Analysis.Contract;
        List<AttributeData> stated = BaseSpecs.Chain(context.Spec.Type).Select(static t => Attributes.Get(t, "RewardSpec")).OfType<AttributeData>().ToList();
        HasDiscount = stated.Any(static a => a.Has("Discount"));
        Horizon = contract.Horizon;
        TruncatesAtHorizon = Horizon > 0 && stated.AsEnumerable().Reverse().FirstOrDefault(static a => a.Has("TimeLimit"))?.Named("TimeLimit", 0) == 0;

        // The decimal that the author wrote: 0.99 leaves 0.01.
        decimal discount = (decimal)Literals.Float(contract.DiscountBits);
        Discount = (double)discount;
        Rest = (double)(1m - discount);
        Weight = WeightOf(Horizon);
    }

    /// <summary>γ, the factor of each further step; 1 when none is declared.</summary>
    public double Discount { get; }

    /// <summary>Whether a discount is written.</summary>
    public bool HasDiscount { get; }

    /// <summary>1 − γ, of the decimal that the author wrote.</summary>
    public double Rest { get; }

    /// <summary>Steps of an episode, 0 when it is open.</summary>
    public int Horizon { get; }

    /// <summary>Whether reaching the horizon truncates: then a learner that estimates what is left looks beyond it.</summary>
    public bool TruncatesAtHorizon { get; }

    /// <summary>D = (1 − γ^H) / (1 − γ): how many steps count. Infinite for an open episode without discount.</summary>
    public double Weight { get; }

    /// <summary>Whether the return is a sum of several steps that is known to be finite: without that, staying and ending cannot be compared.</summary>
    public bool IsComparable => _context.IsReturn && Weight > 1 && !double.IsInfinity(Weight);

    /// <summary>The terminations, in order.</summary>
    public IReadOnlyList<EpisodeEndView> Ends => _ends ??= Read();

    /// <summary>Those that are failures.</summary>
    public IEnumerable<EpisodeEndView> Failures => Ends.Where(static e => e.IsFailure);

    /// <summary>Those that are successes.</summary>
    public IEnumerable<EpisodeEndView> Successes => Ends.Where(static e => !e.IsFailure);

    /// <summary>How many steps of staying somewhere count: a learner that estimates what is left at a time limit looks beyond it.</summary>
    public double Staying => Rest > 0 && TruncatesAtHorizon ? 1 / Rest : Weight;

    /// <summary>How staying is summed, for messages.</summary>
    public string StayingText => Rest > 0 && TruncatesAtHorizon ? "discounted at γ = " + RangeData.Short(Discount) : Text;

    /// <summary>How many steps count of so many; 0 stands for an open end.</summary>
    public double WeightOf(int steps) => ReturnRange.Sum(Literals.Float(_context.Analysis.Contract.DiscountBits), steps);

    /// <summary>How the steps are summed, for messages: "discounted at γ = 0.99 over 1000 steps".</summary>
    public string Text =>
        (Rest == 0 ? "" : "discounted at γ = " + RangeData.Short(Discount)) + (Horizon == 0 ? "" : (Rest == 0 ? "" : " ") + "over " + Literals.Integer(Horizon) + " steps");

    private List<EpisodeEndView> Read() => _context.With("Termination").Select(t =>
    {
        int value = _context.Value(t.Member.Name);
        ColumnView? column = _context.Columns.FirstOrDefault(c => c.Column.Kind == ColumnKind.Termination && c.Column.Name == t.Member.Name);
        FloatRange payoff = column is null ? FloatRange.Of(0f) : _context.Program.Range(Payoff(column.Paid, value));
        return new EpisodeEndView(t.Member, t.Data, value, column, payoff, t.Data.Named("Replaces", false), t.Data.Number(0, 0) == RuleFacts.EndFailure);
    }).Where(static e => e.Value >= 0).ToList();

    /// <summary>What is paid where the end holds: a choice by it between its payoff and nothing.</summary>
    private int Payoff(int paid, int end) => _context.Step.Code[paid] is { Op: Opcode.Select } choice && choice.A == end ? choice.B : paid;
}
