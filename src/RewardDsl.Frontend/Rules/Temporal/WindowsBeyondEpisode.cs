using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD6003: a window that reaches beyond the last step of the episode wherever it is looked at, or windows that do so one behind the other. What they
/// look at there is never seen; the closing rule decides instead.
/// </summary>
internal sealed class WindowsBeyondEpisode
{
    private readonly RuleContext _context;
    private readonly FormulaView _formula;
    private readonly int _steps;

    private WindowsBeyondEpisode(RuleContext context, FormulaView formula)
    {
        _context = context;
        _formula = formula;
        _steps = context.Episode.Horizon;
    }

    /// <summary>Runs the rule.</summary>
    public static void Check(RuleContext context)
    {
        foreach (FormulaView formula in context.Formulas.All)
        {
            if (context.Episode.Horizon > 0)
            {
                new WindowsBeyondEpisode(context, formula).Run();
            }
            else if (HasWindow(formula.Formula))
            {
                context.Missing.Say("RWD6003", "Horizon in [RewardSpec]");
            }
        }
    }

    private static bool HasWindow(TemporalFormula formula) => formula.Window.IsBounded || formula.Operands.Any(HasWindow);

    private void Run()
    {
        if (Look(_formula.Formula, 0) || TemporalHorizon.Of(_formula.Formula).Ahead is not { } ahead || ahead < _steps)
        {
            return;
        }

        // No window is too long by itself: those that follow each other are, together.
        _context.Formulas.BeyondEpisode.Add(_formula);
        Report(
            _formula.Place,
            ahead == _steps ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            "looks " + FormulaReasons.Steps(ahead) + " ahead ('" + _formula.Text(_formula.Formula) + "'), to step " + Literals.Integer(ahead) + Episode() + Closing(null),
            RangeData.None.Add("reach", Literals.Integer(ahead)));
    }

    /// <summary>Reports the outermost windows that cannot be complete, by the earliest step at which they are looked at.</summary>
    /// <param name="part">A part of the formula.</param>
    /// <param name="earliest">The earliest step at which it is looked at.</param>
    private bool Look(TemporalFormula part, int earliest)
    {
        bool isPast = part.Kind >= TemporalOperator.Yesterday;
        TemporalWindow window = part.Kind is TemporalOperator.Next or TemporalOperator.WeakNext ? TemporalWindow.Steps(1, 1) : part.Window;
        if (part.Kind >= TemporalOperator.Next && !isPast && Beyond(window, earliest))
        {
            Future(part, window, earliest);
            return true;
        }

        if (isPast && Beyond(window, 0))
        {
            Past(part, window);
            return true;
        }

        bool found = false;
        for (int i = 0; i < part.Operands.Count; i++)
        {
            // Until and its kin look at the first operand from now on.
            int from = part.Kind < TemporalOperator.Next || (part.Operands.Count == 2 && i == 0) ? 0 : window.First;
            found |= Look(part.Operands[i], isPast ? 0 : System.Math.Min(earliest + from, TemporalWindow.FarthestStep));
        }

        return found;
    }

    private bool Beyond(TemporalWindow window, int earliest) => window.IsBounded ? (long)earliest + window.Last >= _steps : window.First > 0 && (long)earliest + window.First >= _steps;

    private void Future(TemporalFormula part, TemporalWindow window, int earliest)
    {
        _context.Formulas.BeyondEpisode.Add(_formula);
        int first = earliest + window.First;
        int last = window.IsBounded ? earliest + window.Last : first;
        bool opens = first < _steps;
        ImmutableDictionary<string, string?> data = RangeData.None.Add("reach", Literals.Integer(last));
        Location? place = _formula.At(part);

        // One step too far is how "to the end of the episode" is written when its steps are counted from 1.
        if (opens && part.Window.IsBounded && End(part) is { } end)
        {
            data = data.Add("end", Written(_steps - 1 - earliest, _formula.Written(part).Window.IsSeconds)).Add("written", end.Text);
            place = end.Place ?? place;
        }

        Report(
            place,
            opens && last == _steps ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            "looks by '" + _formula.Text(part) + "' at " + (first == last ? "step " + Literals.Integer(last) : "steps " + Literals.Integer(first) + " to " + Literals.Integer(last)) + (window.IsBounded ? "" : " and later")
                + (earliest > 0 ? " at the earliest" : "") + Episode() + Closing(opens ? null : part.Kind),
            data);
    }

    private void Past(TemporalFormula part, TemporalWindow window)
    {
        bool opens = window.First < _steps;
        Report(
            _formula.At(part),
            opens ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            "looks by '" + _formula.Text(part) + "' " + FormulaReasons.Steps(window.IsBounded ? window.Last : window.First) + " back; the episode has " + FormulaReasons.Steps(_steps)
                + (opens ? ", so no window is ever complete" : ", so there is never anything to see"),
            RangeData.None.Add("reach", Literals.Integer(window.IsBounded ? window.Last : window.First)));
    }

    /// <summary>Numbers of both, so that they can be compared: steps are counted from 0.</summary>
    private string Episode() => "; the episode has " + FormulaReasons.Steps(_steps) + ", 0 to " + Literals.Integer(_steps - 1);

    /// <summary>What the closing rule makes of it.</summary>
    /// <param name="empty">The operator whose window has no step of the episode; null where it has some.</param>
    private string Closing(TemporalOperator? empty)
    {
        bool truncates = _context.Episode.TruncatesAtHorizon;
        ClosingRule rule = truncates ? _formula.Facts.AtTruncation : _formula.Facts.AtTermination;
        return (truncates ? "; the time limit truncates, and " : "; the time limit terminates, and ") + (rule switch
        {
            ClosingRule.EndOfTrace when empty is TemporalOperator.Always or TemporalOperator.Release or TemporalOperator.WeakUntil or TemporalOperator.WeakNext => "a window without a step holds",
            ClosingRule.EndOfTrace when empty is not null => "a window without a step fails",
            ClosingRule.EndOfTrace => "what lies beyond does not count",
            ClosingRule.Holds => "what is open then counts as holding",
            ClosingRule.Fails => "what is open then counts as failing",
            _ => "what is open then stays open: neither paid nor charged",
        });
    }

    /// <summary>The number that ends a window, where it is written as one.</summary>
    private (string Text, Location? Place)? End(TemporalFormula part)
    {
        TemporalFormula written = _formula.Written(part);
        if (_formula.Syntax(part) is { } syntax)
        {
            ArgumentSyntax? last = (syntax as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault(static a => a.NameColon?.Name.Identifier.ValueText is "within" or "withinSeconds" or "to" or "toSeconds");
            return last?.Expression is LiteralExpressionSyntax number ? (number.Token.Text, number.GetLocation()) : null;
        }

        // In a text the window of an operator before its operand is the first that stands there.
        return written.Operands.Count == 1 ? (written.Window.ToString(), null) : null;
    }

    private string Written(int steps, bool isSeconds) => isSeconds
        ? ((decimal)steps * (decimal)Literals.Float(_context.Analysis.Contract.StepSecondsBits)).ToString("0.#########", CultureInfo.InvariantCulture)
        : Literals.Integer(steps);

    private void Report(Location? place, DiagnosticSeverity severity, string text, ImmutableDictionary<string, string?> data) =>
        _context.Report(RuleCatalogue.WindowBeyondEpisode, place, severity, data, _formula.Facts.Name, text);
}
