using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RewardDsl.Frontend;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>Reward functions between assemblies: stored, inlined, and part of the consumer's identity.</summary>
public sealed class VocabularyTests
{
    private const string Consumer = """
        using RewardDsl;
        [RewardSpec]
        public partial class Walk
        {
            [Signal(0, 1, Length = 3)] public Vec X { get; init; }
            [Term(1.0)] float Paid => Vocabulary.Score(X, 0.5f);
        }
        """;

    [Fact]
    public void Change_OfAFunction_ChangesTheConsumersHash()
    {
        string before = Hash(Vocabulary("RewardMath.Sum(x) * scale"));
        Assert.Equal(before, Hash(Vocabulary("RewardMath.Sum(x) * scale /* a comment */")));
        Assert.NotEqual(before, Hash(Vocabulary("RewardMath.Sum(x) * (scale + 1f)")));
    }

    [Fact]
    public void Length_IsThatOfTheCaller()
    {
        // Mean divides by the length, which the vocabulary does not know.
        string text = Kernel(Vocabulary("RewardMath.Mean(x) + x[2] * scale"));
        Assert.Contains("3f", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x[3] * scale", "RWD0115")]
    [InlineData("RewardMath.Dot(x, s_four) * scale", "RWD0115")]
    public void Vectors_ThatDoNotFit_AreRefusedAtTheCall(string body, string rule)
    {
        Diagnostic finding = Assert.Single(Findings(Consumer, Vocabulary(body)));
        Assert.Equal(rule, finding.Id);
        Assert.Equal("Vocabulary.Score(X, 0.5f)", finding.Location.SourceTree!.GetText().ToString(finding.Location.SourceSpan));
    }

    [Fact]
    public void Assembly_BuiltWithoutTheGenerator_IsNamed()
    {
        CSharpCompilation bare = GeneratorHarness.Compilation(Source("RewardMath.Sum(x) * scale")).WithAssemblyName("Bare");
        Diagnostic finding = Assert.Single(Findings(Consumer, Image(bare)));
        Assert.Equal("RWD0102", finding.Id);
        Assert.Contains("holds no program", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public float Score(Vec x) => 0f;", "must be static")]
    [InlineData("public static double Score(Vec x) => 0;", "'double'")]
    [InlineData("public static float Score(string x) => 0f;", "'string'")]
    [InlineData("public static float Score(ref float x) => x;", "not passed by value")]
    [InlineData("public static float Score<T>(float x) => x;", "must not be generic")]
    [InlineData("public static float Score(float? x) => x ?? 0f;", "'float?'")]
    [InlineData("public static float Score(Vec x) => RewardMath.Product(x);", "length must be known")]
    public void Function_ThatOthersCannotInline_IsRefusedWhereItIs(string method, string because)
    {
        Diagnostic finding = Assert.Single(FunctionFindings(method));
        Assert.Equal("RWD0031", finding.Id);
        Assert.Contains(because, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static float Score(float x) { for (int i = 0; i < 3; i++) { x += 1f; } return x; }", "RWD0101")]
    [InlineData("static float s_state; [RewardFunction] public static float Score(float x) => x + s_state;", "RWD0108", true)]
    [InlineData("public static float Score(float x) => x > 0f ? Score(x - 1f) : 0f;", "RWD0105")]
    public void Body_WithoutBatchedMeaning_IsRefusedAtThePlace(string method, string rule, bool isMarked = false) =>
        Assert.Contains(FunctionFindings(method, isMarked), f => f.Id == rule);

    [Fact]
    public void UnrelatedEdit_IsServedFromTheCache() =>
        GeneratorHarness.Run(out _, Source("RewardMath.Sum(x) * scale"));

    private static string Source(string body) => $$"""
        using RewardDsl;
        public static class Vocabulary
        {
            private static readonly Vec s_four = [1f, 2f, 3f, 4f];
            [RewardFunction] public static float Score(Vec x, float scale) => {{body}};
        }
        """;

    private static PortableExecutableReference Vocabulary(string body)
    {
        GeneratorHarness.Run(out Compilation output, Source(body));
        return Image(output.WithAssemblyName("Vocabulary"));
    }

    private static PortableExecutableReference Image(Compilation compilation)
    {
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("; ", result.Diagnostics));
        image.Position = 0;
        return MetadataReference.CreateFromStream(image);
    }

    private static Dictionary<string, string> Generated(PortableExecutableReference vocabulary)
    {
        GeneratorDriver driver = GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(GeneratorHarness.Compilation(Consumer).AddReferences(vocabulary), out Compilation output, out _);
        Assert.Empty(output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return GeneratorHarness.Files(driver).ToDictionary(static f => f.Key, static f => f.Value);
    }

    private static string Hash(PortableExecutableReference vocabulary) =>
        Regex.Match(Generated(vocabulary)["Walk.Evaluator.g.cs"], "ContentHash = \"([0-9a-f]{64})\"").Groups[1].Value;

    private static string Kernel(PortableExecutableReference vocabulary) => Generated(vocabulary)["Walk.Cpu512.g.cs"];

    private static IReadOnlyList<Diagnostic> Findings(string source, PortableExecutableReference vocabulary)
    {
        CSharpCompilation compilation = GeneratorHarness.Compilation(source).AddReferences(vocabulary);
        INamedTypeSymbol type = compilation.GetTypeByMetadataName("Walk")!;
        var diagnostics = new RewardDiagnostics();
        RewardCompiler.Compile(type, RewardCompiler.AttributeOf(type)!, compilation, diagnostics, default);
        return diagnostics.All;
    }

    private static IReadOnlyList<Diagnostic> FunctionFindings(string method, bool isMarked = false)
    {
        CSharpCompilation compilation = GeneratorHarness.Compilation("using RewardDsl; public class Vocabulary { " + (isMarked ? "" : "[RewardFunction] ") + method + " }");
        var diagnostics = new RewardDiagnostics();
        FunctionCompiler.Compile(compilation.GetTypeByMetadataName("Vocabulary")!.GetMembers("Score").OfType<IMethodSymbol>().Single(), compilation, diagnostics, default);
        return diagnostics.All;
    }
}
