using System;
using System.Linq;
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

    /// <summary>How many steps ahead of their use rows are fetched.</summary>
    private const int FetchSteps = 16;

    private readonly SweepPlan _plan;
    private readonly SweepRanges _ranges;
    private readonly PinnedMemory _memory;
    private readonly long[] _rings;
    private readonly StageRun[][] _runs;
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

    public SweepWorker(SweepPlan plan, SweepRanges ranges, int atoms, bool isWide)
    {
        _plan = plan;
        _ranges = ranges;
        int stages = plan.Stages.Count;
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
        _blocks = memory + blocks;
        _kept = memory + kept;
        _staged = memory + staged;
        _stagedOutput = memory + stagedOutput;
        _infinity = memory + infinity;
        _ends = (int*)(memory + ends);
        _noEnds = (int*)(memory + noEnds);
        new Span<float>(_infinity, Width).Fill(float.PositiveInfinity);
        new Span<int>(_noEnds, Width).Fill(ranges.Steps);

        _runs = new StageRun[plan.Passes][];
        for (int pass = 0; pass < plan.Passes; pass++)
        {
            _runs[pass] = [.. Enumerable.Range(0, stages).Where(i => plan.Stages[i].Pass == pass).Select(i => new StageRun { Index = i })];
            foreach (ref StageRun run in _runs[pass].AsSpan())
            {
                SweepStage stage = plan.Stages[run.Index];
                SweepStages kernels = SweepStages.Of(stage, ranges.Length[run.Index], isWide);
                run.Careful = kernels.Careful;
                run.Kept = kernels.Fast(stage, isStreaming: false);
                run.Streaming = kernels.Fast(stage, isStreaming: true);
                run.Step.Width = Width;
                run.Step.Sign = stage.Sign;
                run.Step.Missing = stage.Missing;
                run.Step.State = memory + states + (run.Index * 2L * Width);
                run.Step.Ring = memory + _rings[run.Index];
                run.Step.Length = ranges.Length[run.Index];
            }
        }

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
            _isStaged = _count < Width;
            ReadEnds();
            if (!RunPasses(isCareful: false))
            {
                RunPasses(isCareful: true);
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

    /// <summary>
    /// Runs all passes. On the way the smallest of numbers is one instruction, which loses those that are none; as soon as one is
    /// noticed that is not finite, everything is done again, carefully (false).
    /// </summary>
    private bool RunPasses(bool isCareful)
    {
        for (int pass = 0; pass < _plan.Passes; pass++)
        {
            if (RunPass(pass, isCareful) is not { } isCarefulNow)
            {
                return false;
            }

            isCareful = isCarefulNow;
        }

        return true;
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

    /// <summary>Runs a pass; null when a margin was not finite and the pass was not prepared for that, else whether one was.</summary>
    private bool? RunPass(int pass, bool isCareful)
    {
        bool isForward = _plan.IsForward(pass);
        int first = _ranges.PassFirst[pass] / BlockSteps;
        int last = Math.Min(_ranges.PassLast[pass], _lastEnd - 1);
        if (last < _ranges.PassFirst[pass])
        {
            return isCareful;
        }

        last /= BlockSteps;
        StageRun[] runs = _runs[pass];
        foreach (ref StageRun run in runs.AsSpan())
        {
            Begin(ref run, isForward);
        }

        for (int i = first; i <= last; i++)
        {
            int from = (isForward ? i : last - (i - first)) * BlockSteps;
            var block = new Block(pass, isForward, from, Math.Min(from + BlockSteps, _ranges.Steps));
            bool hasEnds = _batch.Lengths != null && block.To > _firstEnd;
            if (_isStaged)
            {
                CopyIn(in block);
            }

            bool hasEndsHere = hasEnds && !isForward;
            if (!isCareful && hasEndsHere)
            {
                isCareful = Scan(in block);
            }

            bool isSuspect = RunBlock(runs, in block, isCareful || hasEndsHere);
            if (isSuspect)
            {
                return null;
            }

            if (pass == _plan.Passes - 1 && (hasEnds || IsOutputStaged))
            {
                Finish(in block, hasEnds);
            }
        }

        return isCareful;
    }

    /// <summary>Runs the stages of a pass over a block; returns whether a margin was not finite.</summary>
    private bool RunBlock(StageRun[] runs, in Block block, bool isCareful)
    {
        bool isSuspect = false;
        for (int i = 0; i < runs.Length; i++)
        {
            ref StageRun run = ref runs[i];
            int from = Math.Max(block.From, run.First);
            int to = Math.Min(block.To, run.End);
            int count = to - from;
            if (count <= 0)
            {
                continue;
            }

            ref SweepStep step = ref run.Step;
            nint row = block.IsForward ? from - block.From : block.To - to;
            step.Count = count;
            step.A.Address = run.A.At(row);
            step.B.Address = run.B.At(row);
            step.C.Address = run.C.At(row);
            step.Output = run.Output.At(row);
            step.Remaining = block.IsForward ? run.End - from : to - run.First;
            step.Time = block.IsForward ? _ranges.Steps - 1 - from : to - 1;
            (isCareful ? run.Careful : run.Fast)(ref step);
            isSuspect |= step.IsSuspect;
            run.A.Advance(count);
            run.B.Advance(count);
            run.C.Advance(count);
            run.Output.Advance(count);
        }

        return isSuspect;
    }

    /// <summary>Whether a margin of a trajectory that has not ended is not finite.</summary>
    private bool Scan(in Block block)
    {
        for (int atom = 0; atom < _atoms.Length; atom++)
        {
            int from = Math.Max(block.From, _ranges.AtomFirst[block.Pass, atom]);
            int to = Math.Min(block.To, Math.Min(_ranges.AtomLast[block.Pass, atom] + 1, _lastEnd));
            if (from >= to)
            {
                continue;
            }

            Source source = SourceOf(new SweepOperand(SweepSource.Atom, atom, 1), to - 1, isForward: false, out SweepRows rows);
            SweepStep step = default;
            step.Width = Width;
            step.Count = to - from;
            step.A = rows;
            step.A.Address = source.At(block.Row(to - 1));
            step.Time = to - 1;
            step.Ends = _ends;
            if (SweepLanes128.Scan(in step))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Copies margins that cannot be read where they are.</summary>
    private void CopyIn(in Block block)
    {
        for (int atom = 0; atom < _atoms.Length; atom++)
        {
            int from = Math.Max(block.From, _ranges.AtomFirst[block.Pass, atom]);
            int to = Math.Min(block.To, Math.Min(_ranges.AtomLast[block.Pass, atom] + 1, _lastEnd));
            if (from < to)
            {
                Stage(atom, in block, from, to);
            }
        }
    }

    private void Stage(int atom, in Block block, int from, int to)
    {
        ref readonly SweepAtom source = ref _atoms[atom];
        for (int t = from; t < to; t++)
        {
            float* row = _staged + (((atom * BlockSteps) + block.Row(t)) * Width);
            Unsafe.CopyBlockUnaligned(row, source.Address + (t * source.Stride) + _start, (uint)(_count * sizeof(float)));
            for (int i = _count; i < Width; i++)
            {
                row[i] = 0;
            }
        }
    }

    /// <summary>Before the first block of a pass.</summary>
    private void Begin(ref StageRun run, bool isForward)
    {
        SweepStage stage = _plan.Stages[run.Index];
        ref SweepStep step = ref run.Step;
        step.Position = 0;
        step.HasRound = step.HasBegun = step.IsSuspect = false;
        step.Ends = isForward || _batch.Lengths == null ? _noEnds : _ends;
        run.First = _ranges.First[run.Index];
        run.End = Math.Min(_ranges.Last[run.Index] + 1, _lastEnd);
        int t = isForward ? run.First : run.End - 1;
        run.A = SourceOf(stage.Operands[0], t, isForward, out step.A);
        if (stage.Operands.Length > 1)
        {
            run.B = SourceOf(stage.Operands[1], t, isForward, out step.B);
        }

        if (stage.Operands.Length > 2)
        {
            run.C = SourceOf(stage.Operands[2], t, isForward, out step.C);
        }

        run.Output = OutputOf(stage, t, isForward, out step.OutputStride);
        run.Fast = stage.Slot < 0 && _batch.IsStreaming && !IsOutputStaged ? run.Streaming : run.Kept;
    }

    /// <summary>Where an operand is at a step, and how its rows are read.</summary>
    private Source SourceOf(SweepOperand operand, int t, bool isForward, out SweepRows rows)
    {
        int direction = isForward ? 1 : -1;
        rows = default;
        rows.Scale = operand.Sign;
        rows.Bias = -0f;
        switch (operand.Source)
        {
            case SweepSource.Infinity:
                return new Source { Address = _infinity };
            case SweepSource.Atom:
                ref readonly SweepAtom atom = ref _atoms[operand.Index];
                rows.Scale *= atom.Scale;
                rows.Bias = atom.Bias == 0 ? -0f : atom.Bias * operand.Sign;
                rows.Watch = -1;
                if (_isStaged)
                {
                    rows.Stride = Width;
                    return new Source { Address = _staged + (operand.Index * BlockSteps * Width), BlockStride = Width };
                }

                rows.Stride = direction * atom.Stride;
                rows.Ahead = _batch.HasPrefetch ? rows.Stride * FetchSteps : 0;
                return new Source { Address = atom.Address + (t * atom.Stride) + _start, Stride = rows.Stride };
            default:
                return StoreOf(_plan.Stages[operand.Index], t, direction, out rows.Stride);
        }
    }

    private Source OutputOf(SweepStage stage, int t, bool isForward, out nint stride)
    {
        int direction = isForward ? 1 : -1;
        if (stage.Slot >= 0)
        {
            return StoreOf(stage, t, direction, out stride);
        }

        if (IsOutputStaged)
        {
            stride = Width;
            return new Source { Address = _stagedOutput, BlockStride = Width };
        }

        stride = direction * _batch.OutputStride;
        return new Source { Address = _batch.Output + (t * _batch.OutputStride) + _start, Stride = stride };
    }

    /// <summary>What a stage leaves to others: a row of its block, or of the whole trajectory.</summary>
    private Source StoreOf(SweepStage stage, int t, int direction, out nint stride)
    {
        if (!stage.IsKept)
        {
            stride = Width;
            return new Source { Address = _blocks + (stage.Slot * BlockSteps * Width), BlockStride = Width };
        }

        stride = direction * Width;
        return new Source { Address = _kept + ((((long)stage.Slot * _ranges.Steps) + t) * Width), Stride = stride };
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

        if (hasEnds)
        {
            SweepStep step = default;
            step.Width = Width;
            step.Count = to - from;
            step.Output = OutputOf(_plan.Stages[root], to - 1, isForward: false, out step.OutputStride).At(block.Row(to - 1));
            if (block.IsForward && IsOutputStaged)
            {
                step.OutputStride = -step.OutputStride;
            }

            step.Time = to - 1;
            step.Ends = _ends;
            SweepLanes128.Blank(in step);
        }

        for (int t = from; IsOutputStaged && t < to; t++)
        {
            Unsafe.CopyBlockUnaligned(_batch.Output + (t * _batch.OutputStride) + _start, _stagedOutput + (block.Row(t) * Width), (uint)(_count * sizeof(float)));
        }
    }

    /// <summary>Where rows are: one after another, or from the start of the current block.</summary>
    private struct Source
    {
        /// <summary>The next row, or the block's first.</summary>
        public float* Address;

        /// <summary>Floats from one step to the next; 0 for blocks.</summary>
        public nint Stride;

        /// <summary>Floats from one row of a block to the next; 0 where there are none.</summary>
        public nint BlockStride;

        public readonly float* At(nint row) => Address + (row * BlockStride);

        public void Advance(int steps) => Address += steps * Stride;
    }

    /// <summary>A stage during a pass.</summary>
    private struct StageRun
    {
        public int Index;
        public int First;
        public int End;
        public Source A;
        public Source B;
        public Source C;
        public Source Output;
        public delegate*<ref SweepStep, void> Fast;
        public delegate*<ref SweepStep, void> Kept;
        public delegate*<ref SweepStep, void> Streaming;
        public delegate*<ref SweepStep, void> Careful;
        public SweepStep Step;
    }

    /// <summary>Some steps of a pass.</summary>
    private readonly record struct Block(int Pass, bool IsForward, int From, int To)
    {
        /// <summary>Which row a step is, in the order of the pass.</summary>
        public int Row(int t) => IsForward ? t - From : To - 1 - t;
    }
}
