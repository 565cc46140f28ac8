using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>
/// Names, units and the scale of the reward are the author's choice: a rule that is keyed to one of them would find something else in the
/// same reward written another way. Notes count too.
/// </summary>
public sealed class HackInvarianceTests
{
    /// <summary>Rules that rightly depend on a unit or a scale, with the reason.</summary>
    private static readonly Dictionary<string, (SameReward On, string Reason)> s_dependent = new(StringComparer.Ordinal)
    {
        ["RWD1001"] = (SameReward.OtherUnits | SameReward.OtherWeights, "Its limit of 10⁶ is a size, and a MaxStep is not followed through a factor"),
        ["RWD1002"] = (SameReward.OtherUnits | SameReward.OtherWeights, "As RWD1001"),
        ["RWD4006"] = (SameReward.OtherUnits, "It knows a gap and the speed that closes it by their units, and a signal that is divided by a constant has no known unit any more"),
        ["RWD4010"] = (SameReward.OtherUnits, "The same: no unit is known any more"),
    };

    private static readonly string s_published = Path.Combine(Repository.Folder, "tests", "RewardDsl.Specs", "Published");

    public static TheoryData<string> Files => [.. HackReader.Files.Where(f => HackReader.Read(f).HasSpec)];

    public static TheoryData<string> Published => [.. Directory.GetFiles(s_published, "*.cs").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public Task NamesUnitsAndScaleChangeNothing(string file) => Check(file, HackReader.Read(file).Text);

    [Theory]
    [MemberData(nameof(Published))]
    public async Task NorInGoodRewards(string file) => await Check(file, "using System;\n" + await File.ReadAllTextAsync(Path.Combine(s_published, file)));

    private static async Task Check(string file, string text)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(text);
        SemanticModel model = analysis.Output.GetSemanticModel(analysis.Source);
        IReadOnlyList<string> expected = Found(file, analysis, new Dictionary<string, string>());
        if ((await FoundAsync(file, model, SameReward.All)).SequenceEqual(expected))
        {
            return;
        }

        // One at a time: so the failure says which, and what a rule may depend on is left out only there.
        foreach (SameReward way in new[] { SameReward.Renamed, SameReward.OtherUnits, SameReward.OtherWeights, SameReward.All })
        {
            string[] found = [.. (await FoundAsync(file, model, way)).Where(f => IsInvariant(f, way))];
            string[] before = [.. expected.Where(f => IsInvariant(f, way))];
            Assert.True(
                found.SequenceEqual(before),
                file + ", " + way + ":\n" + string.Join("\n", before.Except(found).Select(f => "  no longer found: " + f).Concat(found.Except(before).Select(f => "  found only now: " + f))) + "\n" + HackRewriter.Write(model, way).Text);
        }
    }

    [Fact]
    public async Task EveryPartOfARewardIsRewritten()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(
            """
            using System.Numerics;
            using RewardDsl;
            using static RewardDsl.RewardMath;

            [RewardSpec(Discount = 0.99, Horizon = 10, TimeLimit = TimeLimitKind.Truncates), Clamp(-1, 1)]
            public sealed partial class Walker
            {
                [Signal(-1, 1, Rest = 0.5, MaxStep = 0.1), Aim(Target = 0.25)] public float Speed { get; init; }
                [Signal(Lower = new[] { 0.0, 1 }, Upper = new[] { 1.0, 2 })] public Vector2 Where { get; init; }
                [Signal(0, 1, Length = 2), Action] public Vec Action { get; init; }
                [Signal] public bool Fell { get; init; }
                [Gate] private bool Open => Action[0] > 0.5f;
                [Term(1, Gate = nameof(Open), Else = -1)] private float Fast => Speed - Previous.Speed + Where.X;
                [Penalty(0.5), Clamp(0, 3)] private float Effort => SumSquares(Action - Initial.Action);
                [Total] private float Whole => WeightedSum + 1f;
                [Termination(EpisodeEnd.Failure, Reward = -5)] private bool Down => Fell;
                [Scenario(ScenarioKind.Idle)] private static Walker Still => new() { Speed = 0.1f, Where = new Vector2(0f, 1f), Action = [0f, 1f] };
            }
            """);
        SemanticModel model = analysis.Output.GetSemanticModel(analysis.Source);
        (string text, IReadOnlyDictionary<string, string> names) = HackRewriter.Write(model, SameReward.All);
        Assert.Equal(
            """
            using System.Numerics;
            using RewardDsl;
            using static RewardDsl.RewardMath;

            [RewardSpec(Discount = 0.99, Horizon = 10, TimeLimit = TimeLimitKind.Truncates), Clamp(4.0 * (-1), 4.0 * (1))]
            public sealed partial class N1000
            {
                [Signal(4.0 * (-1), 4.0 * (1), Rest = 4.0 * (0.5), MaxStep = 4.0 * (0.1)), Aim(Target = 4.0 * (0.25))] public float N999 { get; init; }
                [Signal(Lower = new[] { 4.0 * (0.0), 4.0 * (1) }, Upper = new[] { 4.0 * (1.0), 4.0 * (2) })] public Vector2 N998 { get; init; }
                [Signal(4.0 * (0), 4.0 * (1), Length = 2), Action] public Vec N997 { get; init; }
                [Signal] public bool N996 { get; init; }
                [Gate] private bool N995 => (N997[0] / 4f) > 0.5f;
                [Term(4.0 * (1), Gate = nameof(N995), Else = -1)] private float N994 => (N999 / 4f) - (Previous.N999 / 4f) + (N998 / 4f).X;
                [Penalty(4.0 * (0.5)), Clamp(0, 3)] private float N993 => SumSquares((N997 / 4f) - (Initial.N997 / 4f));
                [Total] private float N992 => 4f * ((WeightedSum / 4f) + 1f);
                [Termination(EpisodeEnd.Failure, Reward = 4.0 * (-5))] private bool N991 => N996;
                [Scenario(ScenarioKind.Idle)] private static N1000 N990 => new() { N999 = 4f * (0.1f), N998 = new Vector2(4f * (0f), 4f * (1f)), N997 = [4f * (0f), 4f * (1f)] };
            }
            """,
            text);
        Assert.Equal("Where", names["N998"]);
        Assert.Empty((await AnalyzerVerifier.AnalyzeAsync(text)).CompilerErrors);
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(string file, SemanticModel model, SameReward way)
    {
        (string text, IReadOnlyDictionary<string, string> oldNames) = HackRewriter.Write(model, way);
        return Found(file + " (" + way + ")", await AnalyzerVerifier.AnalyzeAsync(text), oldNames);
    }

    private static IReadOnlyList<string> Found(string file, Analysis analysis, IReadOnlyDictionary<string, string> oldNames) =>
    [
        .. HackRun.Findings(file, analysis).Select(f => f.Finding)
            .Select(f => f.Rule + " " + f.Severity + " at " + oldNames.GetValueOrDefault(f.Member, f.Member))
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsInvariant(string finding, SameReward way) => !s_dependent.TryGetValue(finding.Split(' ')[0], out (SameReward On, string Reason) dependent) || (dependent.On & way) == 0;
}
