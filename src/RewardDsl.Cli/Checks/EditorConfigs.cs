using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RewardDsl.Cli;

/// <summary>The <c>.editorconfig</c> and <c>.globalconfig</c> files from each source's folder upward, as a build would apply them.</summary>
internal sealed class EditorConfigs
{
    private static readonly string[] s_names = [".editorconfig", ".globalconfig"];
    private readonly AnalyzerConfigSet _set;
    private readonly ConcurrentDictionary<string, AnalyzerConfigOptionsResult> _byPath = new(StringComparer.Ordinal);

    private EditorConfigs(AnalyzerConfigSet set)
    {
        _set = set;
        Options = new Provider(this);
        Severities = new SeverityProvider(this);
    }

    /// <summary>What analyzers and generators may ask for.</summary>
    public AnalyzerConfigOptionsProvider Options { get; }

    /// <summary>Severities by file and rule, for the compiler.</summary>
    public SyntaxTreeOptionsProvider Severities { get; }

    /// <summary>Reads the files around the given sources.</summary>
    public static EditorConfigs Around(IEnumerable<string> sources)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (string source in sources)
        {
            for (string? folder = Path.GetDirectoryName(source); folder is not null && folders.Add(folder); folder = Path.GetDirectoryName(folder))
            {
            }
        }

        IEnumerable<string> paths = folders.SelectMany(f => s_names.Select(n => Path.Combine(f, n))).Where(File.Exists).Order(StringComparer.Ordinal);
        return new EditorConfigs(AnalyzerConfigSet.Create(paths.Select(p => AnalyzerConfig.Parse(File.ReadAllText(p), p)).ToList()));
    }

    /// <summary>What is wrong in the files themselves, such as a severity that does not exist.</summary>
    public IEnumerable<Diagnostic> Problems(IEnumerable<string> sources) =>
        sources.SelectMany(s => For(s).Diagnostics).Concat(_set.GlobalConfigOptions.Diagnostics).DistinctBy(d => d.ToString());

    private AnalyzerConfigOptionsResult For(string path) => _byPath.GetOrAdd(path, _set.GetOptionsForSourcePath);

    private sealed class Provider(EditorConfigs configs) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(configs._set.GlobalConfigOptions.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(configs.For(tree.FilePath).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(configs.For(textFile.Path).AnalyzerOptions);
    }

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }

    private sealed class SeverityProvider(EditorConfigs configs) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
            configs.For(tree.FilePath).AnalyzerOptions.TryGetValue("generated_code", out string? value) && bool.TryParse(value, out bool generated)
                ? generated ? GeneratedKind.MarkedGenerated : GeneratedKind.NotGenerated
                : GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configs.For(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configs._set.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
