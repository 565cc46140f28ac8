using System;
using RewardDsl.Ir;
using RewardDsl.Shared;

namespace RewardDsl.Frontend;

/// <summary>Tolerance: its shape and its value at the margin are constants, so that the scale is one number of the program.</summary>
internal static class ToleranceFunction
{
    // The parameters of RewardMath.Tolerance.
    private const int Lo = 1;
    private const int Hi = 2;
    private const int Margin = 3;
    private const int Sigmoid = 4;
    private const int ValueAtMargin = 5;

    public static void Add(FunctionRows rows) => rows.Number(FunctionRows.RewardMath, "Tolerance", Check, Formula, 6);

    private static BadArgument? Check(Expr[] a)
    {
        if (a[Sigmoid].Constant is not { } kind || !Enum.IsDefined(typeof(SigmoidForm), (int)kind))
        {
            return new BadArgument(Sigmoid, "the sigmoid must be a constant that SigmoidKind names");
        }

        if (a[ValueAtMargin].Constant is not { } value)
        {
            return new BadArgument(ValueAtMargin, "the value at the margin must be a constant");
        }

        var form = (SigmoidForm)(int)kind;
        return !SigmoidScale.Admits(form, value) ? new BadArgument(ValueAtMargin, "the value at the margin must lie in " + (SigmoidScale.HasEnd(form) ? "[0, 1)" : "(0, 1)") + " for the sigmoid " + form)
            : a[Margin].Constant is { } margin && !(margin >= 0f) ? new BadArgument(Margin, "the margin must be at least 0")
            : a[Lo].Constant is { } lo && a[Hi].Constant is { } hi && !(lo <= hi) ? new BadArgument(Hi, "the upper bound must be at least the lower bound")
            : null;
    }

    private static Expr Formula(Expr[] a)
    {
        (Expr x, Expr lo, Expr hi, Expr margin) = (a[0], a[Lo], a[Hi], a[Margin]);
        var form = (SigmoidForm)(int)a[Sigmoid].Constant!.Value;
        Expr zero = x.Const(0f);
        Expr outside = (x < lo).Select(lo - x, x - hi);
        Expr size = (margin >= zero).Select(margin, x.Const(float.NaN));
        Expr t = outside / size * x.Const(SigmoidScale.Of(form, a[ValueAtMargin].Constant!.Value));
        Expr beyond = margin.Do(Opcode.Equal, zero).Select(outside.Do(Opcode.IsNaN).Select(outside, zero), Shape(form, t));
        return ((x >= lo) & (x <= hi)).Select(x.Const(1f), beyond);
    }

    private static Expr Shape(SigmoidForm form, Expr t)
    {
        switch (form)
        {
            case SigmoidForm.Gaussian:
                return (-0.5f * (t * t)).Do(Opcode.Exp);
            case SigmoidForm.Hyperbolic:
                Expr e = (-t.Do(Opcode.Abs)).Do(Opcode.Exp);
                return 2f * e / (1f + (e * e));
            case SigmoidForm.LongTail:
                return 1f / ((t * t) + t.Const(1f));
            case SigmoidForm.Reciprocal:
                return 1f / (t.Do(Opcode.Abs) + t.Const(1f));
            case SigmoidForm.TanhSquared:
                Expr h = t.Do(Opcode.Tanh);
                return 1f - (h * h);
            default:
                Expr inner = form switch
                {
                    SigmoidForm.Cosine => 0.5f * (1f + (t.Const((float)Math.PI) * t).Do(Opcode.Cos)),
                    SigmoidForm.Linear => 1f - t,
                    _ => 1f - (t * t),
                };
                return (t.Do(Opcode.Abs) >= t.Const(1f)).Select(t.Const(0f), inner);
        }
    }
}
