using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A signal or helper with a declared aim, and how values depend on it.</summary>
/// <param name="Name">The member.</param>
/// <param name="Kind">The value of AimKind.</param>
/// <param name="Target">The best value, NaN without one.</param>
/// <param name="Input">The slot of a signal, or −1.</param>
/// <param name="Value">The value of a helper, or −1.</param>
/// <param name="Shape">What a helper is a shape of.</param>
internal sealed record AimedValue(string Name, int Kind, float Target, int Input, int Value, MonotoneShape? Shape)
{
    /// <summary>Every aim of a spec on one number or on a vector signal.</summary>
    public static IEnumerable<AimedValue> All(RuleContext context)
    {
        for (int i = 0; i < context.Step.Inputs.Count; i++)
        {
            if (context.Signal(i) is { Part: SignalPart.Values, Named.Aim: { } aim } facts && context.Step.Inputs[i].Kind == IrKind.Float)
            {
                yield return new AimedValue(facts.Name, aim.Kind, Literals.Float(aim.TargetBits), i, -1, null);
            }
        }

        foreach (AimFacts aim in context.Analysis.Spec.Aims)
        {
            if (context.Value(aim.Name) is >= 0 and int value && context.Step.Code[value].Type == IrType.Float)
            {
                yield return new AimedValue(aim.Name, aim.Kind, Literals.Float(aim.TargetBits), -1, value, MonotoneShape.Of(context, value, false));
            }
        }
    }

    /// <summary>Whether a value depends on it.</summary>
    public bool IsReadBy(RuleContext context, int value) => Input >= 0 ? context.Program.Dependences.ReadsInput(value, Input) : !context.Program.SlopeOf(value, Value).IsZero;

    /// <summary>What it can be.</summary>
    public FloatRange Range(RuleContext context) => Input < 0
        ? context.Program.Range(Value) : context.Program.Leaves.Inputs[Input].Aggregate(FloatRange.Nothing, static (all, one) => all.Join(one));

    /// <summary>The parts of the box in which a value counts and the aimed one is between two numbers.</summary>
    public IEnumerable<Branch> Where(RuleContext context, int value, FloatRange between)
    {
        IReadOnlyList<IReadOnlyList<Condition>> uses = context.Program.Demand.Of(value);
        FloatRange all = Range(context);
        if (between.Contains(all))
        {
            return uses.Select(u => context.Program.Where(u.ToArray())).OfType<Branch>();
        }

        int next = context.Program.Count;
        if (Input < 0)
        {
            ProgramAnalysis more = context.Program.With(
                new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, Literals.Bits(between.Lo)),
                new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, Literals.Bits(between.Hi)),
                new Instruction(Opcode.LessOrEqual, IrType.Bool, next, Value, -1, 0),
                new Instruction(Opcode.LessOrEqual, IrType.Bool, Value, next + 1, -1, 0));
            return uses.Select(u => more.Where(u.Concat(new[] { new Condition(next + 2, true), new Condition(next + 3, true) }).ToArray())).OfType<Branch>();
        }

        Box box = context.Program.Leaves.Clone();
        for (int j = 0; j < box.Inputs[Input].Length; j++)
        {
            box.Inputs[Input][j] = box.Inputs[Input][j].Meet(between);
            if (!box.Inputs[Input][j].HasNumber)
            {
                return Enumerable.Empty<Branch>();
            }
        }

        return uses.Select(u => context.Program.Over(box, u)).OfType<Branch>();
    }

    /// <summary>How a scalar depends on it in a part of the box.</summary>
    public Sensitivity Of(Branch branch, int value)
    {
        if (Input >= 0)
        {
            return branch.Sensitivities(value).TryGetValue(Input, out Sensitivity known) ? known : default;
        }

        Slope direct = By(branch, value, Value);
        if (!direct.IsZero || Shape is not { IsSize: false } shape || shape.Core == Value)
        {
            return new Sensitivity(direct, false);
        }

        // Through what both are made of, as a distance and its square are: the sign is known, the size is not.
        Slope through = By(branch, value, shape.Core) * new Slope(shape.Direction, shape.Direction);
        return new Sensitivity(new Slope(through.Lo < 0 ? double.NegativeInfinity : 0, through.Hi > 0 ? double.PositiveInfinity : 0), false);
    }

    private static Slope By(Branch branch, int value, int by) => value == by ? new Slope(1, 1) : value < by ? Slope.Zero : branch.SlopeOf(value, by);
}
