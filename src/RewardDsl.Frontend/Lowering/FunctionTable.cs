using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Frontend;

/// <summary>
/// The functions that a body may call, by type and name, each as a formula over the operations of the program. A new
/// function is a new row in one of the families beside this; the differential tests compare it with the C# method that it
/// stands for.
/// </summary>
internal static class FunctionTable
{
    private static readonly FunctionRows s_rows = Rows();

    /// <summary>Whether the function is in the table.</summary>
    public static bool Contains(string name) => s_rows.Find(name) is not null;

    /// <summary>Whether an overload of this many arguments is the function of the table.</summary>
    public static bool Takes(string name, int arguments) => s_rows.Find(name) is { } row && (row.Arity.Count == 0 || row.Arity.Contains(arguments));

    /// <summary>What is wrong with the arguments, as far as they are constants, or null.</summary>
    public static BadArgument? Check(string name, Expr[][] arguments) => s_rows.Find(name)?.Check?.Invoke(arguments);

    /// <summary>Applies a function; every argument is given by its components.</summary>
    /// <exception cref="ArgumentException">Vector arguments differ in length.</exception>
    public static Expr[] Apply(string name, Expr[][] arguments) => s_rows.Find(name)!.Formula(arguments);

    /// <summary>Why a function of the runtime that authors expect has no batched meaning, or null.</summary>
    public static string? WhyNot(string name) => UnavailableFunctions.WhyNot(name);

    private static FunctionRows Rows()
    {
        var rows = new FunctionRows();
        ElementaryFunctions.Add(rows);
        RuntimeFunctions.Add(rows);
        ShapingFunctions.Add(rows);
        ToleranceFunction.Add(rows);
        ReductionFunctions.Add(rows);
        MeanFunctions.Add(rows);
        TupleFunctions.Add(rows);
        RotationFunctions.Add(rows);
        return rows;
    }
}

/// <summary>One function.</summary>
/// <param name="Arity">The numbers of parameters that its overloads have; empty when every overload is meant.</param>
/// <param name="Formula">From the components of the arguments to the components of the result.</param>
/// <param name="Check">What is wrong with constant arguments.</param>
internal sealed record FunctionRow(IReadOnlyList<int> Arity, Func<Expr[][], Expr[]> Formula, Func<Expr[][], BadArgument?>? Check);

/// <summary>An argument that the function does not take.</summary>
/// <param name="Index">The parameter, from 0.</param>
/// <param name="Reason">What it must be.</param>
internal sealed record BadArgument(int Index, string Reason);

/// <summary>The rows, as the families add them.</summary>
internal sealed class FunctionRows
{
    public const string RewardMath = "RewardDsl.RewardMath";
    public const string MathF = "System.MathF";
    public const string Math = "System.Math";
    public const string Float = "float";

    private readonly Dictionary<string, FunctionRow> _rows = new(StringComparer.Ordinal);

    public FunctionRow? Find(string name) => _rows.TryGetValue(name, out FunctionRow? row) ? row : null;

    /// <summary>A function of numbers, or of vectors element by element, of one type.</summary>
    public void Number(string type, string name, Func<Expr[], Expr> formula, params int[] arity) =>
        _rows.Add(type + "." + name, new FunctionRow(arity, a => new[] { formula(a.Select(static x => x[0]).ToArray()) }, null));

    /// <summary>The same function of several types.</summary>
    public void Number(string[] types, string name, Func<Expr[], Expr> formula, params int[] arity)
    {
        foreach (string type in types)
        {
            Number(type, name, formula, arity);
        }
    }

    /// <summary>A function of numbers that looks at constant arguments first.</summary>
    public void Number(string type, string name, Func<Expr[], BadArgument?> check, Func<Expr[], Expr> formula, params int[] arity) =>
        _rows.Add(type + "." + name, new FunctionRow(
            arity, a => new[] { formula(a.Select(static x => x[0]).ToArray()) }, a => check(a.Select(static x => x[0]).ToArray())));

    /// <summary>A function that takes or gives Vector2, Vector3, Vector4 or Quaternion.</summary>
    public void Tuple(string type, string name, Func<Expr[][], Expr[]> formula, params int[] arity) =>
        _rows.Add(type + "." + name, new FunctionRow(arity, formula, null));
}
