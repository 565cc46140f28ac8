using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The operations of a <see cref="RobustnessProgram"/> as values of a step program. The value of an operation at a step of the program is
/// that of as many steps before as its delay.
/// </summary>
internal sealed class NodeLowering
{
    private readonly ProgramBuilder _builder;
    private readonly MonitorSlots _slots;
    private readonly IReadOnlyList<RobustnessNode> _nodes;
    private readonly IReadOnlyList<int> _margins;
    private readonly bool _mayBeNaN;
    private readonly ExtremeLowering _extremes;
    private readonly Dictionary<int, int> _values = [];
    private readonly SortedSet<int>?[] _distances;
    private readonly Dictionary<(int Node, int Steps), int> _delayed = [];

    /// <param name="builder">The step program.</param>
    /// <param name="slots">The carries.</param>
    /// <param name="nodes">The operations.</param>
    /// <param name="margins">The values that are the margins of the atoms, by number.</param>
    /// <param name="mayBeNaN">Whether a margin may be not-a-number.</param>
    /// <param name="extremes">How the larger and the smaller are taken.</param>
    /// <param name="readers">Operations that are read from outside, and how many steps later than they are known.</param>
    public NodeLowering(ProgramBuilder builder, MonitorSlots slots, IReadOnlyList<RobustnessNode> nodes, IReadOnlyList<int> margins, bool mayBeNaN, ExtremeLowering extremes, IEnumerable<(int Node, int Later)> readers)
    {
        _builder = builder;
        _slots = slots;
        _nodes = nodes;
        _margins = margins;
        _mayBeNaN = mayBeNaN;
        _extremes = extremes;
        _distances = new SortedSet<int>?[nodes.Count];
        bool[] isRead = new bool[nodes.Count];
        foreach ((int node, int later) in readers)
        {
            isRead[node] = true;
            Ask(node, later);
        }

        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            foreach (int operand in isRead[i] ? Operands(nodes[i]) : [])
            {
                isRead[operand] = true;
                Ask(operand, Wait(nodes[i], operand));
            }
        }
    }

    /// <summary>The value of an operation.</summary>
    public int Value(int node)
    {
        if (!_values.TryGetValue(node, out int value))
        {
            value = ValueNew(_nodes[node]);
            _values.Add(node, value);
        }

        return value;
    }

    /// <summary>The value that an operation had some steps ago, one of those that were announced.</summary>
    public int Delayed(int node, int steps)
    {
        int value = Value(node);
        if (steps == 0 || _nodes[node].Kind == RobustnessKind.Constant)
        {
            return value;
        }

        if (!_delayed.ContainsKey((node, steps)))
        {
            // All distances share their memory: each goes on where the one before it ends. What is read before the start counts nowhere.
            int before = 0;
            foreach (int distance in _distances[node]!)
            {
                value = _slots.Delayed(value, distance - before, 0f);
                before = distance;
                _delayed.Add((node, distance), value);
            }
        }

        return _delayed[(node, steps)];
    }

    /// <summary>The rings that together hold the last values of an operation, the newest first, as far as one of the announced distances.</summary>
    public IEnumerable<(int Value, int Steps)> History(int node, int steps)
    {
        int before = 0;
        foreach (int distance in _distances[node]!.TakeWhile(d => d <= steps))
        {
            yield return (Delayed(node, distance), distance - before);
            before = distance;
        }
    }

    /// <summary>How much later an operation is known.</summary>
    public int Delay(int node) => _nodes[node].Delay;

    /// <summary>What an operation ahead keeps of the last values of an operand.</summary>
    public int Window(int node, int operand)
    {
        Value(node);
        RobustnessNode ahead = _nodes[node];
        int lefts = _slots.Window(ahead.Kind == RobustnessKind.Ahead ? ahead.IsMax : !ahead.IsMax, Value(ahead.Left), ahead.Steps);
        return operand == ahead.Left ? lefts : _slots.Reached(ahead.IsMax, lefts, Value(ahead.Right), ahead.Steps);
    }

    /// <summary>The operations that an operation is made of.</summary>
    public static IEnumerable<int> Operands(RobustnessNode node) =>
        node.Kind is RobustnessKind.Constant or RobustnessKind.Margin ? [] : node.Right < 0 ? [node.Left] : [node.Left, node.Right];

    /// <summary>How far ahead an operation looks.</summary>
    public static int Ahead(RobustnessNode node) => node.Kind is RobustnessKind.Later or RobustnessKind.Ahead or RobustnessKind.Until ? node.Steps : 0;

    /// <summary>How many steps an operand waits for what else an operation needs.</summary>
    private int Wait(RobustnessNode node, int operand) => node.Delay - Ahead(node) - _nodes[operand].Delay;

    private void Ask(int node, int steps)
    {
        if (steps > 0)
        {
            (_distances[node] ??= []).Add(steps);
        }
    }

    private int ValueNew(RobustnessNode node)
    {
        bool isMax = node.IsMax;
        int Left() => Delayed(node.Left, Wait(node, node.Left));
        int Right() => Delayed(node.Right, Wait(node, node.Right));
        switch (node.Kind)
        {
            case RobustnessKind.Constant:
                return _builder.Const(Extremes.None(isMax));
            case RobustnessKind.Margin:
                return _margins[node.Left];
            case RobustnessKind.Negate:
                return _builder.Apply(Opcode.Neg, Left());
            case RobustnessKind.Extreme:
                return Pick(isMax, Left(), Right());
            case RobustnessKind.Later:
                return Left();
            case RobustnessKind.Earlier when _nodes[node.Left].Kind == RobustnessKind.Constant:
                return _builder.Apply(Opcode.Select, _slots.IsAtLeast(node.Steps), Left(), _builder.Const(Extremes.None(isMax)));
            case RobustnessKind.Earlier:
                return _slots.Delayed(Existing(node, Left(), isMax), node.Steps, Extremes.None(isMax));
            case RobustnessKind.Ahead:
                return Window(isMax, Left(), node.Steps);
            case RobustnessKind.Behind:
                int behind = Existing(node, Left(), isMax);
                return node.Steps < 0
                    ? _slots.Running("Running", Extremes.None(isMax), before => Pick(isMax, behind, before))
                    : Window(isMax, behind, node.Steps);
            case RobustnessKind.Until or RobustnessKind.Since when _extremes.IsSmooth:
                throw new InvalidOperationException("Smooth until is not followed step by step.");
            case RobustnessKind.Until:
                return Until(isMax, Left(), Right(), node.Steps);
            case RobustnessKind.Since:
                return Since(node, Left(), Existing(node, Right(), isMax));
            default:
                throw new ArgumentOutOfRangeException(nameof(node));
        }
    }

    /// <summary>The extreme over the last steps and this one.</summary>
    private int Window(bool isMax, int value, int steps)
    {
        if (!_extremes.IsSmooth)
        {
            return Pick(isMax, value, _slots.Window(isMax, value, steps));
        }

        // Sums that do not forget: the last 1, 2, 4 … steps, each twice the one before, and of those as many as the window has, side by side.
        float none = Extremes.None(isMax);
        int result = -1;
        for (int length = 1, offset = 0; length <= steps + 1; length *= 2)
        {
            if (((steps + 1) & length) != 0)
            {
                int part = offset == 0 ? value : _slots.Delayed(value, offset, none);
                result = result < 0 ? part : Pick(isMax, result, part);
                offset += length;
            }

            value = 2 * length <= steps + 1 ? Pick(isMax, value, _slots.Delayed(value, length, none)) : value;
        }

        return result;
    }

    /// <summary>The window is what came before, and this step behind it.</summary>
    private int Until(bool isMax, int left, int right, int steps)
    {
        int lefts = _slots.Window(!isMax, left, steps);
        return Pick(isMax, _slots.Reached(isMax, lefts, right, steps), Pick(!isMax, lefts, right));
    }

    /// <summary>
    /// Since over a window is since over all, where the second operand is in the window: <c>p S[0,s] q</c> is <c>(p S q) &amp; O[0,s] q</c>. For
    /// truth it is plain (where q was in the window and p has held since some q, p has held since that one); and what holds for truth without negation holds for
    /// the larger and the smaller of numbers, at each threshold. Not for what is not a number, which must leave with the window.
    /// </summary>
    private int Since(RobustnessNode node, int left, int right)
    {
        bool isMax = node.IsMax;
        if (node.Steps < 0)
        {
            return Since(node, left, right, isFirst: _mayBeNaN);
        }

        int reached = Pick(isMax, right, _slots.Window(isMax, right, node.Steps));
        if (!_mayBeNaN)
        {
            return Pick(!isMax, reached, Since(node, left, right, isFirst: false));
        }

        int isNaN = _builder.Apply(Opcode.IsNaN, left);
        int since = Since(
            node,
            _builder.Apply(Opcode.Select, isNaN, _builder.Const(Extremes.None(!isMax)), left),
            _builder.Apply(Opcode.Select, _builder.Apply(Opcode.IsNaN, right), _builder.Const(Extremes.None(isMax)), right),
            isFirst: false);

        // The left operand counts from the second step on.
        int counts = _builder.Apply(Opcode.And, isNaN, _slots.IsAtLeast(node.Delay + 1));
        int steps = _builder.Const((float)node.Steps);
        int sinceNaN = _slots.Running("Unknown", node.Steps, before =>
            _builder.Apply(Opcode.Select, counts, _builder.Const(0f), _builder.Apply(Opcode.Min, _builder.Apply(Opcode.Add, before, _builder.Const(1f)), steps)));
        return _builder.Apply(Opcode.Select, _builder.Apply(Opcode.Less, sinceNaN, steps), _builder.Const(float.NaN), Pick(!isMax, reached, since));
    }

    /// <summary>Since from the start of the episode. At the first step the left operand does not count, which shows only where it is not a number.</summary>
    private int Since(RobustnessNode node, int left, int right, bool isFirst) => _slots.Running("Since", Extremes.None(node.IsMax), before =>
    {
        int value = Pick(node.IsMax, right, Pick(!node.IsMax, left, before));
        return isFirst ? _builder.Apply(Opcode.Select, _slots.IsAtLeast(node.Delay + 1), value, right) : value;
    });

    /// <summary>The operand of an operation that looks back, nothing at steps before the first one.</summary>
    private int Existing(RobustnessNode node, int value, bool isMax) =>
        node.Delay == 0 ? value : _builder.Apply(Opcode.Select, _slots.IsAtLeast(node.Delay), value, _builder.Const(Extremes.None(isMax)));

    private int Pick(bool isMax, int a, int b) => _extremes.Pick(isMax, a, b);
}
