using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RewardDsl.Generators;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>No source, however broken, makes the generator, an analyzer or a fix fail or run away.</summary>
public sealed class HostileSourceTests
{
    private const int Count = 2000;

    /// <summary>Sources in one compilation: many, because most of a small one's time goes into the references.</summary>
    private const int GroupSize = 100;

    private const int Threads = 2;

    /// <summary>Far beyond what a group takes anywhere: a source that runs away is stopped, and named by the seeds of its group.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <summary>Bytes that the generator may allocate for a group; it needs a tenth.</summary>
    private const long MostAllocated = 8L << 30;

    /// <summary>Characters of a generated file; the longest of the corpus has a tenth.</summary>
    private const int LongestFile = 2_000_000;

    [Fact]
    public async Task DamagedSourcesFailNowhere()
    {
        var results = new HostileResult[Count / GroupSize];
        await Parallel.ForAsync(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads }, async (group, _) =>
        {
            using var limit = new CancellationTokenSource(s_patience);
            string seeds = string.Create(CultureInfo.InvariantCulture, $"seeds {group * GroupSize} to {((group + 1) * GroupSize) - 1}");
            try
            {
                results[group] = await HostileRun.RunAsync([.. Enumerable.Range(group * GroupSize, GroupSize).Select(Source)], new RewardGenerator(), [new SpecAnalyzer(), new SpecSuppressor()], limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail("One of the " + seeds + " takes more than " + s_patience);
            }

            Assert.True(results[group].Allocated < MostAllocated && results[group].LongestFile < LongestFile, seeds + ": " + results[group]);
        });
        string[] failures = [.. results.SelectMany(static r => r.Failures)];
        Assert.True(failures.Length == 0, string.Join('\n', failures) + "\n" + Culprit(failures));

        // The damage is of every depth: much of it is found, some is fixed, some is another reward.
        Assert.InRange(results.Sum(static r => r.Findings), Count / 4, Count * 10);
        Assert.InRange(results.Sum(static r => r.Evaluators), Count / 10, Count);
        Assert.NotEqual(0, results.Sum(static r => r.Fixes));
    }

    [Fact]
    public async Task AFailureIsSeen()
    {
        (string Name, string Text)[] sources = [Source(0)];
        Assert.Empty((await HostileRun.RunAsync(sources, new RewardGenerator(), [new SpecAnalyzer()], CancellationToken.None)).Failures);
        Assert.Contains("CS8785", Assert.Single((await HostileRun.RunAsync(sources, new FailingGenerator(), [new SpecAnalyzer()], CancellationToken.None)).Failures), StringComparison.Ordinal);
        Assert.All((await HostileRun.RunAsync(sources, new RewardGenerator(), [new FailingAnalyzer()], CancellationToken.None)).Failures, static f => Assert.Contains("AD0001", f, StringComparison.Ordinal));
        Assert.NotEmpty((await HostileRun.RunAsync(sources, new RewardGenerator(), [new FailingAnalyzer()], CancellationToken.None)).Failures);
    }

    [Fact]
    public void SourcesAreTheSameEachTime() => Assert.Equal(Enumerable.Range(0, 50).Select(Source), Enumerable.Range(0, 50).Select(Source));

    /// <summary>The first source that a failure names.</summary>
    private static string Culprit(string[] failures) => Regex.Match(string.Join('\n', failures), @"\bM(\d+)\b") is { Success: true } name ? Source(int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture)).Text : "";

    /// <summary>One damaged spec in a namespace of its own: braces that do not pair end with the file.</summary>
    private static (string Name, string Text) Source(int seed)
    {
        (string usings, string text) = HostileCorpus.Specs[seed % HostileCorpus.Specs.Count];
        string name = "M" + seed.ToString(CultureInfo.InvariantCulture);
        return (name + ".cs", usings + "namespace RewardDsl.Specs." + name + ";\n" + new SourceMutator(seed).Mutate(text));
    }

    private sealed class FailingGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.CompilationProvider, static (_, _) => throw new InvalidOperationException("on purpose"));
    }

#pragma warning disable RS1001, RS1017, RS1036, RS2008 // A stand-in, made by the test only.
    private sealed class FailingAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor s_rule = new("TST0001", "Stand-in", "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);
#pragma warning restore RS1001, RS1017, RS1036, RS2008

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(static _ => throw new InvalidOperationException("on purpose"), SymbolKind.NamedType);
        }
    }
}
