using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>
/// Good published rewards: no rule says anything of them but what is listed here, with the reason. A new finding is a mistake of a
/// rule until somebody has looked and listed it.
/// </summary>
public sealed class PublishedRewardTests
{
    /// <summary>How many there are.</summary>
    internal const int Count = 47;

    /// <summary>Each finding, as "spec rule severity", with the reason why it is true.</summary>
    internal static IReadOnlyDictionary<string, string> Listed => s_listed;

    private static readonly Dictionary<string, string> s_listed = new(StringComparer.Ordinal)
    {
        ["DmPointMass RWD1005 Warning"] = "The Gaussian around a target of 15 mm is flat over 95 % of the arena: hard exploration, as its authors want it",
        ["DmPointMass RWD5005 Warning"] = "The same, seen as a factor: it underflows to 0",
        ["GymBipedalWalker RWD2003 Info"] = "A fall pays −100 instead of the last progress, as published",
        ["GymHumanoid RWD1006 Info"] = "The contact cost is cut at 10",
        ["GymCarRacing RWD6006 Info"] = "The best share of the tiles so far is no observation of its own",
        ["FrankaLift RWD1005 Info"] = "80 % of the distances",
        ["FrankaLift RWD4005 Info"] = "A coarse and a fine kernel of one distance, together with the weight 21",
        ["ManiSkillPickCube RWD1005 Warning"] = "1 − tanh(5·‖q̇‖) asks for rest and is flat for fast joints",
        ["PandaPickCube RWD6006 Warning"] = "That the box has been reached is a latch outside of the observation, and two thirds of the reward depend on it",
        ["AlohaHandover RWD6006 Info"] = "The best so far is not observed",
        ["MiniGrid RWD6006 Info"] = "The step counter is not observed",
        ["FlowDesiredVelocity RWD1006 Info"] = "Cut at 0 on purpose, so that an early end does not pay",
        ["Highway RWD1006 Info"] = "Nothing is paid below 20 m/s",
        ["LeggedGym RWD1005 Info"] = "Exponential trackers are steep on purpose: 84 % and 87 % of the distances",
        ["LeggedGym RWD1006 Warning"] = "The sum is cut at 0 on purpose, at the price of a flat region",
        ["IsaacVelocityRough RWD1005 Info"] = "As LeggedGym",
        ["Go1Joystick RWD1005 Info"] = "As LeggedGym",
        ["Go1Joystick RWD1006 Warning"] = "As LeggedGym; the price of a fall is inside the clip",
        ["Go1Joystick RWD4010 Error"] = "The norm of a command of two speeds and a turn rate is compared with 0.01",
    };

    [Fact]
    public async Task OnlyWhatIsListedIsFound()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        int specs = 0;
        foreach (string file in Directory.GetFiles(Path.Combine(Repository.Folder, "tests", "RewardDsl.Specs", "Published"), "*.cs"))
        {
            Analysis analysis = await AnalyzerVerifier.AnalyzeAsync("using System;\n" + await File.ReadAllTextAsync(file));
            Assert.Empty(analysis.CompilerErrors);
            SyntaxNode root = await analysis.Source.GetRootAsync();
            specs += root.DescendantNodes().OfType<ClassDeclarationSyntax>().Count();
            // What is not declared of a reward is no finding about it, and said once.
            Assert.All(analysis.Findings.Where(static f => f.Id == "RWD9007").GroupBy(static f => f.Location.SourceSpan), static said => Assert.Single(said));
            found.UnionWith(analysis.Findings.Where(static f => f.Id != "RWD9007").Select(f => root.FindNode(f.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()!.Identifier.ValueText + " " + f.Id + " " + f.Severity));
        }

        Assert.True(specs >= Count);
        Assert.Equal(s_listed.Keys.Order(StringComparer.Ordinal), found);
    }
}
