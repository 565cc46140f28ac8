using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Checks the named facts of a signal against its type and range.</summary>
internal static class SignalChecks
{
    public static void Run(SpecMember member, AttributeData signal, bool isHistory, RewardDiagnostics diagnostics)
    {
        void Wrong(string fact, string problem) => diagnostics.Report(RuleCatalogue.SignalFact, signal.Location() ?? member.Location, member.Name, fact, problem);
        bool isBool = member.Type.IsLogical();
        double min = signal.ConstructorArguments.Length == 2 ? signal.Number(0, 0) : isBool ? 0 : double.NegativeInfinity;
        double max = signal.ConstructorArguments.Length == 2 ? signal.Number(1, 0) : isBool ? 1 : double.PositiveInfinity;
        if (member.Type == MemberType.Int && !SpecReader.IsEnum(member.Symbol.Type)
            && !(min >= -BodyLowerer.LargestWhole && max <= BodyLowerer.LargestWhole && Math.Floor(min) == min && Math.Floor(max) == max))
        {
            diagnostics.Report(RuleCatalogue.WholeRange, signal.Location() ?? member.Location, member.Name);
        }

        if (isHistory != signal.Has("History") || (isHistory && member.Frames is < 1 or > 1024))
        {
            Wrong("History", isHistory ? "must state the number of frames of the History, 1 to 1024" : "needs the type History<…>");
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

        double low = signal.Named("TypicalMin", double.NaN);
        double high = signal.Named("TypicalMax", double.NaN);
        if (signal.Has("TypicalMin") != signal.Has("TypicalMax") || (signal.Has("TypicalMin") && !(low >= min && high <= max && low <= high)))
        {
            Wrong("TypicalMin", "and TypicalMax come together and must lie in the range");
        }

        if (signal.Has("Rest") && !(signal.Named("Rest", 0.0) is var rest && rest >= min && rest <= max))
        {
            Wrong("Rest", "must lie in the range");
        }

        if ((signal.Has("Model") || signal.Has("Version")) && signal.Named("Source", 0) != 3)
        {
            Wrong("Model", "and Version need 'Source = SignalSource.Learned'");
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
