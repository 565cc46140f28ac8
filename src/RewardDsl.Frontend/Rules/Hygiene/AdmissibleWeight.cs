using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// The values of one weight or payoff with which a violated preference holds, all else as it is: where the returns are linear in
/// it, two of them tell where they cross.
/// </summary>
/// <param name="Member">The member whose weight or payoff it is, or the parameter.</param>
/// <param name="Name">Its name at run time.</param>
/// <param name="Lo">It must be above this; −∞ when only the other end counts.</param>
/// <param name="Hi">It must be below this; +∞ likewise.</param>
/// <param name="Now">Its value.</param>
/// <param name="Suggested">A short number near the end, with which this preference holds and none fails that holds now; NaN when there is none.</param>
internal sealed record AdmissibleWeight(string Member, string Name, double Lo, double Hi, float Now, float Suggested)
{
    /// <summary>How close a written number comes to the end.</summary>
    private const int Digits = 2;

    /// <summary>How many a finding names.</summary>
    private const int Named = 2;

    /// <summary>Numbers that are tried.</summary>
    private const int Attempts = 3;

    /// <summary>The values as an author reads them.</summary>
    public string Text => "'" + Name + "' " + (double.IsInfinity(Hi) ? "above " + Number(Lo) : double.IsInfinity(Lo) ? "below " + Number(Hi) : "between " + Number(Lo) + " and " + Number(Hi))
        + " (now " + RangeData.Text(Now) + ")";

    /// <summary>The same for tools; <c>weight</c> is what the fix writes.</summary>
    public ImmutableDictionary<string, string?> Data
    {
        get
        {
            ImmutableDictionary<string, string?> data = RangeData.None.Add("member", Member).Add("parameter", Name).Add("lo", Number(Lo)).Add("hi", Number(Hi));
            return float.IsNaN(Suggested) ? data : data.Add("number", RangeData.Text(Suggested));
        }
    }

    /// <summary>
    /// Weights any of which alone mends it, at most two: that which has to change least first, among equals one that grows,
    /// which counts too little now. None where the returns are linear in none.
    /// </summary>
    public static IReadOnlyList<AdmissibleWeight> Find(RuleContext context, Preference preference, IReadOnlyList<IReadOnlyList<float>> violating)
    {
        var found = new List<AdmissibleWeight>();
        foreach ((string member, string name) in Candidates(context, preference, violating[0]))
        {
            if (found.Count < Named && context.Scenarios.HasTime && Of(context, preference, violating, member, name) is { } weight)
            {
                found.Add(weight);
            }
        }

        if (found.Count > 0)
        {
            found = found.OrderBy(static w => Math.Round(w.Change, 1)).ThenBy(static w => Math.Abs(w.Near) < Math.Abs(w.Now)).ToList();
            found[0] = found[0] with { Suggested = found[0].Suggest(context, preference, violating) };
        }

        return found;
    }

    /// <summary>The end of the values that is nearer to what it is now.</summary>
    private double Near => Now <= Lo ? Lo : Hi;

    /// <summary>How much has to change: by which factor; another sign comes last.</summary>
    private double Change => Now * Near > 0 ? Math.Abs(Math.Log(Near / Now)) : double.MaxValue;

    /// <summary>
    /// The weights and payoffs of what the two scenarios are paid differently: those first that would have to change least if
    /// the difference were a multiple of each.
    /// </summary>
    private static IEnumerable<(string Member, string Name)> Candidates(RuleContext context, Preference preference, IReadOnlyList<float> parameters)
    {
        HeldReturn a = context.Scenarios.Return(preference.Preferred, parameters);
        HeldReturn b = context.Scenarios.Return(preference.Over, parameters);
        double margin = a.Return - b.Return;
        return context.Columns
            .Select((c, i) => (c.Column, Factor: 1 - (margin / (a.Columns[i] - b.Columns[i]))))
            .Where(static c => c.Column.Kind != ColumnKind.Potential && !double.IsInfinity(c.Factor) && !double.IsNaN(c.Factor))
            .OrderBy(static c => c.Factor > 0 ? Math.Round(Math.Abs(Math.Log(c.Factor)), 1) : double.MaxValue).ThenBy(static c => c.Factor < 1)
            .Select(static c => (c.Column.WeightMember.Length > 0 ? c.Column.WeightMember : c.Column.Name, c.Column.Parameter)).Distinct();
    }

    private static AdmissibleWeight? Of(RuleContext context, Preference preference, IReadOnlyList<IReadOnlyList<float>> violating, string member, string name)
    {
        (RewardProgram step, RewardProgram reset) = context.Scenarios.Programs;
        int parameter = step.Parameters.Select(static (p, i) => (p.Name, i)).First(p => p.Name == name).i;
        ParameterSlot slot = step.Parameters[parameter];
        if (slot.PerEnvironment || !Linearity.IsLinear(step, reset, OutputKind.Objective, parameter))
        {
            return null;
        }

        (double lo, double hi) = (double.NegativeInfinity, double.PositiveInfinity);
        float now = Literals.Float(slot.DefaultBits);
        foreach (IReadOnlyList<float> parameters in violating)
        {
            // Far apart, so that rounding of the returns matters little.
            float other = now + Math.Max(1f, Math.Abs(now));
            double atNow = Margin(now);
            double slope = (Margin(other) - atNow) / ((double)other - now);
            double crossing = now - (atNow / slope);
            if (slope == 0 || double.IsNaN(crossing) || double.IsInfinity(crossing))
            {
                return null;
            }

            (lo, hi) = slope > 0 ? (Math.Max(lo, crossing), hi) : (lo, Math.Min(hi, crossing));
            double Margin(float value) => PreferenceCheck.Margin(context.Scenarios, preference, With(parameters, parameter, value));
        }

        // Within what the weight can be.
        double least = Literals.Float(slot.MinBits);
        double most = Literals.Float(slot.MaxBits);
        return lo < hi && lo < most && hi > least ? new AdmissibleWeight(member, name, lo < least ? double.NegativeInfinity : lo, hi > most ? double.PositiveInfinity : hi, now, float.NaN) : null;
    }

    /// <summary>A short number just inside the admissible values that mends the preference and breaks no other.</summary>
    private float Suggest(RuleContext context, Preference preference, IReadOnlyList<IReadOnlyList<float>> violating)
    {
        if (context.Spec.Find(Name) is not null)
        {
            // The range of a declared parameter is the author's to change.
            return float.NaN;
        }

        int parameter = context.Step.Parameters.Select(static (p, i) => (p.Name, i)).First(p => p.Name == Name).i;
        ScenarioSet scenarios = context.Scenarios;
        bool IsSafe(float value, IReadOnlyList<float> parameters) => scenarios.Preferences.All(p =>
            PreferenceCheck.Margin(scenarios, p, With(parameters, parameter, value)) > 0 || (p != preference && !(PreferenceCheck.Margin(scenarios, p, parameters) > 0)));
        for (int further = 0; further < Attempts; further++)
        {
            // At the end itself the returns are equal but for rounding, so that the first number may be just short of it.
            float value = Rounded(Near, Now <= Lo, further);
            if (value > Lo && value < Hi && value >= Literals.Float(context.Step.Parameters[parameter].MinBits) && violating.Append(scenarios.Defaults).All(p => IsSafe(value, p)))
            {
                return value;
            }
        }

        return float.NaN;
    }

    private static List<float> With(IReadOnlyList<float> parameters, int parameter, float value) => parameters.Select((v, i) => i == parameter ? value : v).ToList();

    /// <summary>The next number of a few digits above or below, or a further one.</summary>
    private static float Rounded(double end, bool isUp, int further)
    {
        double unit = end == 0 ? 0.01 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(end))) - (Digits - 1));
        double steps = isUp ? Math.Floor(end / unit) + 1 + further : Math.Ceiling(end / unit) - 1 - further;
        return Literals.Short(steps * unit, 6);
    }

    private static string Number(double value) => RangeData.Text(Literals.Short(value, 4));
}
