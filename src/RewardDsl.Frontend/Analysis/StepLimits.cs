using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// By how much a signal may change within a step, as an assumption about the signal and the carry that holds what it was one
/// step before: differences are then as narrow as their author says. For the analysis alone; no kernel computes it.
/// </summary>
internal static class StepLimits
{
    /// <summary>The step program with the declared limits as further assumptions.</summary>
    public static RewardProgram Add(LoweredSpec spec)
    {
        RewardProgram step = spec.Step;
        if (!spec.Signals.Any(static s => Limit(s) < float.PositiveInfinity))
        {
            return step;
        }

        List<Instruction> code = step.Code.ToList();
        List<Output> outputs = step.Outputs.ToList();
        int Append(Instruction instruction)
        {
            code.Add(instruction);
            return code.Count - 1;
        }

        int Apply(Opcode op, IrType type, int a, int b = -1) => Append(new Instruction(op, type, a, b, -1, 0));
        int assumptions = spec.Assumptions.Count;
        foreach (Output kept in step.Outputs.Where(static o => o.Kind == OutputKind.Carry))
        {
            Instruction signal = step.Code[kept.Value];
            int slot = (int)(signal.Immediate & 0xFFFF);
            if (signal.Op is not (Opcode.Input or Opcode.InputComponent or Opcode.InputPick) || signal.Type.Kind != IrKind.Float || float.IsPositiveInfinity(Limit(spec.Signals[slot])) || !IsKeptAtReset(spec, kept, signal))
            {
                continue;
            }

            IrType type = signal.Type;
            var truth = new IrType(IrKind.Bool, type.Length);
            int before = Append(new Instruction(Opcode.Carry, type, -1, -1, -1, (uint)kept.Index));
            int limit = Append(new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, spec.Signals[slot].Named.MaxStepBits));
            limit = type.IsVector ? Apply(Opcode.Broadcast, type, limit) : limit;

            // Both ways round, because a body may take either from the other.
            int forth = Apply(Opcode.LessOrEqual, truth, Apply(Opcode.Abs, type, Apply(Opcode.Sub, type, kept.Value, before)), limit);
            int back = Apply(Opcode.LessOrEqual, truth, Apply(Opcode.Abs, type, Apply(Opcode.Sub, type, before, kept.Value)), limit);
            int both = Apply(Opcode.And, truth, forth, back);
            outputs.Add(new Output(OutputKind.Assumption, assumptions++, type.IsVector ? Apply(Opcode.All, IrType.Bool, both) : both));
        }

        return step with { Code = code.ToEquatableArray(), Outputs = outputs.ToEquatableArray() };
    }

    private static float Limit(SignalFacts signal) => Literals.Float(signal.Named.MaxStepBits);

    /// <summary>Whether a reset keeps the same signal in the carry: the first step starts from there.</summary>
    private static bool IsKeptAtReset(LoweredSpec spec, Output kept, Instruction signal)
    {
        int value = spec.Reset.Find(OutputKind.Carry, kept.Index);
        if (value < 0)
        {
            return false;
        }

        Instruction first = spec.Reset.Code[value];
        return signal.Op != Opcode.InputPick
            ? first == signal
            : first.Op == Opcode.InputPick && (first.Immediate & 0xFFFF) == (signal.Immediate & 0xFFFF) && spec.Reset.Constants[(int)(first.Immediate >> 16)].Equals(spec.Step.Constants[(int)(signal.Immediate >> 16)]);
    }
}
