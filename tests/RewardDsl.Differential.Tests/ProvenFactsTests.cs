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
    }

    private static void AssertSame(FloatRange proven, ValueRange told)
    {
        Assert.Equal(BitConverter.SingleToInt32Bits(proven.Lo), BitConverter.SingleToInt32Bits(told.Min));
        Assert.Equal(BitConverter.SingleToInt32Bits(proven.Hi), BitConverter.SingleToInt32Bits(told.Max));
        Assert.Equal(proven.MayBeNaN, told.MayBeNaN);
    }
}
