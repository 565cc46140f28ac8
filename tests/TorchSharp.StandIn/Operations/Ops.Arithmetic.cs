using System;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>Functions of two elements.</summary>
internal static unsafe partial class Ops
{
    private static Body Binary<TFunction>(Body a, Body b, ScalarType type)
        where TFunction : struct, IBinaryFunction
    {
        long[] shape = Shapes.Broadcast(a.Shape, b.Shape);
        Body result = Body.Empty(type, shape);
        Walk.Over(shape, [As(a, type), As(b, type), result], Pick.Binary<TFunction>(type));
        if (type == ScalarType.Bool)
        {
            Walk.Over(shape, [result, result], Pick.Convert(ScalarType.Byte, ScalarType.Bool));
        }

        return result;
    }

    private static Body RealBinary<TFunction>(Body a, Body b)
        where TFunction : struct, IRealBinaryFunction
    {
        ScalarType type = Types.Float(Types.Result(a, b));
        long[] shape = Shapes.Broadcast(a.Shape, b.Shape);
        Body result = Body.Empty(type, shape);
        Walk.Over(shape, [As(a, type), As(b, type), result], Pick.RealBinary<TFunction>(type));
        return result;
    }

    private static Body Compare<TComparison>(Body a, Body b)
        where TComparison : struct, IComparison
    {
        ScalarType type = Types.Result(a, b);
        long[] shape = Shapes.Broadcast(a.Shape, b.Shape);
        Body result = Body.Empty(ScalarType.Bool, shape);
        Walk.Over(shape, [As(a, type), As(b, type), result], Pick.Compare<TComparison>(type));
        return result;
    }

    /// <summary>A gradient for an operand: summed where it was broadcast, in its type.</summary>
    private static Body For(Body operand, Body gradient) => To(SumTo(gradient, operand.Shape), operand.Type);

    /// <summary>A plain number as the operand that it is beside a tensor.</summary>
    public static Body Beside(Body a, Scalar b) => Number(Types.Result(a, b), b);

    public static Body Add(Body a, Body b) => Graph.Record(Binary<NumberFunctions.Add>(a, b, Types.Result(a, b)), "AddBackward0", [a, b], [], (node, g) =>
        [node.Needs(0) ? For(a, g[0]!) : null, node.Needs(1) ? For(b, g[0]!) : null]);

    public static Body Add(Body a, Scalar b) => Add(a, Beside(a, b));

    public static Body Sub(Body a, Body b)
    {
        if (a.Type == ScalarType.Bool && b.Type == ScalarType.Bool)
        {
            throw Shapes.Error("Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.");
        }

        return Graph.Record(Binary<NumberFunctions.Sub>(a, b, Types.Result(a, b)), "SubBackward0", [a, b], [], (node, g) =>
            [node.Needs(0) ? For(a, g[0]!) : null, node.Needs(1) ? For(b, Neg(g[0]!)) : null]);
    }

    public static Body Sub(Body a, Scalar b) => Sub(a, Beside(a, b));

    public static Body Mul(Body a, Body b) => Graph.Record(Binary<NumberFunctions.Mul>(a, b, Types.Result(a, b)), "MulBackward0", [a, b], [b.NeedsGradient ? a : null, a.NeedsGradient ? b : null], (node, g) =>
        [node.Needs(0) ? For(a, Mul(g[0]!, node.Recall(1))) : null, node.Needs(1) ? For(b, Mul(g[0]!, node.Recall(0))) : null]);

    public static Body Mul(Body a, Scalar b)
    {
        Body second = Beside(a, b);
        return Graph.Record(Binary<NumberFunctions.Mul>(a, second, second.Type), "MulBackward0", [a], [], (_, g) => [For(a, Mul(g[0]!, b))]);
    }

    public static Body Div(Body a, Body b) => Graph.Record(RealBinary<RealFunctions.Divide>(a, b), "DivBackward0", [a, b], [b.NeedsGradient ? a : null, b], (node, g) =>
        [
            node.Needs(0) ? For(a, Div(g[0]!, node.Recall(1))) : null,
            node.Needs(1) ? For(b, Neg(Mul(g[0]!, Div(Div(node.Recall(0), node.Recall(1)), node.Recall(1))))) : null,
        ]);

    public static Body Div(Body a, Body b, RoundingMode mode)
    {
        if (mode == RoundingMode.None)
        {
            return Div(a, b);
        }

        ScalarType type = Types.Result(a, b);
        Body quotient = Detach(Div(a, b));
        return To(mode == RoundingMode.floor ? Floor(quotient) : Trunc(quotient), type);
    }

    public static Body Remainder(Body a, Body b) => Graph.Record(Binary<NumberFunctions.Remainder>(a, b, Types.Result(a, b)), "RemainderBackward0", [a, b], [a, b], (node, g) =>
        [
            node.Needs(0) ? For(a, g[0]!) : null,
            node.Needs(1) ? For(b, Neg(Mul(g[0]!, Floor(Div(node.Recall(0), node.Recall(1)))))) : null,
        ]);

    public static Body Fmod(Body a, Body b) => Graph.Record(Binary<NumberFunctions.Fmod>(a, b, Types.Result(a, b)), "FmodBackward0", [a, b], [a, b], (node, g) =>
        [
            node.Needs(0) ? For(a, g[0]!) : null,
            node.Needs(1) ? For(b, Neg(Mul(g[0]!, Trunc(Div(node.Recall(0), node.Recall(1)))))) : null,
        ]);

    public static Body Atan2(Body a, Body b) => Graph.Record(RealBinary<RealFunctions.Atan2>(a, b), "Atan2Backward0", [a, b], [a, b], (node, g) =>
    {
        (Body y, Body x) = (node.Recall(0), node.Recall(1));
        Body scale = Div(g[0]!, Add(Square(y), Square(x)));
        return [node.Needs(0) ? For(a, Mul(scale, x)) : null, node.Needs(1) ? For(b, Neg(Mul(scale, y))) : null];
    });

    public static Body Hypot(Body a, Body b)
    {
        Body result = RealBinary<RealFunctions.Hypot>(a, b);
        return Graph.Record(result, "HypotBackward0", [a, b], [a, b, result], (node, g) =>
            [
                node.Needs(0) ? For(a, Mul(g[0]!, Div(node.Recall(0), node.Recall(2)))) : null,
                node.Needs(1) ? For(b, Mul(g[0]!, Div(node.Recall(1), node.Recall(2)))) : null,
            ]);
    }

    public static Body CopySign(Body a, Body b) => Graph.Record(RealBinary<RealFunctions.CopySign>(a, b), "CopysignBackward0", [a, b], [a, b], (node, g) =>
    {
        Body ratio = Mul(Sign(node.Recall(0)), CopySign(Full(g[0]!.Type, [], 1), node.Recall(1)));
        return [node.Needs(0) ? For(a, Mul(g[0]!, ratio)) : null, node.Needs(1) ? For(b, Zeros(g[0]!)) : null];
    });

    public static Body Power(Body a, Scalar exponent)
    {
        double p = exponent.Real;
        if (p == 2)
        {
            return !exponent.IsReal || Types.IsFloat(a.Type) ? Square(a) : Square(To(a, Types.Float(a.Type)));
        }

        if (p == 0.5)
        {
            return Sqrt(a);
        }

        if (!exponent.IsReal && !Types.IsFloat(a.Type))
        {
            Body power = Full(a.Type, a.Shape, 1);
            for (long i = 0; i < exponent.Integer; i++)
            {
                power = Mul(power, a);
            }

            return power;
        }

        return Graph.Record(RealBinary<RealFunctions.Power>(a, Beside(a, exponent)), "PowBackward0", [a], [a], (node, g) =>
            [p == 0 ? Zeros(g[0]!) : Mul(g[0]!, Mul(Power(node.Recall(0), p - 1), p))]);
    }

    public static Body Power(Body a, Body exponent)
    {
        Body result = RealBinary<RealFunctions.Power>(a, exponent);
        return Graph.Record(result, "PowBackward1", [a, exponent], [a, exponent, result], (node, g) =>
        {
            (Body x, Body p, Body r) = (node.Recall(0), node.Recall(1), node.Recall(2));
            Body zero = Number(r.Type, 0);
            return
            [
                node.Needs(0) ? For(a, Where(Equal(p, zero), zero, Mul(g[0]!, Mul(p, Power(x, Sub(p, 1)))))) : null,
                node.Needs(1) ? For(exponent, Mul(g[0]!, Where(And(Equal(x, zero), GreaterEqual(p, zero)), zero, Mul(r, Log(x))))) : null,
            ];
        });
    }

    /// <summary>At a tie each operand gets half.</summary>
    private static Body Extremum(Body a, Body b, Body result, string name) => Graph.Record(result, name, [a, b], [a, b], (node, g) =>
    {
        (Body x, Body y) = (node.Recall(0), node.Recall(1));
        Body half = Mul(g[0]!, 0.5);
        Body first = name[1] == 'a' ? Greater(x, y) : Less(x, y);
        Body tie = Equal(x, y);
        return
        [
            node.Needs(0) ? For(a, Where(tie, half, Masked(g[0]!, first))) : null,
            node.Needs(1) ? For(b, Where(tie, half, Masked(g[0]!, Not(first)))) : null,
        ];
    });

    public static Body Maximum(Body a, Body b) => Extremum(a, b, Binary<NumberFunctions.Maximum>(a, b, Types.Result(a, b)), "MaximumBackward0");

    public static Body Minimum(Body a, Body b) => Extremum(a, b, Binary<NumberFunctions.Minimum>(a, b, Types.Result(a, b)), "MinimumBackward0");

    /// <summary>Between bounds, either of which may be missing. A gradient flows where the value lies within them or on them; to a bound where it decides.</summary>
    public static Body Clamp(Body x, Body? least, Body? most)
    {
        if (least is null && most is null)
        {
            throw Shapes.Error("torch.clamp: At least one of 'min' or 'max' must not be None");
        }

        ScalarType type = x.Type;
        type = least is null ? type : Types.Promote(type, Types.Result(x, least));
        type = most is null ? type : Types.Promote(type, Types.Result(x, most));
        Body result = As(x, type);
        result = least is null ? result : Binary<NumberFunctions.Maximum>(result, least, type);
        result = most is null ? result : Binary<NumberFunctions.Minimum>(result, most, type);
        if (ReferenceEquals(result, x))
        {
            result = Dense(x);
        }

        Body nothing = Number(type, 0);
        Body[] inputs = [x, least ?? nothing, most ?? nothing];
        return Graph.Record(result, "ClampBackward1", inputs, inputs, (node, g) =>
        {
            (Body value, Body low, Body high) = (node.Recall(0), node.Recall(1), node.Recall(2));
            Body? inside = least is null ? null : GreaterEqual(value, low);
            Body? below = most is null ? null : LessEqual(value, high);
            inside = inside is null ? below! : below is null ? inside : And(inside, below);
            Body? lowDecides = least is null ? null : most is null ? Less(value, low) : And(Less(value, low), Less(low, high));
            Body? highDecides = most is null ? null : least is null ? Greater(value, high) : Or(Greater(value, high), Greater(low, high));
            return
            [
                node.Needs(0) ? For(x, Masked(g[0]!, inside)) : null,
                node.Needs(1) ? For(least!, Masked(g[0]!, lowDecides!)) : null,
                node.Needs(2) ? For(most!, Masked(g[0]!, highDecides!)) : null,
            ];
        });
    }

    public static Body Equal(Body a, Body b) => Compare<NumberFunctions.Equal>(a, b);

    public static Body NotEqual(Body a, Body b) => Compare<NumberFunctions.NotEqual>(a, b);

    public static Body Less(Body a, Body b) => Compare<NumberFunctions.Less>(a, b);

    public static Body LessEqual(Body a, Body b) => Compare<NumberFunctions.LessEqual>(a, b);

    public static Body Greater(Body a, Body b) => Compare<NumberFunctions.Greater>(a, b);

    public static Body GreaterEqual(Body a, Body b) => Compare<NumberFunctions.GreaterEqual>(a, b);

    public static Body And(Body a, Body b) => Compare<NumberFunctions.And>(a, b);

    public static Body Or(Body a, Body b) => Compare<NumberFunctions.Or>(a, b);

    public static Body Xor(Body a, Body b) => Compare<NumberFunctions.Xor>(a, b);

    public static Body Where(Body condition, Body a, Body b)
    {
        if (condition.Type is not (ScalarType.Bool or ScalarType.Byte))
        {
            throw Shapes.Error($"where expected condition to be a boolean tensor, but got a tensor with dtype {condition.Type}");
        }

        ScalarType type = Types.Result(a, b);
        long[] shape = Shapes.Broadcast(condition.Shape, Shapes.Broadcast(a.Shape, b.Shape));
        Body result = Body.Empty(type, shape);
        Walk.Over(shape, [condition, As(a, type), As(b, type), result], Pick.Select(type));
        return Graph.Record(result, "WhereBackward0", [a, b], [condition], (node, g) =>
        {
            Body zero = Number(g[0]!.Type, 0);
            return
            [
                node.Needs(0) ? For(a, Where(node.Recall(0), g[0]!, zero)) : null,
                node.Needs(1) ? For(b, Where(node.Recall(0), zero, g[0]!)) : null,
            ];
        });
    }
}
