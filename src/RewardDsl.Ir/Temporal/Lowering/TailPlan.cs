using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Shared;

namespace RewardDsl.Ir;

/// <summary>
/// What closing a fold needs whose operations wait: the operations that wait, at how many last steps each, and the values below them that
/// each step knows, with where their last ones are kept.
/// </summary>
internal sealed class TailPlan
{
    private readonly IReadOnlyList<RobustnessNode> _nodes;
    private readonly EpisodePart _part;
    private readonly float _temperature;
    private readonly int[] _need;
    private readonly List<int> _order = [];

    /// <param name="nodes">The operations.</param>
    /// <param name="part">The fold.</param>
    /// <param name="temperature">The temperature of smooth extremes; 0 for exact ones.</param>
    public TailPlan(IReadOnlyList<RobustnessNode> nodes, EpisodePart part, float temperature)
    {
        _temperature = temperature;
        _nodes = nodes;
        _part = part;
        _need = new int[nodes.Count];
        foreach (int root in Roots())
        {
            _need[root] = part.Delay;
        }

        var read = new SortedSet<int>(Roots());
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (!read.Contains(i) || IsLeaf(i))
            {
                continue;
            }

            RobustnessNode node = nodes[i];
            _need[i] = IsRunning(node) ? Math.Max(_need[i], node.Delay + 1) : _need[i];
            foreach (int operand in NodeLowering.Operands(node))
            {
                int need = IsRunning(node) ? node.Delay
                    : node.Kind == RobustnessKind.Later ? Math.Max(_need[i] - node.Steps, 0)
                    : node.Kind is RobustnessKind.Earlier or RobustnessKind.Behind or RobustnessKind.Since ? _need[i] + node.Steps
                    : _need[i];
                _need[operand] = Math.Max(_need[operand], need);
                read.Add(operand);
            }
        }

        _order.AddRange(read);
        foreach (int node in _order.Where(IsKnown))
        {
            Leaves.Add(new TailLeaf(node, Math.Max(0, _need[node] - _nodes[node].Delay - 1), Window(node)));
        }
    }

    /// <summary>The values that each step knows.</summary>
    public List<TailLeaf> Leaves { get; } = [];

    /// <summary>Operations whose last values must be kept, and how many beside the present one.</summary>
    public IEnumerable<(int Node, int Later)> Readers => Leaves.Where(static l => l.Window < 0 && l.History > 0).Select(static l => (l.Node, l.History));

    /// <summary>The number of steps that tell which steps of the episode there are.</summary>
    public int Counted => Math.Max(_order.Max(n => _need[n]), (_part.Last == int.MaxValue ? _part.First : _part.Last) + _part.Delay) + 1;

    /// <summary>The description of what is to be computed.</summary>
    /// <param name="segments">For each leaf how many numbers of each ring it reads.</param>
    public int[] Table(IReadOnlyList<IReadOnlyList<int>> segments)
    {
        var table = new List<int> { _part.IsMax ? 1 : 0, _part.Left < 0 ? -1 : At(_part.Left), At(_part.Right), _part.Delay, _part.First, _part.Last, _order.Count, Leaves.Count, unchecked((int)Literals.Bits(_temperature)) };
        foreach (int node in _order)
        {
            table.AddRange(Row(node));
        }

        foreach (IReadOnlyList<int> leaf in segments)
        {
            table.Add(leaf.Count);
            table.AddRange(leaf);
        }

        return [.. table];
    }

    private int[] Row(int id)
    {
        RobustnessNode node = _nodes[id];
        int isMax = node.IsMax ? 1 : 0;
        int[] Of(TailKind kind, int left, int right, int steps) => [(int)kind, isMax, left, right, steps, _need[id]];
        int leaf = Leaves.FindIndex(l => l.Node == id);
        if (IsLeaf(id))
        {
            return node.Kind == RobustnessKind.Constant ? Of(TailKind.Constant, -1, -1, 0) : Of(TailKind.Leaf, leaf, -1, 0);
        }

        int left = At(node.Left);
        int right = node.Right < 0 ? -1 : At(node.Right);
        return node.Kind switch
        {
            RobustnessKind.Behind when IsRunning(node) => Of(TailKind.Running, left, leaf, node.Delay),
            RobustnessKind.Since when IsRunning(node) => Of(TailKind.Running, right, leaf | ((left + 1) << 16), node.Delay),
            RobustnessKind.Negate => Of(TailKind.Negate, left, -1, 0),
            RobustnessKind.Extreme => Of(TailKind.Extreme, left, right, 0),
            RobustnessKind.Later => Of(TailKind.Later, left, -1, node.Steps),
            RobustnessKind.Earlier => Of(TailKind.Earlier, left, -1, node.Steps),
            RobustnessKind.Ahead or RobustnessKind.Until => Of(TailKind.Ahead, left, right, node.Steps),
            RobustnessKind.Behind or RobustnessKind.Since => Of(TailKind.Behind, left, right, node.Steps),
            _ => throw new ArgumentOutOfRangeException(nameof(id)),
        };
    }

    private int At(int node) => _order.IndexOf(node);

    private int[] Roots() => _part.Left < 0 ? [_part.Right] : [_part.Left, _part.Right];

    private bool IsLeaf(int node) => _nodes[node].Delay == 0 || _nodes[node].Kind == RobustnessKind.Constant;

    private bool IsKnown(int node) => _nodes[node].Kind != RobustnessKind.Constant && (IsLeaf(node) || IsRunning(_nodes[node]));

    private static bool IsRunning(RobustnessNode node) => node.Steps < 0 && node.Kind is RobustnessKind.Behind or RobustnessKind.Since;

    /// <summary>
    /// The operation whose window keeps the last values of a leaf, where nothing else is made of it: of windows that all reach to the end of the
    /// episode only their extremes up to it matter, which is what a window keeps when it no longer has the values themselves.
    /// </summary>
    private int Window(int leaf)
    {
        List<int> readers = [.. _order.Where(n => !IsLeaf(n) && NodeLowering.Operands(_nodes[n]).Contains(leaf))];
        if (_temperature > 0 || readers.Count != 1 || Roots().Contains(leaf) || _nodes[leaf].Delay > 0 || _need[leaf] < 2)
        {
            return -1;
        }

        RobustnessNode reader = _nodes[readers[0]];
        bool isWindow = reader.Kind is RobustnessKind.Ahead or RobustnessKind.Until && _need[leaf] - 1 <= reader.Steps;
        // Both operands of until, or none: their windows belong together.
        return isWindow && (reader.Kind == RobustnessKind.Ahead || (reader.Left != reader.Right && NodeLowering.Operands(reader).All(o => IsPlain(o, readers[0])))) ? readers[0] : -1;
    }

    private bool IsPlain(int operand, int reader) =>
        IsLeaf(operand) && _nodes[operand].Kind != RobustnessKind.Constant && !Roots().Contains(operand) && _order.All(n => n == reader || IsLeaf(n) || !NodeLowering.Operands(_nodes[n]).Contains(operand));
}
