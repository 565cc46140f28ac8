using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>No value of a run, and no derivative where it is smooth, lies outside of what the analysis proves.</summary>
public sealed class SoundnessTests
{
    public static TheoryData<string> Specs => [.. Corpus.All.Select(static s => s.Type.FullName!)];

    [Theory]
    [MemberData(nameof(Specs))]
    public void RandomEpisodes_StayInTheProvenRanges(string name)
    {
        CorpusSpec spec = Corpus.All.First(s => s.Type.FullName == name);
        Assert.True(Soundness.Run(spec, SpecAnalysis.Of(spec.Lowered, spec.Contract), samples: 8_500, seed: 11) > 0);
    }

    [Fact]
    public void WrongRange_IsSeen()
    {
        // The harness must be able to fail: a signal that leaves the range that was analysed.
        CorpusSpec spec = Corpus.All.First(static s => s.Type.Name == "OneTerm");
        LoweredSpec narrow = spec.Lowered with
        {
            Signals = spec.Lowered.Signals.Select(static s => s with { Range = new Interval(Literals.Bits(0f), Literals.Bits(0.001f)) }).ToEquatableArray(),
        };
        SpecAnalysis claimed = SpecAnalysis.Of(narrow, spec.Contract);
        for (int i = 0; i < claimed.Step.Code.Count; i++)
        {
            claimed.Analysis.Elements(i);
        }

        // From here on the harness draws from another box than the one that was analysed.
        foreach (FloatRange[] element in claimed.Analysis.Leaves.Inputs)
        {
            element[0] = FloatRange.Of(-1f, 1f);
        }

        Assert.Throws<DifferenceException>(() => Soundness.Run(spec, claimed, 200, 1));
    }
}
