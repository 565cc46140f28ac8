using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace RewardDsl;

/// <summary>
/// Sweeps over the trajectories of one thread, some of them side by side and some steps at a time: what stages hand to each other
/// and most rings then stay in the caches.
/// </summary>
internal sealed unsafe class SweepWorker
{
    /// <summary>Trajectories side by side.</summary>
    internal const int Width = 32;

    /// <summary>Steps that a stage takes before the next one has its turn.</summary>
    private const int BlockSteps = 16;

    private readonly SweepPlan _plan;
    private readonly SweepRanges _ranges;
    private readonly PinnedMemory _memory;
    private readonly long[] _rings;
    private readonly int[] _positions;
    private readonly bool[] _hasRound;
    private readonly bool[] _hasBegun;
    private readonly float* _states;
    private readonly float* _blocks;
    private readonly float* _kept;
    private readonly float* _staged;
    private readonly float* _stagedOutput;
    private readonly float* _infinity;
    private readonly int* _ends;
    private readonly int* _noEnds;
    private SweepBatch _batch;
    private SweepAtom[] _atoms = [];
    private bool _isStaged;
    private int _start;
    private int _count;
    private int _firstEnd;
    private int _lastEnd;

    public SweepWorker(SweepPlan plan, SweepRanges ranges, int atoms)
    {
        _plan = plan;
        _ranges = ranges;
        int stages = plan.Stages.Count;
        _positions = new int[stages];
        _hasRound = new bool[stages];
        _hasBegun = new bool[stages];
        _rings = new long[stages];
        long floats = 0;
        long Rows(long rows)
        {
            long at = floats;
            floats += rows * Width;
            return at;
        }

        for (int i = 0; i < stages; i++)
        {
            int length = ranges.Length[i];
            _rings[i] = Rows(length == 0 ? 0 : plan.Stages[i].Kind == SweepKind.Reach ? 2 * (length + 1L) : length + 1L);
        }

        long states = Rows(2L * stages);
        long blocks = Rows((long)plan.Blocks * BlockSteps);
        long kept = Rows((long)plan.Kept * ranges.Steps);
        long staged = Rows((long)atoms * BlockSteps);
        long stagedOutput = Rows(BlockSteps);
        long infinity = Rows(1);
        long ends = Rows(1);
        long noEnds = Rows(1);
        _memory = new PinnedMemory(floats * sizeof(float));
        float* memory = _memory.Floats;
        _states = memory + states;
        _blocks = memory + blocks;
        _kept = memory + kept;
        _staged = memory + staged;
        _stagedOutput = memory + stagedOutput;
        _infinity = memory + infinity;
        _ends = (int*)(memory + ends);
        _noEnds = (int*)(memory + noEnds);
        new Span<float>(_infinity, Width).Fill(float.PositiveInfinity);
        new Span<int>(_noEnds, Width).Fill(ranges.Steps);

        // Behind the last row of a ring there is nothing.
        for (int i = 0; i < stages; i++)
        {
            if (ranges.Length[i] != 0 && plan.Stages[i].Kind is SweepKind.Window or SweepKind.Reach)
            {
                float none = plan.Stages[i].Kind == SweepKind.Window ? float.PositiveInfinity : float.NegativeInfinity;
                new Span<float>(memory + _rings[i] + ((long)ranges.Length[i] * Width), Width).Fill(none);
            }
        }
    }

    /// <summary>For the values at the first step, too, the last stage takes more steps than that.</summary>
    private bool IsOutputStaged => _isStaged || _ranges.IsFirstOnly;

    /// <summary>Computes the trajectories of some strips.</summary>
    public void Run(in SweepBatch batch, SweepAtom[] atoms, int firstStrip, int endStrip)
    {
        _batch = batch;
        _atoms = atoms;
        for (int strip = firstStrip; strip < endStrip; strip++)
        {
            _start = strip * Width;
            _count = Math.Min(Width, batch.Count - _start);
            _isStaged = batch.Offsets != null || _count < Width;
            ReadEnds();
            bool isCareful = false;
            for (int pass = 0; pass < _plan.Passes; pass++)
            {
                isCareful = RunPass(pass, isCareful);
            }

            if (!_ranges.IsFirstOnly)
            {
                for (int t = _lastEnd; t < _ranges.Steps; t++)
                {
                    new Span<float>(batch.Output + (t * batch.OutputStride) + _start, _count).Fill(float.NaN);
                }
            }
            else if (_lastEnd == 0)
            {
                new Span<float>(batch.Output + _start, _count).Fill(float.NaN);
            }
        }
    }

    private void ReadEnds()
    {
        _firstEnd = _lastEnd = _ranges.Steps;
        if (_batch.Lengths == null)
        {
            return;
        }

        _firstEnd = int.MaxValue;
        _lastEnd = 0;
        for (int i = 0; i < Width; i++)
        {
            // Columns without a trajectory are as the first one.
            int end = _batch.Lengths[_start + (i < _count ? i : 0)];
            _ends[i] = end;
            _firstEnd = Math.Min(_firstEnd, end);
            _lastEnd = Math.Max(_lastEnd, end);
        }
    }

    /// <summary>Whether a number was not finite from here on.</summary>
    private bool RunPass(int pass, bool isCareful)
    {
        Array.Clear(_positions);
        Array.Clear(_hasRound);
        Array.Clear(_hasBegun);
        bool isForward = _plan.IsForward(pass);
        int first = _ranges.PassFirst[pass] / BlockSteps;
        int last = Math.Min(_ranges.PassLast[pass], _lastEnd - 1);
        if (last < _ranges.PassFirst[pass])
        {
            return isCareful;
        }

        last /= BlockSteps;
        for (int i = first; i <= last; i++)
        {
            int from = (isForward ? i : last - (i - first)) * BlockSteps;
            var block = new Block(pass, isForward, from, Math.Min(from + BlockSteps, _ranges.Steps));
            isCareful = Prepare(in block, isCareful);
            bool hasEnds = _batch.Lengths != null && block.To > _firstEnd;
            bool isCarefulHere = isCareful || (hasEnds && !isForward);
            IReadOnlyList<SweepStage> stages = _plan.Stages;
            for (int stage = 0; stage < stages.Count; stage++)
            {
                if (stages[stage].Pass == pass)
                {
                    RunStage(stages[stage], stage, in block, isCarefulHere);
                }
            }

            if (pass == _plan.Passes - 1)
            {
                Finish(in block, hasEnds);
            }
        }

        return isCareful;
    }

    /// <summary>Copies margins that cannot be read where they are, and looks whether all of them are finite.</summary>
    private bool Prepare(in Block block, bool isCareful)
    {
        for (int atom = 0; atom < _atoms.Length; atom++)
        {
            int from = Math.Max(block.From, _ranges.AtomFirst[block.Pass, atom]);
            int to = Math.Min(block.To, Math.Min(_ranges.AtomLast[block.Pass, atom] + 1, _lastEnd));
            if (from >= to)
            {
                continue;
            }

            if (_isStaged)
            {
                Stage(atom, in block, from, to);
            }

            if (isCareful)
            {
                continue;
            }

            SweepStep step = default;
            step.Width = Width;
            step.Count = to - from;
            step.A = Rows(new SweepOperand(SweepSource.Atom, atom, 1), in block, from, to);
            SetTime(ref step, in block, from, to);
            nint ahead = _batch.HasPrefetch && !_isStaged ? step.A.Stride * BlockSteps : 0;
            bool hasEnds = _batch.Lengths != null && to > _firstEnd;
            if (hasEnds && block.IsForward)
            {
                // In a forward pass, too, only what is there counts.
                step.A.Address += (to - 1 - from) * step.A.Stride;
                step.A.Stride = -step.A.Stride;
                step.Time = to - 1;
                step.Ends = _ends;
            }

            isCareful = _batch.IsWide
                ? hasEnds ? SweepLanes512.Scan<CarefulSweep>(in step, 0) : SweepLanes512.Scan<FastSweep>(in step, ahead)
                : hasEnds ? SweepLanes128.Scan<CarefulSweep>(in step, 0) : SweepLanes128.Scan<FastSweep>(in step, ahead);
        }

        return isCareful;
    }

    private void Stage(int atom, in Block block, int from, int to)
    {
        ref readonly SweepAtom source = ref _atoms[atom];
        for (int t = from; t < to; t++)
        {
            float* row = _staged + (((atom * BlockSteps) + block.Row(t)) * Width);
            if (_batch.Offsets == null)
            {
                Unsafe.CopyBlockUnaligned(row, source.Address + (t * source.Stride) + _start, (uint)(_count * sizeof(float)));
            }
            else
            {
                for (int i = 0; i < _count; i++)
                {
                    int b = _start + i;
                    row[i] = t < _batch.Lengths[b] ? source.Address[(_batch.Offsets[b] + t) * source.Stride] : 0;
                }
            }

            for (int i = _count; i < Width; i++)
            {
                row[i] = 0;
            }
        }
    }

    private void RunStage(SweepStage stage, int index, in Block block, bool isCareful)
    {
        int from = Math.Max(block.From, _ranges.First[index]);
        int end = Math.Min(_ranges.Last[index] + 1, _lastEnd);
        int to = Math.Min(block.To, end);
        if (from >= to)
        {
            return;
        }

        SweepStep step = default;
        step.Width = Width;
        step.Count = to - from;
        step.Sign = stage.Sign;
        step.State = _states + (index * 2L * Width);
        step.Ring = _memory.Floats + _rings[index];
        step.Length = _ranges.Length[index];
        step.Missing = stage.Missing;
        step.Position = _positions[index];
        step.HasRound = _hasRound[index];
        step.HasBegun = _hasBegun[index];
        step.Remaining = block.IsForward ? end - from : to - _ranges.First[index];
        step.A = Rows(stage.Operands[0], in block, from, to);
        if (stage.Operands.Length > 1)
        {
            step.B = Rows(stage.Operands[1], in block, from, to);
            if (stage.Operands.Length > 2)
            {
                step.C = Rows(stage.Operands[2], in block, from, to);
            }
        }

        SetTime(ref step, in block, from, to);
        SweepRows output = Output(stage, in block, from, to);
        step.Output = output.Address;
        step.OutputStride = output.Stride;
        if (isCareful)
        {
            Run<CarefulSweep>(stage.Kind, ref step, stage.Operands.Length);
        }
        else if (stage.Slot < 0 && _batch.IsStreaming && !IsOutputStaged)
        {
            Run<StreamingSweep>(stage.Kind, ref step, stage.Operands.Length);
        }
        else
        {
            Run<FastSweep>(stage.Kind, ref step, stage.Operands.Length);
        }

        _positions[index] = step.Position;
        _hasRound[index] = step.HasRound;
        _hasBegun[index] = step.HasBegun;
    }

    private void Run<TMode>(SweepKind kind, ref SweepStep step, int operands)
        where TMode : struct, ISweepMode
    {
        bool isRunning = step.Length == 0;
        if (_batch.IsWide)
        {
            switch (kind)
            {
                case SweepKind.Join:
                    SweepLanes512.Join<TMode>(ref step, operands);
                    break;
                case SweepKind.Delay:
                    SweepLanes512.Delay<TMode>(ref step);
                    break;
                case SweepKind.Window when isRunning:
                    SweepLanes512.Running<TMode>(ref step);
                    break;
                case SweepKind.Window:
                    SweepLanes512.Window<TMode>(ref step);
                    break;
                default:
                    if (isRunning)
                    {
                        SweepLanes512.RunningReach<TMode>(ref step);
                    }
                    else
                    {
                        SweepLanes512.Reach<TMode>(ref step);
                    }

                    break;
            }

            return;
        }

        switch (kind)
        {
            case SweepKind.Join:
                SweepLanes128.Join<TMode>(ref step, operands);
                break;
            case SweepKind.Delay:
                SweepLanes128.Delay<TMode>(ref step);
                break;
            case SweepKind.Window when isRunning:
                SweepLanes128.Running<TMode>(ref step);
                break;
            case SweepKind.Window:
                SweepLanes128.Window<TMode>(ref step);
                break;
            default:
                if (isRunning)
                {
                    SweepLanes128.RunningReach<TMode>(ref step);
                }
                else
                {
                    SweepLanes128.Reach<TMode>(ref step);
                }

                break;
        }
    }

    private SweepRows Rows(SweepOperand operand, in Block block, int from, int to)
    {
        int t = block.IsForward ? from : to - 1;
        int direction = block.IsForward ? 1 : -1;
        SweepRows rows = default;
        rows.Scale = operand.Sign;
        rows.Bias = -0f;
        switch (operand.Source)
        {
            case SweepSource.Infinity:
                rows.Address = _infinity;
                break;
            case SweepSource.Atom:
                ref readonly SweepAtom atom = ref _atoms[operand.Index];
                rows.Scale *= atom.Scale;
                rows.Bias = atom.Bias == 0 ? -0f : atom.Bias * operand.Sign;
                rows.Address = _isStaged ? _staged + (((operand.Index * BlockSteps) + block.Row(t)) * Width) : atom.Address + (t * atom.Stride) + _start;
                rows.Stride = _isStaged ? Width : direction * atom.Stride;
                break;
            default:
                SweepStage stage = _plan.Stages[operand.Index];
                rows.Address = stage.IsKept
                    ? _kept + ((((long)stage.Slot * _ranges.Steps) + t) * Width)
                    : _blocks + (((stage.Slot * BlockSteps) + block.Row(t)) * Width);
                rows.Stride = stage.IsKept ? direction * Width : Width;
                break;
        }

        return rows;
    }

    private SweepRows Output(SweepStage stage, in Block block, int from, int to)
    {
        int t = block.IsForward ? from : to - 1;
        int direction = block.IsForward ? 1 : -1;
        SweepRows rows = default;
        if (stage.Slot < 0)
        {
            rows.Address = IsOutputStaged ? _stagedOutput + (block.Row(t) * Width) : _batch.Output + (t * _batch.OutputStride) + _start;
            rows.Stride = IsOutputStaged ? Width : direction * _batch.OutputStride;
        }
        else if (stage.IsKept)
        {
            rows.Address = _kept + ((((long)stage.Slot * _ranges.Steps) + t) * Width);
            rows.Stride = direction * Width;
        }
        else
        {
            rows.Address = _blocks + (((stage.Slot * BlockSteps) + block.Row(t)) * Width);
            rows.Stride = Width;
        }

        return rows;
    }

    /// <summary>Steps count down in every pass; from the start of a trajectory on nothing ends.</summary>
    private void SetTime(ref SweepStep step, in Block block, int from, int to)
    {
        step.Time = block.IsForward ? _ranges.Steps - 1 - from : to - 1;
        step.Ends = block.IsForward || _batch.Lengths == null ? _noEnds : _ends;
    }

    /// <summary>What the output gets besides the values: no numbers past the ends, and what was computed beside it.</summary>
    private void Finish(in Block block, bool hasEnds)
    {
        int root = _plan.Stages.Count - 1;
        int from = Math.Max(block.From, _ranges.IsFirstOnly ? 0 : _ranges.First[root]);
        int to = Math.Min(block.To, Math.Min(_ranges.IsFirstOnly ? 1 : _ranges.Steps, _lastEnd));
        if (from >= to)
        {
            return;
        }

        SweepRows rows = Output(_plan.Stages[root], in block, from, to);
        if (hasEnds)
        {
            SweepStep step = default;
            step.Width = Width;
            step.Count = to - from;
            step.Output = block.IsForward ? rows.Address + ((to - 1 - from) * rows.Stride) : rows.Address;
            step.OutputStride = block.IsForward ? -rows.Stride : rows.Stride;
            step.Time = to - 1;
            step.Ends = _ends;
            SweepLanes128.Blank(in step);
        }

        for (int t = from; IsOutputStaged && t < to; t++)
        {
            Unsafe.CopyBlockUnaligned(_batch.Output + (t * _batch.OutputStride) + _start, _stagedOutput + (block.Row(t) * Width), (uint)(_count * sizeof(float)));
        }
    }

    /// <summary>Some steps of a pass.</summary>
    private readonly record struct Block(int Pass, bool IsForward, int From, int To)
    {
        /// <summary>Which row a step is, in the order of the pass.</summary>
        public int Row(int t) => IsForward ? t - From : To - 1 - t;
    }
}
