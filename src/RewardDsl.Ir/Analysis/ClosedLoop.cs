using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>A way from one state to another and back, and what is paid for it.</summary>
/// <param name="There">Paid for the way from the first to the second.</param>
/// <param name="Back">Paid for the way back.</param>
/// <param name="Stay">Paid for staying one step in each instead.</param>
/// <param name="From">The leaves in the first state: signals in the program's slots.</param>
/// <param name="To">The leaves in the second.</param>
/// <param name="Remembers">It was found with what the episode has left, where that is read, the same all the way.</param>
public sealed record LoopIncome(float There, float Back, float Stay, FloatRange[][] From, FloatRange[][] To, bool Remembers)
{
    /// <summary>What a round pays.</summary>
    public double Round => (double)There + Back;

    /// <summary>What a round pays more than staying.</summary>
    public double Excess => Round - Stay;
}

/// <summary>
/// Looks for a way from a state to another and back that pays: the step program twice, each time with the other's signals as those
/// of the step before. A sum of differences of a state function pays nothing for it, whatever the function.
/// </summary>
public sealed class ClosedLoop
{
    /// <summary>Outputs of the doubled program.</summary>
    private const int GoThere = 0;
    private const int GoBack = 1;
    private const int Staying = 2;
    private const int Gain = 3;

    /// <summary>Below this share of what is paid, a gain is rounding.</summary>
    private const double Noise = 1e-4;

    /// <summary>What of a declared step limit is used: the difference of two numbers that are just as far apart may round up.</summary>
    private const float Stride = 0.99f;

    /// <summary>How far a point is moved inwards to see that it is no single point where a choice or an angle wraps.</summary>
    private const float Nudge = 0.01f;

    /// <summary>
    /// Shares of the ranges, around their middle, in which both states are looked for: where a step cannot go far, two states at
    /// random are never one step apart.
    /// </summary>
    private static readonly float[] s_shares = [1f, 1f / 64, 1f / 4096, 1f / 65536];

    private readonly RewardProgram _program;
    private readonly ProgramAnalysis _analysis;
    private readonly CarrySources _sources;
    private readonly bool[] _isMemory;
    private readonly HashSet<int> _kept;
    private readonly IReadOnlyList<float> _limits;
    private readonly ProgramBuilder _builder = new();
    private readonly List<InputSlot> _slots;
    private readonly List<FloatRange[]> _ranges;
    private readonly Dictionary<int, int> _memories = new();
    private readonly Dictionary<(int Phase, bool Stays), int[]> _made = new();

    private ClosedLoop(ProgramAnalysis analysis, CarrySources sources, IEnumerable<int> kept, IReadOnlyList<float> limits)
    {
        _limits = limits;
        _kept = new HashSet<int>(kept);
        _program = analysis.Program;
        _analysis = analysis;
        _sources = sources;
        _slots = _program.Inputs.Concat(_program.Inputs).ToList();
        _ranges = analysis.Leaves.Inputs.Concat(analysis.Leaves.Inputs.Select((own, i) => IsNear(i) ? own.Select(_ => FloatRange.Of(-Stride * limits[i], Stride * limits[i])).ToArray() : own)).ToList();
        _isMemory = Enumerable.Range(0, _program.Carries.Count).Select(sources.Remembers).ToArray();
        foreach (Instruction pick in _program.Code.Where(static c => c.Op == Opcode.CarryPick))
        {
            // Elements can be picked from a signal only.
            int carry = (int)(pick.Immediate & 0xFFFF);
            _isMemory[carry] |= !_isMemory[carry] && _program.Code[sources.Next(carry)].Op != Opcode.Input;
        }
    }

    /// <summary>Searches for a loop on which a scalar pays more than nothing, and more than staying does; null when none was found.</summary>
    /// <param name="analysis">The analysed step program.</param>
    /// <param name="sources">Where its carries come from.</param>
    /// <param name="paid">Scalars whose sum is paid, each times a factor.</param>
    /// <param name="kept">Signals that are the same in both states.</param>
    /// <param name="limits">By how much each signal may change within a step; infinite or left out where that is open.</param>
    /// <param name="ends">Truth values that must not hold in either state.</param>
    /// <param name="budget">Boxes to look at.</param>
    public static LoopIncome? Search(ProgramAnalysis analysis, CarrySources sources, IReadOnlyList<(int Value, float Factor)> paid, IEnumerable<int> kept, IReadOnlyList<float> limits, IReadOnlyList<int> ends, int budget) =>
        new ClosedLoop(analysis, sources, kept, limits).Search(paid, ends, budget);

    private LoopIncome? Search(IReadOnlyList<(int Value, float Factor)> paid, IReadOnlyList<int> ends, int budget)
    {
        int Sum(int phase, bool stays) => paid.Select(p => _builder.Apply(Opcode.Mul, Make(p.Value, phase, stays), _builder.Const(p.Factor))).Aggregate((a, b) => _builder.Apply(Opcode.Add, a, b));
        int there = Sum(1, false);
        int back = Sum(0, false);
        int stay = _builder.Apply(Opcode.Add, Sum(0, true), Sum(1, true));
        int round = _builder.Apply(Opcode.Add, there, back);
        _builder.Output(OutputKind.Probe, GoThere, there);
        _builder.Output(OutputKind.Probe, GoBack, back);
        _builder.Output(OutputKind.Probe, Staying, stay);
        _builder.Output(OutputKind.Probe, Gain, _builder.Apply(Opcode.Min, round, _builder.Apply(Opcode.Sub, round, stay)));
        int assumptions = 0;
        for (int phase = 0; phase < 2; phase++)
        {
            foreach (Output output in _program.Outputs.Where(static o => o.Kind == OutputKind.Assumption))
            {
                _builder.Output(OutputKind.Assumption, assumptions++, Make(output.Value, phase, false));
            }

            foreach (int end in ends)
            {
                _builder.Output(OutputKind.Assumption, assumptions++, _builder.Apply(Opcode.Not, Make(end, phase, false)));
            }
        }

        EquatableArray<InputSlot> slots = _slots.ToEquatableArray();
        EquatableArray<CarrySlot> carries = Array.Empty<CarrySlot>().ToEquatableArray();
        RewardProgram loop = Optimizer.Run(_builder.Build(slots, carries, _program.Parameters));
        RewardProgram reset = new ProgramBuilder().Build(slots, carries, _program.Parameters);
        int gain = loop.Find(OutputKind.Probe, Gain);
        ProgramAnalysis? doubled = null;
        Box? at = null;
        float attained = 0f;
        bool isBound = _program.Outputs.Any(static o => o.Kind == OutputKind.Assumption);
        foreach (float share in s_shares)
        {
            doubled = ProgramAnalysis.Run(loop, reset, new AnalysisFacts(Around(share), _analysis.Leaves.Parameters, 0));
            if (doubled.IsContradictory || !(doubled.Range(gain).Hi > 0f) || doubled.Where() is not { } everywhere)
            {
                return null;
            }

            (_, attained, at) = everywhere.ProveAbove(gain, budget);
            if (!isBound || (at is not null && attained > 0f))
            {
                break;
            }
        }

        if (doubled is null || at is null || !(attained > 0f) || float.IsInfinity(attained))
        {
            return null;
        }

        float At(Box point, int output) => doubled.Over(point, loop.Find(OutputKind.Probe, output)) is { HasNumber: true } range ? (range.Lo / 2) + (range.Hi / 2) : float.NaN;
        var found = new LoopIncome(
            At(at, GoThere), At(at, GoBack), At(at, Staying), 
            State(at, 0), State(at, 1), _memories.Count > 0);
        bool isRounding = !(Math.Min(found.Excess, found.Round) > Noise * (Math.Abs(found.There) + Math.Abs(found.Back) + Math.Abs(found.Stay)));
        return isRounding || At(Nudged(at), Gain) < attained / 4 ? null : found;
    }

    /// <summary>The ranges of the numbers, cut to a share around their middle.</summary>
    private FloatRange[][] Around(float share)
    {
        FloatRange Cut(FloatRange range)
        {
            float middle = (range.Lo / 2) + (range.Hi / 2);
            float half = ((range.Hi / 2) - (range.Lo / 2)) * share;
            return range.IsFinite ? range with { Lo = Math.Max(range.Lo, middle - half), Hi = Math.Min(range.Hi, middle + half) } : range;
        }

        return _ranges.Select((r, i) => share == 1f || _slots[i].Storage != InputStorage.Float32 ? r : r.Select(Cut).ToArray()).ToArray();
    }

    private FloatRange[][] State(Box point, int phase) => Enumerable.Range(0, _program.Inputs.Count).Select(i => phase == 0 || !IsNear(i)
        ? point.Inputs[Own(i, phase)]
        : point.Inputs[i].Zip(point.Inputs[Own(i, 1)], (a, b) => a.IsSingle && b.IsSingle ? FloatRange.Of(Math.Min(_analysis.Leaves.Inputs[i][0].Hi, Math.Max(_analysis.Leaves.Inputs[i][0].Lo, a.Lo + b.Lo))) : a).ToArray()).ToArray();

    /// <summary>The point, a little nearer to the middle.</summary>
    private Box Nudged(Box point)
    {
        Box nudged = point.Clone();
        for (int i = 0; i < nudged.Inputs.Length; i++)
        {
            for (int j = 0; j < nudged.Inputs[i].Length && _slots[i].Storage == InputStorage.Float32; j++)
            {
                FloatRange own = nudged.Inputs[i][j];
                FloatRange all = _ranges[i][j];
                float middle = float.IsInfinity(all.Lo) || float.IsInfinity(all.Hi) || !all.HasNumber ? 0f : (all.Lo / 2) + (all.Hi / 2);
                nudged.Inputs[i][j] = own.IsSingle ? FloatRange.Of(own.Lo + (Nudge * (middle - own.Lo))) : own;
            }
        }

        return nudged;
    }

    /// <summary>A value as it is computed in one of the two states, coming from the other or having stayed.</summary>
    private int Make(int value, int phase, bool stays)
    {
        if (!_made.TryGetValue((phase, stays), out int[]? made))
        {
            made = Enumerable.Repeat(-1, _program.Code.Count).ToArray();
            _made.Add((phase, stays), made);
        }

        var wanted = new bool[value + 1];
        wanted[value] = true;
        for (int i = value; i >= 0; i--)
        {
            for (int k = 0; wanted[i] && made[i] < 0 && k < 3; k++)
            {
                if (_program.Code[i].Operand(k) >= 0)
                {
                    wanted[_program.Code[i].Operand(k)] = true;
                }
            }
        }

        for (int i = 0; i <= value; i++)
        {
            if (wanted[i] && made[i] < 0)
            {
                made[i] = Copy(_program.Code[i].WithOperands(o => made[o]), phase, stays);
            }
        }

        return made[value];
    }

    private int Copy(Instruction code, int phase, bool stays)
    {
        int slot = (int)(code.Immediate & 0xFFFF);
        int high = (int)(code.Immediate >> 16);
        switch (code.Op)
        {
            case Opcode.Input or Opcode.InputComponent or Opcode.InputPick:
                return Signal(code, slot, high, phase);
            case Opcode.ConstVector or Opcode.Lookup or Opcode.Close:
                return _builder.Copy(code, _program.Constants);
            case Opcode.Carry or Opcode.CarryPick when _isMemory[slot]:
                return code.Op == Opcode.Carry ? _builder.Leaf(Opcode.Input, code.Type, Memory(slot)) : Pick(Memory(slot), code.Type.Kind, high);
            case Opcode.Carry:
                return Make(_sources.Next(slot), Before(slot, phase, stays), stays);
            case Opcode.CarryPick:
                return Signal(code with { Op = Opcode.InputPick }, (int)(_program.Code[_sources.Next(slot)].Immediate & 0xFFFF), high, Before(slot, phase, stays));
            case Opcode.IsFirst or Opcode.ExternalEnd or Opcode.Truncated:
                return _builder.Const(false);
            default:
                return _builder.Append(code);
        }
    }

    /// <summary>The slot of a signal in a state.</summary>
    private int Own(int slot, int phase) => _kept.Contains(slot) ? slot : (phase * _program.Inputs.Count) + slot;

    /// <summary>A signal in a state: in the second, of one that changes little, what it is in the first and a little more or less.</summary>
    private int Signal(Instruction code, int slot, int high, int phase)
    {
        int Read(int from) => code.Op == Opcode.InputPick ? Pick(from, code.Type.Kind, high) : _builder.Append(code with { Immediate = (uint)from | ((uint)high << 16) });
        if (phase == 0 || !IsNear(slot))
        {
            return Read(Own(slot, phase));
        }

        FloatRange range = _program.Inputs[slot].Width == 0 ? FloatRange.Nothing : _analysis.Leaves.Inputs[slot][0];
        return _builder.Apply(Opcode.Clamp, _builder.Apply(Opcode.Add, Read(slot), Read(Own(slot, 1))), _builder.Const(range.Lo), _builder.Const(range.Hi));
    }

    /// <summary>Whether the second state is told by how far it is from the first: a signal with a step limit and one range for all elements.</summary>
    private bool IsNear(int slot)
    {
        FloatRange[] own = _analysis.Leaves.Inputs[slot];
        return slot < _limits.Count && !float.IsInfinity(_limits[slot]) && !_kept.Contains(slot) && _program.Inputs[slot].Storage == InputStorage.Float32 && own.All(r => r == own[0]) && own[0].IsFinite;
    }

    /// <summary>The state that a carry was left by: for a signal that is read before the step, the step's own.</summary>
    private int Before(int carry, int phase, bool stays) => stays || _sources.IsSignal(carry) ? phase : 1 - phase;

    private int Pick(int slot, IrKind kind, int indices) => _builder.Pick(Opcode.InputPick, kind, slot, _program.Constants[indices].Bits.Select(static b => (int)b).ToList());

    /// <summary>What the episode has left, as a signal of its own that is the same in both states.</summary>
    private int Memory(int carry)
    {
        if (!_memories.TryGetValue(carry, out int slot))
        {
            IrType type = _program.Carries[carry].Type;
            slot = _slots.Count;
            _slots.Add(new InputSlot(_program.Carries[carry].Name, type.Kind == IrKind.Bool ? InputStorage.Byte : InputStorage.Float32, Math.Max(1, type.Length), type.IsVector ? InputForm.Vector : InputForm.Scalar));
            _ranges.Add(_analysis.Leaves.Carries[carry]);
            _memories.Add(carry, slot);
        }

        return slot;
    }
}
