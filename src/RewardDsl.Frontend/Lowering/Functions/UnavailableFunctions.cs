using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>
/// Members of the runtime's and the library's types that rewards do not have, each with what to write instead. A test goes
/// through all members of those types: each is in the function table or here.
/// </summary>
internal static class UnavailableFunctions
{
    private const string Bits = "the bits of a float are no part of a reward; ";
    private const string Memory = "a reward has values, no memory; read the components";
    private const string Text = "a reward has no text";

    private static readonly Dictionary<string, string> s_reasons = Create();

    /// <summary>Why a member has no batched meaning, by its type and name; null where the reason is another.</summary>
    public static string? WhyNot(string name) => s_reasons.TryGetValue(name, out string? reason) ? reason : null;

    /// <summary>Why the overloads of a function that take a parameter of this type have no batched meaning.</summary>
    public static string? WhyNot(ITypeSymbol parameter) => parameter switch
    {
        { Name: "Matrix3x2" or "Matrix4x4", ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" } } => "a reward has no matrices; rotate by a Quaternion",
        { TypeKind: TypeKind.Array or TypeKind.Pointer } or { Name: "Span" or "ReadOnlySpan" } => Memory,
        _ => null,
    };

    private static Dictionary<string, string> Create()
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        AddNumbers(reasons);
        AddVectors(reasons);
        foreach (string type in new[] { "RewardDsl.Vec", "RewardDsl.Mask" })
        {
            Add(reasons, type, "Create", "write its elements, [1f, 2f], in a 'static readonly' field; build others from signals with operators and Where");
            Add(reasons, type, "AsSpan GetEnumerator", "a reward has no loops; use Sum, Max, Any and the other reductions");
            Add(reasons, type, "Equals", "write All(Abs(x - y) <= 0f) for a Vec, !Any(a ^ b) for a Mask");
            AddObject(reasons, type);
        }

        return reasons;
    }

    private static void AddNumbers(Dictionary<string, string> reasons)
    {
        foreach (string type in new[] { FunctionRows.MathF, FunctionRows.Math, FunctionRows.Float })
        {
            bool isFloat = type == FunctionRows.Float;
            Add(reasons, type, "FusedMultiplyAdd", "rewards round every operation, so that each machine gives the same bits; write a * b + c");
            Add(reasons, type, isFloat ? "Ieee754Remainder" : "IEEERemainder", "a remainder is not exact in float operations; write x - n * MathF.Round(x / n), or WrapAngle for angles");
            Add(reasons, type, "CopySign", "the sign of NaN differs between machines; write y < 0f ? -MathF.Abs(x) : MathF.Abs(x)");
            Add(reasons, type, "BitIncrement BitDecrement", Bits + "add a distance that means something, such as 1e-6f");
            Add(reasons, type, "ILogB", "it has no float for 0, infinities and NaN; write MathF.Floor(MathF.Log2(MathF.Abs(x))), which is one more just below a power of two");
            Add(reasons, type, "ReciprocalEstimate", "each machine estimates it differently; write 1f / x");
            Add(reasons, type, "ReciprocalSqrtEstimate", "each machine estimates it differently; write 1f / MathF.Sqrt(x)");
            Add(reasons, type, "SinCos", "a reward has no tuples; write MathF.Sin(x) and MathF.Cos(x)");
        }

        Add(reasons, FunctionRows.Math, "BigMul", "its result is beyond what a float32 holds exactly; write a * b");
        Add(reasons, FunctionRows.Math, "DivRem", "whole numbers have no quotient in a reward; write MathF.Truncate((float)a / b)");

        const string type32 = FunctionRows.Float;
        Add(reasons, type32, "SinCosPi", "a reward has no tuples; write float.SinPi(x) and float.CosPi(x)");
        Add(reasons, type32, "MultiplyAddEstimate", "machines may round it differently; write a * b + c");
        Add(reasons, type32, "IsNegative", "the sign of NaN differs between machines; write x < 0f");
        Add(reasons, type32, "IsPositive", "the sign of NaN differs between machines; write x >= 0f");
        AddNative(reasons, type32, "float");
        Add(reasons, type32, "ConvertToInteger ConvertToIntegerNative", "nothing becomes a whole number in a reward; write MathF.Truncate(x)");
        Add(reasons, type32, "CreateChecked CreateSaturating CreateTruncating", "write (float)x");
        Add(reasons, type32, "CompareTo", "write x < y");
        Add(reasons, type32, "Equals", "write x == y, which is false for NaN");
        Add(reasons, type32, "Parse TryParse TryFormat", Text);
        Add(reasons, type32, "GetTypeCode", "it says nothing of the number");
        AddObject(reasons, type32);
    }

    private static void AddVectors(Dictionary<string, string> reasons)
    {
        foreach (string name in new[] { "Vector2", "Vector3", "Vector4" })
        {
            string type = "System.Numerics." + name;
            Add(reasons, type, "op_BitwiseAnd op_BitwiseOr op_ExclusiveOr op_OnesComplement op_LeftShift op_RightShift op_UnsignedRightShift BitwiseAnd BitwiseOr Xor AndNot OnesComplement AllBitsSet", Bits + "choose by conditions, '?:' or Where");
            Add(reasons, type, "ConditionalSelect", Bits + "write condition ? a : b");
            Add(reasons, type, "Equals LessThan LessThanOrEqual GreaterThan GreaterThanOrEqual", Bits + "compare the components, or all of them: " + name + ".LessThanAll(a, b), a == b");
            Add(reasons, type, "IsEvenInteger IsFinite IsInfinity IsInteger IsNaN IsNegative IsNegativeInfinity IsNormal IsOddInteger IsPositive IsPositiveInfinity IsSubnormal IsZero", Bits + "ask of the components, as in float.IsNaN(v.X)");
            Add(reasons, type, "AllWhereAllBitsSet AnyWhereAllBitsSet NoneWhereAllBitsSet CountWhereAllBitsSet IndexOfWhereAllBitsSet LastIndexOfWhereAllBitsSet", Bits + "ask of the components");
            Add(reasons, type, "CopySign", "the sign of NaN differs between machines; write y < 0f ? -MathF.Abs(x) : MathF.Abs(x) for the components");
            Add(reasons, type, "FusedMultiplyAdd MultiplyAddEstimate", "rewards round every operation, so that each machine gives the same bits; write a * b + c");
            Add(reasons, type, "SinCos", "a reward has no tuples; write " + name + ".Sin(v) and " + name + ".Cos(v)");
            Add(reasons, type, "CreateScalarUnsafe", "what it leaves in the other components is not defined; write " + name + ".CreateScalar(x)");
            Add(reasons, type, "Shuffle", "write the components in their new order, as in new Vector2(v.Y, v.X)");
            Add(reasons, type, "TransformNormal", "a reward has no matrices; rotate by a Quaternion");
            Add(reasons, type, "Load LoadAligned LoadAlignedNonTemporal LoadUnsafe CopyTo TryCopyTo", Memory);
            AddNative(reasons, type, name);
            AddObject(reasons, type);
        }

        Add(reasons, QuaternionFunctions.Type, "CreateFromRotationMatrix", "a reward has no matrices; take the rotation as a Quaternion signal");
        Add(reasons, QuaternionFunctions.Type, "Equals", "write p == q, which is false for NaN");
        AddObject(reasons, QuaternionFunctions.Type);
    }

    private static void AddNative(Dictionary<string, string> reasons, string type, string spelling)
    {
        foreach (string name in new[] { "Max", "Min", "Clamp" })
        {
            Add(reasons, type, name + "Native", "what it gives for NaN and -0 differs between machines; write " + spelling + "." + name);
        }
    }

    private static void AddObject(Dictionary<string, string> reasons, string type)
    {
        Add(reasons, type, "GetHashCode", "it says nothing of the value");
        Add(reasons, type, "ToString", Text);
    }

    private static void Add(Dictionary<string, string> reasons, string type, string names, string reason)
    {
        foreach (string name in names.Split(' '))
        {
            reasons.Add(type + "." + name, reason);
        }
    }
}
