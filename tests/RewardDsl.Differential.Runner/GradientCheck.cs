using System;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>
/// Compares derivatives that a program computes with differences of the real function that the step program rounds. The mean slopes to both sides of a
/// point enclose the derivative there, or are near it: how far they are apart says how well it is known. Where they are far apart is a kink, or a jump.
/// </summary>
public sealed class GradientCheck
{
    /// <summary>Beyond it float32 and real numbers go apart.</summary>
    private const double Largest = 1e30;

    /// <summary>How far to both sides, of 1 or of the value.</summary>
    private const double Way = 1e-5;

    /// <param name="step">The step program without probes, as kernels run it.</param>
    public GradientCheck(RewardProgram step)
        : this(step, Optimizer.Run(ReverseMode.Run(step)))
    {
    }

    /// <param name="step">The step program without probes, as kernels run it.</param>
    /// <param name="gradient">The program of its derivatives.</param>
    public GradientCheck(RewardProgram step, RewardProgram gradient)
    {
        Step = step;
        Gradient = gradient;
    }

    /// <summary>The step program.</summary>
    public RewardProgram Step { get; }

    /// <summary>The program of the derivatives.</summary>
    public RewardProgram Gradient { get; }

    /// <summary>Derivatives compared so far.</summary>
    public long Compared { get; private set; }

    /// <summary>Of those, not 0.</summary>
    public long NotZero { get; private set; }

    /// <summary>Points with a kink or a jump beside them, of which nothing is said.</summary>
    public long Kinks { get; private set; }

    /// <summary>The derivatives with respect to each float signal, by the interpreter; null for other signals.</summary>
    public float[]?[] ByInterpreter(InterpreterState state)
    {
        float[][] values = Interpreter.Run(Gradient, state);
        return Collect(i => values[i]);
    }

    /// <summary>Compares all derivatives at a state; what is wrong, or null.</summary>
    public string? Check(InterpreterState state)
    {
        RewardProgram step = WithFixedClosings(Step, state);
        RealState point = RealState.Of(state);
        double[][] values = RealInterpreter.Run(WithFixedClosings(Gradient, state), point);
        double[]?[] derivatives = Collect(i => values[i]);
        for (int input = 0; input < derivatives.Length; input++)
        {
            for (int element = 0; element < derivatives[input]?.Length; element++)
            {
                if (Check(step, point, input, element, derivatives[input]![element]) is { } problem)
                {
                    return problem;
                }
            }
        }

        return null;
    }

    private string? Check(RewardProgram step, RealState point, int input, int element, double derivative)
    {
        double at = point.Inputs[input][element];
        if (!(Math.Abs(at) < Largest))
        {
            return null;
        }

        double way = Way * Math.Max(1, Math.Abs(at));
        int total = step.Find(OutputKind.Total);
        double size = 0;
        double Total(double value)
        {
            double[][] values = RealInterpreter.Run(step, point.With(input, element, value));
            size = values.Max(v => v.Max(x => double.IsFinite(x) && Math.Abs(x) > size ? Math.Abs(x) : size));
            return values[total][0];
        }

        double here = Total(at);
        double above = (Total(at + way) - here) / (at + way - at);
        double below = (here - Total(at - way)) / (at - (at - way));
        double middle = (above + below) / 2;

        // A jump may be the same to both sides, but is steeper the closer one looks.
        double closer = (Total(at + (way / 2)) - here) / (at + (way / 2) - at);
        double apart = Math.Max(Math.Abs(above - below), Math.Abs(above - closer));
        double noise = 1e-14 * (size + 1) / way;
        if (!double.IsFinite(middle) || size > Largest || !(apart <= (0.01 * Math.Abs(middle)) + noise))
        {
            Kinks++;
            return null;
        }

        Compared++;
        NotZero += derivative != 0 ? 1 : 0;
        double slack = apart + (1e-6 * Math.Abs(middle)) + noise;
        return Math.Abs(derivative - middle) <= slack ? null : string.Create(CultureInfo.InvariantCulture,
            $"the derivative by {step.Inputs[input].Name}[{element}] at {at:G9} is {derivative:G9}; by differences {below:G9} below and {above:G9} above");
    }

    private T[]?[] Collect<T>(Func<int, T[]> value)
    {
        T[]?[] result = [.. Gradient.Inputs.Select(static i => i.Storage == InputStorage.Float32 ? new T[i.Width] : null)];
        foreach (Output output in Gradient.Outputs)
        {
            T[] own = value(output.Value);
            Array.Copy(own, 0, result[output.Index & 0xFFFF]!, output.Kind == OutputKind.Gradient ? 0 : output.Index >> 16, own.Length);
        }

        return result;
    }

    /// <summary>What closes a monitor has no derivative, and is no function of one point: the number that it is at a state instead.</summary>
    private static RewardProgram WithFixedClosings(RewardProgram program, InterpreterState state)
    {
        if (program.Code.All(static c => c.Op != Opcode.Close))
        {
            return program;
        }

        float[][] values = Interpreter.Run(program, state);
        return program with
        {
            Code = program.Code.Select((c, i) => c.Op == Opcode.Close ? new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, Literals.Bits(values[i][0])) : c).ToEquatableArray(),
        };
    }
}
