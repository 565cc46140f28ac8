using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Published rewards that were hacked: the rules see what can be seen, at its place, and nothing else; see <c>tests/Hacks/RESULTS.md</c>.</summary>
public sealed class HackCorpusTests
{
    /// <summary>The share of the visible hacks that must be found.</summary>
    private const double Recall = 0.95;

    public static TheoryData<string> Files => [.. HackReader.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task TheRulesSeeWhatTheCaseSays(string file)
    {
        HackRun run = await HackRun.OfAsync(HackReader.Read(file));
        Assert.True(run.Problems().Count == 0, run.Report());
    }

    [Fact]
    public async Task NearlyAllVisibleHacksAreFound()
    {
        HackRun[] runs = await Task.WhenAll(HackReader.ReadAll().Where(c => c.Visibility == HackVisibility.Yes).Select(HackRun.OfAsync));
        HackRun[] decided = [.. runs.Where(HackResults.IsDecided)];
        HackRun[] missed = [.. decided.Where(r => !r.IsCaught)];
        Assert.True(
            decided.Length - missed.Length >= Recall * decided.Length,
            "Found: " + (decided.Length - missed.Length) + " of " + decided.Length + " visible hacks\n" + string.Join("\n", missed.Select(r => r.Report())));
    }
}
