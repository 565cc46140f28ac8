using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The robustness of a formula step by step, in bounded memory and in constant time for each step on average. The value of a step is known
/// <see cref="RobustnessProgram.Delay"/> steps later, or at the end of the trace, whose windows are cut there.
/// </summary>
public sealed class RobustnessMonitor
{
    private readonly RobustnessProgram _program;
    private readonly Part[] _parts;
    private long _steps;

    /// <summary>A monitor at the start of a trace.</summary>
    public RobustnessMonitor(RobustnessProgram program)
        : this(program, [])
    {
    }

    /// <summary>A monitor whose operations are also read from outside.</summary>
    /// <param name="program">The operations.</param>
    /// <param name="readers">Operations that are read later than they are known, by how many steps.</param>
    internal RobustnessMonitor(RobustnessProgram program, IEnumerable<(int Node, int Later)> readers)
    {
        if (program.Unbounded is { } unbounded)
        {
            throw new ArgumentException("'" + unbounded + "' waits for the end of the trace: give it a window.", nameof(program));
        }

        _program = program;
        int[] kept = Kept(program);
        foreach ((int node, int later) in readers)
        {
            kept[node] = Math.Max(kept[node], later);
        }

        _parts = [.. program.Nodes.Select((n, i) => new Part(n, kept[i] + 1))];
    }

    /// <summary>How many later steps a value waits for.</summary>
    public int Delay => _program.Delay;

    /// <summary>How many numbers the monitor keeps from one step to the next: known before it runs, whatever it sees.</summary>
    public int Memory => _parts.Sum(static p => p.Memory);

    /// <summary>Starts a new trace.</summary>
    public void Reset()
    {
        _steps = 0;
        foreach (Part part in _parts)
        {
            part.Reset();
        }
    }

    /// <summary>Takes in the margins of a step; the value of the step <see cref="Delay"/> steps ago, null while the trace is younger.</summary>
    public float? Step(float[] margins)
    {
        Tick(_steps, _steps + 1, margins);
        _steps++;
        return Read(_steps - 1 - Delay);
    }

    /// <summary>The values of the steps that still wait, the trace being over; then starts a new one.</summary>
    public IReadOnlyList<float> Finish()
    {
        var rest = new List<float>();
        for (long tick = _steps; tick < _steps + Delay; tick++)
        {
            Tick(tick, _steps, null);
            if (Read(tick - Delay) is { } value)
            {
                rest.Add(value);
            }
        }

        Reset();
        return rest;
    }

    /// <summary>How many of its last values each operation keeps for those that read it, beside the present one.</summary>
    private static int[] Kept(RobustnessProgram program)
    {
        int[] kept = new int[program.Nodes.Count];
        foreach (RobustnessNode node in program.Nodes)
        {
            if (node.Kind is RobustnessKind.Constant or RobustnessKind.Margin)
            {
                continue;
            }

            int ahead = node.Kind is RobustnessKind.Later or RobustnessKind.Ahead or RobustnessKind.Until ? node.Steps : 0;
            int behind = node.Kind == RobustnessKind.Earlier ? node.Steps : 0;
            foreach (int operand in new[] { node.Left, node.Right }.Where(static o => o >= 0))
            {
                kept[operand] = Math.Max(kept[operand], node.Delay - ahead - program.Nodes[operand].Delay + behind);
            }
        }

        return kept;
    }

    private float? Read(long step) => step >= 0 ? _parts[_program.Root].At(step) : null;

    /// <summary>The value of an operation at a step that it still keeps.</summary>
    internal float At(int node, long step) => _parts[node].At(step);

    /// <summary>One step of all operations; without margins after the end of the trace.</summary>
    internal void Tick(long tick, long length, float[]? margins)
    {
        foreach (Part part in _parts)
        {
            part.Tick(tick, length, margins, _parts);
        }
    }

    /// <summary>An operation at work.</summary>
    private sealed class Part
    {
        private readonly RobustnessNode _node;
        private readonly float[] _ring;
        private readonly SlidingExtreme? _extreme;
        private readonly SlidingSegment? _segment;
        private float _running;

        public Part(RobustnessNode node, int ring)
        {
            _node = node;
            _ring = new float[ring];
            bool isWindow = node.Steps >= 0;
            _extreme = isWindow && node.Kind is RobustnessKind.Ahead or RobustnessKind.Behind ? new SlidingExtreme(node.Steps + 1, node.IsMax) : null;
            _segment = isWindow && node.Kind is RobustnessKind.Until or RobustnessKind.Since ? new SlidingSegment(node.Steps + 1, node.IsMax, node.Kind == RobustnessKind.Since) : null;
        }

        /// <summary>Numbers kept: last values, candidates with their steps, or two stacks of pairs.</summary>
        public int Memory => _ring.Length + (_extreme is not null ? 2 * (_node.Steps + 1) : _segment is not null ? 4 * (_node.Steps + 1) : 0);

        public void Reset()
        {
            _extreme?.Reset();
            _segment?.Reset();
        }

        /// <summary>The value of a step that is not too long ago.</summary>
        public float At(long step) => _ring[step % _ring.Length];

        public void Tick(long tick, long length, float[]? margins, Part[] parts)
        {
            int ahead = _node.Kind is RobustnessKind.Later or RobustnessKind.Ahead or RobustnessKind.Until ? _node.Steps : 0;
            long step = tick - _node.Delay;
            // The newest step at which the operands are known.
            long newest = step + ahead;
            bool isThere = newest >= 0 && newest < length;
            float left = isThere && _node.Kind is not (RobustnessKind.Constant or RobustnessKind.Margin or RobustnessKind.Earlier) ? parts[_node.Left].At(newest) : 0;
            float right = isThere && _node.Right >= 0 ? parts[_node.Right].At(newest) : 0;
            if (_extreme is not null)
            {
                _extreme.DropBefore(newest - _node.Steps);
                if (isThere)
                {
                    _extreme.Push(newest, left);
                }
            }
            else if (_segment is not null)
            {
                // Steps come one by one, so that one leaves when the window moves off it.
                if (newest - _node.Steps - 1 >= 0 && newest - _node.Steps - 1 < length)
                {
                    _segment.DropOldest();
                }

                if (isThere)
                {
                    _segment.Push(left, right);
                }
            }

            if (step >= 0 && step < length)
            {
                _ring[step % _ring.Length] = Value(step, isThere, left, right, margins, parts);
            }
        }

        private float Value(long step, bool isThere, float left, float right, float[]? margins, Part[] parts)
        {
            bool isMax = _node.IsMax;
            switch (_node.Kind)
            {
                case RobustnessKind.Constant:
                    return Extremes.None(isMax);
                case RobustnessKind.Margin:
                    return margins![_node.Left];
                case RobustnessKind.Negate:
                    return -left;
                case RobustnessKind.Extreme:
                    return Extremes.Of(isMax, left, right);
                case RobustnessKind.Later:
                    return isThere ? left : Extremes.None(isMax);
                case RobustnessKind.Earlier:
                    return step >= _node.Steps ? parts[_node.Left].At(step - _node.Steps) : Extremes.None(isMax);
                default:
                    if (_extreme is not null)
                    {
                        return _extreme.Value;
                    }

                    if (_segment is not null)
                    {
                        return _segment.Value;
                    }

                    // Since the start of the trace: one number is enough.
                    float value = _node.Kind == RobustnessKind.Behind ? left : right;
                    return _running = step == 0 ? value
                        : _node.Kind == RobustnessKind.Behind ? Extremes.Of(isMax, _running, value)
                        : Extremes.Of(isMax, value, Extremes.Of(!isMax, left, _running));
            }
        }
    }
}
