using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>
/// An edit of another file: lowered again when it may mean something to the spec, and not when it is inside a body that the spec
/// never read. In each case what is printed is what a fresh compiler prints.
/// </summary>
public sealed class EditElsewhereTests
{
    private const string Spec = """
        using RewardDsl;
        using static RewardDsl.RewardMath;
        [RewardSpec]
        public sealed partial class Walk : Steady
        {
            [Signal(-1, 1)] public float X { get; init; }
            [Signal(-1, 1, Axis = typeof(Joint))] public Vec Q { get; init; }
            [Term(1)] private float A => Helper.Twice(X) + Table.Offset + Table.Half + Square(X);
            [Term(2)] private float B => Sum(Q * Table.Weights) + Extra;
            [Potential(1)] private float C => -Abs(X - Previous.X);
        }
        """;

    private const string Others = """
        using RewardDsl;
        public static class Helper
        {
            public static float Twice(float x) => 2f * Deep.Id(x);
            public static int Unread() { int i = 1; return i; }
            private static int s_count = 3;
            public static int Unread2 { get { return s_count; } set { s_count = value; } }
            static Helper() { s_count = 4; }
        }
        public static class Table
        {
            public const float Offset = 0.5f;
            public static readonly Vec Weights = [1f, 2f];
            public static float Half => 0.5f;
        }
        public enum Joint { Hip, Knee }
        """;

    private const string Base = """
        using RewardDsl;
        [RewardSpec]
        public partial class Steady
        {
            [Signal(0, 1)] public float Y { get; init; }
            [Term(3)] public float Level => Y;
            public static int Unread() => 1;
        }
        """;

    private const string Part = "public sealed partial class Walk { private float Extra => X * 0.25f; }";

    private const string Third = "public static class Deep { public static float Id(float x) => x; }\nclass Far { int F() => 1; }";

    /// <summary>Of a file in which a body was read any edit counts, of the others a declaration.</summary>
    [Theory]
    [InlineData(1, "int i = 1; return i;", "int i = 2; i++; return i;")]
    [InlineData(1, "=> 2f * Deep.Id(x)", "=> 3f * Deep.Id(x)")]
    [InlineData(4, "float Id(float x) => x", "float Id(float x) => -x")]
    [InlineData(1, "Offset = 0.5f", "Offset = 0.25f")]
    [InlineData(1, "Half => 0.5f", "Half => 0.25f")]
    [InlineData(1, "[1f, 2f]", "[1f, 3f]")]
    [InlineData(1, "{ Hip, Knee }", "{ Hip, Toe }")]
    [InlineData(1, "{ Hip, Knee }", "{ Hip, Knee, Toe }")]
    [InlineData(1, "using RewardDsl;", "using RewardDsl; public static class RewardMath { public static float Square(float x) => x; }")]
    [InlineData(1, "using RewardDsl;", "global using static Shadow; using RewardDsl; public static class Shadow { public static float Square(double x) => 1f; }")]
    [InlineData(2, "[Signal(0, 1)]", "[Signal(0, 2)]")]
    [InlineData(2, "Level => Y", "Level => -Y")]
    [InlineData(2, "Unread() => 1", "Unread() => 2")]
    [InlineData(3, "X * 0.25f", "X * 0.75f")]
    public void Edit_OfAFileThatTheSpecReads_LowersAgain(int file, string before, string after)
    {
        CSharpCompilation compilation = GeneratorHarness.Compilation(Spec, Others, Base, Part, Third);
        object first = Walk(Units(compilation));
        CSharpCompilation edited = Replace(compilation, file, before, after);
        Assert.NotSame(first, Walk(Units(edited)));
        AssertAsFresh(edited);
    }

    [Fact]
    public void Edit_OfABodyNothingReads_IsServedFromMemory_AndTheNextEditToo()
    {
        const string far = "class Far { int F() => 1; int this[int i] => 2; int P { get => 3; } ~Far() { F(); } event System.Action E { add { } remove { } } }";
        CSharpCompilation compilation = GeneratorHarness.Compilation(Spec, Others, Base, Part, Third, far);
        object first = Walk(Units(compilation));
        foreach ((string before, string after) in new[] { ("F() => 1", "F() { return 7; }"), ("=> 2", "=> 4"), ("get => 3", "get => 5"), ("F(); }", "F(); F(); }"), ("add { }", "add { F(); }") })
        {
            compilation = Replace(compilation, 5, before, after);
            Assert.Same(first, Walk(Units(compilation)));
            AssertAsFresh(compilation);
        }

        compilation = Replace(compilation, 1, "Offset = 0.5f", "Offset = 0.125f");
        Assert.NotSame(first, Walk(Units(compilation)));
        AssertAsFresh(compilation);
    }

    [Fact]
    public void Edit_OfAReferenceOptionOrListOfFiles_LowersAgain()
    {
        CSharpCompilation compilation = GeneratorHarness.Compilation(Spec, Others, Base, Part, Third);
        object first = Walk(Units(compilation));
        Assert.Same(first, Walk(Units(compilation)));
        Assert.Same(first, Walk(Units(compilation.Clone())));
        Assert.NotSame(first, Walk(Units(compilation.AddReferences(MetadataReference.CreateFromFile(typeof(Enumerable).Assembly.Location)))));
        Assert.NotSame(first, Walk(Units(compilation.WithOptions(compilation.Options.WithOverflowChecks(true)))));
        Assert.NotSame(first, Walk(Units(compilation.WithAssemblyName("Another"))));
        Assert.NotSame(first, Walk(Units(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class More;", GeneratorHarness.Options)))));
    }

    [Fact]
    public void Edit_OfAFileBesideAFunction_ComputesTheFunctionAgainOnlyWhereItMayMatter()
    {
        const string functions = "using RewardDsl; public static class Vocabulary { [RewardFunction] public static float Half(float x) => Deep.Id(x) * 0.5f; }";
        CSharpCompilation compilation = GeneratorHarness.Compilation(functions, "class Far { int F() => 1; }", "public static class Deep { public static float Id(float x) => x; }");
        object? Function(CSharpCompilation c) => Steps(c, "Function").Single();
        object? first = Function(compilation);
        Assert.NotNull(first);
        Assert.Same(first, Function(Replace(compilation, 1, "F() => 1", "F() => 2")));
        Assert.NotEqual(first, Function(Replace(compilation, 2, "=> x", "=> -x")));
    }

    /// <summary>Every run here has a driver of its own, which remembers nothing: the same object comes from what the generator remembers.</summary>
    private static object[] Units(CSharpCompilation compilation) => [.. Steps(compilation, "Lower").Select(static o => o!)];

    private static IEnumerable<object?> Steps(CSharpCompilation compilation, string step) => GeneratorHarness.Driver().RunGenerators(compilation).GetRunResult().Results.Single()
        .TrackedSteps[step].SelectMany(static s => s.Outputs).Select(static o => o.Value);

    private static object Walk(object[] units) => units.Single(static u => u.ToString()!.Contains("Walk", StringComparison.Ordinal));

    private static CSharpCompilation Replace(CSharpCompilation compilation, int file, string before, string after)
    {
        SyntaxTree tree = compilation.SyntaxTrees[file];
        string text = tree.ToString();
        Assert.Contains(before, text, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text.Replace(before, after, StringComparison.Ordinal), GeneratorHarness.Options, tree.FilePath));
    }

    private static void AssertAsFresh(CSharpCompilation compilation)
    {
        IReadOnlyDictionary<string, string> files = GeneratorHarness.Files(GeneratorHarness.Driver().RunGenerators(compilation));
        CSharpCompilation fresh = GeneratorHarness.Compilation([.. compilation.SyntaxTrees.Select(static t => t.ToString())]);
        Assert.Equal(GeneratorHarness.Files(GeneratorHarness.Driver().RunGenerators(fresh)), files);
        Assert.NotEmpty(files);
    }
}
