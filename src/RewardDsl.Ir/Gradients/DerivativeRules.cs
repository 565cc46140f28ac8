using System;

namespace RewardDsl.Ir;

/// <summary>Hands the derivative with respect to a value on to its operands.</summary>
/// <param name="to">Where the parts go.</param>
/// <param name="code">The operation.</param>
/// <param name="value">Its value.</param>
/// <param name="g">The derivative of the total with respect to the value.</param>
internal delegate void DerivativeRule(Adjoints to, Instruction code, int value, int g);

/// <summary>
/// The derivative of every operation, one entry each. Where a function has a kink, the derivative is that of the piece whose value is taken: one
/// number, an element of the (Clarke) subdifferential of that operation.
/// </summary>
/// <remarks>
/// The rule in full:
/// <list type="bullet">
/// <item>the smaller or larger of two values: the one that is taken; at a tie the first. The smallest or largest of a vector: the first element that is taken. Nothing is split;</item>
/// <item>|x|: the sign of x, 0 at 0. max(x, 0) and min(x, 0): 0 at 0;</item>
/// <item>clamp: 1 inside and on the bounds; a bound has a derivative only where x is strictly beyond it;</item>
/// <item>a choice by a condition (gates among them): the chosen side only. Conditions, comparisons, floor, ceiling, round, truncate, sign, tables and the closing of a monitor at the end of an episode: 0;</item>
/// <item>in the chain rule 0 times anything is 0: of a closed gate's NaN, and of an infinite slope such as that of √x at 0, where nothing arrives or nothing is passed on. So the derivative of the length of a vector at the zero vector is 0;</item>
/// <item>x^y with respect to y where x &lt; 0: NaN, as there is none.</item>
/// </list>
/// </remarks>
internal static class DerivativeRules
{
    private static readonly DerivativeRule?[] s_rules = Create();

    /// <summary>The rule of an operation, or null where the derivative is 0 everywhere.</summary>
    public static DerivativeRule? Of(Opcode op) => s_rules[(int)op];

    private static DerivativeRule?[] Create()
    {
        var rules = new DerivativeRule?[Enum.GetValues(typeof(Opcode)).Length];

        // −x: −1.
        rules[(int)Opcode.Neg] = static (to, code, value, g) => to.Give(code.A, () => to.Negative(g));

        // |x|: the sign, 0 at 0.
        rules[(int)Opcode.Abs] = static (to, code, value, g) => to.Give(code.A, () =>
            to.Builder.Apply(Opcode.Select, Less(to, Zero(to), code.A), g, to.Where(Less(to, code.A, Zero(to)), to.Negative(g))));

        // √x: 1 / (2√x), infinite at 0 where something arrives.
        rules[(int)Opcode.Sqrt] = static (to, code, value, g) => to.Give(code.A, () => to.Quotient(to.Product(g, to.Builder.Const(0.5f)), value));

        // max(x, 0) and min(x, 0): 0 at 0.
        rules[(int)Opcode.MaxZero] = static (to, code, value, g) => to.Give(code.A, () => to.Unless(LessOrEqual(to, code.A, Zero(to)), g));
        rules[(int)Opcode.MinZero] = static (to, code, value, g) => to.Give(code.A, () => to.Unless(LessOrEqual(to, Zero(to), code.A), g));

        // e^x: itself.
        rules[(int)Opcode.Exp] = static (to, code, value, g) => to.Give(code.A, () => to.Product(g, value));

        // ln x: 1 / x. log₂ x: 1 / (x ln 2).
        rules[(int)Opcode.Log] = static (to, code, value, g) => to.Give(code.A, () => to.Quotient(g, code.A));
        rules[(int)Opcode.Log2] = static (to, code, value, g) => to.Give(code.A, () => to.Quotient(to.Product(g, to.Builder.Const(1.4426950408889634f)), code.A));

        // sin x: cos x. cos x: −sin x. tan x: 1 + tan² x.
        rules[(int)Opcode.Sin] = static (to, code, value, g) => to.Give(code.A, () => to.Product(g, to.Builder.Apply(Opcode.Cos, code.A)));
        rules[(int)Opcode.Cos] = static (to, code, value, g) => to.Give(code.A, () => to.Negative(to.Product(g, to.Builder.Apply(Opcode.Sin, code.A))));
        rules[(int)Opcode.Tan] = static (to, code, value, g) => to.Give(code.A, () => to.Product(g, to.Builder.Apply(Opcode.Add, One(to), Square(to, value))));

        // tanh x: 1 − tanh² x.
        rules[(int)Opcode.Tanh] = static (to, code, value, g) => to.Give(code.A, () => to.Product(g, to.Builder.Apply(Opcode.Sub, One(to), Square(to, value))));

        // asin x: 1 / √((1 − x)(1 + x)), infinite at ±1. acos x: the negative of that. atan x: 1 / (1 + x²).
        rules[(int)Opcode.Asin] = static (to, code, value, g) => to.Give(code.A, () => to.Quotient(g, Cosine(to, code.A)));
        rules[(int)Opcode.Acos] = static (to, code, value, g) => to.Give(code.A, () => to.Negative(to.Quotient(g, Cosine(to, code.A))));
        rules[(int)Opcode.Atan] = static (to, code, value, g) => to.Give(code.A, () => to.Quotient(g, to.Builder.Apply(Opcode.Add, One(to), Square(to, code.A))));

        // a + b: 1, 1. a − b: 1, −1.
        rules[(int)Opcode.Add] = static (to, code, value, g) =>
        {
            to.Give(code.A, () => g);
            to.Give(code.B, () => g);
        };
        rules[(int)Opcode.Sub] = static (to, code, value, g) =>
        {
            to.Give(code.A, () => g);
            to.Give(code.B, () => to.Negative(g));
        };

        // a·b: b, a. x·x: 2x in one product.
        rules[(int)Opcode.Mul] = static (to, code, value, g) =>
        {
            if (code.A == code.B)
            {
                to.Give(code.A, () => to.Product(g, to.Builder.Apply(Opcode.Add, code.A, code.A)));
                return;
            }

            to.Give(code.A, () => to.Product(g, code.B));
            to.Give(code.B, () => to.Product(g, code.A));
        };

        // a / b: 1 / b, −(a / b) / b.
        rules[(int)Opcode.Div] = static (to, code, value, g) =>
        {
            to.Give(code.A, () => to.Quotient(g, code.B));
            to.Give(code.B, () => to.Negative(to.Product(to.Quotient(g, code.B), value)));
        };

        // min(a, b), max(a, b): 1 for the one that is taken, the first at a tie.
        rules[(int)Opcode.Min] = static (to, code, value, g) => OneOf(to, code, LessOrEqual(to, code.A, code.B), g);
        rules[(int)Opcode.Max] = static (to, code, value, g) => OneOf(to, code, LessOrEqual(to, code.B, code.A), g);

        // atan2(y, x): x / r², −y / r² with r² = x² + y²; 0 at the origin. By r twice, so that an infinite operand gives 0.
        rules[(int)Opcode.Atan2] = static (to, code, value, g) =>
        {
            int Radius() => to.Builder.Apply(Opcode.Sqrt, to.Builder.Apply(Opcode.Add, Square(to, code.A), Square(to, code.B)));
            to.Give(code.A, () => to.Product(to.Quotient(g, Radius()), to.Quotient(code.B, Radius())));
            to.Give(code.B, () => to.Negative(to.Product(to.Quotient(g, Radius()), to.Quotient(code.A, Radius()))));
        };

        // x^y: y·x^(y − 1), x^y·ln x.
        rules[(int)Opcode.Pow] = static (to, code, value, g) =>
        {
            to.Give(code.A, () => to.Product(to.Product(g, code.B), to.Singular(to.Builder.Apply(Opcode.Pow, code.A, to.Builder.Apply(Opcode.Sub, code.B, One(to))))));
            to.Give(code.B, () => to.Product(to.Product(g, value), to.Singular(to.Builder.Apply(Opcode.Log, code.A))));
        };

        // clamp(x, lo, hi): x unless strictly beyond a bound; hi where it is beyond both.
        rules[(int)Opcode.Clamp] = static (to, code, value, g) =>
        {
            int below = Less(to, code.A, code.B);
            int above = Less(to, code.C, to.Builder.Apply(Opcode.Select, below, code.B, code.A));
            to.Give(code.A, () => to.Unless(to.Builder.Apply(Opcode.Or, below, above), g));
            to.Give(code.B, () => to.Unless(above, to.Where(below, g)));
            to.Give(code.C, () => to.Where(above, g));
        };

        // c ? a : b: the chosen side.
        rules[(int)Opcode.Select] = static (to, code, value, g) =>
        {
            to.Give(code.B, () => to.Where(code.A, g));
            to.Give(code.C, () => to.Unless(code.A, g));
        };

        // A scalar in every element: the sum. One element: that element only. A sum: 1 in every element.
        rules[(int)Opcode.Broadcast] = static (to, code, value, g) => to.Give(code.A, () => to.Total(g));
        rules[(int)Opcode.Element] = static (to, code, value, g) => to.GiveElement(code.A, (int)code.Immediate, g);
        rules[(int)Opcode.Sum] = static (to, code, value, g) => to.Give(code.A, () => to.Spread(g, to.Builder.TypeOf(code.A).Length));

        // The smallest and the largest: the first element that is taken.
        rules[(int)Opcode.ReduceMin] = static (to, code, value, g) => to.Give(code.A, () => to.WhereFirst(code.A, value, g));
        rules[(int)Opcode.ReduceMax] = static (to, code, value, g) => to.Give(code.A, () => to.WhereFirst(code.A, value, g));
        return rules;
    }

    private static void OneOf(Adjoints to, Instruction code, int isFirst, int g)
    {
        to.Give(code.A, () => to.Where(isFirst, g));
        to.Give(code.B, () => to.Unless(isFirst, g));
    }

    private static int Zero(Adjoints to) => to.Builder.Const(0f);

    private static int One(Adjoints to) => to.Builder.Const(1f);

    private static int Less(Adjoints to, int a, int b) => to.Builder.Apply(Opcode.Less, a, b);

    private static int LessOrEqual(Adjoints to, int a, int b) => to.Builder.Apply(Opcode.LessOrEqual, a, b);

    private static int Square(Adjoints to, int x) => to.Builder.Apply(Opcode.Mul, x, x);

    /// <summary>The cosine of the angle whose sine is x, and the other way round.</summary>
    private static int Cosine(Adjoints to, int x) => to.Builder.Apply(
        Opcode.Sqrt, to.Builder.Apply(Opcode.Mul, to.Builder.Apply(Opcode.Sub, One(to), x), to.Builder.Apply(Opcode.Add, One(to), x)));
}
