using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;

namespace RewardDsl.Differential.Tests;

/// <summary>A public member of a type whose functions a reward may use, and C# that uses it.</summary>
/// <param name="Type">The type.</param>
/// <param name="Member">The member.</param>
internal sealed record LibraryMember(Type Type, MemberInfo Member)
{
    /// <summary>The types that README.md names, and the library's own.</summary>
    public static readonly Type[] Types = [typeof(MathF), typeof(Math), typeof(float), typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Vec), typeof(Mask), typeof(RewardMath)];

    /// <summary>What the signals of <see cref="Signals"/> are called, by type.</summary>
    private static readonly Dictionary<Type, string> s_values = new()
    {
        [typeof(float)] = "X Y Z S",
        [typeof(double)] = "X Y Z S",
        [typeof(bool)] = "B C",
        [typeof(int)] = "N M N",
        [typeof(Vector2)] = "U0 U1 U2",
        [typeof(Vector3)] = "V0 V1 V2",
        [typeof(Vector4)] = "W0 W1 W2",
        [typeof(Quaternion)] = "Q0 Q1",
        [typeof(Vec)] = "A0 A1 A2",
        [typeof(Mask)] = "K0 K1",
        [typeof(Vec<Vector2>)] = "G0 G1",
        [typeof(Vec<Vector3>)] = "H0 H1",
        [typeof(Vec<Vector4>)] = "J0",
        [typeof(History<float>)] = "HF",
        [typeof(History<bool>)] = "HB",
        [typeof(History<Vec>)] = "HV",
        [typeof(History<Mask>)] = "HM",
        [typeof(History<Vec<Vector3>>)] = "HH",
        [typeof(SigmoidKind)] = "SigmoidKind.Gaussian",
        [typeof(MidpointRounding)] = "MidpointRounding.AwayFromZero",
        [typeof(float[])] = "(new float[] { 1f, 2f })",
        [typeof(bool[])] = "(new bool[] { true, false })",
    };

    private static readonly Dictionary<string, string> s_operators = new()
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_UnaryNegation"] = "-",
        ["op_UnaryPlus"] = "+",
        ["op_LogicalNot"] = "!",
        ["op_OnesComplement"] = "~",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_ExclusiveOr"] = "^",
        ["op_LeftShift"] = "<<",
        ["op_RightShift"] = ">>",
        ["op_UnsignedRightShift"] = ">>>",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_GreaterThan"] = ">",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=",
    };

    /// <summary>Declares every signal that the calls read.</summary>
    public const string Signals = """
        [Signal] public float X { get; init; }
        [Signal] public float Y { get; init; }
        [Signal] public float Z { get; init; }
        [Signal] public float S { get; init; }
        [Signal] public bool B { get; init; }
        [Signal] public bool C { get; init; }
        [Signal(-200, 200)] public int N { get; init; }
        [Signal(-200, 200)] public int M { get; init; }
        [Signal] public Vector2 U0 { get; init; }
        [Signal] public Vector2 U1 { get; init; }
        [Signal] public Vector2 U2 { get; init; }
        [Signal] public Vector3 V0 { get; init; }
        [Signal] public Vector3 V1 { get; init; }
        [Signal] public Vector3 V2 { get; init; }
        [Signal] public Vector4 W0 { get; init; }
        [Signal] public Vector4 W1 { get; init; }
        [Signal] public Vector4 W2 { get; init; }
        [Signal(Order = QuaternionOrder.Xyzw)] public Quaternion Q0 { get; init; }
        [Signal(Order = QuaternionOrder.Xyzw)] public Quaternion Q1 { get; init; }
        [Signal(Length = 5)] public Vec A0 { get; init; }
        [Signal(Length = 5)] public Vec A1 { get; init; }
        [Signal(Length = 5)] public Vec A2 { get; init; }
        [Signal(Length = 5)] public Mask K0 { get; init; }
        [Signal(Length = 5)] public Mask K1 { get; init; }
        [Signal(Length = 3)] public Vec<Vector2> G0 { get; init; }
        [Signal(Length = 3)] public Vec<Vector2> G1 { get; init; }
        [Signal(Length = 3)] public Vec<Vector3> H0 { get; init; }
        [Signal(Length = 3)] public Vec<Vector3> H1 { get; init; }
        [Signal(Length = 3)] public Vec<Vector4> J0 { get; init; }
        [Signal(History = 3)] public History<float> HF { get; init; }
        [Signal(History = 3)] public History<bool> HB { get; init; }
        [Signal(History = 3, Length = 4)] public History<Vec> HV { get; init; }
        [Signal(History = 3, Length = 4)] public History<Mask> HM { get; init; }
        [Signal(History = 3, Length = 2)] public History<Vec<Vector3>> HH { get; init; }
        [Signal(Axis = typeof(Limb))] public Vec LA { get; init; }
        [Signal(Axis = typeof(Limb))] public Mask LK { get; init; }
        [Signal(Axis = typeof(Limb))] public Vec<Vector3> LH { get; init; }
        private static readonly Limb[] s_limbs = [Limb.Left, Limb.Head];

        """;

    /// <summary>Every public member of a type that is not a formula's; those that C# writes as one property are one.</summary>
    public static IEnumerable<LibraryMember> Of(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(static m => m is not MethodInfo method || ((!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && method.ReturnType != typeof(Formula)))
        .Select(m => new LibraryMember(type, m));

    /// <summary>The name in the function table.</summary>
    public string Name => (Type == typeof(float) ? "float" : Type.FullName) + "." + Member.Name;

    /// <summary>The value of the member as float expressions, one for each component; null where no expression has it for a value, or C# cannot call it so.</summary>
    public IReadOnlyList<string>? Expressions => Call is { } call ? Parts(Result, call) : null;

    /// <summary>C# that uses the member where its value is of no type of a reward; null where C# cannot.</summary>
    public string? Statement => Call is not { } call ? null : Result == typeof(void) ? call + "; return X;" : "var r = " + call + "; return X;";

    /// <summary>Whether a type of the member is a number type that rewards do not have.</summary>
    public bool HasOtherNumbers => (Member as MethodBase)?.GetParameters().Select(static p => p.ParameterType).Append(Result).Any(static t =>
        t == typeof(decimal) || t == typeof(Half) || t == typeof(double) || (t.IsPrimitive && t != typeof(float) && t != typeof(int) && t != typeof(bool))) == true;

    private Type Result => Member switch
    {
        MethodInfo method => method.ReturnType,
        PropertyInfo property => property.PropertyType,
        FieldInfo constant => constant.FieldType,
        _ => Type,
    };

    private string? Call
    {
        get
        {
            string name = Type == typeof(float) ? "float" : Type.Name;
            switch (Member)
            {
                case FieldInfo { IsStatic: true }:
                    return name + "." + Member.Name;
                case FieldInfo:
                    return Value(Type, 0) + "." + Member.Name;
                case PropertyInfo property when property.GetIndexParameters().Length > 0:
                    return Value(Type, 0) + "[1]";
                case PropertyInfo property:
                    return (property.GetMethod!.IsStatic ? name : Value(Type, 0)) + "." + Member.Name;
                case ConstructorInfo constructor when Arguments(constructor) is { } arguments:
                    return $"new {name}({string.Join(", ", arguments)})";
                case MethodInfo { Name: "op_Implicit" } conversion:
                    return $"({name}){Value(conversion.GetParameters()[0].ParameterType, 0)}";
                case MethodInfo method when Arguments(method) is { } arguments:
                    return s_operators.TryGetValue(method.Name, out string? sign)
                        ? arguments.Count == 1 ? $"({sign}{arguments[0]})" : $"({arguments[0]} {sign} {arguments[1]})"
                        : (method.IsStatic ? name : Value(Type, 0)) + "." + Member.Name + TypeArguments(method) + "(" + string.Join(", ", arguments) + ")";
                default:
                    return null;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Type.Name + ": " + Member;

    private static string TypeArguments(MethodInfo method) => !method.IsGenericMethod || method.Name == "Pick" ? "" : "<int>";

    private List<string>? Arguments(MethodBase method)
    {
        System.Reflection.ParameterInfo[] parameters = method.GetParameters();
        if (method.Name == "Pick")
        {
            return [parameters[0].ParameterType == typeof(Vec) ? "LA" : parameters[0].ParameterType == typeof(Mask) ? "LK" : "LH", parameters[1].ParameterType.IsArray ? "s_limbs" : "Limb.Head"];
        }

        var counts = new Dictionary<Type, int>();
        var arguments = new List<string>();
        foreach (System.Reflection.ParameterInfo parameter in parameters)
        {
            Type type = parameter.ParameterType.IsGenericMethodParameter ? typeof(int) : parameter.ParameterType;
            if (type.IsByRef || type.IsPointer)
            {
                return null;
            }

            int place = counts[type] = counts.GetValueOrDefault(type, method.IsStatic ? -1 : type == Type ? 0 : -1) + 1;
            bool isConstant = (Member.Name is "Round" or "RootN" or "Zero") && type == typeof(int);
            arguments.Add(isConstant ? "3" : s_values.ContainsKey(type) ? Value(type, place) : $"default({Spelled(type)})");
        }

        return arguments;
    }

    private static string Value(Type type, int place)
    {
        string[] values = type.IsEnum || type.IsArray ? [s_values[type]] : s_values[type].Split(' ');
        return values[place % values.Length];
    }

    private static string Spelled(Type type) => !type.IsGenericType ? type.FullName! : type.FullName![..type.FullName!.IndexOf('`', StringComparison.Ordinal)] + "<" + string.Join(", ", type.GetGenericArguments().Select(Spelled)) + ">";

    private static List<string>? Parts(Type type, string value)
    {
        List<string>? Of(string names) => [.. names.Split(' ').Select(n => value + "." + n)];
        return type switch
        {
            { } t when t == typeof(float) => [value],
            { } t when t == typeof(double) => [$"(float){value}"],
            { } t when t == typeof(int) => [$"1f * {value}"],
            { } t when t == typeof(bool) => [$"{value} ? 1f : 0f"],
            { } t when t == typeof(Vector2) => Of("X Y"),
            { } t when t == typeof(Vector3) => Of("X Y Z"),
            { } t when t == typeof(Vector4) || t == typeof(Quaternion) => Of("X Y Z W"),
            { } t when t == typeof(Vec) => [$"({value})[0]", $"({value})[1]"],
            { } t when t == typeof(Mask) => [$"({value})[0] ? 1f : 0f", $"({value})[1] ? 1f : 0f"],
            { } t when t == typeof(Vec<Vector3>) => [$"{value}[0].X", $"{value}[1].Z"],
            { } t when t == typeof(History<Vec>) => [$"{value}[0][0]", $"{value}[1][1]"],
            _ => null,
        };
    }
}
