using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Reading the corpus of hacks: a header that says something else than it means must not pass.</summary>
public sealed class HackReaderTests
{
    private const string Good = """
        // A01 Bicycle circles the goal
        // Source: Somebody, 1998 — http://example.org
        // visible: yes
        // It circles. For ever.
        // expect: RWD2001 at Approach
        // expect: RWD3001 Error at class
        // also: RWD9001 at Distance (there is no range, and
        // there cannot be one)
        // pending: RWD6002 (temporal logic), not yet a rule
        // dropped: RWD1005 (it is not flat)
        using RewardDsl;

        [RewardSpec]
        public sealed partial class Circles;

        // fixed
        // also: RWD1005 at Near (it is flat)
        [RewardSpec]
        public sealed partial class CirclesFixed;
        """;

    [Fact]
    public void EveryEntryIsRead()
    {
        HackCase read = HackReader.Read("A01BicycleCircles.cs", Good);
        Assert.Equal("A01", read.Id);
        Assert.Equal("Bicycle circles the goal", read.Title);
        Assert.Equal("Somebody, 1998 — http://example.org", read.Origin);
        Assert.Equal(HackVisibility.Yes, read.Visibility);
        Assert.Equal("It circles. For ever.", read.Story);
        Assert.Equal(["RWD2001 at Approach", "RWD3001 Error at class"], read.Expected.Select(e => e.ToString()));
        Assert.Equal(new HackFinding("RWD9001", "Distance", null, "there is no range, and there cannot be one"), Assert.Single(read.Also));
        Assert.Equal(new HackFinding("RWD1005", "Near", null, "it is flat"), Assert.Single(read.AlsoFixed));
        Assert.Equal(new HackRemark("RWD6002", "(temporal logic), not yet a rule"), Assert.Single(read.Pending));
        Assert.Equal(new HackRemark("RWD1005", "it is not flat"), Assert.Single(read.Dropped));
        Assert.StartsWith("// fixed\n", read.Text[read.FixedStart..], StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Error, read.Expected[1].Severity);
    }

    [Theory]
    [InlineData("// A01 Bicycle", "// A02 Bicycle", "(1): the first line must be the id")]
    [InlineData("// Source: Somebody, 1998 — http://example.org\n", "", "no 'Source:'")]
    [InlineData("// visible: yes", "// visible: mostly", "(3): visible is yes, partly or no, not 'mostly'")]
    [InlineData("// visible: yes\n", "", "no 'visible:'")]
    [InlineData("// It circles. For ever.\n", "", "what goes wrong")]
    [InlineData("// expect: RWD2001 at Approach", "// expects: RWD2001 at Approach", "(5): unknown entry 'expects:'")]
    [InlineData("// expect: RWD2001 at Approach", "// Expect: RWD2001 at Approach", "(5): unknown entry 'Expect:'")]
    [InlineData("// expect: RWD2001 at Approach", "// expect RWD2001 at Approach", "(5): 'expect RWD2001 at Approach' is neither")]
    [InlineData("// expect: RWD2001 at Approach", "// expect: RWD201 at Approach", "(5): 'RWD201 at Approach' is not")]
    [InlineData("// expect: RWD2001 at Approach", "// expect: RWD2001 in Approach", "(5): 'RWD2001 in Approach' is not")]
    [InlineData("// expect: RWD2001 at Approach", "// expect: RWD2001 Fatal at Approach", "(5): 'RWD2001 Fatal at Approach' is not")]
    [InlineData("// expect: RWD2001 at Approach", "// expect: RWD2001, RWD2002 at Approach", "(5): 'RWD2001, RWD2002 at Approach' is not")]
    [InlineData("// expect: RWD2001 at Approach", "// expect:", "(5): 'expect:' says nothing")]
    [InlineData("(there is no range, and\n// there cannot be one)", "", "(7): 'also:' needs its reason")]
    [InlineData("there cannot be one)", "there cannot be one", "(7): a bracket is not closed")]
    [InlineData("// fixed", "// Fixed", "(16): there is one line '// fixed'")]
    [InlineData("// also: RWD1005 at Near (it is flat)", "// expect: RWD1005 at Near", "(17): of the mended spec only 'also:'")]
    [InlineData("// pending:", "// unseen: nobody can\n// pending:", "what cannot be seen cannot be expected")]
    [InlineData("// pending:", "// unexpressed: no words\n// pending:", "there is a spec")]
    [InlineData("visible: yes", "visible: no", "a control expects nothing")]
    [InlineData("[RewardSpec]", "", "there is no spec")]
    public void AWrongHeaderIsAnError(string part, string instead, string problem)
    {
        string text = Good.Replace(part, instead, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);
        Assert.Contains(problem, Assert.Throws<FormatException>(() => HackReader.Read("A01BicycleCircles.cs", text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACaseThatExpectsNothingIsAnError() =>
        Assert.Contains("it expects nothing", Assert.Throws<FormatException>(() => HackReader.Read("A01X.cs", "// A01 T\n// Source: S\n// visible: yes\n// Story.\nusing X;\n[RewardSpec] class C;\n")).Message, StringComparison.Ordinal);
}
