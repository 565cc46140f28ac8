using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RewardDsl.Cli;

/// <summary>What a project tells the compiler.</summary>
internal sealed record CompilerSettings
{
    private static readonly ImmutableArray<string> s_implicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    /// <summary>C# 14 belongs to this framework; a Roslyn from before its release knows it as the preview.</summary>
    private static readonly LanguageVersion s_ofFramework = LanguageVersionFacts.TryParse("14.0", out LanguageVersion version) ? version : LanguageVersion.Preview;

    /// <summary>A console project from the template.</summary>
    public static CompilerSettings Console { get; } = new() { Nullable = NullableContextOptions.Enable, ImplicitUsings = true };

    /// <summary>A project that states nothing.</summary>
    public static CompilerSettings Bare { get; } = new();

    public LanguageVersion Language { get; init; } = s_ofFramework;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Disable;

    public bool ImplicitUsings { get; init; }

    public bool AllowUnsafe { get; init; }

    /// <summary>Global usings as they stand behind the keywords: <c>N</c>, <c>static N.T</c>, <c>A = N.T</c>.</summary>
    public ImmutableArray<string> Usings { get; init; } = [];

    /// <summary>Conditional symbols beside those of the framework.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary>Ids of findings that the project does not want.</summary>
    public ImmutableArray<string> NoWarn { get; init; } = [];

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Parse, preprocessorSymbols:
        [.. Symbols, "TRACE", "DEBUG", "NET", "NETCOREAPP", "NET10_0", .. Enumerable.Range(5, 6).Select(v => "NET" + v + "_0_OR_GREATER")]);

    /// <summary>The source of all global usings, or an empty text.</summary>
    public string GlobalUsings => string.Concat((ImplicitUsings ? s_implicitUsings.Select(n => "global::" + n) : []).Concat(Usings).Select(u => "global using " + u + ";\n"));

    /// <summary>Reads a LangVersion.</summary>
    /// <exception cref="UsageException">No version that this tool's compiler knows.</exception>
    public static LanguageVersion ParseLanguage(string text) => text.ToLowerInvariant() switch
    {
        "" or "default" or "latest" or "latestmajor" or "14" or "14.0" => s_ofFramework,
        string name when LanguageVersionFacts.TryParse(name, out LanguageVersion version) => version,
        _ => throw new UsageException("LangVersion " + text + " is not known to the compiler in this tool (up to 14)"),
    };

    /// <summary>Reads a Nullable.</summary>
    /// <exception cref="UsageException">No such setting.</exception>
    public static NullableContextOptions ParseNullable(string text) => text.ToLowerInvariant() switch
    {
        "" or "disable" => NullableContextOptions.Disable,
        "enable" => NullableContextOptions.Enable,
        "warnings" => NullableContextOptions.Warnings,
        "annotations" => NullableContextOptions.Annotations,
        _ => throw new UsageException("Nullable must be enable, disable, warnings or annotations, not " + text),
    };

    /// <summary>Reads a switch of MSBuild.</summary>
    public static bool ParseSwitch(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("enable", StringComparison.OrdinalIgnoreCase);
}
