using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
    /// <summary>What emitters print.</summary>
    public required RewardUnit Unit { get; init; }

    /// <summary>Makes its evaluator.</summary>
    public RewardEvaluator CreateEvaluator(int batch, EvaluatorOptions? options = null) =>
        (RewardEvaluator)Activator.CreateInstance(Type.GetNestedType("Evaluator")!, batch, options)!;

    /// <inheritdoc/>
    public override string ToString() => Type.Name;
}

/// <summary>Compiles spec sources in memory as a user's compiler would.</summary>
public static class Corpus
{
    /// <summary>Functions whose bits the runtime does not promise. Products of quaternions it sees as methods only.</summary>
    private static readonly Regex s_inexact = new(
        @"\b(MathF|Math|float)\.(Exp|Log|Sin|Cos|Tan|Pow|Atan|Asin|Acos|Cbrt|Hypot|Lerp|RootN)"
        + @"|\bLength(Squared)?\(\)|\b(Vector2|Vector3|Vector4|Quaternion)\.(Dot|Distance|Lerp|Normalize|Cross|Sum|Reflect|Transform|Sin|Cos|Exp|Log|Hypot)"
        + @"|\bQuaternion\.(Slerp|Multiply|Divide|Concatenate|Inverse|CreateFrom)");

    private static readonly Lazy<IReadOnlyList<CorpusSpec>> s_all = new(LoadAll);

    private static readonly Lazy<IReadOnlyList<CorpusSpec>> s_withGradients = new(static () => Compile(Sources().Select(WithGradients)));

    // Shared: the compiler keeps the symbols of a reference, which it would otherwise read again for each compilation.
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(static () => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "netstandard.dll" or "mscorlib.dll")
        .Append(typeof(RewardEvaluator).Assembly.Location)
        .Append(typeof(Vocabulary.Shapes).Assembly.Location)
        .Select(static p => (MetadataReference)MetadataReference.CreateFromFile(p)).ToList());

    // Nullable analysis only warns, and takes a good part of a compilation.
    private static readonly CSharpParseOptions s_parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)
        .WithFeatures([new KeyValuePair<string, string>("run-nullable-analysis", "never")]);

    /// <summary>The specs of the corpus project.</summary>
    public static IReadOnlyList<CorpusSpec> All => s_all.Value;

    /// <summary>The same specs with derivatives, compiled and loaded here.</summary>
    public static IReadOnlyList<CorpusSpec> AllWithGradients => s_withGradients.Value;

    /// <summary>The source file of a type of the corpus.</summary>
    public static string SourceOf(string name) => Sources().First(s => Regex.IsMatch(s, @"\b(class|enum) " + Regex.Escape(name) + @"\b"));

    /// <summary>A source whose specs ask for derivatives.</summary>
    public static string WithGradients(string source)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source, s_parse).GetRoot();
        AttributeArgumentSyntax argument = SyntaxFactory.ParseAttributeArgumentList("(Gradient = true)")!.Arguments[0];
        return root.ReplaceNodes(
            root.DescendantNodes().OfType<AttributeSyntax>().Where(static a => a.Name.ToString() == "RewardSpec" && a.ArgumentList?.Arguments.Any(static b => b.NameEquals?.Name.Identifier.Text == "Gradient") != true),
            (_, attribute) => attribute.AddArgumentListArguments(argument)).ToFullString();
    }

    /// <summary>Specs from source text, compiled and loaded here; with a width, the kernel of the other one is left out.</summary>
    public static IReadOnlyList<CorpusSpec> Compile(IEnumerable<string> sources, VectorWidth width = VectorWidth.Auto)
    {
        Compilation output = Generate(sources);
        Compilation narrowed = width switch
        {
            VectorWidth.Vector128 => WithoutKernels(output, ".Cpu512.g.cs"),
            VectorWidth.Vector512 => WithoutKernels(output, ".Cpu128.g.cs"),
            _ => output,
        };
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = narrowed.Emit(image);
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
        CSharpGeneratorDriver.Create(new RewardGenerator()).WithUpdatedParseOptions(s_parse)
            .RunGeneratorsAndUpdateCompilation(Author(sources), out Compilation output, out _);
        return output;
    }

    /// <summary>The user's compilation before the generator has run: enough for specs that read nothing generated.</summary>
    public static CSharpCompilation Author(IEnumerable<string> sources) =>
        CSharpCompilation.Create(
            "Specs" + Guid.NewGuid().ToString("N"),
            sources.Select(static s => CSharpSyntaxTree.ParseText(s, s_parse)),
            s_references.Value,
            new CSharpCompilationOptions(
                Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: OptimizationLevel.Release,
                concurrentBuild: false));

    /// <summary>The kernels of one width, which nobody calls, without their bodies: most of a compilation is spent on them.</summary>
    private static Compilation WithoutKernels(Compilation compilation, string file)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(t => t.FilePath.EndsWith(file, StringComparison.Ordinal)).ToList())
        {
            string text = tree.ToString();
            string name = Regex.Match(text, @"internal static class (\w+)").Groups[1].Value;
            string call = "(ref global::RewardDsl.Kernels.KernelFrame f) => throw new global::System.NotSupportedException();";
            string kernels = string.Concat(new[] { "Step", "Reset", "Gradient" }.Select(kernel => $"        public static void {kernel}{call}\n"));
            string empty = $"namespace RewardDsl.Generated\n{{\n    internal static class {name}\n    {{\n{kernels}    }}\n}}\n";
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(empty, s_parse, tree.FilePath));
        }

        return compilation;
    }

    private static List<CorpusSpec> LoadAll() => Load(Generate(Sources()), typeof(Specs.OneTerm).Assembly);

    private static List<string> Sources()
    {
        Assembly assembly = typeof(Specs.OneTerm).Assembly;
        var sources = new List<string>();
        foreach (string name in assembly.GetManifestResourceNames().Where(static n => n.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            sources.Add(reader.ReadToEnd());
        }

        return sources;
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

            // The bodies of a base spec belong to it.
            var chain = new List<INamedTypeSymbol>();
            for (INamedTypeSymbol? part = symbol; part is { SpecialType: not SpecialType.System_Object }; part = part.BaseType)
            {
                chain.Add(part);
            }

            string text = string.Concat(chain.SelectMany(static c => c.DeclaringSyntaxReferences).Where(static r => !r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).Select(static r => r.GetSyntax().ToString()));
            var info = (RewardSpecInfo)type.GetProperty("Spec", BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)!.GetValue(null)!;
            specs.Add(new CorpusSpec(type, info, unit.Lowered, unit.Contract, Optimizer.Run(unit.Lowered.Step), Optimizer.Run(unit.Lowered.Reset), !s_inexact.IsMatch(text)) { Unit = unit });
        }

        return specs;
    }
}
