using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Frontend;

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

    /// <summary>A function of float, component by component on vectors; a number stands for all components.</summary>
    public void Elementwise(string type, string name, string ofFloat)
    {
        FunctionRow row = Find(Float + "." + ofFloat)!;
        _rows.Add(type + "." + name, new FunctionRow(
            row.Arity,
            a => a[0].Select((_, i) => row.Formula(Component(a, i))[0]).ToArray(),
            row.Check is { } check ? a => check(Component(a, 0)) : null));

        static Expr[][] Component(Expr[][] a, int i) => a.Select(x => new[] { x[x.Length == 1 ? 0 : i] }).ToArray();
    }

    /// <summary>A function that takes or gives Vector2, Vector3, Vector4 or Quaternion.</summary>
    public void Tuple(string type, string name, Func<Expr[][], Expr[]> formula, params int[] arity) =>
        _rows.Add(type + "." + name, new FunctionRow(arity, formula, null));
}
