using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Turns states that were found into scenarios of the author's text, and reads what scenarios return.</summary>
public static class WitnessScenarios
{
    /// <summary>Longer lines are broken.</summary>
    private const int LineLength = 140;

    /// <summary>Plans the scenarios of what was found in a spec.</summary>
    /// <param name="type">The spec.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="compilation">A compilation with the generated surface.</param>
    /// <param name="report">What was found.</param>
    /// <param name="isQualified">Whether names are written in full: longer, and right whatever the spec calls its members.</param>
    /// <param name="taken">Names that are planned for its bases.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ScenarioPlan Plan(
        INamedTypeSymbol type, AttributeData attribute, Compilation compilation, WitnessReport report, bool isQualified, IEnumerable<string> taken, CancellationToken cancellation)
    {
        SpecDeclaration spec = RewardCompiler.Read(type, attribute, new RewardDiagnostics()).Spec;
        IReadOnlyList<Scenario> known = new ScenarioReader(spec, compilation, new RewardDiagnostics(), cancellation).Scenarios();
        var names = new HashSet<string>(Members(type).Concat(SpecReader.GeneratedNames).Concat(taken).Append(type.Name), StringComparer.Ordinal);
        var planned = new List<PlannedScenario>();
        var added = new List<(PlannedScenario Scenario, string Summary)>();
        foreach (GoalWitnesses goal in report.Goals)
        {
            // A condition tells more than the goal as a whole: where both found the same state, it gives the name.
            foreach (GoalMiss miss in goal.Misses.Skip(1).Concat(goal.Misses.Take(1)))
            {
                if (miss.Best.State is not { } state || planned.Any(p => p.State.IsSameScenario(state)))
                {
                    continue;
                }

                if (known.FirstOrDefault(k => k.Kind == ScenarioKind.Exploit && k.Before is null && k.Steps == state.Steps && IsSame(state.Inputs, k.Inputs)) is { } before)
                {
                    planned.Add(new PlannedScenario(before.Name, state, false));
                    continue;
                }

                string[] missed = Named(miss.Condition, spec).ToArray();
                string wanted = goal.Goal + "Missed" + (missed.Length == 0 ? "" : "By" + string.Concat(missed.Take(2).Select(Capital)));
                string name = wanted;
                for (int n = 2; !names.Add(name); n++)
                {
                    name = wanted + Literals.Integer(n);
                }

                var scenario = new PlannedScenario(name, state, true);
                planned.Add(scenario);
                added.Add((scenario, Summary(goal, miss, state, missed)));
            }
        }

        return Place(type, attribute, compilation, spec, planned, added, isQualified);
    }

    /// <summary>The scenarios of a spec without a mistake, with what they return for the parameters as declared.</summary>
    /// <param name="type">The spec.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="compilation">A compilation with the generated surface.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ImmutableArray<ScenarioReturn> Returns(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var diagnostics = new RewardDiagnostics();
        RewardDeclaration declaration = RewardCompiler.Read(type, attribute, diagnostics);
        var sites = new Sites(withOperations: true) { HoldsActions = true };
        if (RewardCompiler.Compile(declaration, compilation, sites, cancellation).Lowered is not { } lowered)
        {
            return ImmutableArray<ScenarioReturn>.Empty;
        }

        var reader = new ScenarioReader(declaration.Spec, compilation, diagnostics, cancellation);
        ScenarioSet all = ScenarioSet.Read(reader, SpecAnalysis.Of(lowered, declaration.Contract), sites.HeldReset ?? lowered.Reset, diagnostics);
        return all.All.Select(s => new ScenarioReturn(s.Name, s.Steps, all.Return(s).Return)).ToImmutableArray();
    }

    private static ScenarioPlan Place(
        INamedTypeSymbol type, AttributeData attribute, Compilation compilation, SpecDeclaration spec, List<PlannedScenario> planned, List<(PlannedScenario Scenario, string Summary)> added, bool isQualified)
    {
        ScenarioPlan Nothing(string? problem) => new(null, 0, "", "", planned.ToImmutableArray(), problem);
        if (added.Count == 0)
        {
            return Nothing(null);
        }

        TypeDeclarationSyntax? declaration = attribute.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (declaration is null || declaration.CloseBraceToken.IsMissing || declaration.CloseBraceToken.RawKind == 0)
        {
            return Nothing("the declaration of '" + type.Name + "' has no body in braces to add scenarios to");
        }

        SyntaxTree tree = declaration.SyntaxTree;
        SourceText text = tree.GetText();
        int brace = declaration.CloseBraceToken.SpanStart;
        TextLine line = text.Lines.GetLineFromPosition(brace);
        string newLine = NewLine(text, line);
        string outer = Indentation(text, text.Lines.GetLineFromPosition(declaration.SpanStart));
        string inner = declaration.Members.LastOrDefault() is { } last && text.Lines.GetLineFromPosition(last.SpanStart) is var own && own.LineNumber != text.Lines.GetLineFromPosition(declaration.OpenBraceToken.SpanStart).LineNumber
            ? Indentation(text, own)
            : outer + (outer.IndexOf('\t') >= 0 ? "\t" : "    ");
        string unit = inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal) ? inner.Substring(outer.Length) : inner.IndexOf('\t') >= 0 ? "\t" : "    ";
        bool isFirstOnLine = Indentation(text, line).Length == brace - line.Start;
        int position = isFirstOnLine ? line.Start : brace;
        bool saysPrivate = declaration.Members.OfType<PropertyDeclarationSyntax>().Any(static p => p.Modifiers.Any(SyntaxKind.PrivateKeyword));
        var model = new Lazy<SemanticModel>(() => compilation.GetSemanticModel(tree));
        string EnumName(ITypeSymbol of) => isQualified ? of.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : of.ToMinimalDisplayString(model.Value, brace);

        List<string> code = added.ConvertAll(a => Code(type, spec, a.Scenario, a.Summary, inner, unit, newLine, saysPrivate, isQualified, EnumName));
        string body = string.Join(newLine + newLine, code);
        bool hasMembers = declaration.Members.Count > 0;
        bool isSpaced = line.LineNumber > 0 && text.Lines[line.LineNumber - 1].ToString().Trim().Length == 0;
        string whole = isFirstOnLine ? (hasMembers && !isSpaced ? newLine : "") + body + newLine : newLine + (hasMembers ? newLine : "") + body + newLine + outer;
        return new ScenarioPlan(tree, position, whole, body.Replace(newLine, "\n"), planned.ToImmutableArray(), null);
    }

    private static string Code(
        INamedTypeSymbol type, SpecDeclaration spec, PlannedScenario scenario, string summary, string inner, string unit, string newLine, bool saysPrivate, bool isQualified, Func<ITypeSymbol, string> enumName)
    {
        List<string> values = Assignments(spec, scenario.State, enumName).ToList();
        string space = isQualified ? "global::RewardDsl." : "";
        string head = inner + "[" + space + "Scenario(" + space + "ScenarioKind.Exploit" + (scenario.State.Steps > 1 ? ", Steps = " + Literals.Integer(scenario.State.Steps) : "") + ")] "
            + (saysPrivate ? "private " : "") + "static " + Identifiers.Escape(type.Name) + " " + Identifiers.Escape(scenario.Name) + " => new()";
        string line = values.Count == 0 ? head + ";" : head + " { " + string.Join(", ", values) + " };";
        string broken = line.Length <= LineLength ? line
            : head + newLine + inner + "{" + newLine + string.Concat(values.Select(v => inner + unit + v + "," + newLine)) + inner + "};";
        return inner + "/// <summary>" + summary + "</summary>" + newLine + broken;
    }

    /// <summary>What of a state must be written: what is not at rest, and what the compiler requires.</summary>
    private static IEnumerable<string> Assignments(SpecDeclaration spec, WitnessState state, Func<ITypeSymbol, string> enumName)
    {
        IReadOnlyList<float[]> rest = ScenarioState.AtRest(spec).Inputs;
        int slot = 0;
        foreach (SpecMember member in spec.Members.Where(static m => m.IsInput))
        {
            if (member.Symbol.IsRequired || !Enumerable.Range(slot, member.Slots).All(i => IsSame(state.Inputs[i], rest[i])))
            {
                yield return Identifiers.Escape(member.Name) + " = " + ScenarioText.Code(member, state.Inputs[slot], member.Slots == 1 || state.Inputs[slot + 1][0] != 0f, enumName);
            }

            slot += member.Slots;
        }
    }

    private static string Summary(GoalWitnesses goal, GoalMiss miss, WitnessState state, string[] missed) =>
        "Misses '" + goal.Goal + "'" + (miss.Condition.Length == 0 ? "" : missed.Length > 0 ? " by " + string.Join(" and ", missed) + " alone" : " by one condition alone")
        + " and pays " + RangeData.Short(state.Paid) + " a step" + (goal.AtGoal.State is { } at ? "; the goal pays " + RangeData.Short(at.Paid) : "")
        + (goal.PaidOnce != 0f ? " and " + RangeData.Short(goal.PaidOnce) + " once" : "") + ". Found by <c>rewarddsl check --witness</c>.";

    /// <summary>The members that a condition names.</summary>
    private static IEnumerable<string> Named(string condition, SpecDeclaration spec) =>
        SyntaxFactory.ParseTokens(condition).Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText).Where(n => spec.Find(n) is not null).Distinct();

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static IEnumerable<string> Members(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            foreach (ISymbol member in at.GetMembers())
            {
                yield return member.Name;
            }
        }
    }

    /// <summary>The line end before a line; that of the file where it has only one.</summary>
    private static string NewLine(SourceText text, TextLine line)
    {
        TextLine before = line.LineNumber > 0 ? text.Lines[line.LineNumber - 1] : line;
        string end = text.ToString(TextSpan.FromBounds(before.End, before.EndIncludingLineBreak));
        return end.Length > 0 ? end : "\n";
    }

    private static string Indentation(SourceText text, TextLine line)
    {
        string whole = text.ToString(line.Span);
        return whole.Substring(0, whole.Length - whole.TrimStart(' ', '\t').Length);
    }

    private static bool IsSame(IReadOnlyList<ImmutableArray<float>> a, IReadOnlyList<float[]> b) => a.Count == b.Count && a.Select((v, i) => IsSame(v, b[i])).All(static same => same);

    private static bool IsSame(ImmutableArray<float> a, float[] b) => a.Select(Literals.Bits).SequenceEqual(b.Select(Literals.Bits));
}
