using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD9003: a declared preference between two scenarios that the reward turns round. An error where it does so with the
/// parameters as declared; a warning where only another value of a parameter, or a later time of training, does.
/// </summary>
internal static class PreferenceCheck
{
    /// <summary>Sets of parameters that are tried: every corner of a few ranges.</summary>
    private const int MaximumSettings = 32;

    /// <summary>Differences below this share of the returns are rounding.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Steps of training that stand for its end.</summary>
    private const float EndOfTraining = 1e12f;

    public static void Check(RuleContext context)
    {
        if (context.Scenarios.Preferences.Count == 0)
        {
            return;
        }

        List<Setting> settings = Settings(context);
        foreach (Preference preference in context.Scenarios.Preferences)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Check(context, preference, settings);
        }
    }

    /// <summary>By how much the preferred scenario returns more; 0 or less (or NaN) violates the preference.</summary>
    public static double Margin(ScenarioSet scenarios, Preference preference, IReadOnlyList<float> parameters)
    {
        double preferred = scenarios.Return(preference.Preferred, parameters).Return;
        double over = scenarios.Return(preference.Over, parameters).Return;
        double margin = preferred - over;
        return Math.Abs(margin) <= Rounding * Math.Max(Math.Abs(preferred), Math.Abs(over)) ? 0 : margin;
    }

    private static void Check(RuleContext context, Preference preference, List<Setting> settings)
    {
        ScenarioSet scenarios = context.Scenarios;
        List<Setting> violating = settings.Where(s => (s.IsDeclared || scenarios.HasTime) && !(Margin(scenarios, preference, s.Parameters) > 0)).ToList();
        if (violating.Count == 0)
        {
            return;
        }

        // Whatever the schedules do in the course of training, the declared parameters are what the author means.
        bool isCertain = settings.Where(static s => s.IsDeclared).All(violating.Contains);
        Setting shown = violating[0];
        HeldReturn preferred = scenarios.Return(preference.Preferred, shown.Parameters);
        HeldReturn over = scenarios.Return(preference.Over, shown.Parameters);
        IReadOnlyList<AdmissibleWeight> weights = AdmissibleWeight.Find(context, preference, violating.ConvertAll(static s => s.Parameters));
        context.Report(
            RuleCatalogue.ViolatedPreference,
            preference.Data.Location(),
            isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            (weights.Count > 0 ? weights[0].Data : RangeData.None).Add("preferred", Text(preferred.Return)).Add("over", Text(over.Return)),
            preference.Preferred.Name,
            preference.Over.Name,
            Text(preferred.Return),
            Text(over.Return),
            (shown.Text.Length > 0 ? " with " + shown.Text : "") + (weights.Count == 0 ? "" : "; it holds with " + string.Join(" or ", weights.Select(static w => w.Text))));
    }

    /// <summary>The parameters as declared, at the start and at the end of training, and the corners of the ranges of those that matter.</summary>
    private static List<Setting> Settings(RuleContext context)
    {
        RewardProgram step = context.Scenarios.Programs.Step;
        var dependences = new Dependences(step);
        int[] relevant = step.Outputs.Select(static o => o.Value).ToArray();
        List<int> read = Enumerable.Range(0, step.Parameters.Count)
            .Where(p => relevant.Any(v => dependences.ReadsParameter(v, p)) || step.Parameters[p].PerEnvironment).ToList();
        var settings = new List<Setting> { new(context.Scenarios.Defaults, "", true) };
        List<int> clock = read.Where(p => IsClock(step.Parameters[p])).ToList();
        if (clock.Count > 0)
        {
            Setting end = settings[0];
            foreach (int p in clock)
            {
                end = end.With(p, Math.Min(EndOfTraining, Literals.Float(step.Parameters[p].MaxBits)), "");
            }

            settings[0] = settings[0] with { Text = "the clock at the start of training" };
            settings.Add(end with { Text = "the clock at the end of training" });
        }

        foreach (int p in read.Where(p => !IsClock(step.Parameters[p]) && context.Spec.Find(step.Parameters[p].Name) is not null))
        {
            ParameterSlot slot = step.Parameters[p];
            List<Setting> from = settings.Count * 3 <= MaximumSettings ? settings.ToList() : settings.Where(static s => s.IsDeclared).ToList();
            foreach (float end in new[] { Literals.Float(slot.MinBits), Literals.Float(slot.MaxBits) }.Where(v => !float.IsInfinity(v) && v != Literals.Float(slot.DefaultBits)).Distinct())
            {
                settings.AddRange(from.Select(s => s.With(p, end, slot.Name + " = " + RangeData.Text(end)) with { IsDeclared = false }));
            }
        }

        return settings;
    }

    private static bool IsClock(ParameterSlot slot) => slot.Name.StartsWith("Clock.", StringComparison.Ordinal);

    private static string Text(double value) => RangeData.Text(Literals.Short(value, 6));

    /// <summary>Values of all parameters.</summary>
    /// <param name="Parameters">The values.</param>
    /// <param name="Text">In what they differ from those declared.</param>
    /// <param name="IsDeclared">Whether they are those declared, at some time of training.</param>
    private sealed record Setting(IReadOnlyList<float> Parameters, string Text, bool IsDeclared)
    {
        public Setting With(int parameter, float value, string text) =>
            this with { Parameters = Parameters.Select((v, i) => i == parameter ? value : v).ToList(), Text = Text.Length == 0 ? text : text.Length == 0 ? Text : Text + ", " + text };
    }
}
