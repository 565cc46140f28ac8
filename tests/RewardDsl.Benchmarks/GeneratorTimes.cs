using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RewardDsl.Generators;

namespace RewardDsl.Benchmarks;

/// <summary>Time of the generator and the analyzer while an author types in a spec of many terms.</summary>
internal static class GeneratorTimes
{
    public const int Runs = 9;

    public static IEnumerable<string> Rows()
    {
        // Warm: the compiler host has been running for a while.
        for (int i = 0; i < 15; i++)
        {
            Measure(terms: 50);
        }

        foreach (int terms in new[] { 1, 10, 50, 200 })
        {
            Measure(terms);
            (double Cold, double Keystroke, double Elsewhere, double Analyzer)[] runs = [.. Enumerable.Range(0, Runs).Select(_ => Measure(terms))];
            double Median(Func<(double Cold, double Keystroke, double Elsewhere, double Analyzer), double> pick) => runs.Select(pick).Order().ElementAt(Runs / 2);
            yield return string.Create(CultureInfo.InvariantCulture, $"| {terms} | {Median(static r => r.Cold):F1} | {Median(static r => r.Keystroke):F1} | {Median(static r => r.Elsewhere):F2} | {Median(static r => r.Analyzer):F1} |");
        }
    }

    private static (double Cold, double Keystroke, double Elsewhere, double Analyzer) Measure(int terms)
    {
        CSharpParseOptions options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        SyntaxTree spec = CSharpSyntaxTree.ParseText(Source(terms, "X"), options);
        SyntaxTree other = CSharpSyntaxTree.ParseText("class Other { int F() => 1; }", options);
        CSharpCompilation compilation = CSharpCompilation.Create("Typing", [spec, other], References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new RewardGenerator().AsSourceGenerator()], parseOptions: options);
        double cold = Run(ref driver, compilation);

        CSharpCompilation edited = compilation.ReplaceSyntaxTree(spec, CSharpSyntaxTree.ParseText(Source(terms, "Y"), options));
        double keystroke = Run(ref driver, edited);
        CSharpCompilation unrelated = edited.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText("class Other { int F() => 2; }", options));
        double elsewhere = Run(ref driver, unrelated);

        driver.RunGeneratorsAndUpdateCompilation(unrelated, out Compilation output, out _);
        var analyzer = new Analyzers.SpecAnalyzer();
        CompilationWithAnalyzers analysis = output.WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        TimeSpan spent = analysis.GetAnalyzerTelemetryInfoAsync(analyzer, default).GetAwaiter().GetResult().ExecutionTime;
        return (cold, keystroke, elsewhere, spent.TotalMilliseconds);
    }

    private static double Run(ref GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.RunGenerators(compilation);
        return driver.GetTimingInfo().ElapsedTime.TotalMilliseconds;
    }

    private static string Source(int terms, string first)
    {
        var text = new StringBuilder("using RewardDsl; using static RewardDsl.RewardMath;\n[RewardSpec(StepSeconds = 0.02)] public sealed partial class Typing\n{\n");
        text.Append("[Signal(-1, 1)] public float X { get; init; }\n[Signal(-1, 1)] public float Y { get; init; }\n[Signal(-1, 1, Length = 12)] public Vec Q { get; init; }\n");
        for (int i = 0; i < terms; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"[Term({i + 1})] float T{i} => Exp(-Square({(i == 0 ? first : "X")} - {i}f)) + SumSquares(Q * {i + 1}f) - Previous.Y;\n");
        }

        return text.Append("}\n").ToString();
    }

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
        .Append(typeof(RewardEvaluator).Assembly.Location)
        .Select(static p => s_references.TryGetValue(p, out MetadataReference? known) ? known : s_references[p] = MetadataReference.CreateFromFile(p));

    private static readonly Dictionary<string, MetadataReference> s_references = [];
}
