using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>Makes descriptors: one shape, one help page for each id.</summary>
internal static class Rule
{
    private const string HelpRoot = "https://github.com/rewarddsl/rewarddsl/blob/main/analyzers/docs/";

    /// <summary>Declaration mistakes and unsupported C#: the spec has no meaning, so they cannot be configured away.</summary>
    public static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category(id), DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + id + ".md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>A reward that has a meaning, but one that breaks training or pays the wrong thing.</summary>
    public static DiagnosticDescriptor Finding(string id, string title, string message) =>
        new(id, title, message, Category(id), DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + id + ".md");

    /// <summary>Something that is probably not meant.</summary>
    public static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, Category(id), DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + id + ".md");

    /// <summary>Something worth knowing.</summary>
    public static DiagnosticDescriptor Info(string id, string title, string message) =>
        new(id, title, message, Category(id), DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpRoot + id + ".md");

    private static string Category(string id) => id.Substring(3, 2) switch
    {
        "00" => "Declaration",
        "01" => "Unsupported",
        "09" => "Internal",
        "10" => "Numbers",
        "20" => "Shaping",
        "30" => "Episode",
        "40" => "Composition",
        "50" => "Gates",
        "60" => "Temporal",
        _ => "Hygiene",
    };
}
