using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The shape kernels of RewardMath, each the written order of the C# method of the same name.</summary>
internal static class ShapingFunctions
{
    public static void Add(FunctionRows rows)
    {
        void Kernel(string name, Func<Expr[], Expr> formula, params int[] arity) => rows.Number(FunctionRows.RewardMath, name, formula, arity);
        Kernel("Square", static a => a[0] * a[0], 1);
        Kernel("Sigmoid", static a => 1f / (1f + (-a[0]).Do(Opcode.Exp)), 1);
        Kernel("Softplus", static a => Softplus(a[0]), 1);
        Kernel("Lerp", static a => a[0] + ((a[1] - a[0]) * a[2]), 3);
        Kernel("Saturate", static a => Saturate(a[0]), 1);
        Kernel("Hinge", static a => a[0].Do(Opcode.Max, a[0].Const(0f)), 1);
        Kernel("Outside", static a => (a[1] - a[0]).Do(Opcode.Max, a[0].Const(0f)) + (a[0] - a[2]).Do(Opcode.Max, a[0].Const(0f)), 3);
        Kernel("DeadZone", static a => a[0] - a[0].Do(Opcode.Clamp, -a[1], a[1]), 2);
        Kernel("SafeDiv", static a => a[1].Do(Opcode.Equal, a[1].Const(0f)).Select(a[2], a[0] / a[1]), 3);
        Kernel("LinearStep", static a => Step(a), 3);
        Kernel("SmoothStep", static a =>
        {
            Expr t = Step(a);
            return t * t * (3f - (2f * t));
        }, 3);
        Kernel("Gaussian", static a =>
        {
            Expr t = a[0] / a[1];
            return (-0.5f * (t * t)).Do(Opcode.Exp);
        }, 2);
        Kernel("Laplacian", static a => (-(a[0].Do(Opcode.Abs) / a[1])).Do(Opcode.Exp), 2);
        Kernel("Cauchy", static a =>
        {
            Expr t = a[0] / a[1];
            return 1f / (1f + (t * t));
        }, 2);
        Kernel("TanhKernel", static a => 1f - (a[0].Do(Opcode.Abs) / a[1]).Do(Opcode.Tanh), 2);
        Kernel("Triangular", static a => Saturate(1f - (a[0].Do(Opcode.Abs) / a[1])), 2);
        Kernel("Huber", static a =>
        {
            Expr size = a[0].Do(Opcode.Abs);
            return (size <= a[1]).Select(0.5f * a[0] * a[0], a[1] * (size - (0.5f * a[1])));
        }, 2);
        Kernel("WrapAngle", static a =>
        {
            Expr turn = a[0].Const((float)(2 * Math.PI));
            return a[0] - (turn * (a[0] / turn).Do(Opcode.Round));
        }, 1);
    }

    private static Expr Saturate(Expr x) => x.Do(Opcode.Clamp, x.Const(0f), x.Const(1f));

    private static Expr Step(Expr[] a) => Saturate((a[2] - a[0]) / (a[1] - a[0]));

    private static Expr Softplus(Expr x)
    {
        Expr e = (-x.Do(Opcode.Abs)).Do(Opcode.Exp);
        Expr sum = 1f + e;
        Expr added = sum - x.Const(1f);
        Expr log = added.Do(Opcode.Equal, x.Const(0f)).Select(e, sum.Do(Opcode.Log) * (e / added));
        return x.Do(Opcode.Max, x.Const(0f)) + log;
    }
}
