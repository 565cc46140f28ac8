using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The functions that a body may call, by type and name, each as a formula over the operations of the program. A new
/// function is a new row; the differential tests compare it with the C# method that it stands for.
/// </summary>
internal static class FunctionTable
{
    private static readonly Dictionary<string, Func<Expr[], Expr>> s_scalar = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, Func<Expr[][], Expr[]>> s_tuple = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, int[]> s_arity = new(StringComparer.Ordinal);

    private static readonly int[] s_one = { 1 };
    private static readonly int[] s_two = { 2 };
    private static readonly int[] s_three = { 3 };
    private static readonly int[] s_oneOrTwo = { 1, 2 };

    static FunctionTable()
    {
        AddOneToOne();
        AddKernels();
        AddReductions();
        AddTuples();
    }

    /// <summary>Whether the function is in the table.</summary>
    public static bool Contains(string name) => s_scalar.ContainsKey(name) || s_tuple.ContainsKey(name);

    /// <summary>Whether an overload of this many arguments is the function of the table.</summary>
    public static bool Takes(string name, int arguments) => s_tuple.ContainsKey(name) || s_arity[name].Contains(arguments);

    /// <summary>Applies a function; every argument is given by its components.</summary>
    /// <exception cref="ArgumentException">Vector arguments differ in length.</exception>
    public static Expr[] Apply(string name, Expr[][] arguments) =>
        s_scalar.TryGetValue(name, out Func<Expr[], Expr> scalar)
            ? new[] { scalar(arguments.Select(a => a[0]).ToArray()) }
            : s_tuple[name](arguments);

    private static void Math(string name, int[] arity, Func<Expr[], Expr> formula, params string[] types)
    {
        foreach (string type in types)
        {
            s_scalar.Add(type + "." + name, formula);
            s_arity.Add(type + "." + name, arity);
        }
    }

    private static void AddOneToOne()
    {
        string[] everywhere = { "RewardDsl.RewardMath", "System.MathF", "float" };
        foreach (Opcode op in new[] { Opcode.Sqrt, Opcode.Floor, Opcode.Ceiling, Opcode.Round, Opcode.Truncate, Opcode.Exp, Opcode.Log, Opcode.Log2, Opcode.Sin, Opcode.Cos, Opcode.Tan, Opcode.Tanh, Opcode.Asin, Opcode.Acos, Opcode.Atan })
        {
            Math(op.ToString(), s_one, a => a[0].Do(op), everywhere);
        }

        foreach (Opcode op in new[] { Opcode.Atan2, Opcode.Pow })
        {
            Math(op.ToString(), s_two, a => a[0].Do(op, a[1]), everywhere);
        }

        Math("Abs", s_one, a => a[0].Do(Opcode.Abs), "RewardDsl.RewardMath", "System.MathF", "System.Math", "float");
        Math("Sign", s_one, a => a[0].Do(Opcode.Sign), "RewardDsl.RewardMath");
        Math("Clamp", s_three, a => a[0].Do(Opcode.Clamp, a[1], a[2]), "RewardDsl.RewardMath", "System.Math");
        Math("Clamp", s_three, a => a[0].Do(Opcode.Max, a[1]).Do(Opcode.Min, a[2]), "float");
        Math("IsFinite", s_one, a => a[0].Do(Opcode.IsFinite), "RewardDsl.RewardMath", "float");
        Math("IsNaN", s_one, a => a[0].Do(Opcode.IsNaN), "float");
        Math("Where", s_three, a => a[0].Select(a[1], a[2]), "RewardDsl.RewardMath");
        foreach (string type in new[] { "System.MathF", "System.Math", "float" })
        {
            Math("Min", s_two, a => a[0].Do(Opcode.Min, a[1]), type);
            Math("Max", s_two, a => a[0].Do(Opcode.Max, a[1]), type);
        }

        // With one vector argument these are reductions.
        Math("Min", s_oneOrTwo, a => a.Length == 1 ? a[0].Reduce(Opcode.ReduceMin) : a[0].Do(Opcode.Min, a[1]), "RewardDsl.RewardMath");
        Math("Max", s_oneOrTwo, a => a.Length == 1 ? a[0].Reduce(Opcode.ReduceMax) : a[0].Do(Opcode.Max, a[1]), "RewardDsl.RewardMath");
    }

    private static void AddKernels()
    {
        void Kernel(string name, Func<Expr[], Expr> formula, params int[] arity) => Math(name, arity, formula, "RewardDsl.RewardMath");
        Expr Zero(Expr like) => like.Const(0f);
        Kernel("Square", a => a[0] * a[0], 1);
        Kernel("Sigmoid", a => 1f / (1f + (-a[0]).Do(Opcode.Exp)), 1);
        Kernel("Lerp", a => a[0] + ((a[1] - a[0]) * a[2]), 3);
        Kernel("Saturate", a => a[0].Do(Opcode.Clamp, a[0].Const(0f), a[0].Const(1f)), 1);
        Kernel("Hinge", a => a[0].Do(Opcode.Max, Zero(a[0])), 1);
        Kernel("Outside", a => (a[1] - a[0]).Do(Opcode.Max, Zero(a[0])) + (a[0] - a[2]).Do(Opcode.Max, Zero(a[0])), 3);
        Kernel("SafeDiv", a => a[1].Do(Opcode.Equal, Zero(a[1])).Select(a.Length > 2 ? a[2] : Zero(a[0]), a[0] / a[1]), 2, 3);
        Kernel("SmoothStep", a =>
        {
            Expr t = ((a[2] - a[0]) / (a[1] - a[0])).Do(Opcode.Clamp, a[0].Const(0f), a[0].Const(1f));
            return t * t * (3f - (2f * t));
        }, 3);
        Kernel("Huber", a =>
        {
            Expr size = a[0].Do(Opcode.Abs);
            return (size <= a[1]).Select(0.5f * a[0] * a[0], a[1] * (size - (0.5f * a[1])));
        }, 2);
        Kernel("WrapAngle", a =>
        {
            Expr turn = a[0].Const((float)(2 * System.Math.PI));
            return a[0] - (turn * (a[0] / turn).Do(Opcode.Round));
        }, 1);
    }

    private static void AddReductions()
    {
        void Reduction(string name, Func<Expr[], Expr> formula) => Math(name, name == "Dot" ? s_two : s_one, formula, "RewardDsl.RewardMath");
        Reduction("Sum", a => a[0].Reduce(Opcode.Sum));
        Reduction("SumSquares", a => (a[0] * a[0]).Reduce(Opcode.Sum));
        Reduction("Mean", a => a[0].Reduce(Opcode.Sum) / a[0].Size);
        Reduction("Norm", a => (a[0] * a[0]).Reduce(Opcode.Sum).Do(Opcode.Sqrt));
        Reduction("Dot", a => (a[0] * a[1]).Reduce(Opcode.Sum));
        Reduction("Any", a => a[0].Reduce(Opcode.Any));
        Reduction("All", a => a[0].Reduce(Opcode.All));
        Reduction("Count", a => a[0].Do(Opcode.BoolToFloat).Reduce(Opcode.Sum));
    }

    private static void AddTuples()
    {
        Expr Dot(Expr[] a, Expr[] b)
        {
            Expr sum = a[0] * b[0];
            for (int i = 1; i < a.Length; i++)
            {
                sum += a[i] * b[i];
            }

            return sum;
        }

        Expr[] Zip(Expr[] a, Expr[] b, Func<Expr, Expr, Expr> f) => a.Select((x, i) => f(x, b[i])).ToArray();
        Expr[] One(Expr value) => new[] { value };
        foreach (string type in new[] { "System.Numerics.Vector2", "System.Numerics.Vector3", "System.Numerics.Vector4" })
        {
            void Tuple(string name, Func<Expr[][], Expr[]> formula) => s_tuple.Add(type + "." + name, formula);
            Tuple("Length", a => One(Dot(a[0], a[0]).Do(Opcode.Sqrt)));
            Tuple("LengthSquared", a => One(Dot(a[0], a[0])));
            Tuple("Dot", a => One(Dot(a[0], a[1])));
            Tuple("Distance", a =>
            {
                Expr[] d = Zip(a[0], a[1], static (x, y) => x - y);
                return One(Dot(d, d).Do(Opcode.Sqrt));
            });
            Tuple("DistanceSquared", a =>
            {
                Expr[] d = Zip(a[0], a[1], static (x, y) => x - y);
                return One(Dot(d, d));
            });
            Tuple("Normalize", a =>
            {
                Expr length = Dot(a[0], a[0]).Do(Opcode.Sqrt);
                return a[0].Select(x => x / length).ToArray();
            });
            Tuple("Abs", a => a[0].Select(static x => x.Do(Opcode.Abs)).ToArray());
            Tuple("Min", a => Zip(a[0], a[1], static (x, y) => x.Do(Opcode.Min, y)));
            Tuple("Max", a => Zip(a[0], a[1], static (x, y) => x.Do(Opcode.Max, y)));
        }

        s_tuple.Add("System.Numerics.Vector3.Cross", a => new[]
        {
            (a[0][1] * a[1][2]) - (a[0][2] * a[1][1]),
            (a[0][2] * a[1][0]) - (a[0][0] * a[1][2]),
            (a[0][0] * a[1][1]) - (a[0][1] * a[1][0]),
        });
        Expr[] Cross(Expr[] a, Expr[] b) => new[] { (a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0]) };
        Expr[] Rotate(Expr[] q, Expr[] v, float sign)
        {
            Expr[] axis = q.Take(3).ToArray();
            Expr[] twice = Cross(axis, v).Select(static x => 2f * x).ToArray();
            Expr[] around = Cross(axis, twice);
            return v.Select((x, i) => (sign > 0 ? x + (q[3] * twice[i]) : x - (q[3] * twice[i])) + around[i]).ToArray();
        }

        Expr Angle(Expr cosine) => cosine.Do(Opcode.Clamp, cosine.Const(-1f), cosine.Const(1f)).Do(Opcode.Acos);
        s_tuple.Add("RewardDsl.RewardMath.Rotate", a => Rotate(a[0], a[1], 1f));
        s_tuple.Add("RewardDsl.RewardMath.RotateInverse", a => Rotate(a[0], a[1], -1f));
        s_tuple.Add("RewardDsl.RewardMath.AngleBetween", a => One(a[0].Length == 4
            ? 2f * Angle(Dot(a[0], a[1]).Do(Opcode.Abs))
            : Angle(Dot(a[0], a[1]) / (Dot(a[0], a[0]).Do(Opcode.Sqrt) * Dot(a[1], a[1]).Do(Opcode.Sqrt)))));
        s_tuple.Add("RewardDsl.RewardMath.Xy", a => new[] { a[0][0], a[0][1] });
        s_tuple.Add("RewardDsl.RewardMath.Xz", a => new[] { a[0][0], a[0][2] });
        s_tuple.Add("RewardDsl.RewardMath.Yz", a => new[] { a[0][1], a[0][2] });
        s_tuple.Add("RewardDsl.RewardMath.LengthXy", a => One(((a[0][0] * a[0][0]) + (a[0][1] * a[0][1])).Do(Opcode.Sqrt)));
    }
}
