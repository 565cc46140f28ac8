using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RewardDsl;

/// <summary>
/// A formula of linear temporal logic on finite traces, as a property of a spec builds it from the conditions of one step and the functions of
/// <see cref="RewardMath"/>: <c>Formula Recover => Always(Implies(Up.Z &lt; 0.7f, Eventually(Up.Z > 0.9f, within: 50)));</c> The value at a step holds
/// which conditions are true there; <see cref="Holds"/> decides a whole trace of such values by the definition. The batched evaluator
/// follows the formula by an automaton instead.
/// </summary>
public sealed class Formula
{
    private readonly FormulaOperator _kind;
    private readonly Formula[] _operands;
    private readonly bool _condition;
    private readonly decimal _from;
    private readonly decimal? _to;
    private readonly bool _isSeconds;
    private readonly int _size;

    private Formula(bool condition)
    {
        _condition = condition;
        _operands = [];
        _size = 1;
    }

    private Formula(FormulaOperator kind, Formula[] operands, decimal from, decimal? to, bool isSeconds)
    {
        foreach (Formula operand in operands)
        {
            ArgumentNullException.ThrowIfNull(operand);
        }

        if (from < 0 || to < from)
        {
            throw new ArgumentOutOfRangeException(nameof(to), "A window starts at 0 or later and does not end before it starts.");
        }

        _kind = kind;
        _operands = operands;
        _from = from;
        _to = to;
        _isSeconds = isSeconds;
        _size = 1 + operands.Sum(static o => o._size);
    }

    /// <summary>A condition of this step.</summary>
    public static implicit operator Formula(bool condition) => FromBoolean(condition);

    /// <summary>A condition of this step.</summary>
    public static Formula FromBoolean(bool condition) => new(condition);

    /// <summary>Both hold.</summary>
    public static Formula operator &(Formula left, Formula right) => Of(FormulaOperator.And, left, right);

    /// <summary>One of them holds at least.</summary>
    public static Formula operator |(Formula left, Formula right) => Of(FormulaOperator.Or, left, right);

    /// <summary>Exactly one of them holds.</summary>
    public static Formula operator ^(Formula left, Formula right) => Of(FormulaOperator.Xor, left, right);

    /// <summary>It does not hold.</summary>
    public static Formula operator !(Formula operand) => Of(FormulaOperator.Not, operand);

    /// <summary>Both hold.</summary>
    public static Formula BitwiseAnd(Formula left, Formula right) => left & right;

    /// <summary>One of them holds at least.</summary>
    public static Formula BitwiseOr(Formula left, Formula right) => left | right;

    /// <summary>Exactly one of them holds.</summary>
    public static Formula Xor(Formula left, Formula right) => left ^ right;

    /// <summary>It does not hold.</summary>
    public static Formula LogicalNot(Formula operand) => !operand;

    /// <summary>
    /// Whether the formula holds of a whole trace, by the definition: what waits for a step past the end has failed, what asks of all steps past the
    /// end has held. In time that grows with the square of the trace and the windows: for tests and for understanding.
    /// </summary>
    /// <param name="steps">The value of one formula property at each step, the first step first; at least one.</param>
    /// <param name="stepSeconds">The length of a step, where windows are written in seconds.</param>
    /// <exception cref="ArgumentException">No step, values of different formulas, or windows that are no whole number of steps.</exception>
    public static bool Holds(IReadOnlyList<Formula> steps, double stepSeconds = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count == 0)
        {
            throw new ArgumentException("A trace has one step at least.", nameof(steps));
        }

        string shape = steps[0].Shape();
        if (steps.Any(s => s.Shape() != shape))
        {
            throw new ArgumentException("The steps are values of different formulas.", nameof(steps));
        }

        return new FormulaTrace(steps, stepSeconds).Holds(steps[0], 0, 0);
    }

    /// <summary>What the conditions are at this step, from left to right as they are written, those of helper properties in their place.</summary>
    public bool[] Conditions()
    {
        var conditions = new List<bool>();
        Collect(conditions);
        return [.. conditions];
    }

    /// <summary>The formula with what its conditions are at this step.</summary>
    public override string ToString() => Text(static f => f._condition ? "true" : "false");

    internal FormulaOperator Kind => _kind;

    internal IReadOnlyList<Formula> Operands => _operands;

    /// <summary>Nodes, this one counted.</summary>
    internal int Size => _size;

    internal bool Condition => _condition;

    internal static Formula Of(FormulaOperator kind, params Formula[] operands) => new(kind, operands, 0, null, false);

    internal static Formula Of(FormulaOperator kind, decimal from, decimal? to, bool isSeconds, params Formula[] operands) => new(kind, operands, from, to, isSeconds);

    /// <summary>The nearest and the farthest step of the window; no end where there is none.</summary>
    internal (int From, int? To) Window(double stepSeconds) => (Steps(_from, stepSeconds), _to is { } to ? Steps(to, stepSeconds) : null);

    /// <summary>Adds the conditions from left to right.</summary>
    internal void Collect(List<bool> conditions)
    {
        if (_kind == FormulaOperator.Condition)
        {
            conditions.Add(_condition);
        }

        foreach (Formula operand in _operands)
        {
            operand.Collect(conditions);
        }
    }

    private int Steps(decimal distance, double stepSeconds)
    {
        if (!_isSeconds)
        {
            return (int)distance;
        }

        double steps = (double)distance / stepSeconds;
        double whole = Math.Round(steps);
        return Math.Abs(steps - whole) <= 1e-6 * whole
            ? (int)whole
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{distance} s is no whole number of steps of {stepSeconds} s."), nameof(stepSeconds));
    }

    private string Shape() => Text(static _ => "p");

    private string Text(Func<Formula, string> condition)
    {
        string window = _from == 0 && _to is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $"[{_from:0.#########}{(_isSeconds ? "s" : "")},{(_to is { } to ? string.Create(CultureInfo.InvariantCulture, $"{to:0.#########}{(_isSeconds ? "s" : "")}]") : "inf)")}");
        string[] operands = [.. _operands.Select(o => o.Text(condition))];
        return _kind switch
        {
            FormulaOperator.Condition => condition(this),
            FormulaOperator.Not => "!" + operands[0],
            FormulaOperator.And => "(" + operands[0] + " & " + operands[1] + ")",
            FormulaOperator.Or => "(" + operands[0] + " | " + operands[1] + ")",
            FormulaOperator.Xor => "(" + operands[0] + " ^ " + operands[1] + ")",
            _ => _kind + window + "(" + string.Join(", ", operands) + ")",
        };
    }
}
