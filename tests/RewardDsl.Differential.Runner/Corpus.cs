using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RewardDsl.Frontend;
using RewardDsl.Generators;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>One spec in every form: the compiled class, and its programs for the interpreter.</summary>
/// <param name="Type">The compiled class.</param>
/// <param name="Info">Its metadata.</param>
/// <param name="Lowered">Its programs and payments.</param>
/// <param name="Contract">Its episode contract.</param>
/// <param name="Step">Optimized step program.</param>
/// <param name="Reset">Optimized reset program.</param>
/// <param name="IsExact">Uses no function whose bits the runtime does not promise (MathF transcendentals, vector dot products).</param>
public sealed record CorpusSpec(Type Type, RewardSpecInfo Info, LoweredSpec Lowered, Contract Contract, RewardProgram Step, RewardProgram Reset, bool IsExact)
{
    /// <summary>Makes its evaluator.</summary>
    public RewardEvaluator CreateEvaluator(int batch, EvaluatorOptions? options = null) =>
        (RewardEvaluator)Activator.CreateInstance(Type.GetNestedType("Evaluator")!, batch, options)!;

    /// <inheritdoc/>
    public override string ToString() => Type.Name;
}

/// <summary>Compiles spec sources in memory as a user's compiler would.</summary>
public static class Corpus
{
    /// <summary>Functions whose bits the runtime does not promise.</summary>
    private static readonly Regex s_inexact = new(
        @"\b(MathF|Math|float)\.(Exp|Log|Sin|Cos|Tan|Pow|Atan|Asin|Acos|Cbrt|Hypot|Lerp)"
        + @"|\bLength(Squared)?\(\)|\b(Vector2|Vector3|Vector4|Quaternion)\.(Dot|Distance|Lerp|Normalize)|\bVector3\.Cross");

    private static readonly Lazy<IReadOnlyList<CorpusSpec>> s_all = new(LoadAll);

    /// <summary>The specs of the corpus project.</summary>
    public static IReadOnlyList<CorpusSpec> All => s_all.Value;

    /// <summary>Specs from source text, compiled and loaded here.</summary>
    public static IReadOnlyList<CorpusSpec> Compile(IEnumerable<string> sources)
    {
        Compilation output = Generate(sources);
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = output.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(20)));
        }

        image.Position = 0;
        var context = new AssemblyLoadContext("specs", isCollectible: true);
        return Load(output, context.LoadFromStream(image));
    }

    /// <summary>The user's compilation with the generator's output in it.</summary>
    public static Compilation Generate(IEnumerable<string> sources)
    {
        CSharpParseOptions options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<MetadataReference> references = trusted.Split(Path.PathSeparator)
            .Where(static p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "netstandard.dll" or "mscorlib.dll")
            .Append(typeof(RewardEvaluator).Assembly.Location)
            .Append(typeof(Vocabulary.Shapes).Assembly.Location)
            .Select(static p => MetadataReference.CreateFromFile(p));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Specs" + Guid.NewGuid().ToString("N"),
            sources.Select(s => CSharpSyntaxTree.ParseText(s, options)),
            references,
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create(new RewardGenerator()).WithUpdatedParseOptions(options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return output;
    }

    private static List<CorpusSpec> LoadAll()
    {
        Assembly assembly = typeof(Specs.OneTerm).Assembly;
        var sources = new List<string>();
        foreach (string name in assembly.GetManifestResourceNames().Where(static n => n.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            sources.Add(reader.ReadToEnd());
        }

        return Load(Generate(sources), assembly);
    }

    private static List<CorpusSpec> Load(Compilation compilation, Assembly assembly)
    {
        var specs = new List<CorpusSpec>();
        foreach (Type type in assembly.GetTypes().Where(static t => t.GetCustomAttribute<RewardSpecAttribute>() != null).OrderBy(static t => t.FullName, StringComparer.Ordinal))
        {
            INamedTypeSymbol symbol = compilation.GetTypeByMetadataName(type.FullName!)!;
            var diagnostics = new RewardDiagnostics();
            RewardUnit unit = RewardCompiler.Compile(symbol, RewardCompiler.AttributeOf(symbol)!, compilation, diagnostics, default);
            if (unit.Lowered is null)
            {
                throw new InvalidOperationException($"{type}: {string.Join("; ", diagnostics.All)}");
            }

            string text = string.Concat(symbol.DeclaringSyntaxReferences.Where(static r => !r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).Select(static r => r.GetSyntax().ToString()));
            var info = (RewardSpecInfo)type.GetProperty("Spec", BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)!.GetValue(null)!;
            specs.Add(new CorpusSpec(type, info, unit.Lowered, unit.Contract, Optimizer.Run(unit.Lowered.Step), Optimizer.Run(unit.Lowered.Reset), !s_inexact.IsMatch(text)));
        }

        return specs;
    }
}
