using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>Runs the generator. Every run also asserts that a second run after an unrelated edit is served from the cache.</summary>
internal static class GeneratorHarness
{
    public static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithDocumentationMode(DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "netstandard.dll" or "mscorlib.dll")
            .Append(typeof(RewardEvaluator).Assembly.Location)
            .Select(static p => MetadataReference.CreateFromFile(p)),
    ];

    public static CSharpCompilation Compilation(params string[] sources) => Compilation([], sources);

    /// <summary>The same with further references.</summary>
    public static CSharpCompilation Compilation(IEnumerable<MetadataReference> more, params string[] sources) => CSharpCompilation.Create(
        "Consumer",
        sources.Select(static (s, i) => CSharpSyntaxTree.ParseText(s, Options, path: $"File{i}.cs")),
        s_references.Concat(more),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new RewardGenerator().AsSourceGenerator()],
        parseOptions: Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs on sources and returns the driver after its first run.</summary>
    public static GeneratorDriver Run(out Compilation output, params string[] sources) => Run([], out output, sources);

    /// <summary>The same with further references.</summary>
    public static GeneratorDriver Run(IEnumerable<MetadataReference> more, out Compilation output, params string[] sources)
    {
        CSharpCompilation compilation = Compilation(more, sources);
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        AssertCached(driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal static class Unrelated { public static int X = 1; }", Options))));
        return driver;
    }

    /// <summary>The generated files by hint name.</summary>
    public static IReadOnlyDictionary<string, string> Files(GeneratorDriver driver) =>
        driver.GetRunResult().GeneratedTrees.Length == 0
            ? new Dictionary<string, string>()
            : driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(static s => s.HintName, static s => s.SourceText.ToString());

    /// <summary>Asserts that nothing was computed again: lowering gave an equal model, and everything behind it was skipped.</summary>
    public static void AssertCached(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        foreach ((string step, ImmutableArray<IncrementalGeneratorRunStep> runs) in result.TrackedSteps)
        {
            foreach (IncrementalStepRunReason reason in runs.SelectMany(static r => r.Outputs).Select(static o => o.Reason))
            {
                bool isOwn = step is RewardGenerator.Steps.Lower or RewardGenerator.Steps.Host or RewardGenerator.Steps.Plan;
                Assert.True(
                    !isOwn || reason == IncrementalStepRunReason.Cached || (step != RewardGenerator.Steps.Plan && reason == IncrementalStepRunReason.Unchanged),
                    $"{step}: {reason}");
            }
        }

        Assert.All(
            result.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static s => s.Outputs),
            static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }
}
