using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Reverse-mode differentiation of a step program at compile time: one pass forwards, one pass backwards, both in one program of the same
/// instructions, so that every backend prints derivatives as it prints the reward. The rule of each operation, and with it what counts as the
/// derivative where there is none, is in <see cref="DerivativeRules"/>.
/// </summary>
/// <remarks>
/// What is carried between steps and the parameters are constants. For each float signal the program has one <see cref="OutputKind.Gradient"/>, a
/// scalar or a vector as the signal is, or, where a signal is read in parts only, one <see cref="OutputKind.GradientElement"/> for each element;
/// what is never read has the derivative 0. Signals of bytes and whole numbers have none.
/// </remarks>
public static class ReverseMode
{
    /// <summary>The program of ∂total/∂signal: the same inputs, carries and parameters, derivatives as outputs. Not optimized.</summary>
    /// <param name="step">A step program; its own instructions decide what a kink is, so pass the optimized one that kernels run.</param>
    public static RewardProgram Run(RewardProgram step)
    {
        int total = step.Find(OutputKind.Total);
        RewardProgram forward = DeadCode.Run(step with { Outputs = new[] { new Output(OutputKind.Total, 0, total) }.ToEquatableArray() });

        var builder = new ProgramBuilder();
        int[] map = new int[forward.Code.Count];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = builder.Copy(forward.Code[i].WithOperands(operand => map[operand]), forward.Constants);
        }

        var adjoints = new Adjoints(builder, Active(forward, builder, map));
        adjoints.Give(map[forward.Find(OutputKind.Total)], () => builder.Const(1f));
        for (int value = map.Max(); value >= 0; value--)
        {
            int adjoint = adjoints.Of(value);
            Instruction code = builder[value];
            if (adjoint >= 0)
            {
                DerivativeRules.Of(code.Op)?.Invoke(adjoints, code, value, adjoint);
            }
        }

        Outputs(forward, builder, adjoints);
        return builder.Build(forward.Inputs, forward.Carries, forward.Parameters);
    }

    /// <summary>Which values depend on a float signal in a way that has a derivative; only they are given adjoints.</summary>
    private static bool[] Active(RewardProgram forward, ProgramBuilder builder, int[] map)
    {
        bool[] active = new bool[builder.Count];
        foreach (int value in map)
        {
            Instruction code = builder[value];
            bool isSignal = code.Op is Opcode.Input or Opcode.InputComponent or Opcode.InputPick && forward.Inputs[(int)(code.Immediate & 0xFFFF)].Storage == InputStorage.Float32;
            bool passes = DerivativeRules.Of(code.Op) != null && Enumerable.Range(0, IntrinsicTable.Row(code.Op).Arity).Any(k => active[code.Operand(k)]);
            active[value] = isSignal || passes;
        }

        return active;
    }

    private static void Outputs(RewardProgram forward, ProgramBuilder builder, Adjoints adjoints)
    {
        for (int slot = 0; slot < forward.Inputs.Count; slot++)
        {
            InputSlot input = forward.Inputs[slot];
            if (input.Storage != InputStorage.Float32)
            {
                continue;
            }

            (int whole, SortedDictionary<int, int> parts) = adjoints.OfSignal(slot);
            if (input.Form == InputForm.Scalar)
            {
                builder.Output(OutputKind.Gradient, slot, whole < 0 ? builder.Const(0f) : whole);
            }
            else if (input.Form == InputForm.Vector && (whole >= 0 || parts.Count == 0))
            {
                int sum = whole < 0 ? builder.Broadcast(builder.Const(0f), input.Width) : whole;
                builder.Output(OutputKind.Gradient, slot, adjoints.WithElements(sum, parts));
            }
            else
            {
                for (int element = 0; element < input.Width; element++)
                {
                    builder.Output(OutputKind.GradientElement, slot | (element << 16), parts.TryGetValue(element, out int part) ? part : builder.Const(0f));
                }
            }
        }
    }
}
