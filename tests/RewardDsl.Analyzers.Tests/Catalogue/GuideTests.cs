using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using RewardDsl.Ir;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The examples of the page about time compile and are good rewards; what its tables say of the language is so.</summary>
public sealed partial class GuideTests
{
    private const string Time = "temporal-logic.md";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task ExampleIsGood(int example)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Blocks(Time)[example]);
        AnalyzerVerifier.AssertCompiles(analysis);

        // Of a short example that more could be declared is no news.
        Assert.Empty(analysis.Findings.Where(static f => f.Id != "RWD9007"));
    }

    [Fact]
    public void ThereAreExamples() => Assert.Equal(5, Blocks(Time).Count);

    /// <summary>The three columns of the operators are one formula.</summary>
    [Fact]
    public void SignsAndWordsMeanTheSame()
    {
        List<string[]> rows = [.. Rows().Where(static r => r.Length == 4 && r[3] != "holds at i when" && r[3] != "---").Select(static r => r.Take(3).Select(static c => c.Trim('`').Replace(@"\|", "|")).ToArray())];
        Assert.Equal(20, rows.Count);
        Assert.All(rows, static r =>
        {
            TemporalFormula sign = Read(r[1]);
            Assert.Equal(sign, Read(r[2]));
            Assert.True(r[0].StartsWith(sign.Kind + "(", System.StringComparison.Ordinal) || "!&|^".Any(c => r[0].Contains(c, System.StringComparison.Ordinal)), r[0]);
        });
    }

    /// <summary>What the page says is the same is the same.</summary>
    [Theory]
    [InlineData("!X p", "WX !p")]
    [InlineData("G F p", "F (p & !X true)")]
    [InlineData("F G p", "G F p")]
    [InlineData("G (F p & F !p)", "false")]
    [InlineData("O p -> O q", "p -> q")]
    [InlineData("X[3] p", "X X X p")]
    [InlineData("GF p", "G F p")]
    [InlineData("F[0:5] p", "F[0,5] p")]
    [InlineData("<> p /\\ [] q", "finally p and globally q")]
    [InlineData("p unless q", "p W q")]
    [InlineData("p <-> q -> r xor p | q & r U p", "p <-> (q -> (r xor (p | (q & (r U p)))))")]
    [InlineData("p -> q -> r", "p -> (q -> r)")]
    [InlineData("p U q U r", "p U (q U r)")]
    public void Same(string left, string right) => Assert.True(TemporalQueries.AreSame(Read(left), Read(right), AutomatonOptions.Default));

    private static TemporalFormula Read(string text) => TemporalParser.Parse(text, ["p", "q", "r"], out TemporalError? error) ?? throw new InvalidDataException(text + ": " + error);

    private static IEnumerable<string[]> Rows() => Repository.Read("docs", Time).Split('\n').Where(static l => l.StartsWith("| ", System.StringComparison.Ordinal))
        .Select(static l => Cell().Split(l.Trim().Trim('|')).Select(static c => c.Trim()).ToArray());

    private static List<string> Blocks(string page) => [.. Block().Matches(Repository.Read("docs", page)).Select(static m => m.Groups[1].Value)];

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cell();
}
