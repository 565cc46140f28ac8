using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The state in which the agent does nothing. At rest are: signals with a declared <c>Rest</c>, actions, and signals whose unit has
/// time in the denominator (0 each, where that lies in their range). All others are free: rest says nothing of where the agent stands.
/// </summary>
internal sealed class RestState
{
    private readonly Box _box;
    private readonly Box _still;
    private readonly List<string> _pinned = new();
    private readonly List<string> _free = new();

    public RestState(RuleContext context, HeldView held)
    {
        _box = held.Program.Leaves.Clone();
        _still = held.Program.Leaves.Clone();
        for (int i = 0; i < _box.Inputs.Length; i++)
        {
            SignalFacts signal = context.Signal(i);
            if (signal.Part != SignalPart.Values)
            {
                continue;
            }

            FloatRange rest = Literals.Float(signal.Named.RestBits) is var value && context.Step.Inputs[i].Kind == IrKind.Bool ? FloatRange.Of(value != 0f) : FloatRange.Of(value);
            bool isStill = signal.IsAction || IsRate(signal);
            bool isKnown = (isStill || IsDeclared(context, signal)) && _box.Inputs[i].All(e => e.Contains(rest));
            (isKnown ? _pinned : _free).Add(signal.Name);
            for (int j = 0; isKnown && j < _box.Inputs[i].Length; j++)
            {
                _box.Inputs[i][j] = rest;
                _still.Inputs[i][j] = isStill ? rest : _still.Inputs[i][j];
            }
        }

        At = held.Program.Over(_box);
    }

    /// <summary>The part of the box of <see cref="HeldView.Program"/> at rest, ended or not; null where an assumption excludes it.</summary>
    public Branch? At { get; }

    /// <summary>The signals that are at rest.</summary>
    public IReadOnlyList<string> Pinned => _pinned;

    /// <summary>The signals of which rest says nothing.</summary>
    public IReadOnlyList<string> Free => _free;

    /// <summary>The part at rest in a narrower part of the box, as a goal that is missed; null where there is none.</summary>
    public Branch? In(Branch part) => Meet(part, _box);

    /// <summary>The part in which nothing moves: actions and rates are at rest, whatever else is declared of doing nothing. Null where there is none.</summary>
    public Branch? StillIn(Branch part) => Meet(part, _still);

    private static Branch? Meet(Branch part, Box rest)
    {
        Box box = part.Box.Clone();
        for (int i = 0; i < box.Inputs.Length; i++)
        {
            for (int j = 0; j < box.Inputs[i].Length; j++)
            {
                box.Inputs[i][j] = box.Inputs[i][j].Meet(rest.Inputs[i][j]);
                if (box.Inputs[i][j].IsNothing)
                {
                    return null;
                }
            }
        }

        return part.Within(box);
    }

    /// <summary>Whether rest says something of a signal: by its <c>Rest</c>, as an action, or by its unit.</summary>
    public static bool IsKnown(RuleContext context, SignalFacts signal) => IsDeclared(context, signal) || signal.IsAction || IsRate(signal);

    /// <summary>Whether a signal declares its <c>Rest</c>.</summary>
    public static bool IsDeclared(RuleContext context, SignalFacts signal) =>
        context.Spec.Find(signal.Name) is { } member && Attributes.Get(member.Symbol, "Signal")?.Has("Rest") == true;

    private static bool IsRate(SignalFacts signal) => signal.Unit.Length > 0 && UnitExpression.Parse(signal.Unit, out _) is { } unit && unit.PowerOf("s").Value < 0;
}
