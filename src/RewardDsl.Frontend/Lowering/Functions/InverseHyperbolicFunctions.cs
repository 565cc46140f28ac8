using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Asinh, Acosh and Atanh. Near the zero of each a polynomial, because a logarithm has no correct digits there; beyond it the
/// logarithm. The argument of the polynomial is limited to where it is used, which keeps its proven range small.
/// </summary>
internal static class InverseHyperbolicFunctions
{
    /// <summary>Up to this argument (Acosh: above 1) the polynomial is used.</summary>
    private const float Near = 0.5f;

    /// <summary>Beyond this the 1 under the root is less than the rounding, and a square could overflow.</summary>
    private const float Far = 1e4f;

    private const float Ln2 = 0.693147181f;

    // Interpolated at the Chebyshev nodes of [0, 1/4] in z = x x: asinh x = x + x z P(z) and atanh x = x + x z P(z).
    private static readonly float[] s_asinh = { -0.166666642f, 0.0749958232f, -0.0445065126f, 0.0287836064f, -0.0142885083f };
    private static readonly float[] s_atanh = { 0.333333313f, 0.200004727f, 0.142639801f, 0.114698753f, 0.0649348944f, 0.157517806f };

    // At those of [0, 1/2] in t = x - 1: acosh x = sqrt(2 t) (1 + t P(t)).
    private static readonly float[] s_acosh = { -0.0833333209f, 0.0187489558f, -0.00556331407f, 0.0017989754f, -0.000446515885f };

    private static readonly string[] s_runtime = { FunctionRows.MathF, FunctionRows.Float };

    public static void Add(FunctionRows rows)
    {
        rows.Number(s_runtime, "Asinh", static a => InverseSine(a[0]), 1);
        rows.Number(s_runtime, "Acosh", static a => InverseCosine(a[0]), 1);
        rows.Number(s_runtime, "Atanh", static a => InverseTangent(a[0]), 1);
    }

    private static Expr InverseSine(Expr x)
    {
        Expr size = x.Do(Opcode.Abs);
        Expr root = (1f + (size * size)).Do(Opcode.Sqrt);
        Expr beyond = (size > x.Const(Far)).Select(size.Do(Opcode.Log) + x.Const(Ln2), (size + root).Do(Opcode.Log));
        return Odd(x, (size < x.Const(Near)).Select(AtZero(size, s_asinh), beyond));
    }

    private static Expr InverseTangent(Expr x)
    {
        Expr size = x.Do(Opcode.Abs);
        Expr beyond = 0.5f * ((1f + size) / (1f - size)).Do(Opcode.Log);
        return Odd(x, (size < x.Const(Near)).Select(AtZero(size, s_atanh), beyond));
    }

    /// <summary>Below 1 the root is NaN.</summary>
    private static Expr InverseCosine(Expr x)
    {
        Expr above = x - x.Const(1f);
        Expr t = above.Do(Opcode.Min, x.Const(Near));
        Expr atOne = (2f * t).Do(Opcode.Sqrt) * (1f + (t * Polynomial(t, s_acosh)));
        Expr root = (above * (1f + x)).Do(Opcode.Sqrt);
        Expr beyond = (x > x.Const(Far)).Select(x.Do(Opcode.Log) + x.Const(Ln2), (x + root).Do(Opcode.Log));
        return (above < x.Const(Near)).Select(atOne, beyond);
    }

    private static Expr AtZero(Expr size, float[] coefficients)
    {
        Expr x = size.Do(Opcode.Min, size.Const(Near));
        Expr z = x * x;
        return x + (x * z * Polynomial(z, coefficients));
    }

    private static Expr Polynomial(Expr x, float[] coefficients)
    {
        Expr sum = x.Const(coefficients[coefficients.Length - 1]);
        for (int i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = (sum * x) + x.Const(coefficients[i]);
        }

        return sum;
    }

    /// <summary>The function with this value at |x|; at a zero and for NaN, x.</summary>
    private static Expr Odd(Expr x, Expr atSize)
    {
        Expr zero = x.Const(0f);
        return (x > zero).Select(atSize, (x < zero).Select(-atSize, x));
    }
}
