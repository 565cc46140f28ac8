using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>Specs with formulas, whole, half typed and beyond every measure: a finding or a kernel, never a failure; and nothing is computed twice.</summary>
public sealed class TemporalSourceTests
{
    private const string Source = """
        using RewardDsl;
        using static RewardDsl.RewardMath;
        namespace Demo;
        [RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
        [Objective("F (AtGoal & G[0s,0.1s] !Fast)", Name = "Docked", Reward = 5, Shaping = 0.5, AtTruncation = ClosingRule.Fails)]
        public sealed partial class Docking
        {
            [Signal(-5, 5)] public float X { get; init; }
            [Signal(0, 2)] public float Speed { get; init; }
            public bool AtGoal => X > 4f;
            public bool Fast => Speed > 1f;
            [Constraint(Penalty = 2, Hard = true, Pay = FormulaPay.AtEnd)] public Formula Safe => Always(Implies(Fast, Eventually(Speed < 0.5f, within: 9))) & !Eventually(Calm);
            private Formula Calm => Since(X > Previous.X, !AtGoal ^ Fast) | Once(Fast, from: 1, to: 3);
        }
        """;

    [Fact]
    public void AFormulaIsServedFromTheCache()
    {
        // The harness asserts the cached run after an edit elsewhere.
        GeneratorDriver driver = GeneratorHarness.Run(out Compilation output, Source);
        Assert.DoesNotContain(output.GetDiagnostics(), static d => d.Severity >= DiagnosticSeverity.Error);
        Assert.Contains(GeneratorHarness.Files(driver).Keys, static k => k.EndsWith(".Evaluator.g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("within: 9", "/* soon */ within:  9", true)]
    [InlineData("private Formula Calm", "// what is calm\n    private Formula Calm", true)]
    [InlineData("G[0s,0.1s]", "G[0s,0.12s]", false)]
    [InlineData("F (AtGoal & G", "F (AtGoal | G", false)]
    [InlineData("within: 9", "within: 8", false)]
    [InlineData("Shaping = 0.5", "Shaping = 0.25", false)]
    [InlineData("ClosingRule.Fails", "ClosingRule.Holds", false)]
    [InlineData("FormulaPay.AtEnd", "FormulaPay.EachStep", false)]
    public void Edit_OfAFormula_RecomputesWhenMeaningChanges(string before, string after, bool cached)
    {
        GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(GeneratorHarness.Compilation(Source));
        driver = driver.RunGenerators(GeneratorHarness.Compilation(Source.Replace(before, after, StringComparison.Ordinal)));
        Assert.Equal(cached, driver.GetRunResult().Results.Single().TrackedSteps["Plan"].SelectMany(static s => s.Outputs).All(static o => o.Reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void Typing_ThroughEveryPrefix_NeverFails()
    {
        for (int length = Source.IndexOf("[Objective", StringComparison.Ordinal); length < Source.Length; length += 5)
        {
            AssertNoFailure(Source[..length]);
        }

        // Inside the text, with everything behind it.
        int start = Source.IndexOf("F (AtGoal", StringComparison.Ordinal);
        int end = Source.IndexOf("\", Name", StringComparison.Ordinal);
        for (int length = start; length < end; length++)
        {
            AssertNoFailure(Source[..length] + Source[end..]);
        }
    }

    public static TheoryData<string, string> Large
    {
        get
        {
            string Nested(string open, int times, string close) => string.Concat(Enumerable.Repeat(open, times)) + "AtGoal" + string.Concat(Enumerable.Repeat(close, times));
            string Row(string item, string sign, int length) => string.Join(sign, Enumerable.Repeat(item, length / (item.Length + sign.Length)));
            return new TheoryData<string, string>
            {
                { Text(Row("F (AtGoal & X Fast)", " & ", 5000)), "" },
                { Text(Row("AtGoal U Fast", " xor ", 2000)), "" },
                { Text(string.Join(" & ", Enumerable.Range(1, 300).Select(static i => "F[" + i.ToString(CultureInfo.InvariantCulture) + ",900] AtGoal"))), "" },
                { Text("G (Fast -> F[20,900] AtGoal)"), "RWD0044" },
                { Text(Nested("(", 190, ")")), "" },
                { Text(Nested("X ", 190, "")), "" },
                { Text(Nested("G F ", 99, "")), "" },
                { Text(Nested("(Fast U ", 150, ")")), "" },
                { Text(Nested("!(", 201, ")")), "RWD0042" },
                { Text(Nested("X ", 5000, "")), "RWD0042" },
                { Text(new string('(', 5000)), "RWD0042" },
                { Text(new string('!', 20_001)), "RWD0042" },
                { Text(Row("AtGoal -> ", "", 5000)), "RWD0042" },
                { Code(Nested("Next(", 150, ")")), "" },
                { Code(Nested("!Always(", 95, ")")), "" },
                { Code(Nested("Next(", 250, ")")), "RWD0044" },
                { Code(Nested("Until(Fast, ", 201, ")")), "RWD0044" },
                { Code(Row("Eventually(AtGoal)", " & ", 5000)), "" },
                { Code(Row("Eventually(AtGoal)", " ^ ", 3000)), "" },
                { Code(Row("Eventually(AtGoal)", " ^ ", 6000)), "RWD0044" },
                { Code("(" + Row("AtGoal", " & ", 5000) + ") & Next(Fast)"), "" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Large))]
    public void LargeFormulasEndInAFinding(string source, string id)
    {
        string? stub = AssertNoFailure(source);
        Assert.True(id.Length == 0 ? stub is null : stub?.Contains(id, StringComparison.Ordinal) == true, (id.Length == 0 ? "a kernel" : id) + " expected: " + stub);
    }

    private static string Text(string formula) => Source.Replace("F (AtGoal & G[0s,0.1s] !Fast)", formula, StringComparison.Ordinal);

    private static string Code(string formula) => Source.Replace("Always(Implies(Fast, Eventually(Speed < 0.5f, within: 9))) & !Eventually(Calm)", formula, StringComparison.Ordinal);

    /// <summary>The text of the stub, if that is what was generated.</summary>
    private static string? AssertNoFailure(string source)
    {
        GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(GeneratorHarness.Compilation(source));
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        string? stub = GeneratorHarness.Files(driver).FirstOrDefault(static f => f.Key.EndsWith(".Stub.g.cs", StringComparison.Ordinal)).Value;
        Assert.DoesNotContain("RWD0901", stub ?? "", StringComparison.Ordinal);
        return stub;
    }
}
