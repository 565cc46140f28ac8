using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Carries what is declared of a signal into the model: its views and its facts.</summary>
internal static class SignalReader
{
    /// <summary>The views that the evaluator takes.</summary>
    public static IEnumerable<InputSlot> Slots(SpecMember member)
    {
        int width = System.Math.Max(1, member.Frames) * member.Type.Components() * (member.Type.IsVector() ? member.Length : 1);
        yield return new InputSlot(
            member.Name,
            member.Type.IsLogical() ? InputStorage.Byte : member.Type == MemberType.Int ? InputStorage.Int32 : InputStorage.Float32,
            width,
            member.Frames > 0 || member.Type.Components() > 1 ? InputForm.Components : member.Type.IsVector() ? InputForm.Vector : InputForm.Scalar);
        if (member.Type == MemberType.OptionalFloat)
        {
            yield return new InputSlot(member.Name + ".Present", InputStorage.Byte, 1, InputForm.Scalar);
        }
    }

    /// <summary>The facts of those views.</summary>
    public static IEnumerable<SignalFacts> Facts(SpecMember member)
    {
        AttributeData data = Attributes.Get(member.Symbol, "Signal")!;
        (double min, double max) = Range(member, data);
        var named = new NamedFacts(
            Components(data),
            Text(data, "Frame"),
            data.Named("UnitNorm", false),
            Bits(data.Named("MaxStep", double.PositiveInfinity)),
            data.Has("TypicalMin") ? new Interval(Bits(data.Named("TypicalMin", 0.0)), Bits(data.Named("TypicalMax", 0.0))) : null,
            Bits(data.Named("Rest", 0.0)),
            data.Named("Finite", false),
            data.Named("Observed", true),
            data.Named("Privileged", false),
            data.Named("AgentSized", false),
            data.Named("Jumps", false),
            member.IsBeforeStep,
            data.Named("Source", 0),
            Text(data, "Model"),
            Text(data, "Version"),
            data.Named("WritableBy", 0),
            Aim(member));
        var facts = new SignalFacts(
            member.Name, member.Role == MemberRole.Action, new Interval(Bits(min), Bits(max)), Text(data, "Unit"), member.Axis.ToEquatableArray(),
            member.AxisType is null ? "" : SpecReader.MetadataName(member.AxisType), System.Math.Max(1, member.Frames), member.Type, SignalPart.Values, named);
        yield return facts;
        if (member.Type == MemberType.OptionalFloat)
        {
            yield return facts with { Name = member.Name + ".Present", Range = new Interval(Bits(0), Bits(1)), Unit = "", Part = SignalPart.Presence };
        }
    }

    /// <summary>The declared direction of a member, or null.</summary>
    public static AimFacts? Aim(SpecMember member) => Attributes.Get(member.Symbol, "Aim") is not { } aim ? null
        : new AimFacts(member.Name, aim.ConstructorArguments.Length > 0 ? (int)aim.Number(0, 0) : 2, Bits(aim.Named("Target", double.NaN)));

    private static (double Min, double Max) Range(SpecMember member, AttributeData data)
    {
        if (data.ConstructorArguments.Length == 2)
        {
            return (data.Number(0, 0), data.Number(1, 0));
        }

        if (member.Type.IsLogical())
        {
            return (0, 1);
        }

        if (SpecReader.EnumRange(member.Symbol.Type) is { } range)
        {
            return range;
        }

        return SignalChecks.Values(data, "Lower") is { Length: > 0 } lower && SignalChecks.Values(data, "Upper") is { Length: > 0 } upper
            ? (lower.Min(), upper.Max())
            : (double.NegativeInfinity, double.PositiveInfinity);
    }

    private static EquatableArray<Interval> Components(AttributeData data) =>
        SignalChecks.Values(data, "Lower") is { } lower && SignalChecks.Values(data, "Upper") is { } upper && lower.Length == upper.Length
            ? lower.Zip(upper, static (l, u) => new Interval(Bits(l), Bits(u))).ToEquatableArray()
            : default;

    private static string Text(AttributeData data, string name) => data.Named<string?>(name, null) ?? "";

    private static uint Bits(double value) => Literals.Bits((float)value);
}
