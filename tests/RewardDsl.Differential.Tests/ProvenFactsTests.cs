using System;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;
using RewardDsl.Specs;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>What the metadata of a spec says is proven is what the analysis proves, to the bit.</summary>
public sealed class ProvenFactsTests
{
    public static TheoryData<string> All => [.. Corpus.All.Select(static s => s.Type.FullName!)];

    [Theory]
    [MemberData(nameof(All))]
    public void Metadata_SaysWhatTheAnalysisProves(string name)
    {
        CorpusSpec spec = Corpus.All.First(s => s.Type.FullName == name);
        var analysis = SpecAnalysis.Of(spec.Lowered, spec.Contract);
        AssertSame(analysis.Analysis.Range(analysis.Step.Find(OutputKind.Objective)), spec.Info.Range);
        AssertSame(ReturnRange.Of(analysis.Analysis, analysis.Step.Find(OutputKind.Objective), spec.Info.Discount, spec.Info.Horizon, search: false).Range, spec.Info.Return);
        Assert.Equal(spec.Lowered.Columns.Count, spec.Info.Terms.Count);
        for (int i = 0; i < spec.Info.Terms.Count; i++)
        {
            AssertSame(analysis.Analysis.Range(analysis.Step.Find(OutputKind.Column, i)), spec.Info.Terms[i].Range);
            Assert.Empty(spec.Info.Terms[i].RisesWith.Intersect(spec.Info.Terms[i].FallsWith));
            Assert.All(spec.Info.Terms[i].RisesWith.Concat(spec.Info.Terms[i].FallsWith), s => Assert.Contains(spec.Info.Signals, known => known.Name == s));
        }
    }

    [Fact]
    public void Metadata_OfAKnownReward()
    {
        RewardSpecInfo info = OneTerm.Spec;
        Assert.Equal((-2f, 2f, false), (info.Range.Min, info.Range.Max, info.Range.MayBeNaN));
        Assert.Equal(info.Range, Assert.Single(info.Terms).Range);
        Assert.Equal(["X"], info.Terms[0].RisesWith);
        Assert.Empty(info.Terms[0].FallsWith);

        // Without discount and horizon nothing limits an episode.
        Assert.Equal(float.PositiveInfinity, info.Return.Max);
        Assert.Null(info.Terms[0].Unit);
    }

    [Fact]
    public void Metadata_OfAReturnAndAUnit()
    {
        const string source = """
            using RewardDsl;
            [RewardSpec(Discount = 0.5, Horizon = 3, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.5)]
            public sealed partial class Race
            {
                [Signal(0, 4, Unit = "m/s")] public float Speed { get; init; }
                [Term(2)] private float Way => Speed * Step.Seconds;
                [Penalty(1)] private float Square => Speed * Speed;
            }
            """;
        RewardSpecInfo info = Assert.Single(Corpus.Compile([source])).Info;
        Assert.Equal(("m", "m²/s²"), (info.Terms[0].Unit, info.Terms[1].Unit));
        Assert.Equal((0f, 4f), (info.Terms[0].Range.Min, info.Terms[0].Range.Max));

        // 1 + 0.5 + 0.25 steps count; each pays at most 4 and at least −16.
        Assert.Equal((-16f * 1.75f, 4f * 1.75f), (info.Return.Min, info.Return.Max));
    }

    [Fact]
    public void Metadata_OfARoleAndAJump()
    {
        const string source = """
            using RewardDsl;
            [RewardSpec(Discount = 0.9)]
            public sealed partial class Lane
            {
                [Signal(-2, 2)] public float Offset { get; init; }
                [Signal(0, 9, Jumps = true)] public float Way { get; init; }
                [Term(1)] private float Drive => Way;
                [Penalty(0.1, Role = TermRole.Shaping)] private float Centre => Offset * Offset;
            }
            """;
        RewardSpecInfo info = Assert.Single(Corpus.Compile([source])).Info;
        Assert.Equal([TermRole.Task, TermRole.Shaping], info.Terms.Select(static t => t.Role));
        Assert.Equal([false, true], info.Signals.Select(static s => s.Jumps));
    }

    private static void AssertSame(FloatRange proven, ValueRange told)
    {
        Assert.Equal(BitConverter.SingleToInt32Bits(proven.Lo), BitConverter.SingleToInt32Bits(told.Min));
        Assert.Equal(BitConverter.SingleToInt32Bits(proven.Hi), BitConverter.SingleToInt32Bits(told.Max));
        Assert.Equal(proven.MayBeNaN, told.MayBeNaN);
    }
}
