using System;
using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.CodeFixes;
using RewardDsl.Frontend;
using RewardDsl.Ir;
using RewardDsl.Ir.Tests.Temporal;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>A formula in C# and the same as text are written as each other and stay the same formula.</summary>
public sealed class FormulaSpellingTests
{
    private const string Members = "    public bool Low => Up.Z < 0.3f;\n    public bool High => Up.Z > 0.6f;\n";

    private static string OnClass(string attributes) => Walker.Class("[RewardSpec(StepSeconds = 0.02)]\n" + attributes, "public sealed partial class Walker", Members);

    [Theory]
    [InlineData("G (Low -> F[0,50] High)", "Always(Implies(Low, Eventually(High, within: 50)))")]
    [InlineData("always (Low implies eventually[0s,1s] High)", "Always(Implies(Low, Eventually(High, withinSeconds: 1)))")]
    [InlineData("F[0.02s,0.1s] Low", "Eventually(Low, fromSeconds: 0.02, toSeconds: 0.1)")]
    [InlineData("F[2,5] Low", "Eventually(Low, from: 2, to: 5)")]
    [InlineData("G[3,inf) Low", "Always(Low, from: 3, to: Forever)")]
    [InlineData("G[0.1s,inf) Low", "Always(Low, from: 5, to: Forever)")]
    [InlineData("(Low | High) & X Ready", "(Low | High) & Next(Ready)")]
    [InlineData("Low | High & X Ready", "Low | High & Next(Ready)")]
    [InlineData("Low xor (High | X Ready)", "Low ^ (High | Next(Ready))")]
    [InlineData("!(Low & X !High)", "!(Low & Next(!High))")]
    [InlineData("Low U (High R[0,3] Ready)", "Until(Low, Release(High, Ready, within: 3))")]
    [InlineData("(Low W High) <-> (Low M High)", "Iff(WeakUntil(Low, High), StrongRelease(Low, High))")]
    [InlineData("WX Low -> Y High | Z Low", "Implies(WeakNext(Low), Yesterday(High) | WeakYesterday(Low))")]
    [InlineData("O[0,3] Low & H High", "Once(Low, within: 3) & Historically(High)")]
    [InlineData("Low S High & (Low T Ready)", "Since(Low, High) & Triggered(Low, Ready)")]
    [InlineData("true", "true")]
    public async Task InCSharp(string text, string expected)
    {
        string before = OnClass("[Objective(\"" + text + "\", Name = \"Docked\", Reward = 5)]");
        SpecDocument after = (await new SpecDocument(before).TryAsync(new WriteFormulaInCode(), "Objective"))!;
        Assert.Equal(
            Walker.Class("[RewardSpec(StepSeconds = 0.02)]", "public sealed partial class Walker", Members + "\n    [Objective(Reward = 5)] public Formula Docked => " + expected + ";"),
            after.Text);
        AssertSame(before, after.Text);
        AnalyzerVerifier.AssertCompiles(await AnalyzerVerifier.AnalyzeAsync(after.Text));
    }

    [Theory]
    [InlineData("Always(Implies(Low, Eventually(High, within: 50)))", "G (Low -> F[0,50] High)", "")]
    [InlineData("Eventually(Speed > 1f)", "F SpeedAbove1", "public bool SpeedAbove1 => Speed > 1f;")]
    [InlineData("Eventually(Speed >= 0.5f) & Always(Implies(!(Speed >= 0.5f), Next(Ready)))", "F SpeedAtLeast0Point5 & G (!SpeedAtLeast0Point5 -> X Ready)", "public bool SpeedAtLeast0Point5 => Speed >= 0.5f;")]
    [InlineData("Until(Up.Z > 0.6f, Abs(Up.Z) < 0.1f && Ready, withinSeconds: 0.1)", "High U[0s,0.1s] AbsUpZBelow0Point1AndReady", "public bool AbsUpZBelow0Point1AndReady => Abs(Up.Z) < 0.1f && Ready;")]
    [InlineData("Always(Speed > Previous.Speed, from: 2, to: Forever)", "G[2,inf) SpeedAbovePreviousSpeed", "public bool SpeedAbovePreviousSpeed => Speed > Previous.Speed;")]
    [InlineData("Eventually(Helped) ^ Next(Ready)", "F Y Ready xor X Ready", "", "    private Formula Helped => Yesterday(Ready);\n")]
    public async Task AsText(string code, string expected, string added, string more = "")
    {
        string members = Members + more;
        string before = Walker.Class("[RewardSpec(StepSeconds = 0.02)]", "public sealed partial class Walker", members + "    [Constraint(Penalty = 2, Hard = true)] public Formula Rises => " + code + ";");
        SpecDocument after = (await new SpecDocument(before).TryAsync(new WriteFormulaAsText(), "Rises"))!;
        Assert.Contains("[Constraint(\"" + expected + "\", Name = \"Rises\", Penalty = 2, Hard = true)]\npublic sealed", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("public Formula", after.Text, StringComparison.Ordinal);
        Assert.True(added.Length == 0 || after.Text.Contains("\n    " + added + "\n", StringComparison.Ordinal), after.Text);
        AssertSame(before, after.Text);
        SpecDocument back = (await new SpecDocument(after.Text).TryAsync(new WriteFormulaInCode(), "Constraint"))!;
        AssertSame(before, back.Text);
    }

    [Fact]
    public async Task NamesAreUnique()
    {
        string before = Walker.With("    public bool SpeedAbove1 => Speed > 2f;\n    [Objective(Reward = 1)] public Formula A => Eventually(Speed > 1f) & Eventually(Speed > -1f) & Eventually(-Speed > 1f);");
        SpecDocument after = (await new SpecDocument(before).TryAsync(new WriteFormulaAsText(), "Formula A"))!;
        Assert.Contains("\"F SpeedAbove1_2 & F SpeedAboveMinus1 & F MinusSpeedAbove1\"", after.Text, StringComparison.Ordinal);
        AssertSame(before, after.Text);
    }

    [Fact]
    public async Task WhatIsSaidOfItGoesWithIt()
    {
        string before = Walker.Usings + "/// <summary>A walker.</summary>\n[RewardSpec]\n// it gets there\n[Objective(\"F Ready\", Name = \"Gets\", Reward = 1)]\npublic partial class Walker\n{\n    [Signal] public bool Ready { get; init; }\n}\n";
        string code = Walker.Usings + "/// <summary>A walker.</summary>\n[RewardSpec]\npublic partial class Walker\n{\n    [Signal] public bool Ready { get; init; }\n    // it gets there\n    [Objective(Reward = 1)] public Formula Gets => Eventually(Ready);\n}\n";
        SpecDocument after = (await new SpecDocument(before).TryAsync(new WriteFormulaInCode(), "Objective"))!;
        Assert.Equal(code, after.Text);
        Assert.Equal(before, (await new SpecDocument(code).TryAsync(new WriteFormulaAsText(), "Gets"))!.Text);
    }

    [Fact]
    public async Task DocumentationBecomesAComment()
    {
        string before = Walker.With("    /// <summary>It gets there.</summary>\n    [Objective(Reward = 1)]\n    public Formula Gets => Eventually(Ready);");
        SpecDocument after = (await new SpecDocument(before).TryAsync(new WriteFormulaAsText(), "Gets"))!;
        Assert.Contains("[RewardSpec]\n// It gets there.\n[Objective(\"F Ready\", Name = \"Gets\", Reward = 1)]\n", after.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using RewardDsl;\n", "using RewardDsl;\nusing static RewardDsl.RewardMath;\n", "Eventually(Ready)")]
    [InlineData("using RewardDsl;\nusing static System.Math;\n", "using RewardDsl;\nusing static System.Math;\n", "RewardMath.Eventually(Ready)")]
    [InlineData("global using static RewardDsl.RewardMath;\nusing RewardDsl;\n", "global using static RewardDsl.RewardMath;\nusing RewardDsl;\n", "Eventually(Ready)")]
    public async Task Usings(string before, string after, string expected)
    {
        const string rest = "public partial class Walker\n{\n    [Signal] public bool Ready { get; init; }\n";
        SpecDocument changed = (await new SpecDocument(before + "[RewardSpec, Objective(\"F Ready\", Name = \"Gets\", Reward = 1)]\n" + rest + "}\n").TryAsync(new WriteFormulaInCode(), "Objective"))!;
        Assert.Equal(after + "[RewardSpec]\n" + rest + "    [Objective(Reward = 1)] public Formula Gets => " + expected + ";\n}\n", changed.Text);
        AnalyzerVerifier.AssertCompiles(await AnalyzerVerifier.AnalyzeAsync(changed.Text));
    }

    [Fact]
    public async Task LinesEndAsTheyDid()
    {
        string code = Walker.With("    // why\n    [Objective(Reward = 1)]\n    public Formula Gets => Eventually(Speed > 1f);").Replace("\n", "\r\n", StringComparison.Ordinal);
        SpecDocument text = (await new SpecDocument(code).TryAsync(new WriteFormulaAsText(), "Gets"))!;
        SpecDocument back = (await new SpecDocument(text.Text).TryAsync(new WriteFormulaInCode(), "Objective"))!;
        Assert.All(new[] { text.Text, back.Text }, static t => Assert.DoesNotContain('\n', t.Replace("\r\n", "", StringComparison.Ordinal)));
        Assert.Contains("\r\n    // why\r\n    [Objective(Reward = 1)] public Formula Gets => Eventually(SpeedAbove1);\r\n", back.Text, StringComparison.Ordinal);
    }

    /// <summary>As an editor finds them.</summary>
    [Fact]
    public void TheyAreExported()
    {
        Type[] all = [.. typeof(WriteFormulaInCode).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(CodeRefactoringProvider)) && !t.IsAbstract)];
        Assert.Equal(2, all.Length);
        Assert.All(all, static t =>
        {
            Assert.True(t.IsPublic);
            var export = (ExportCodeRefactoringProviderAttribute)Attribute.GetCustomAttribute(t, typeof(ExportCodeRefactoringProviderAttribute))!;
            Assert.Equal((t.Name, LanguageNames.CSharp), (export.Name, Assert.Single(export.Languages)));
            Assert.NotNull(Attribute.GetCustomAttribute(t, typeof(SharedAttribute)));
        });
    }

    [Fact]
    public async Task AMemberNamedLikeAFunction()
    {
        string before = Walker.Class("[RewardSpec]\n[Objective(\"F \\\"F\\\" & G Next\", Name = \"Gets\", Reward = 1)]", "public sealed partial class Walker", "    public bool F => Speed > 1f;\n    public bool Next => Speed > 0f;\n    public bool Always => Speed > 2f;");
        SpecDocument after = (await new SpecDocument(before).TryAsync(new WriteFormulaInCode(), "Objective"))!;
        Assert.Contains("=> Eventually(F) & RewardMath.Always(Next);", after.Text, StringComparison.Ordinal);
        AssertSame(before, after.Text);
        SpecDocument back = (await new SpecDocument(after.Text).TryAsync(new WriteFormulaAsText(), "Gets"))!;
        Assert.Contains("[Objective(\"F \\\"F\\\" & G Next\", Name = \"Gets\", Reward = 1)]", back.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    [Objective(Reward = 1)] public Formula Gets => Eventually(Ready);\n    private Formula Other => Next(Gets);")]
    [InlineData("    [Objective(Reward = 1)] public Formula Gets => Ready ? Eventually(Ready) : Next(Ready);")]
    [InlineData("    [Objective(Reward = 1)] public Formula Gets => Eventually(Speed is > 0f and var fast && fast < 1f);")]
    [InlineData("    private Formula Gets => Eventually(Ready);")]
    [InlineData("    [Objective(Reward = 1), System.Obsolete] public Formula Gets => Eventually(Ready);")]
    [InlineData("    [Objective(\"F Ready\", Reward = 1)] public Formula Gets => Eventually(Ready);")]
    public async Task NotAsText(string members) => Assert.Null(await new SpecDocument(Walker.With(members)).TryAsync(new WriteFormulaAsText(), "Gets"));

    [Theory]
    [InlineData("[Objective(\"F Redy\", Name = \"Gets\", Reward = 1)]")]
    [InlineData("[Objective(\"F Low\", Reward = 1)]")]
    [InlineData("[Objective(\"F Low\", Name = \"High\", Reward = 1)]")]
    [InlineData("[Objective(Name = \"Gets\", Reward = 1)]")]
    [InlineData("[Objective(\"F Low\", Name = \"a b\", Reward = 1)]")]
    public async Task NotInCSharp(string attribute) => Assert.Null(await new SpecDocument(OnClass(attribute)).TryAsync(new WriteFormulaInCode(), "Objective"));

    /// <summary>Every formula of the corpus, as text and back: the same automaton over the same conditions.</summary>
    [Fact]
    public async Task TheCorpusThereAndBack()
    {
        string original = Repository.Read("tests", "RewardDsl.Specs", "Temporal.cs");
        var document = new SpecDocument(original);
        int properties = 0;
        foreach (string place in Regex.Matches(original, @"public Formula \w+ =>").Select(static m => m.Value))
        {
            SpecDocument? next = await document.TryAsync(new WriteFormulaAsText(), place);
            Assert.True(next is not null, place);
            document = next;
            properties++;
        }

        Assert.InRange(properties, 22, 1000);
        string text = document.Text;
        Assert.DoesNotContain("public Formula", text, StringComparison.Ordinal);
        AssertSame(original, text);

        document = new SpecDocument(text);
        foreach (string name in Regex.Matches(text, @"\[(Objective|Constraint)\("".*Name = ""\w+""").Select(static m => m.Value))
        {
            SpecDocument? next = await document.TryAsync(new WriteFormulaInCode(), name);
            Assert.True(next is not null, name);
            document = next;
        }

        Assert.DoesNotContain("Name = ", document.Text, StringComparison.Ordinal);
        AssertSame(original, document.Text);
    }

    /// <summary>Random formulas, as C# and back as text.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RandomFormulasThereAndBack(int seed)
    {
        const int Count = 40;
        var random = new RandomFormulas(seed);
        string[] formulas = [.. Enumerable.Range(0, Count).Select(i => TemporalPrinter.Print(random.Next(2 + (i % 9))))];
        string original = "using RewardDsl;\nusing static RewardDsl.RewardMath;\n[RewardSpec]\n"
            + string.Concat(formulas.Select(static (f, i) => "[Objective(\"" + f + "\", Name = \"N" + i + "_\", Reward = 1)]\n"))
            + "public partial class Walks\n{\n    [Signal] public bool a { get; init; }\n    [Signal] public bool b { get; init; }\n    [Signal] public bool c { get; init; }\n}\n";
        var document = new SpecDocument(original);
        for (int i = 0; i < Count; i++)
        {
            document = (await document.TryAsync(new WriteFormulaInCode(), "Objective(\"" + formulas[i] + "\", Name = \"N" + i + "_"))!;
        }

        string code = document.Text;
        AssertSame(original, code);
        document = new SpecDocument(code);
        for (int i = 0; i < Count; i++)
        {
            document = (await document.TryAsync(new WriteFormulaAsText(), "Formula N" + i + "_"))!;
        }

        AssertSame(original, document.Text);
    }

    /// <summary>Fails unless two sources have the same formulas: of the same name and payment, with automata of one size, over conditions of the same words.</summary>
    private static void AssertSame(string before, string after)
    {
        Dictionary<string, FormulaFacts> expected = SpecDocument.Formulas(before);
        Dictionary<string, FormulaFacts> actual = SpecDocument.Formulas(after);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, FormulaFacts first) in expected)
        {
            FormulaFacts second = actual[name];
            Assert.Equal(
                (first.IsConstraint, first.IsHard, first.Pay, first.AtTermination, first.AtTruncation, first.Reward, first.Penalty, first.Shaping, first.IsObserved),
                (second.IsConstraint, second.IsHard, second.Pay, second.AtTermination, second.AtTruncation, second.Reward, second.Penalty, second.Shaping, second.IsObserved));
            var atoms = new List<string>();
            TemporalFormula one = Over(first, before, atoms);
            TemporalFormula other = Over(second, after, atoms);
            Assert.True(TemporalQueries.AreSame(one, other, AutomatonOptions.Default), name + ": " + one + " against " + other + "\n" + after);
        }
    }

    /// <summary>A formula over the conditions that are no combination of others, which are named by their words.</summary>
    private static TemporalFormula Over(FormulaFacts facts, string source, List<string> atoms)
    {
        Dictionary<string, ExpressionSyntax> members = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>()
            .Where(static p => p.ExpressionBody is not null && p.Type.ToString() == "bool").GroupBy(static p => p.Identifier.ValueText).ToDictionary(static g => g.Key, static g => g.First().ExpressionBody!.Expression);
        TemporalFormula Read(ExpressionSyntax expression) => expression switch
        {
            ParenthesizedExpressionSyntax inner => Read(inner.Expression),
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } => TemporalFormula.True,
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } => TemporalFormula.False,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => TemporalFormula.Not(Read(not.Operand)),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseAndExpression or (int)SyntaxKind.LogicalAndExpression } and => TemporalFormula.And(Read(and.Left), Read(and.Right)),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression or (int)SyntaxKind.LogicalOrExpression } or => TemporalFormula.Or(Read(or.Left), Read(or.Right)),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.ExclusiveOrExpression } xor => TemporalFormula.Xor(Read(xor.Left), Read(xor.Right)),
            IdentifierNameSyntax name when members.TryGetValue(name.Identifier.ValueText, out ExpressionSyntax? body) => Read(body),
            _ => Atom(Regex.Replace(expression.ToString(), @"\s+", " ")),
        };
        TemporalFormula Atom(string name)
        {
            if (!atoms.Contains(name))
            {
                atoms.Add(name);
            }

            return TemporalFormula.Proposition(atoms.IndexOf(name), name);
        }

        TemporalFormula Replaced(TemporalFormula formula, Func<int, TemporalFormula> by) => formula.Kind == TemporalOperator.Atom
            ? by(formula.Atom)
            : TemporalFormula.Of(formula.Kind, [.. formula.Operands.Select(o => Replaced(o, by))], formula.Window);
        return Replaced(facts.Formula, c => Replaced(facts.Conditions[c], l => Read(SyntaxFactory.ParseExpression(facts.Leaves[l].Name))));
    }
}
