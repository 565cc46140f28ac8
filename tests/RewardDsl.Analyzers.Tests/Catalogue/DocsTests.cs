using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The examples of the pages do what the pages say.</summary>
public sealed class DocsTests
{
    /// <summary>Rules without an example, because no source that compiles triggers them.</summary>
    private static readonly string[] s_withoutExample = ["RWD0112", "RWD0115", "RWD0901"];

    public static TheoryData<string> Pages => [.. RulePage.All.Select(p => p.Id).Except(s_withoutExample)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task BadExampleReportsExactlyItsRule(string id)
    {
        foreach (string block in Page(id).Blocks("bad"))
        {
            Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(block);
            Assert.Equal([id], Findings(analysis, id).Select(f => f.Id).Distinct());
            // The stub of a failed spec is an error only where it is used.
            Assert.Empty(analysis.CompilerErrors);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task GoodExampleReportsNothing(string id)
    {
        foreach (string block in Page(id).Blocks("good"))
        {
            Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(block);
            Assert.Empty(Findings(analysis, id));
            AnalyzerVerifier.AssertCompiles(analysis);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void PageHasOneBadAndOneGoodExample(string id)
    {
        Assert.Single(Page(id).Blocks("bad"));
        Assert.Single(Page(id).Blocks("good"));
        Assert.Equal(2, Page(id).BlockCount);
    }

    [Fact]
    public void PagesWithoutExampleSayWhy() =>
        Assert.All(s_withoutExample, id =>
        {
            Assert.Equal(0, Page(id).BlockCount);
            Assert.Contains("triggers this rule", Page(id).Text, System.StringComparison.Ordinal);
        });

    private static RulePage Page(string id) => RulePage.All.Single(p => p.Id == id);

    /// <summary>Of a short example that more could be declared is no news, but on the page that says so.</summary>
    private static IEnumerable<Diagnostic> Findings(Analysis analysis, string id) => analysis.Findings.Where(f => f.Id != "RWD9007" || id == "RWD9007");
}
