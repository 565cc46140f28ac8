using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>A place at which a value stops mattering.</summary>
/// <param name="Value">The operation that comes out the same.</param>
/// <param name="Operand">The operand that does not matter there; −1 when none does, because the value is one number.</param>
public readonly record struct LostEffect(int Value, int Operand);

/// <summary>
/// What can change a result, followed back from the results through carries. It ends where the declared ranges make a number
/// the same whatever it is made of, and leaves out the side of a minimum, a maximum or a clamp that never decides. What a
/// condition that never changes makes the same is followed: the condition is the mistake there.
/// </summary>
public sealed class Effects
{
    private readonly ProgramAnalysis _analysis;

    /// <summary>What is followed although it is one number in the analysis.</summary>
    private readonly bool[] _open;
    private readonly bool[] _reached;
    private readonly bool[] _inputs;
    private readonly bool[] _parameters;
    private readonly List<LostEffect> _lost = new();

    /// <summary>Follows the results back.</summary>
    /// <param name="analysis">The analysed program.</param>
    /// <param name="results">The values that count.</param>
    /// <param name="isOpen">Parameters that a run sets although the analysis takes them as one number: what reads them is no constant.</param>
    public Effects(ProgramAnalysis analysis, IEnumerable<int> results, Func<int, bool> isOpen)
    {
        _analysis = analysis;
        RewardProgram program = analysis.Program;
        _inputs = new bool[program.Inputs.Count];
        _parameters = new bool[program.Parameters.Count];
        _reached = new bool[program.Code.Count];
        _open = new bool[program.Code.Count];
        bool[] open = Enumerable.Range(0, program.Parameters.Count).Select(isOpen).ToArray();
        for (int i = 0; i < _open.Length; i++)
        {
            Instruction code = program.Code[i];
            _open[i] = code.A < 0
                ? code.Op == Opcode.Parameter && open[Slot(code)]
                : _open[code.A] || (code.B >= 0 && _open[code.B]) || (code.C >= 0 && _open[code.C]) || (code.Type.Kind == IrKind.Bool && IsSingle(i));
        }

        var work = new Stack<int>(results.Reverse());
        while (work.Count > 0)
        {
            int value = work.Pop();
            if (value >= 0 && !_reached[value])
            {
                _reached[value] = true;
                Follow(value, work);
            }
        }
    }

    /// <summary>Where effects are lost, among what is followed.</summary>
    public IReadOnlyList<LostEffect> Lost => _lost;

    /// <summary>Whether a signal can change a result.</summary>
    public bool IsInputFelt(int slot) => _inputs[slot];

    /// <summary>Whether a parameter can change a result.</summary>
    public bool IsParameterFelt(int slot) => _parameters[slot];

    private static int Slot(Instruction code) => (int)(code.Immediate & 0xFFFF);

    private void Follow(int value, Stack<int> work)
    {
        Instruction code = _analysis.Program.Code[value];
        switch (code.Op)
        {
            case Opcode.Input or Opcode.InputComponent or Opcode.InputPick:
                _inputs[Slot(code)] = true;
                return;
            case Opcode.Parameter:
                _parameters[Slot(code)] = true;
                return;
            case Opcode.Carry or Opcode.CarryPick:
                work.Push(_analysis.Program.Find(OutputKind.Carry, Slot(code)));
                return;
        }

        bool isConstant = !_open[value] && code.A >= 0 && code.Type.Kind == IrKind.Float && IsSingle(value);
        if (isConstant)
        {
            _lost.Add(new LostEffect(value, -1));
            return;
        }

        for (int k = 0; k < 3; k++)
        {
            if (code.Operand(k) < 0)
            {
                continue;
            }

            if (!_open[value] && IsIdle(code, k))
            {
                _lost.Add(new LostEffect(value, code.Operand(k)));
            }
            else
            {
                work.Push(code.Operand(k));
            }
        }
    }

    private bool IsSingle(int value)
    {
        IReadOnlyList<FloatRange> elements = _analysis.Elements(value);
        for (int e = 0; e < elements.Count; e++)
        {
            if (!elements[e].IsSingle)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an operand of a minimum, a maximum or a clamp never decides.</summary>
    private bool IsIdle(Instruction code, int operand)
    {
        FloatRange Of(int position) => _analysis.Range(code.Operand(position));
        bool IsBelow(FloatRange low, FloatRange high) => low.HasNumber && high.HasNumber && !low.MayBeNaN && !high.MayBeNaN && low.Hi <= high.Lo;

        // Two sides that are the same number never come here: then the result is one number.
        return (code.Op, operand) switch
        {
            (Opcode.Min, 0) => IsBelow(Of(1), Of(0)),
            (Opcode.Min, 1) => IsBelow(Of(0), Of(1)),
            (Opcode.Max, 0) => IsBelow(Of(0), Of(1)),
            (Opcode.Max, 1) => IsBelow(Of(1), Of(0)),
            (Opcode.Clamp, 1) => IsBelow(Of(1), Of(0)),
            (Opcode.Clamp, 2) => IsBelow(Of(0), Of(2)),
            _ => false,
        };
    }
}
