using System;
using System.Collections.Generic;

namespace RewardDsl;

/// <summary>
/// A temporal formula in the form that its robustness is computed from: operations, each after its operands. It knows nothing of names; atoms
/// are numbers. Compiled formulas are static tables of it.
/// </summary>
public sealed class TrajectoryFormula
{
    private readonly FormulaNode[] _nodes;

    /// <summary>A formula whose value is that of the last operation.</summary>
    /// <param name="nodes">The operations.</param>
    /// <exception cref="ArgumentException">There are none, or one of them is not well formed; the message names it.</exception>
    public TrajectoryFormula(params ReadOnlySpan<FormulaNode> nodes)
    {
        if (nodes.IsEmpty)
        {
            throw new ArgumentException("A formula has at least one operation.", nameof(nodes));
        }

        _nodes = nodes.ToArray();
        for (int i = 0; i < _nodes.Length; i++)
        {
            if (Problem(_nodes[i], i) is { } problem)
            {
                throw new ArgumentException($"Operation {i} ({_nodes[i].Kind}): {problem}", nameof(nodes));
            }

            AtomCount = _nodes[i].Kind == FormulaNodeKind.Margin ? Math.Max(AtomCount, _nodes[i].Left + 1) : AtomCount;
        }

        long[] ahead = new long[_nodes.Length];
        for (int i = 0; i < ahead.Length; i++)
        {
            FormulaNode node = _nodes[i];
            ahead[i] = !node.HasOperand ? 0 : Math.Max(ahead[node.Left], node.IsBinary ? ahead[node.Right] : 0);
            ahead[i] += node.Kind is not (FormulaNodeKind.Later or FormulaNodeKind.Ahead or FormulaNodeKind.Until) ? 0
                : node.Steps < 0 ? int.MaxValue
                : node.Steps;
        }

        Horizon = ahead[^1] >= int.MaxValue ? null : (int)ahead[^1];
    }

    /// <summary>The operations.</summary>
    public IReadOnlyList<FormulaNode> Nodes => _nodes;

    /// <summary>How many atoms it reads: those numbered from 0.</summary>
    public int AtomCount { get; }

    /// <summary>How many later steps its value at a step depends on; null: all to the end of the trajectory.</summary>
    public int? Horizon { get; }

    private static string? Problem(FormulaNode node, int index)
    {
        if (!Enum.IsDefined(node.Kind))
        {
            return "there is no such kind.";
        }

        if (node.Kind == FormulaNodeKind.Margin && node.Left < 0)
        {
            return $"there is no atom {node.Left}.";
        }

        if (node.HasOperand && (uint)node.Left >= (uint)index)
        {
            return $"its operand {node.Left} is not an operation before it.";
        }

        if (node.IsBinary && (uint)node.Right >= (uint)index)
        {
            return $"its operand {node.Right} is not an operation before it.";
        }

        return node.HasWindow && node.Steps < -1 ? $"a window of {node.Steps} steps; −1 is one without an end."
            : node.IsShift && node.Steps < 0 ? $"a shift by {node.Steps} steps."
            : null;
    }
}
