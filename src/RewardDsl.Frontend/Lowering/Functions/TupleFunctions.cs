using System;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Methods of the vector types of System.Numerics, and parts of vectors in RewardMath.</summary>
internal static class TupleFunctions
{
    public static void Add(FunctionRows rows)
    {
        foreach (string name in new[] { "Vector2", "Vector3", "Vector4", "Quaternion" })
        {
            string type = "System.Numerics." + name;
            rows.Tuple(type, "Length", static a => One(Dot(a[0], a[0]).Do(Opcode.Sqrt)));
            rows.Tuple(type, "LengthSquared", static a => One(Dot(a[0], a[0])));
            rows.Tuple(type, "Dot", static a => One(Dot(a[0], a[1])));
            rows.Tuple(type, "Negate", static a => a[0].Select(static x => -x).ToArray());
            rows.Tuple(type, "Normalize", static a =>
            {
                Expr length = Dot(a[0], a[0]).Do(Opcode.Sqrt);
                return a[0].Select(x => x / length).ToArray();
            });
        }

        foreach (string name in new[] { "Vector2", "Vector3", "Vector4" })
        {
            AddVector(rows, "System.Numerics." + name);
        }

        rows.Tuple("System.Numerics.Vector3", "Cross", static a => Cross(a[0], a[1]));
        rows.Tuple(FunctionRows.RewardMath, "Xy", static a => new[] { a[0][0], a[0][1] });
        rows.Tuple(FunctionRows.RewardMath, "Xz", static a => new[] { a[0][0], a[0][2] });
        rows.Tuple(FunctionRows.RewardMath, "Yz", static a => new[] { a[0][1], a[0][2] });
        rows.Tuple(FunctionRows.RewardMath, "LengthXy", static a => One(Dot(a[0].Take(2).ToArray(), a[0].Take(2).ToArray()).Do(Opcode.Sqrt)));
    }

    public static Expr Dot(Expr[] a, Expr[] b)
    {
        Expr sum = a[0] * b[0];
        for (int i = 1; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static Expr[] Cross(Expr[] a, Expr[] b) => new[] { (a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0]) };

    public static Expr[] One(Expr value) => new[] { value };

    private static void AddVector(FunctionRows rows, string type)
    {
        rows.Tuple(type, "Distance", static a =>
        {
            Expr[] d = Zip(a, static (x, y) => x - y);
            return One(Dot(d, d).Do(Opcode.Sqrt));
        });
        rows.Tuple(type, "DistanceSquared", static a =>
        {
            Expr[] d = Zip(a, static (x, y) => x - y);
            return One(Dot(d, d));
        });
        rows.Tuple(type, "Abs", static a => a[0].Select(static x => x.Do(Opcode.Abs)).ToArray());
        rows.Tuple(type, "SquareRoot", static a => a[0].Select(static x => x.Do(Opcode.Sqrt)).ToArray());
        rows.Tuple(type, "Min", static a => Zip(a, static (x, y) => x.Do(Opcode.Min, y)));
        rows.Tuple(type, "Max", static a => Zip(a, static (x, y) => x.Do(Opcode.Max, y)));
        rows.Tuple(type, "Clamp", static a => a[0].Select((x, i) => x.Do(Opcode.Max, a[1][i]).Do(Opcode.Min, a[2][i])).ToArray());
        rows.Tuple(type, "Add", static a => Zip(a, static (x, y) => x + y));
        rows.Tuple(type, "Subtract", static a => Zip(a, static (x, y) => x - y));
        rows.Tuple(type, "Multiply", static a => Zip(a, static (x, y) => x * y));
        rows.Tuple(type, "Divide", static a => Zip(a, static (x, y) => x / y));

        // By a number, or by the vector of weights of a later runtime.
        rows.Tuple(type, "Lerp", static a => a[0].Select((x, i) => (x * (1f - At(a[2], i))) + (a[1][i] * At(a[2], i))).ToArray());
    }

    /// <summary>Component by component; a number stands for all components.</summary>
    private static Expr[] Zip(Expr[][] a, Func<Expr, Expr, Expr> f) =>
        Enumerable.Range(0, Math.Max(a[0].Length, a[1].Length)).Select(i => f(At(a[0], i), At(a[1], i))).ToArray();

    private static Expr At(Expr[] a, int i) => a.Length == 1 ? a[0] : a[i];
}
