using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Checks the named facts of a signal against its type and range.</summary>
internal static class SignalChecks
{
    /// <summary>Numbers of one signal for each environment: offsets into a few of them must stay far from the largest int.</summary>
    private const int MaximumFloats = 1 << 20;

    /// <summary>Each frame is a value of its own in the program.</summary>
    private const int MaximumFrames = 1024;

    /// <summary>The kind of an aim at a target.</summary>
    private const double AtTarget = 2;

    public static void Run(SpecMember member, AttributeData signal, bool isHistory, RewardDiagnostics diagnostics)
    {
        void Wrong(string fact, string problem) => diagnostics.Report(RuleCatalogue.SignalFact, signal.Location() ?? member.Location, member.Name, fact, problem);
        bool isBool = member.Type.IsLogical();
        double min = signal.ConstructorArguments.Length == 2 ? signal.Number(0, 0) : isBool ? 0 : double.NegativeInfinity;
        double max = signal.ConstructorArguments.Length == 2 ? signal.Number(1, 0) : isBool ? 1 : double.PositiveInfinity;
        (double Min, double Max) named = SpecReader.EnumRange(member.Symbol.Type) ?? (0, 0);
        if (named.Min < -BodyLowerer.LargestWhole || named.Max > BodyLowerer.LargestWhole)
        {
            diagnostics.Report(RuleCatalogue.WholeRange, member.Location, member.Name);
        }

        if (Attributes.Get(member.Symbol, "Aim") is { } aim)
        {
            Aim(member.Symbol, isHistory ? null : member.Type, aim, min, max, diagnostics);
        }

        if (member.Type == MemberType.Int && !isHistory && !SpecReader.IsEnum(member.Symbol.Type)
            && !(min >= -BodyLowerer.LargestWhole && max <= BodyLowerer.LargestWhole && Math.Floor(min) == min && Math.Floor(max) == max))
        {
            diagnostics.Report(RuleCatalogue.WholeRange, signal.Location() ?? member.Location, member.Name);
        }

        if (isHistory != signal.Has("History") || (isHistory && member.Frames is < 1 or > MaximumFrames))
        {
            Wrong("History", isHistory ? "must state the number of frames of the History, 1 to 1024" : "needs the type History<…>");
        }

        if ((long)member.Type.Components() * Math.Max(1, member.Length) * Math.Max(1, member.Frames) > MaximumFloats)
        {
            Wrong("History", "times its length is more than " + Literals.Integer(MaximumFloats) + " numbers for each environment");
        }

        if (isHistory && member.Type is MemberType.OptionalFloat or MemberType.Int)
        {
            Wrong("History", "cannot hold float?, int or enum frames");
        }

        if (member.Type == MemberType.OptionalFloat && member.Role == MemberRole.Action)
        {
            Wrong("[Action]", "is always there; use the type float");
        }

        int components = member.Type.Components() * Math.Max(1, member.Length);
        int elements = Math.Max(member.Type.Components(), member.Type.IsVector() && member.Type.Components() == 1 ? member.Length : member.Type.Components());
        foreach (string end in new[] { "Lower", "Upper" })
        {
            if (signal.Has(end) && Values(signal, end) is { } values && values.Length != elements && values.Length != components)
            {
                Wrong(end, "has " + Literals.Integer(values.Length) + " values; the signal has " + Literals.Integer(elements));
            }
        }

        if (isHistory && (member.Frames is < 1 or > MaximumFrames || (long)components * member.Frames > MaximumFloats))
        {
            // The bodies are lowered all the same, for what else is wrong: not with a million values for each of their operations.
            member.Frames = 1;
        }

        if (signal.Has("Lower") != signal.Has("Upper") || (signal.Has("Lower") && signal.ConstructorArguments.Length == 2))
        {
            Wrong("Lower", "and Upper come together, instead of the range for all components");
        }
        else if (Values(signal, "Lower") is { } lower && Values(signal, "Upper") is { } upper && lower.Zip(upper, static (l, u) => l <= u).Contains(false))
        {
            Wrong("Lower", "must not be above Upper in any component");
        }

        if (signal.Has("UnitNorm") && (member.Type.Components() == 1 || isHistory))
        {
            Wrong("UnitNorm", "needs the type Vector2, Vector3, Vector4, Quaternion or a Vec of them");
        }

        if (signal.Has("MaxStep") && !(signal.Named("MaxStep", double.NaN) > 0))
        {
            Wrong("MaxStep", "must be above 0");
        }

        if (signal.Named("Jumps", false) && (signal.Has("MaxStep") || member.Role == MemberRole.Action))
        {
            Wrong("Jumps", member.Role == MemberRole.Action ? "is for what the environment sets; an action is chosen anew at each step" : "contradicts MaxStep: a jump is a larger change");
        }

        Unit(member, signal, diagnostics);
        double low = signal.Named("TypicalMin", double.NaN);
        double high = signal.Named("TypicalMax", double.NaN);
        if (signal.Has("TypicalMin") != signal.Has("TypicalMax") || (signal.Has("TypicalMin") && !(low >= min && high <= max && low <= high)))
        {
            Wrong("TypicalMin", "and TypicalMax come together and must lie in the range");
        }

        bool inEach = Values(signal, "Lower") is not { } lows || Values(signal, "Upper") is not { } highs || (lows.All(l => l <= signal.Named("Rest", 0.0)) && highs.All(u => u >= signal.Named("Rest", 0.0)));
        if (signal.Has("Rest") && !(signal.Named("Rest", 0.0) is var rest && rest >= min && rest <= max && inEach))
        {
            Wrong("Rest", "must lie in the range");
        }

        if ((signal.Has("Model") || signal.Has("Version")) && signal.Named("Source", 0) != 3)
        {
            Wrong("Model", "and Version need 'Source = SignalSource.Learned'");
        }
    }

    /// <summary>Checks which way of a member is said to be better.</summary>
    public static void Aim(IPropertySymbol property, MemberType? type, AttributeData aim, double min, double max, RewardDiagnostics diagnostics)
    {
        double target = aim.Named("Target", double.NaN);
        double kind = aim.Number(0, AtTarget);
        string? problem = type is MemberType.Quaternion or null || SpecReader.IsEnum(property.Type) ? "needs a type with an order: float, float?, bool, int or a vector"
            : kind is not (0 or 1 or AtTarget) ? "needs a direction or a Target"
            : kind == AtTarget && (double.IsNaN(target) || double.IsInfinity(target)) ? "needs a direction or a finite Target"
            : kind != AtTarget && aim.Has("Target") ? "has a direction or a Target, not both"
            : kind == AtTarget && !(target >= min && target <= max) ? "has a Target outside the range"
            : null;
        if (problem is not null)
        {
            diagnostics.Report(RuleCatalogue.SignalFact, aim.Location(), property.Name, "[Aim]", problem);
        }
    }

    /// <summary>Checks that the unit is one; at the text of the unit, where one is written in the attribute.</summary>
    private static void Unit(SpecMember member, AttributeData signal, RewardDiagnostics diagnostics)
    {
        string text = signal.Named("Unit", "");
        if (UnitExpression.Parse(text, out UnitError? error) is null && error is not null)
        {
            diagnostics.Report(RuleCatalogue.UnreadableUnit, signal.Written("Unit")?.Expression.GetLocation() ?? member.Location, member.Name, text, error.Message, Literals.Integer(error.Column));
        }
    }

    /// <summary>The numbers of an array argument, or null.</summary>
    public static double[]? Values(AttributeData data, string name)
    {
        foreach (System.Collections.Generic.KeyValuePair<string, TypedConstant> argument in data.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind == TypedConstantKind.Array && !argument.Value.IsNull)
            {
                return argument.Value.Values.Select(static v => v.Value is double number ? number : double.NaN).ToArray();
            }
        }

        return null;
    }
}
