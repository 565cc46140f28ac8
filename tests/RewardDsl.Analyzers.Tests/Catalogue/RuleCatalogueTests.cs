using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using RewardDsl.CodeFixes;
using RewardDsl.Frontend;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>What holds for every rule: its page, its release note, its tests and its severity.</summary>
public sealed partial class RuleCatalogueTests
{
    /// <summary>Rules that no source can trigger, with the reason.</summary>
    private static readonly Dictionary<string, string> s_unreachable = new()
    {
        ["RWD0112"] = "C# reports CS0161 at the same place",
        ["RWD0115"] = "it needs two assemblies: tested with the generator",
        ["RWD0901"] = "a known failure is mended instead",
    };

    public static TheoryData<string> Ids => [.. RuleCatalogue.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void PageHasTheHeadings(string id)
    {
        RulePage page = RulePage.All.Single(p => p.Id == id);
        Assert.Equal(
            [
                "# " + id + ": " + Rule(id).Title,
                "## Cause",
                "## Why it matters for the reward",
                "## Example",
                "## How to fix",
                "## When to suppress",
                "## Configuration",
            ],
            page.Headings);
        Assert.DoesNotMatch(@"\n## [^\n]*\n\s*(\n## |$)", page.Text);
        Assert.EndsWith("/analyzers/docs/" + id + ".md", Rule(id).HelpLinkUri, System.StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPageHasARule() => Assert.Equal(RuleCatalogue.Ids, RulePage.All.Select(p => p.Id));

    [Fact]
    public void EveryRuleIsReleased() =>
        Assert.Equal(
            RuleCatalogue.All.Select(r => r.Id + " | " + r.Category + " | " + r.DefaultSeverity + " | " + r.Title),
            Released().Matches(Repository.Read("src", "RewardDsl.Frontend", "AnalyzerReleases.Unshipped.md")).Select(m => m.Value));

    [Fact]
    public void IndexListsEveryRule() =>
        Assert.Equal(
            RuleCatalogue.All.Select(r => "| [" + r.Id + "](" + r.Id + ".md) | " + r.Title + " | " + r.DefaultSeverity.ToString().ToLowerInvariant() + " | " + (Fixable().Contains(r.Id) ? "yes" : "no")),
            Repository.Read("analyzers", "docs", "README.md").Split('\n')
                .Where(l => l.StartsWith("| [", System.StringComparison.Ordinal))
                .Select(l => l.TrimEnd(' ', '|').Split(" (")[0]));

    [Fact]
    public void IdsAndTitlesAreUnique()
    {
        Assert.Equal(RuleCatalogue.All.Length, RuleCatalogue.Ids.Distinct().Count());
        Assert.Equal(RuleCatalogue.All.Length, RuleCatalogue.All.Select(r => r.Title.ToString(System.Globalization.CultureInfo.InvariantCulture)).Distinct().Count());
        Assert.All(RuleCatalogue.Ids, id => Assert.Matches("^RWD\\d{4}$", id));
    }

    [Fact]
    public void ErrorsOfDeclarationsAndUnsupportedCodeCannotBeConfigured() =>
        Assert.All(RuleCatalogue.All, r => Assert.Equal(r.DefaultSeverity == DiagnosticSeverity.Error && r.Id.StartsWith("RWD0", System.StringComparison.Ordinal), r.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)));

    [Fact]
    public void TheAnalyzerKnowsEveryRule() => Assert.Equal(RuleCatalogue.All, new SpecAnalyzer().SupportedDiagnostics);

    [Fact]
    public void EveryRuleHasAPositiveTest() => Assert.Equal(RuleCatalogue.Ids.Except(s_unreachable.Keys), MarkedBy("[|", "{|"));

    [Fact]
    public void EveryRuleHasANegativeTest() => Assert.Equal(RuleCatalogue.Ids.Except(s_unreachable.Keys), TestMethods().Where(m => !HasMark(m)).SelectMany(Tested).Distinct().Order());

    /// <summary>Rules named by a test whose source carries a mark.</summary>
    private static IEnumerable<string> MarkedBy(params string[] marks) => TestMethods().Where(m => marks.Any(m.Contains)).SelectMany(Tested).Distinct().Order();

    private static bool HasMark(string method) => method.Contains("[|", System.StringComparison.Ordinal) || method.Contains("{|", System.StringComparison.Ordinal);

    private static IEnumerable<string> Tested(string method) => Id().Matches(method).Select(m => m.Value);

    /// <summary>The text of each statement of the rule tests that verifies a source.</summary>
    private static IEnumerable<string> TestMethods() =>
        Directory.GetFiles(Path.Combine(Repository.Folder, "tests", "RewardDsl.Analyzers.Tests", "Rules"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => File.ReadAllText(f).Split("[Fact]").Skip(1));

    private static HashSet<string> Fixable() =>
    [
        .. typeof(MakePartialFix).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract)
            .SelectMany(t => ((CodeFixProvider)System.Activator.CreateInstance(t)!).FixableDiagnosticIds),
    ];

    private static DiagnosticDescriptor Rule(string id) => RuleCatalogue.All.Single(r => r.Id == id);

    [GeneratedRegex("RWD\\d{4}")]
    private static partial Regex Id();

    [GeneratedRegex("^RWD.*$", RegexOptions.Multiline)]
    private static partial Regex Released();
}
