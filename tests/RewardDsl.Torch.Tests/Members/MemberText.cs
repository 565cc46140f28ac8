using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace RewardDsl.Torch.Tests;

// The runtime library has a type of this name, and is nearer.
using ParameterInfo = System.Reflection.ParameterInfo;

/// <summary>Writes what a library offers, one line for each member: the same line for the same signature, whoever implements it.</summary>
internal static class MemberText
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Every member that code outside the library can name, on request with those that a type inherits from the library's other types.</summary>
    public static IEnumerable<string> Of(Assembly assembly, bool withInherited) =>
        assembly.GetExportedTypes().SelectMany(type => Of(type, withInherited)).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Type type, bool withInherited)
    {
        string owner = Name(type);
        yield return $"{owner} is {Kind(type)}";
        if (type.IsEnum)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                yield return $"{owner}: {field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
            }

            yield break;
        }

        for (Type? level = type; level is not null && level.Assembly == type.Assembly && (level == type || withInherited); level = level.BaseType)
        {
            foreach (string line in level.GetMembers(All).Select(Line).OfType<string>())
            {
                if (level == type || !line.Contains(".ctor", StringComparison.Ordinal))
                {
                    yield return $"{owner}: {line}";
                }
            }
        }
    }

    private static string Kind(Type type) => type.IsEnum ? $"enum of {Name(Enum.GetUnderlyingType(type))}"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class"
        : type.IsAbstract ? "abstract class" : "class";

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsSeen(constructor) => $".ctor({Parameters(constructor)})",
        MethodInfo method when IsSeen(method) => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)}{TupleNames(method.ReturnParameter)} {method.Name}{Generics(method)}({Parameters(method)})",
        FieldInfo field when field.IsPublic || field.IsFamily => $"{(field.IsStatic ? "static " : "")}field {Name(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Generics(MethodInfo method) => method.IsGenericMethodDefinition
        ? "<" + string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name + Constraints(argument))) + ">"
        : "";

    private static string Constraints(Type argument)
    {
        IEnumerable<string> named = argument.GetGenericParameterConstraints().Select(Name);
        string special = (argument.GenericParameterAttributes & GenericParameterAttributes.SpecialConstraintMask).ToString();
        string text = string.Join(" & ", named.Prepend(special).Where(part => part != "None"));
        return text.Length == 0 ? "" : $" : {text}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : "")}{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(parameter.ParameterType)} {parameter.Name}{TupleNames(parameter)}{Default(parameter)}"));

    private static string Default(System.Reflection.ParameterInfo parameter) => !parameter.HasDefaultValue ? ""
        : " = " + (parameter.RawDefaultValue is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : "null");

    /// <summary>The names of a tuple's parts, which are part of how it is used.</summary>
    private static string TupleNames(System.Reflection.ParameterInfo parameter) => parameter.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.Name == "TupleElementNamesAttribute") is { } data
        ? "{" + string.Join(", ", ((IEnumerable<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!).Select(name => name.Value)) + "}"
        : "";

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "&";
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        string own = type.Name.Split('`')[0];
        string outer = type.IsNested ? Name(type.DeclaringType!) + "." : type.Namespace + ".";

        // The arguments of a nested type repeat those of the types around it.
        return outer + own + (type.IsGenericType ? "<" + string.Join(", ", type.GetGenericArguments().Select(Name)) + ">" : "");
    }
}
