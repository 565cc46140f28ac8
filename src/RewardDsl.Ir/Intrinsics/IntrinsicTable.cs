using System;
using System.Collections.Generic;
using RewardDsl.Shared;

namespace RewardDsl.Ir;

/// <summary>The one table of operations.</summary>
public static class IntrinsicTable
{
    private static readonly Intrinsic[] s_rows = Create();

    /// <summary>Every row, in the order of <see cref="Opcode"/>.</summary>
    public static IReadOnlyList<Intrinsic> Rows => s_rows;

    /// <summary>The row of an operation.</summary>
    public static Intrinsic Row(Opcode op) => s_rows[(int)op];

    private static Intrinsic[] Create()
    {
        var rows = new Intrinsic[Enum.GetValues(typeof(Opcode)).Length];

        void Leaf(Opcode op, IrKind result) =>
            rows[(int)op] = new Intrinsic(op, IntrinsicClass.Leaf, 0, result, "", true, 0, null, "");
        void Exact(Opcode op, string signature, Func<float, float, float, float> evaluate, string cpu, string cuda, string torch) =>
            rows[(int)op] = Row(op, signature, true, 0, evaluate, cpu, cuda, torch);
        void Rounded(Opcode op, string signature, int ulp, Func<float, float, float, float> evaluate)
        {
            string name = op.ToString().ToLowerInvariant();
            bool isUnary = signature.Length == 3;
            rows[(int)op] = Row(op, signature, false, ulp, evaluate, "Lanes." + op + (isUnary ? "({0})" : "({0}, {1})"), "rw_" + name + (isUnary ? "({0})" : "({0}, {1})"), "RewardTorch." + op + (isUnary ? "({0}, {3})" : "({0}, {1}, {3})"));
        }

        void Shape(Opcode op, IntrinsicClass kind, string signature, string cpu, string cuda, string torch) =>
            rows[(int)op] = new Intrinsic(op, kind, 1, Kind(signature[2]), signature.Substring(0, 1), true, 0, null, cpu, cuda, torch);

        Leaf(Opcode.Const, IrKind.Float);
        Leaf(Opcode.ConstVector, IrKind.Float);
        Leaf(Opcode.Input, IrKind.Float);
        Leaf(Opcode.InputComponent, IrKind.Float);
        Leaf(Opcode.InputPick, IrKind.Float);
        Leaf(Opcode.Carry, IrKind.Float);
        Leaf(Opcode.CarryPick, IrKind.Float);
        Leaf(Opcode.Parameter, IrKind.Float);
        Leaf(Opcode.IsFirst, IrKind.Bool);
        Leaf(Opcode.ExternalEnd, IrKind.Bool);
        Leaf(Opcode.Truncated, IrKind.Bool);

        Exact(Opcode.Neg, "f:f", (a, _, _) => -a, "(-{0})", "(-{0})", "{0}.neg()");
        Exact(Opcode.Abs, "f:f", (a, _, _) => Elementary.Abs(a), "VectorW.Abs({0})", "fabsf({0})", "{0}.abs()");
        Exact(Opcode.Sqrt, "f:f", (a, _, _) => Elementary.Sqrt(a), "VectorW.Sqrt({0})", "sqrtf({0})", "RewardTorch.Sqrt({0}, {3})");
        Exact(Opcode.Floor, "f:f", (a, _, _) => Elementary.Floor(a), "VectorW.Floor({0})", "floorf({0})", "{0}.floor()");
        Exact(Opcode.Ceiling, "f:f", (a, _, _) => Elementary.Ceiling(a), "VectorW.Ceiling({0})", "ceilf({0})", "{0}.ceil()");
        Exact(Opcode.Round, "f:f", (a, _, _) => Elementary.Round(a), "VectorW.Round({0})", "rintf({0})", "{0}.round()");
        Exact(Opcode.Truncate, "f:f", (a, _, _) => Elementary.Truncate(a), "VectorW.Truncate({0})", "truncf({0})", "{0}.trunc()");
        Exact(Opcode.Sign, "f:f", (a, _, _) => Elementary.Sign(a), "Lanes.Sign({0})", "rw_sign({0})", "RewardTorch.Sign({0})");
        Exact(Opcode.MaxZero, "f:f", (a, _, _) => a <= 0f ? 0f : a, "Lanes.MaxZero({0})", "rw_max_zero({0})", "{0}.relu()");
        Exact(Opcode.MinZero, "f:f", (a, _, _) => a > 0f ? 0f : a, "Lanes.MinZero({0})", "rw_min_zero({0})", "RewardTorch.MinZero({0})");
        Rounded(Opcode.Exp, "f:f", 2, (a, _, _) => Elementary.Exp(a));
        Rounded(Opcode.Log, "f:f", 2, (a, _, _) => Elementary.Log(a));
        Rounded(Opcode.Log2, "f:f", 2, (a, _, _) => Elementary.Log2(a));
        Rounded(Opcode.Sin, "f:f", 2, (a, _, _) => Elementary.Sin(a));
        Rounded(Opcode.Cos, "f:f", 2, (a, _, _) => Elementary.Cos(a));
        Rounded(Opcode.Tan, "f:f", 2, (a, _, _) => Elementary.Tan(a));
        Rounded(Opcode.Tanh, "f:f", 2, (a, _, _) => Elementary.Tanh(a));
        Rounded(Opcode.Asin, "f:f", 2, (a, _, _) => Elementary.Asin(a));
        Rounded(Opcode.Acos, "f:f", 2, (a, _, _) => Elementary.Acos(a));
        Rounded(Opcode.Atan, "f:f", 2, (a, _, _) => Elementary.Atan(a));
        Exact(Opcode.Not, "b:b", (a, _, _) => 1f - a, "(~{0})", "(!{0})", "{0}.logical_not()");
        Exact(Opcode.IsNaN, "f:b", (a, _, _) => Bool(float.IsNaN(a)), "Lanes.IsNaN({0})", "rw_is_nan({0})", "{0}.isnan()");
        Exact(Opcode.IsFinite, "f:b", (a, _, _) => Bool(!float.IsNaN(a) && !float.IsInfinity(a)), "Lanes.IsFinite({0})", "rw_is_finite({0})", "{0}.isfinite()");
        Exact(Opcode.BoolToFloat, "b:f", (a, _, _) => a, "Lanes.BoolToFloat({0})", "({0} ? 1.0f : 0.0f)", "{0}.to(torch.ScalarType.Float32)");

        Exact(Opcode.Add, "ff:f", (a, b, _) => a + b, "({0} + {1})", "({0} + {1})", "{0}.add({1})");
        Exact(Opcode.Sub, "ff:f", (a, b, _) => a - b, "({0} - {1})", "({0} - {1})", "{0}.sub({1})");
        Exact(Opcode.Mul, "ff:f", (a, b, _) => a * b, "({0} * {1})", "({0} * {1})", "RewardTorch.Mul({0}, {1}, {3})");
        Exact(Opcode.Div, "ff:f", (a, b, _) => a / b, "({0} / {1})", "({0} / {1})", "RewardTorch.Div({0}, {1}, {3})");
        Exact(Opcode.Min, "ff:f", (a, b, _) => Elementary.Min(a, b), "VectorW.Min({0}, {1})", "rw_min({0}, {1})", "RewardTorch.Min({0}, {1}, {3})");
        Exact(Opcode.Max, "ff:f", (a, b, _) => Elementary.Max(a, b), "VectorW.Max({0}, {1})", "rw_max({0}, {1})", "RewardTorch.Max({0}, {1}, {3})");
        Rounded(Opcode.Atan2, "ff:f", 2, (a, b, _) => Elementary.Atan2(a, b));
        Rounded(Opcode.Pow, "ff:f", 2, (a, b, _) => Elementary.Pow(a, b));
        Exact(Opcode.Less, "ff:b", (a, b, _) => Bool(a < b), "VectorW.LessThan({0}, {1})", "({0} < {1})", "{0}.lt({1})");
        Exact(Opcode.LessOrEqual, "ff:b", (a, b, _) => Bool(a <= b), "VectorW.LessThanOrEqual({0}, {1})", "({0} <= {1})", "{0}.le({1})");
        Exact(Opcode.Equal, "ff:b", (a, b, _) => Bool(a == b), "VectorW.Equals({0}, {1})", "({0} == {1})", "{0}.eq({1})");
        Exact(Opcode.NotEqual, "ff:b", (a, b, _) => Bool(a != b), "(~VectorW.Equals({0}, {1}))", "({0} != {1})", "{0}.ne({1})");
        Exact(Opcode.And, "bb:b", (a, b, _) => a * b, "({0} & {1})", "({0} & {1})", "{0}.logical_and({1})");
        Exact(Opcode.Or, "bb:b", (a, b, _) => a + b > 0f ? 1f : 0f, "({0} | {1})", "({0} | {1})", "{0}.logical_or({1})");
        Exact(Opcode.Xor, "bb:b", (a, b, _) => a != b ? 1f : 0f, "({0} ^ {1})", "({0} ^ {1})", "{0}.logical_xor({1})");

        Exact(Opcode.Clamp, "fff:f", (x, lo, hi) => Elementary.Clamp(x, lo, hi), "Lanes.Clamp({0}, {1}, {2})", "rw_clamp({0}, {1}, {2})", "RewardTorch.Clamp({0}, {1}, {2}, {3})");
        rows[(int)Opcode.Select] = new Intrinsic(
            Opcode.Select, IntrinsicClass.Elementwise, 3, IrKind.Float, "b??", true, 0, (c, a, b) => c != 0f ? a : b, "VectorW.ConditionalSelect({0}, {1}, {2})", "({0} ? {1} : {2})", "torch.where({0}, {1}, {2})");

        rows[(int)Opcode.Lookup] = new Intrinsic(Opcode.Lookup, IntrinsicClass.Table, 1, IrKind.Float, "f", true, 0, null, "Lanes.Lookup");
        rows[(int)Opcode.Broadcast] = new Intrinsic(Opcode.Broadcast, IntrinsicClass.Shape, 1, IrKind.Float, "?", true, 0, null, "");
        rows[(int)Opcode.Element] = new Intrinsic(Opcode.Element, IntrinsicClass.Shape, 1, IrKind.Float, "?", true, 0, null, "Lanes.PickRows");
        // Only in stored functions: elsewhere every length is known.
        rows[(int)Opcode.Length] = new Intrinsic(Opcode.Length, IntrinsicClass.Shape, 1, IrKind.Float, "?", true, 0, null, "");
        Shape(Opcode.Sum, IntrinsicClass.Reduction, "f:f", "Lanes.SumRows", "({0} + {1})", "{0}.sum(-1)");
        Shape(Opcode.ReduceMin, IntrinsicClass.Reduction, "f:f", "Lanes.MinRows", "rw_min({0}, {1})", "RewardTorch.MinOf({0}, {3})");
        Shape(Opcode.ReduceMax, IntrinsicClass.Reduction, "f:f", "Lanes.MaxRows", "rw_max({0}, {1})", "RewardTorch.MaxOf({0}, {3})");
        Shape(Opcode.Any, IntrinsicClass.Reduction, "b:b", "Lanes.AnyRows", "({0} | {1})", "{0}.any(-1)");
        Shape(Opcode.All, IntrinsicClass.Reduction, "b:b", "Lanes.AllRows", "({0} & {1})", "{0}.all(-1)");
        rows[(int)Opcode.Argument] = new Intrinsic(Opcode.Argument, IntrinsicClass.Monitor, 2, IrKind.Float, "ff", true, 0, null, "");
        rows[(int)Opcode.Close] = new Intrinsic(Opcode.Close, IntrinsicClass.Monitor, 3, IrKind.Float, "bff", true, 0, null, "");
        return rows;
    }

    private static Intrinsic Row(Opcode op, string signature, bool exact, int ulp, Func<float, float, float, float> evaluate, string cpu, string cuda, string torch)
    {
        int colon = signature.IndexOf(':');
        return new Intrinsic(
            op, IntrinsicClass.Elementwise, colon, Kind(signature[colon + 1]), signature.Substring(0, colon), exact, ulp, evaluate, cpu, cuda, torch);
    }

    private static IrKind Kind(char letter) => letter == 'f' ? IrKind.Float : IrKind.Bool;

    private static float Bool(bool value) => value ? 1f : 0f;
}
