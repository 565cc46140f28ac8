using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>Finds the objectives and constraints of a spec and checks their declarations.</summary>
internal static class FormulaDiscovery
{
    private static readonly string[] s_roles = { "Objective", "Constraint" };

    /// <summary>Whether an attribute declares a formula.</summary>
    public static bool IsRole(string? attribute) => attribute is not null && s_roles.Contains(attribute);

    /// <summary>Whether the type is RewardDsl.Formula.</summary>
    public static bool IsFormula(ITypeSymbol type) => type is { Name: "Formula", ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Reads the roles of a property of type Formula.</summary>
    public static void ReadProperty(SpecDeclaration spec, IPropertySymbol property, RewardDiagnostics diagnostics)
    {
        List<AttributeData> roles = property.GetAttributes().Where(static a => IsRole(Attributes.NameOf(a))).ToList();
        foreach (AttributeData second in roles.Skip(1))
        {
            Report(diagnostics, second, property.Name, "a formula has one role: [Objective] or [Constraint]");
        }

        if (roles.Count > 0)
        {
            AttributeData data = roles[0];
            if (data.ConstructorArguments.Length > 0 || data.Has("Name"))
            {
                Report(diagnostics, data, property.Name, "on a property the formula is the property's value and the name is its own (a formula as text stands on the class)");
            }

            spec.Formulas.Add(new FormulaDeclaration(property.Name, property, null, data));
        }
    }

    /// <summary>Reads the formulas on the class and its bases, and checks all of them.</summary>
    public static void ReadClass(SpecDeclaration spec, RewardDiagnostics diagnostics)
    {
        foreach (INamedTypeSymbol type in BaseSpecs.Chain(spec.Type))
        {
            foreach (AttributeData data in type.GetAttributes().Where(static a => IsRole(Attributes.NameOf(a))))
            {
                string? text = data.ConstructorArguments.Length > 0 ? data.ConstructorArguments[0].Value as string : null;
                string name = data.Named<string?>("Name", null) ?? "";
                if (text is null)
                {
                    Report(diagnostics, data, type.Name, "on a class it needs the formula as text: [" + Attributes.NameOf(data) + "(\"G safe\", Name = \"Safe\", …)]");
                }
                else if (!IsName(name))
                {
                    Report(diagnostics, data, type.Name, "a formula on the class needs a Name of letters, digits and underscores, by which its column and its parameters are found");
                }
                else
                {
                    spec.Formulas.Add(new FormulaDeclaration(name, null, text, data));
                }
            }
        }

        var names = new HashSet<string>();
        foreach (FormulaDeclaration formula in spec.Formulas)
        {
            if (!names.Add(formula.Name) || (formula.Property is null && spec.Type.GetMembers(formula.Name).Length > 0))
            {
                Report(diagnostics, formula.Data, formula.Name, "another member or formula has this name");
            }

            if (Unfit(formula) is { } problem)
            {
                Report(diagnostics, formula.Data, formula.Name, problem);
            }

            foreach ((string number, bool mayBeNegative) in new[] { ("Reward", true), ("Penalty", false), ("Shaping", false) })
            {
                double value = formula.Data.Named(number, 0.0);
                if (!(value >= (mayBeNegative ? float.MinValue : 0) && value <= float.MaxValue))
                {
                    diagnostics.Report(RuleCatalogue.BadContract, formula.Data.Location(), formula.Name, number, SpecReader.Display(value), mayBeNegative ? "a finite number" : "a finite number of at least 0");
                }
            }
        }

        if (names.Count != spec.Formulas.Count)
        {
            // The second of a name would be paid as the first.
            spec.Formulas.RemoveAll(f => !names.Remove(f.Name));
        }
    }

    /// <summary>What of the declaration does not go together, or null.</summary>
    private static string? Unfit(FormulaDeclaration formula)
    {
        bool Closes(string when, int fallback) => formula.Data.Named(when, fallback) is var rule && rule > (int)Ir.ClosingRule.StaysOpen;
        double temperature = formula.Data.Named("Temperature", 0.0);
        if ((formula.Semantics == FormulaFacts.SmoothRobustness) != formula.Data.Has("Temperature") || !(temperature >= 0 && temperature <= float.MaxValue) || (formula.Data.Has("Temperature") && !((float)temperature > 0)))
        {
            return "smooth robustness has a finite Temperature above 0, in the unit of the margins, and nothing else has one";
        }

        return formula.Semantics != FormulaFacts.Boolean
            ? formula.IsHard ? "only a formula that is followed by truth ends the episode (declare a second, Boolean constraint for it)"
                : formula.Data.Named("Shaping", 0.0) != 0 ? "a potential goes over the states of an automaton, and robustness has none (leave out Shaping, or Semantics)"
                : Closes("AtTermination", 0) || Closes("AtTruncation", 1) ? "robustness is not decided by a rule (EndOfTrace cuts the windows at the end, StaysOpen pays nothing)"
                : null
            : formula.Data.Has("Normalised") ? "only margins are normalised (Semantics = FormulaSemantics.Robustness)" : null;
    }

    private static bool IsName(string name) => name.Length > 0 && !char.IsDigit(name[0]) && name.All(static c => c == '_' || char.IsLetterOrDigit(c));

    private static void Report(RewardDiagnostics diagnostics, AttributeData data, string name, string problem) =>
        diagnostics.Report(RuleCatalogue.FormulaShape, data.Location(), name, problem);
}
