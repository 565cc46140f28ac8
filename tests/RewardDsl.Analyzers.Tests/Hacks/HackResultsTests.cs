using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The page of results is what the rules do today.</summary>
public sealed class HackResultsTests
{
    private static string File => Path.Combine(Repository.Folder, "tests", "Hacks", "RESULTS.md");

    [Fact]
    public async Task ThePageIsUpToDate()
    {
        HackRun[] runs = await Task.WhenAll(HackReader.ReadAll().Select(HackRun.OfAsync));
        string page = HackResults.Page(runs, PublishedRewardTests.Listed, PublishedRewardTests.Count);
        if (Environment.GetEnvironmentVariable("REWARDDSL_UPDATE_SNAPSHOTS") == "1")
        {
            await System.IO.File.WriteAllTextAsync(File, page);
        }

        Assert.True(System.IO.File.Exists(File), "No RESULTS.md; set REWARDDSL_UPDATE_SNAPSHOTS=1 to write it.");
        Assert.True(
            page == (await System.IO.File.ReadAllTextAsync(File)).ReplaceLineEndings("\n"),
            "RESULTS.md is stale; set REWARDDSL_UPDATE_SNAPSHOTS=1 to write it.");
    }
}
