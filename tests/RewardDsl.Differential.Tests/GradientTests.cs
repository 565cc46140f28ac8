using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;
using Xunit.Abstractions;

namespace RewardDsl.Differential.Tests;

/// <summary>Derivatives of every spec of the corpus: kernel = interpreter = differences of the real function.</summary>
public sealed class GradientTests(ITestOutputHelper output)
{
    public static TheoryData<string> Specs => [.. Corpus.All.Select(static s => s.Type.FullName!)];

    [Theory]
    [MemberData(nameof(Specs))]
    public void Derivatives_OfEveryForm_Agree(string name)
    {
        CorpusSpec spec = Find(name);
        foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
        {
            var options = new EvaluatorOptions { Width = width };
            GradientComparison compared = GradientDifferential.Run(spec, 19, 6, seed: 3, options, edgeShare: 0, differences: width == VectorWidth.Vector512 ? 2 : 0);
            if (width == VectorWidth.Vector512)
            {
                output.WriteLine(compared.ToString());
            }

            _ = GradientDifferential.Run(spec, 5, 5, seed: 4, options, edgeShare: 0.5, differences: 0);
        }
    }

    private static CorpusSpec Find(string name) => Corpus.AllWithGradients.First(s => s.Type.FullName == name);
}
