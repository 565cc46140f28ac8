using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD6005: margins below one minimum of which one hides another.</summary>
public sealed class MaskedMarginTests
{
    private const string Robust = "Semantics = FormulaSemantics.Robustness, Observed = true";

    private const string Told = "The robustness of 'A' is the smallest or largest of the margin of 'Offset' over 100 m and the margin of 'Angle' over 0.2 rad: almost everywhere one of them decides and the other has no gradient; divide each by the largest that is proven (Normalised = true), or by a scale of its own";

    /// <summary>Metres and radians (Li, Vasile and Belta, 2017), in one condition and in two.</summary>
    [Fact]
    public async Task MetresAndRadians()
    {
        Analysis analysis = await Verify("[[|Objective(Reward = 1, " + Robust + ")|]] public Formula A => Always(Offset < 10f & Angle < 0.05f);", Told);
        Assert.Equal((DiagnosticSeverity.Warning, "normalised"), (Own(analysis)[0].Severity, Own(analysis)[0].Properties["fix"]));
        await Verify("[[|Objective(Reward = 1, " + Robust + ")|]] public Formula A => Always(Implies(Offset < 10f, Eventually(!(Angle > 0.05f), within: 3)));", Told);
        await Verify("[[|Objective(Reward = 1, Pay = FormulaPay.EachStep, " + Robust + ")|]] public Formula A => Once(Offset < 10f || Angle < 0.05f, within: 3);", Told);
    }

    [Fact]
    public async Task WhereNothingIsHidden()
    {
        await Verify("[Objective(Reward = 1, Normalised = true, " + Robust + ")] public Formula A => Always(Offset < 10f & Angle < 0.05f);");
        await Verify("[Objective(Reward = 1, Observed = true)] public Formula A => Always(Offset < 10f & Angle < 0.05f);");
        await Verify("[Objective(Reward = 1, " + Robust + ")] public Formula A => Always(Offset < 10f & Offset > -20f);");
        await Verify("[Objective(Reward = 1, " + Robust + ")] public Formula A => Always(Offset / 50f < 0.2f & Angle / 0.1f < 0.5f & Armed);");
        await Verify("[Objective(Reward = 1, " + Robust + ")] public Formula A => Always(Implies(Armed, Angle < 0.05f));");
    }

    /// <summary>Ten times as wide.</summary>
    [Theory]
    [InlineData(10.5, true)]
    [InlineData(9.5, false)]
    public async Task TenTimes(double factor, bool isFound)
    {
        string number = factor.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Verify("[" + (isFound ? "[|" : "") + "Objective(Reward = 1, " + Robust + ")" + (isFound ? "|]" : "") + "] public Formula A => Always(Free < 0.5f & Free * " + number + "f < 3f);");
    }

    [Fact]
    public async Task OtherUnitsAreANote()
    {
        Analysis analysis = await Verify(
            "[[|Objective(Reward = 1, " + Robust + ")|]] public Formula A => Always(Angle < 0.05f & Lift < 0.1f);",
            "The robustness of 'A' is the smallest or largest of the margin of 'Lift' over 0.3 m and the margin of 'Angle' over 0.2 rad: the units decide which of them counts; divide each by the largest that is proven (Normalised = true), or by a scale of its own");
        Assert.Equal(DiagnosticSeverity.Info, Own(analysis)[0].Severity);
        await Verify("[Objective(Reward = 1, " + Robust + ")] public Formula A => Always(Free < 0.05f & Lift < 0.1f);");
    }

    [Fact]
    public async Task AsText()
    {
        string source = Source("public bool Near => Offset < 10f; public bool Level => Angle < 0.05f;").Replace("public sealed", "[[|Objective(\"G (Near & Level)\", Name = \"A\", Reward = 1, " + Robust + ")|]]\npublic sealed", StringComparison.Ordinal);
        await AnalyzerVerifier.VerifyAsync(source, "RWD6005", Told);
    }

    /// <summary>Written as a term: a note, and of other units another rule speaks.</summary>
    [Fact]
    public async Task AMinimumByHand()
    {
        Analysis analysis = await Verify(
            "[Signal(-1, 1)] public float Small { get; init; } [Signal(-30, 30)] public float Large { get; init; } [Term(1)] public float Paid => [|Min(Small, Large)|];",
            "'Min' is the smallest or largest of the margin of 'Large' over 60 and the margin of 'Small' over 2: almost everywhere one of them decides and the other has no gradient; divide each by a scale of its own");
        Assert.Equal(DiagnosticSeverity.Info, Own(analysis)[0].Severity);
        await Verify("[Term(1)] public float Paid => Min(10f - Offset, 0.05f - Angle);");
        await Verify("[Term(1)] public float Paid => Min(Free, 0.4f) + Max(Offset, 0f) / 50f;");
        await Verify("[Signal(-30, 30)] public float Large { get; init; } [Term(1)] public float Paid => Min(Free, Large / 30f);");
    }

    [Fact]
    public async Task Suppressed() => Assert.Empty(Own(await AnalyzerVerifier.AnalyzeAsync(
        Source("[Objective(Reward = 1, " + Robust + ")] public Formula A => Always(Offset < 10f & Angle < 0.05f);"), new Dictionary<string, ReportDiagnostic> { ["RWD6005"] = ReportDiagnostic.Suppress })));

    private static List<Diagnostic> Own(Analysis analysis) => [.. analysis.Findings.Where(static f => f.Id == "RWD6005")];

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD6005", messages);

    private static string Source(string members) => Walker.Usings + "[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]\npublic sealed partial class Walker { [Signal(-50, 50, Unit = \"m\")] public float Offset { get; init; } "
        + "[Signal(-0.1, 0.1, Unit = \"rad\")] public float Angle { get; init; } [Signal(-0.15, 0.15, Unit = \"m\")] public float Lift { get; init; } [Signal(-1, 1)] public float Free { get; init; } [Signal] public bool Armed { get; init; } [Term(1)] public float Much => Free; " + members + " }\n";
}
