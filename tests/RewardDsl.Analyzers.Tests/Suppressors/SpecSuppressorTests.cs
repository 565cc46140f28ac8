using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>What other analyzers wrongly say of the members of a spec is silenced, and nothing else.</summary>
public sealed class SpecSuppressorTests
{
    private const string Spec = """
        using RewardDsl;
        [RewardSpec] public sealed partial class Walker
        {
            [Signal(-1, 1)] private float Speed { get; init; }
            [Term(1)] private float Forward => Speed;
            private float Constant => 2f;
            [Penalty(1)] private float Late { get { return Constant; } }
            [Schedule] private static float Ramp(TrainingClock clock) => clock.Progress;
            [Scenario(ScenarioKind.Idle)] private static Walker Still => new();
            private float Unused() => 1f;
            private static float Other => 1f;
            private const float Never = 1f;
            private static readonly float s_never = 1f;
        }
        public sealed class Plain
        {
            private float Constant => 2f;
        }
        """;

    public static TheoryData<string> Silenced => [.. new SpecSuppressor().SupportedSuppressions.Select(s => s.SuppressedDiagnosticId)];

    [Theory]
    [MemberData(nameof(Silenced))]
    public async Task MembersOfASpecAreSilenced(string id) =>
        Assert.Equal(["Walker.Constant", "Walker.Forward", "Walker.Late", "Walker.Ramp", "Walker.Speed", "Walker.Still"], await Suppressed(id));

    [Fact]
    public async Task OtherRulesAreNot() => Assert.Empty(await Suppressed("CA9999"));

    [Fact]
    public void IdsAreUnique()
    {
        ImmutableArray<SuppressionDescriptor> all = new SpecSuppressor().SupportedSuppressions;
        Assert.Equal(all.Length, all.Select(s => s.Id).Distinct().Count());
        Assert.Contains("IDE0051", all.Select(s => s.SuppressedDiagnosticId));
        Assert.Contains("CA1822", all.Select(s => s.SuppressedDiagnosticId));
    }

    private static async Task<string[]> Suppressed(string id)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Spec);
        ImmutableArray<Diagnostic> all = await analysis.Output
            .WithAnalyzers([new ReportsEveryMember(id), new SpecSuppressor()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, true, false, reportSuppressedDiagnostics: true))
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        Assert.Equal(11, all.Length);
        return [.. all.Where(d => d.IsSuppressed).Select(d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).Order(System.StringComparer.Ordinal)];
    }

    /// <summary>Reports every hand-written member under the id of an analyzer that need not be there.</summary>
#pragma warning disable RS1001, RS1017, RS1036, RS2008 // A stand-in, made by the test only.
    private sealed class ReportsEveryMember(string id) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _rule = new(id, "Stand-in", "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);
#pragma warning restore RS1001, RS1017, RS1036, RS2008

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                c =>
                {
                    if (c.Symbol is not IMethodSymbol { MethodKind: not MethodKind.Ordinary } && c.Symbol.Locations[0].SourceTree?.FilePath == "Spec.cs")
                    {
                        c.ReportDiagnostic(Diagnostic.Create(_rule, c.Symbol.Locations[0], c.Symbol.ContainingType.Name + "." + c.Symbol.Name));
                    }
                },
                SymbolKind.Property,
                SymbolKind.Method,
                SymbolKind.Field);
        }
    }
}
