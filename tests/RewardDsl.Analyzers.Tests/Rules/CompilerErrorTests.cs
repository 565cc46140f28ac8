using System.Linq;
using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Where the C# itself does not compile, the compiler's error stands alone.</summary>
public sealed class CompilerErrorTests
{
    [Theory]
    [InlineData("CS0103", "[Penalty(1)] public float A => Sped + 1f;")]
    [InlineData("CS0103", "[Penalty(1)] public float A => Exp(Sped);")]
    [InlineData("CS1061", "[Penalty(1)] public float A => Previous.Sped;")]
    [InlineData("CS0266", "[Penalty(1)] public float A => 0.5 * Speed;")]
    [InlineData("CS0161", "public static float F(float x) { if (x > 0f) { return x; } } [Penalty(1)] public float A => F(Speed);")]
    [InlineData("CS0161", "[Penalty(1)] public float A { get { if (Ready) { return 1f; } } }")]
    [InlineData("CS0165", "[Penalty(1)] public float A { get { float x; return x; } }")]
    [InlineData("CS0019", "[Penalty(1)] public float A => Speed + Ready;")]
    [InlineData("CS0019", "[Gate] public bool A => true != Speed; [Penalty(1, Gate = nameof(A))] public float B => Speed;")]
    [InlineData("CS0029", "[Penalty(1)] public float A => \"text\";")]
    [InlineData("CS0246", "[Signal] public Foo A { get; init; }")]
    [InlineData("CS0246", "[Signal(0, 1, Axis = typeof(Legs))] public Vec A { get; init; } [Penalty(1)] public float B => Sum(A);")]
    [InlineData("CS1501", "[Penalty(1)] public float A => Exp();")]
    [InlineData("CS7036", "public static float F(float x) => x; [Penalty(1)] public float A => F();")]
    [InlineData("CS0102", "[Gate] public bool A => Ready; [Signal(0, 1)] public float? Judge { get; init; } [Term(1, Gate = nameof(A))] public float? A => Judge;")]
    public async Task OnlyTheCompilerReports(string id, string member)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Walker.With(member));
        Assert.Empty(analysis.Findings.Select(f => f.ToString()));
        Assert.Contains(id, analysis.CompilerErrors.Select(d => d.Id));
    }

    [Fact]
    public async Task OtherPlacesAreStillReported()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Walker.With("[Penalty(1)] public float A => Sped + 1f; [Penalty(1)] public float B => Speed % 2f;"));
        Assert.Equal(["RWD0100"], analysis.Findings.Select(f => f.Id));
    }
}
