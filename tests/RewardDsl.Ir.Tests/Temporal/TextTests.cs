using System.Globalization;
using System.Linq;
using System.Text;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Formulas as text.</summary>
public sealed class TextTests
{
    private static readonly string[] Names = ["Grasped", "Safe", "AtGoal", "a", "b", "c"];

    [Fact]
    public void WhatIsWrittenReadsBack()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            for (int seed = 0; seed < 5000; seed++)
            {
                TemporalFormula formula = new RandomFormulas(seed, 5).Next(1 + (seed % 14));
                Assert.Equal(formula, RandomFormulas.Parse(TemporalPrinter.Print(formula)));
                Assert.Equal(formula, RandomFormulas.Parse(TemporalPrinter.Words(formula)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("G(a->F b)", "G (a -> F b)")]
    [InlineData("always (a implies eventually b)", "G (a -> F b)")]
    [InlineData("[](a => <>b)", "G (a -> F b)")]
    [InlineData("GF a", "G F a")]
    [InlineData("a | b & c", "a | b & c")]
    [InlineData("(a | b) & c", "(a | b) & c")]
    [InlineData("a && (b && c)", "a & b & c")]
    [InlineData("a -> b -> c", "a -> b -> c")]
    [InlineData("(a -> b) -> c", "(a -> b) -> c")]
    [InlineData("a <-> b xor c", "a <-> b xor c")]
    [InlineData("a U b U c", "a U b U c")]
    [InlineData("(a U b) U c", "(a U b) U c")]
    [InlineData("a U (b S c)", "a U (b S c)")]
    [InlineData("!a U b", "!a U b")]
    [InlineData("!(a U b)", "!(a U b)")]
    [InlineData("F a & b", "F a & b")]
    [InlineData("F (a & b)", "F (a & b)")]
    [InlineData("G[0, 5] a", "G[0,5] a")]
    [InlineData("G[0:5] a", "G[0,5] a")]
    [InlineData("G[3,inf) a", "G[3,inf) a")]
    [InlineData("G[3,inf] a", "G[3,inf) a")]
    [InlineData("G[0,inf) a", "G a")]
    [InlineData("F[0s,2s] a", "F[0s,2s] a")]
    [InlineData("F[0,2 s] a", "F[0s,2s] a")]
    [InlineData("F[250ms,1.50s] a", "F[0.25s,1.5s] a")]
    [InlineData("F[1,2 steps] a", "F[1,2] a")]
    [InlineData("a U[1,2] b", "a U[1,2] b")]
    [InlineData("X[3] a", "X X X a")]
    [InlineData("X[!] a", "X a")]
    [InlineData("weak_next a or strong_release a", null)]
    [InlineData("a weak_until b", "a W b")]
    [InlineData("a since[2,4] b", "a S[2,4] b")]
    [InlineData("yesterday once historically a", "Y O H a")]
    [InlineData("not a", "!a")]
    [InlineData("true U a | false", "true U a | false")]
    public void Reads(string text, string? expected) =>
        Assert.Equal(expected, TemporalParser.Parse(text, Names, out _)?.ToString());

    [Fact]
    public void AtomsThatLookLikeOperatorsAreQuoted()
    {
        TemporalFormula formula = TemporalFormula.Always(TemporalFormula.And(TemporalFormula.Proposition(0, "G"), TemporalFormula.Proposition(1, "hand-off")));
        Assert.Equal("G (\"G\" & \"hand-off\")", formula.ToString());
        Assert.Equal(formula, TemporalParser.Parse(formula.ToString(), ["G", "hand-off"], out _));
    }

    [Theory]
    [InlineData("", 1, 0, "the formula is empty")]
    [InlineData("a &", 4, 0, "a formula is missing after '&'")]
    [InlineData("& a", 1, 1, "a formula is missing before '&'")]
    [InlineData("(a & b", 1, 1, "this '(' is not closed")]
    [InlineData("a b", 3, 1, "expected an operator such as '&' or 'U' before 'b'")]
    [InlineData("a)", 2, 1, "')' without '('")]
    [InlineData("(a b)", 4, 1, "expected an operator or ')' before 'b'")]
    [InlineData("G ()", 4, 1, "a formula is missing after '('")]
    [InlineData("G Graspd", 3, 6, "there is no atom 'Graspd' (did you mean 'Grasped'?)")]
    [InlineData("G AtGaol", 3, 6, "there is no atom 'AtGaol' (did you mean 'AtGoal'?)")]
    [InlineData("G safe", 3, 4, "there is no atom 'safe' (did you mean 'Safe'?)")]
    [InlineData("GSafe", 1, 5, "there is no atom 'GSafe'; write 'G Safe' for the operator and the atom 'Safe'")]
    [InlineData("Always a", 1, 6, "there is no atom 'Always'; the operator is written 'always'")]
    [InlineData("Quux", 1, 4, "there is no atom 'Quux'; there are 'Grasped', 'Safe', 'AtGoal', 'a', 'b', 'c'")]
    [InlineData("a U b S c", 7, 1, "'U' and 'S' side by side: write parentheses around one of them")]
    [InlineData("F[0,5 a", 7, 1, "a window is in steps or in seconds: 5, 2s or 200ms")]
    [InlineData("F[0,5", 2, 1, "this '[' is not closed")]
    [InlineData("F[5] a", 4, 1, "expected ',' and the window's last distance before ']'")]
    [InlineData("F[a,5] b", 3, 1, "expected the window's first distance, such as 0 or 0.5s, found 'a'")]
    [InlineData("F[5,2] a", 5, 1, "the window ends before it starts")]
    [InlineData("F[0,5) a", 6, 1, "a window includes its end: write ']'")]
    [InlineData("F[0,0.5] a", 5, 3, "a window counts whole steps; seconds are written with 's': 0.5s")]
    [InlineData("F[1,2s] a", 5, 1, "one end of the window is in steps and the other in seconds")]
    [InlineData("F[0,2000000] a", 5, 7, "a window reaches 1000000 at most")]
    [InlineData("F[-1,2] a", 3, 1, "'-' alone is no operator; expected '->'")]
    [InlineData("![0,5] a", 2, 1, "'!' has no window")]
    [InlineData("a &[0,5] b", 4, 1, "'&' has no window")]
    [InlineData("a [0,5]", 3, 1, "a window stands behind its operator: F[0,5] p")]
    [InlineData("X[0] a", 3, 1, "'X[' wants how often: X[3] is three times X")]
    [InlineData("Speed > 3", 7, 1, "'>' compares numbers; a formula's text reads bool members: give the comparison a name of its own")]
    [InlineData("a # b", 3, 1, "'#' is not part of a formula")]
    [InlineData("a & \"\"", 5, 2, "an atom has a name")]
    [InlineData("\"a", 1, 1, "this '\"' is not closed")]
    public void Errors(string text, int column, int length, string message)
    {
        Assert.Null(TemporalParser.Parse(text, Names, out TemporalError? error));
        Assert.Equal(new TemporalError(column, length, message), error);
    }

    /// <summary>However deep the text is nested, there is an answer.</summary>
    [Theory]
    [InlineData("(", ")")]
    [InlineData("!", "")]
    [InlineData("G ", "")]
    [InlineData("a -> ", "")]
    [InlineData("a U ", "")]
    [InlineData("a xor ", "")]
    public void DeepNestingIsAnError(string before, string after)
    {
        string Nested(int times) => new StringBuilder().Insert(0, before, times).Append('a').Insert(before.Length * times + 1, after, times).ToString();
        Assert.NotNull(TemporalParser.Parse(Nested(190), Names, out _));
        Assert.Null(TemporalParser.Parse(Nested(3000), Names, out TemporalError? error));
        Assert.Equal("the formula is nested more than 200 deep", error?.Message);
    }

    /// <summary>Whatever is typed, the answer is a formula or an error inside of the text.</summary>
    [Fact]
    public void AnyTextHasAnAnswer()
    {
        string[] pieces = ["a", "b", "Grasped", "Quux", "G", "F[0,5]", "U", "S", "X", "!", "&", "|", "->", "<->", "(", ")", "[", "]", ",", "0", "2s", "1.5", "inf", "\"", " ", "xor", "true", "-", "<", "é", "\0", "[0,", "always", "WX", "[!]", "[3]"];
        var random = new System.Random(1);
        int formulas = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            TemporalFormula? formula = TemporalParser.Parse(text, Names, out TemporalError? error);
            Assert.True(formula is null != error is null, text);
            Assert.True(error is null || (error.Column >= 1 && error.Column - 1 + error.Length <= text.Length && error.Message.Length > 0), text + ": " + error);
            Assert.True(formula is null || formula.Equals(TemporalParser.Parse(formula.ToString(), Names, out _)), text);
            formulas += formula is null ? 0 : 1;
        }

        Assert.InRange(formulas, 200, 19_000);
    }

    /// <summary>Long rows of the same operator are not nested.</summary>
    [Fact]
    public void LongRowsAreNotDeep() => Assert.Equal(2, TemporalParser.Parse(string.Join(" & ", Enumerable.Repeat("a", 3000)), Names, out _)?.Depth);

    [Theory]
    [InlineData("F[0s,2s] a", 0.02, "F[0,100] a")]
    [InlineData("F[0s,2s] a", 0.02f, "F[0,100] a")]
    [InlineData("F[0.1s,inf) a", 0.02, "F[5,inf) a")]
    [InlineData("G (a -> F[0s,2s] b)", 1 / 60.0, "G (a -> F[0,120] b)")]
    [InlineData("G (a -> F[0s,2s] b)", 1 / 60f, "G (a -> F[0,120] b)")]
    [InlineData("F[3,4] a", 0.0, "F[3,4] a")]
    public void SecondsBecomeSteps(string text, double step, string expected) =>
        Assert.Equal(expected, TemporalSeconds.Resolve(TemporalParser.Parse(text, Names, out _)!, step, out _)?.ToString());

    [Theory]
    [InlineData("F[0s,2.03s] a", 0.02, "2.03 s is no whole number of steps of 0.02 s; write 2.02 s (101 steps) or 2.04 s (102 steps)")]
    [InlineData("F[0s,0.01s] a", 0.02, "0.01 s is no whole number of steps of 0.02 s; write 0 s (0 steps) or 0.02 s (1 step)")]
    [InlineData("F[0s,1s] a", 0.0, "a window in seconds needs the length of a step")]
    [InlineData("F[0s,1s] a", double.NaN, "a window in seconds needs the length of a step")]
    [InlineData("F[0s,1000s] a", 1e-5, "1000 s are more than 1000000 steps of 0.00001 s")]
    public void SecondsThatAreNoSteps(string text, double step, string message)
    {
        Assert.Null(TemporalSeconds.Resolve(TemporalParser.Parse(text, Names, out _)!, step, out string? error));
        Assert.Equal(message, error);
    }

    [Fact]
    public void NothingRunsOnUnresolvedSeconds()
    {
        TemporalFormula formula = TemporalParser.Parse("F[0s,2s] a", Names, out _)!;
        Assert.Null(TemporalAutomaton.Build(formula, AutomatonOptions.Default, out AutomatonProblem? problem));
        Assert.Equal(AutomatonProblemKind.Unresolved, problem?.Kind);
        Assert.Throws<System.InvalidOperationException>(() => TraceEvaluator.Holds(formula, [1]));
    }

    [Theory]
    [InlineData("ab", "ba", 1)]
    [InlineData("abc", "abc", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("Grapsed", "Grasped", 1)]
    public void EditsBetweenWords(string a, string b, int distance) => Assert.Equal(distance, EditDistance.Between(a, b));
}
