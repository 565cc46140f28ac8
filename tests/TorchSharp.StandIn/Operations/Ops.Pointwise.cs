using System;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>Functions of one element.</summary>
internal static unsafe partial class Ops
{
    private static Body Real<TFunction>(Body x)
        where TFunction : struct, IRealFunction
    {
        Body input = As(x, Types.Float(x.Type));
        Body result = Body.Empty(input.Type, x.Shape);
        Walk.Over(x.Shape, [input, result], Pick.Real<TFunction>(input.Type));
        return result;
    }

    private static Body Number<TFunction>(Body x)
        where TFunction : struct, INumberFunction
    {
        Body result = Body.Empty(x.Type, x.Shape);
        Walk.Over(x.Shape, [x, result], Pick.Number<TFunction>(x.Type));
        return result;
    }

    private static Body Test<TTest>(Body x)
        where TTest : struct, ITest
    {
        Body result = Body.Empty(ScalarType.Bool, x.Shape);
        Walk.Over(x.Shape, [x, result], Pick.Test<TTest>(x.Type));
        return result;
    }

    /// <summary>A function whose derivative is known from its input.</summary>
    private static Body FromInput<TFunction>(Body x, string name, Func<Body, Body> derivative)
        where TFunction : struct, IRealFunction => Graph.Record(Real<TFunction>(x), name, [x], [x], (node, g) => [Mul(g[0]!, derivative(node.Recall(0)))]);

    /// <summary>A function whose derivative is known from its result.</summary>
    private static Body FromResult<TFunction>(Body x, string name, Func<Body, Body> derivative)
        where TFunction : struct, IRealFunction
    {
        Body result = Real<TFunction>(x);
        return Graph.Record(result, name, [x], [result], (node, g) => [Mul(g[0]!, derivative(node.Recall(0)))]);
    }

    /// <summary>A step function: its derivative is 0 wherever it has one.</summary>
    private static Body Step<TFunction>(Body x, string name)
        where TFunction : struct, IRealFunction => Types.IsFloat(x.Type) ? Graph.Record(Real<TFunction>(x), name, [x], [], (_, g) => [Zeros(g[0]!)]) : Clone(x);

    public static Body Exp(Body x) => FromResult<RealFunctions.Exp>(x, "ExpBackward0", r => r);

    public static Body Exp2(Body x) => FromResult<RealFunctions.Exp2>(x, "Exp2Backward0", r => Mul(r, Math.Log(2)));

    public static Body Expm1(Body x) => FromResult<RealFunctions.Expm1>(x, "Expm1Backward0", r => Add(r, 1));

    public static Body Log(Body x) => FromInput<RealFunctions.Log>(x, "LogBackward0", Reciprocal);

    public static Body Log2(Body x) => FromInput<RealFunctions.Log2>(x, "Log2Backward0", i => Reciprocal(Mul(i, Math.Log(2))));

    public static Body Log10(Body x) => FromInput<RealFunctions.Log10>(x, "Log10Backward0", i => Reciprocal(Mul(i, Math.Log(10))));

    public static Body Log1p(Body x) => FromInput<RealFunctions.Log1p>(x, "Log1PBackward0", i => Reciprocal(Add(i, 1)));

    public static Body Sin(Body x) => FromInput<RealFunctions.Sin>(x, "SinBackward0", Cos);

    public static Body Cos(Body x) => FromInput<RealFunctions.Cos>(x, "CosBackward0", i => Neg(Sin(i)));

    public static Body Tan(Body x) => FromResult<RealFunctions.Tan>(x, "TanBackward0", r => Add(Square(r), 1));

    public static Body Asin(Body x) => FromInput<RealFunctions.Asin>(x, "AsinBackward0", i => Rsqrt(Add(Neg(Square(i)), 1)));

    public static Body Acos(Body x) => FromInput<RealFunctions.Acos>(x, "AcosBackward0", i => Neg(Rsqrt(Add(Neg(Square(i)), 1))));

    public static Body Atan(Body x) => FromInput<RealFunctions.Atan>(x, "AtanBackward0", i => Reciprocal(Add(Square(i), 1)));

    public static Body Sinh(Body x) => FromInput<RealFunctions.Sinh>(x, "SinhBackward0", Cosh);

    public static Body Cosh(Body x) => FromInput<RealFunctions.Cosh>(x, "CoshBackward0", Sinh);

    public static Body Tanh(Body x) => FromResult<RealFunctions.Tanh>(x, "TanhBackward0", r => Add(Neg(Square(r)), 1));

    public static Body Sigmoid(Body x) => FromResult<RealFunctions.Sigmoid>(x, "SigmoidBackward0", r => Mul(r, Add(Neg(r), 1)));

    public static Body Sqrt(Body x) => FromResult<RealFunctions.Sqrt>(x, "SqrtBackward0", r => Reciprocal(Mul(r, 2)));

    public static Body Rsqrt(Body x) => FromResult<RealFunctions.Rsqrt>(x, "RsqrtBackward0", r => Mul(Mul(Square(r), r), -0.5));

    public static Body Reciprocal(Body x) => FromResult<RealFunctions.Reciprocal>(x, "ReciprocalBackward0", r => Neg(Square(r)));

    public static Body Floor(Body x) => Step<RealFunctions.Floor>(x, "FloorBackward0");

    public static Body Ceil(Body x) => Step<RealFunctions.Ceil>(x, "CeilBackward0");

    public static Body Trunc(Body x) => Step<RealFunctions.Trunc>(x, "TruncBackward0");

    public static Body Round(Body x, long decimals)
    {
        if (decimals == 0)
        {
            return Step<RealFunctions.Round>(x, "RoundBackward0");
        }

        double scale = Math.Pow(10, decimals);
        return Div(Step<RealFunctions.Round>(Mul(x, scale), "RoundBackward1"), Number(x.Type, scale));
    }

    public static Body Sign(Body x) => Graph.Record(Number<NumberFunctions.Sign>(x), "SignBackward0", [x], [], (_, g) => [Zeros(g[0]!)]);

    public static Body Abs(Body x) => Graph.Record(Number<NumberFunctions.Abs>(x), "AbsBackward0", [x], [x], (node, g) => [Mul(g[0]!, Sign(node.Recall(0)))]);

    public static Body Neg(Body x)
    {
        if (x.Type == ScalarType.Bool)
        {
            throw Shapes.Error("Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.");
        }

        return Graph.Record(Number<NumberFunctions.Neg>(x), "NegBackward0", [x], [], (_, g) => [Neg(g[0]!)]);
    }

    public static Body Square(Body x) => Graph.Record(Number<NumberFunctions.Square>(x), "PowBackward0", [x], [x], (node, g) => [Mul(g[0]!, Mul(node.Recall(0), 2))]);

    public static Body Relu(Body x)
    {
        Body result = Number<NumberFunctions.Relu>(x);
        return Graph.Record(result, "ReluBackward0", [x], [result], (node, g) => [Masked(g[0]!, Greater(node.Recall(0), Number(x.Type, 0)))]);
    }

    public static Body Elu(Body x, double alpha, double scale, double inputScale)
    {
        Body zero = Number(x.Type, 0);
        Body negative = Mul(Expm1(Mul(x, inputScale)), alpha * scale);
        return Where(Greater(x, zero), Mul(x, scale), negative);
    }

    /// <summary>x where it is so large that nothing is lost, else log(1 + exp(beta x)) / beta.</summary>
    public static Body Softplus(Body x, double beta, double threshold)
    {
        Body scaled = Mul(x, beta);
        Body small = Minimum(scaled, Number(x.Type, threshold));
        return Where(Greater(scaled, Number(x.Type, threshold)), x, Mul(Log1p(Exp(small)), 1 / beta));
    }

    public static Body IsNaN(Body x) => Test<NumberFunctions.IsNaN>(x);

    public static Body IsFinite(Body x) => Test<NumberFunctions.IsFinite>(x);

    public static Body IsInfinite(Body x) => Test<NumberFunctions.IsInfinite>(x);

    public static Body IsPositiveInfinity(Body x) => Test<NumberFunctions.IsPositiveInfinity>(x);

    public static Body IsNegativeInfinity(Body x) => Test<NumberFunctions.IsNegativeInfinity>(x);

    public static Body SignBit(Body x) => Test<NumberFunctions.SignBit>(x);

    public static Body Not(Body x) => Test<NumberFunctions.Not>(x);

    /// <summary>The gradient where the mask holds, else zero: chosen, not multiplied.</summary>
    private static Body Masked(Body gradient, Body mask) => Where(mask, gradient, Number(gradient.Type, 0));
}
