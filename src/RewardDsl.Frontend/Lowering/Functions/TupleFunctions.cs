using System;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Methods of the vector types of System.Numerics, and parts of vectors in RewardMath.</summary>
internal static class TupleFunctions
{
    /// <summary>What Vector2, Vector3 and Vector4 have of float, component by component.</summary>
    private static readonly string[] s_elementwise =
    {
        "Abs", "Min", "Max", "Clamp", "Cos", "Sin", "Exp", "Log", "Log2", "Hypot", "DegreesToRadians", "RadiansToDegrees", "Truncate", "Round", RoundingFunctions.Directed,
        "MaxMagnitude", "MaxMagnitudeNumber", "MaxNumber", "MinMagnitude", "MinMagnitudeNumber", "MinNumber",
    };

    private static readonly (string Name, Func<Expr, Expr, Expr> Compare)[] s_comparisons =
    {
        ("Equals", Equal),
        ("LessThan", static (x, y) => x < y),
        ("LessThanOrEqual", static (x, y) => x <= y),
        ("GreaterThan", static (x, y) => x > y),
        ("GreaterThanOrEqual", static (x, y) => x >= y),
    };

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
            string type = "System.Numerics." + name;
            AddVector(rows, type);
            AddConstruction(rows, type, name[name.Length - 1] - '0');
            AddComparisons(rows, type);
        }

        rows.Tuple("System.Numerics.Vector3", "Cross", static a => Cross(a[0], a[1]));
        rows.Tuple("System.Numerics.Vector2", "Cross", static a => One((a[0][0] * a[1][1]) - (a[0][1] * a[1][0])));
        rows.Tuple("System.Numerics.Vector4", "Cross", static a => Cross(a[0], a[1]).Append(a[0][3] * a[1][3]).ToArray());
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
        foreach (string name in s_elementwise)
        {
            rows.Elementwise(type, name, name);
        }

        rows.Elementwise(type, "SquareRoot", "Sqrt");
        rows.Tuple(type, "Add", static a => Zip(a, static (x, y) => x + y));
        rows.Tuple(type, "Subtract", static a => Zip(a, static (x, y) => x - y));
        rows.Tuple(type, "Multiply", static a => Zip(a, static (x, y) => x * y));
        rows.Tuple(type, "Divide", static a => Zip(a, static (x, y) => x / y));

        // By a number, or by the vector of weights of a later runtime.
        rows.Tuple(type, "Lerp", static a => a[0].Select((x, i) => (x * (1f - At(a[2], i))) + (a[1][i] * At(a[2], i))).ToArray());
    }

    private static void AddConstruction(FunctionRows rows, string type, int size)
    {
        rows.Tuple(type, "Create", a => a.Length == 1 ? Enumerable.Repeat(a[0][0], size).ToArray() : a.SelectMany(static x => x).ToArray());
        rows.Tuple(type, "CreateScalar", a => Enumerable.Range(0, size).Select(i => i == 0 ? a[0][0] : a[0][0].Const(0f)).ToArray());
        rows.Tuple(type, "Sum", static a => One(a[0].Aggregate(static (x, y) => x + y)));
        rows.Tuple(type, "Reflect", static a =>
        {
            Expr twice = 2f * Dot(a[0], a[1]);
            return Zip(a, (x, y) => x - (twice * y));
        });
    }

    /// <summary>Comparisons of all components at once.</summary>
    private static void AddComparisons(FunctionRows rows, string type)
    {
        foreach ((string name, Func<Expr, Expr, Expr> compare) in s_comparisons)
        {
            rows.Tuple(type, name + "All", a => One(All(Zip(a, compare))));
            rows.Tuple(type, name + "Any", a => One(Any(Zip(a, compare))));
        }

        // Of components that equal a number.
        rows.Tuple(type, "All", static a => One(All(Zip(a, Equal))));
        rows.Tuple(type, "Any", static a => One(Any(Zip(a, Equal))));
        rows.Tuple(type, "None", static a => One(!Any(Zip(a, Equal))));
        rows.Tuple(type, "Count", static a => One(Zip(a, Equal).Select(static x => x.Do(Opcode.BoolToFloat)).Aggregate(static (x, y) => x + y)));
        rows.Tuple(type, "IndexOf", static a => One(Place(Zip(a, Equal), fromEnd: false)));
        rows.Tuple(type, "LastIndexOf", static a => One(Place(Zip(a, Equal), fromEnd: true)));
    }

    private static Expr Equal(Expr x, Expr y) => x.Do(Opcode.Equal, y);

    private static Expr All(Expr[] conditions) => conditions.Aggregate(static (x, y) => x & y);

    private static Expr Any(Expr[] conditions) => conditions.Aggregate(static (x, y) => x | y);

    /// <summary>The first or last component of which the condition holds; -1 if there is none.</summary>
    private static Expr Place(Expr[] conditions, bool fromEnd)
    {
        Expr place = conditions[0].Const(-1f);
        foreach (int i in fromEnd ? Enumerable.Range(0, conditions.Length) : Enumerable.Range(0, conditions.Length).Reverse())
        {
            place = conditions[i].Select(place.Const(i), place);
        }

        return place;
    }

    /// <summary>Component by component; a number stands for all components.</summary>
    private static Expr[] Zip(Expr[][] a, Func<Expr, Expr, Expr> f) =>
        Enumerable.Range(0, Math.Max(a[0].Length, a[1].Length)).Select(i => f(At(a[0], i), At(a[1], i))).ToArray();

    private static Expr At(Expr[] a, int i) => a.Length == 1 ? a[0] : a[i];
}
