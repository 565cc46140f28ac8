using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Testing;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The specs of the corpus one by one, so that a source to mutate is short and many fit into one compilation.</summary>
internal static class HostileCorpus
{
    private static readonly string[] s_folders = [Path.Combine("tests", "RewardDsl.Specs"), Path.Combine("tests", "RewardDsl.Vocabulary"), Path.Combine("examples", "QuadrupedVelocity"), Path.Combine("examples", "CartPole")];

    private static readonly IReadOnlyList<CompilationUnitSyntax> s_files = Read();

    /// <summary>Each spec, with the specs that it derives from, and each class of reward functions; as (usings, text).</summary>
    public static IReadOnlyList<(string Usings, string Text)> Specs { get; } =
    [
        .. s_files.SelectMany(f => Types(f).OfType<TypeDeclarationSyntax>().Where(IsMutated)
            .Select(t => (string.Concat(f.Usings.Select(u => u.ToFullString())), string.Concat(Bases(t).Append(t).Select(d => d.ToFullString()))))),
    ];

    /// <summary>What the specs share: enums and plain classes, once for each compilation, in the namespace around every mutant.</summary>
    public static IReadOnlyList<string> Shared { get; } =
    [
        .. s_files.Where(f => Types(f).Any(t => !IsMutated(t))).Select(f => string.Concat(f.Usings.Select(u => u.ToFullString())) + "namespace RewardDsl.Specs;\n" + string.Concat(Types(f).Where(t => !IsMutated(t)).Select(t => t.ToFullString()))),

        // The vocabulary under its own name too, as specs know it.
        .. s_files.Where(f => Namespace(f) == "RewardDsl.Vocabulary").Select(f => f.ToFullString()),
    ];

    private static bool IsMutated(MemberDeclarationSyntax type) => type is TypeDeclarationSyntax
        && type.DescendantNodesAndSelf().OfType<AttributeSyntax>().Any(a => a.Name.ToString() is "RewardSpec" or "RewardFunction");

    private static IEnumerable<TypeDeclarationSyntax> Bases(TypeDeclarationSyntax type)
    {
        string? parent = type.BaseList?.Types[0].Type.ToString();
        TypeDeclarationSyntax? found = parent is null ? null : s_files.SelectMany(Types).OfType<TypeDeclarationSyntax>().FirstOrDefault(t => t.Identifier.ValueText == parent);
        return found is null || !IsMutated(found) ? [] : Bases(found).Append(found);
    }

    private static IEnumerable<MemberDeclarationSyntax> Types(CompilationUnitSyntax file) =>
        file.Members.SelectMany(m => m is BaseNamespaceDeclarationSyntax inner ? inner.Members : [m]).Where(m => m is BaseTypeDeclarationSyntax);

    private static string Namespace(CompilationUnitSyntax file) => file.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";

    private static List<CompilationUnitSyntax> Read() =>
    [
        .. s_folders.SelectMany(f => Directory.GetFiles(Path.Combine(Repository.Folder, f), "*.cs").Order(StringComparer.Ordinal))
            .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f).ReplaceLineEndings("\n"), AnalyzerVerifier.ParseOptions).GetCompilationUnitRoot()),
    ];
}
