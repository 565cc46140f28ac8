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
        InverseHyperbolicFunctions.Add(rows);
        HalfTurnFunctions.Add(rows);
        RoundingFunctions.Add(rows);
        ExtremeFunctions.Add(rows);
        ShapingFunctions.Add(rows);
        ToleranceFunction.Add(rows);
        ReductionFunctions.Add(rows);
        MeanFunctions.Add(rows);
        TupleFunctions.Add(rows);
        RotationFunctions.Add(rows);
        QuaternionFunctions.Add(rows);
        return rows;
    }
}
