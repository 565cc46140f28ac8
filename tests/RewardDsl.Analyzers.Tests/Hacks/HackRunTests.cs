using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>What a case says against what is found: each kind of disagreement is a problem.</summary>
public sealed class HackRunTests
{
    private const string Header = """
        // A01 Title
        // Source: Somebody
        // visible: yes
        // Story.

        """;

    /// <summary>Finds RWD1003 at 'Inverse', an error.</summary>
    private const string Spec = """
        using RewardDsl;

        namespace Hacks;

        [RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
        public sealed partial class Pole
        {
            [Signal(0, 1)] public float Distance { get; init; }

            [Goal(Tolerance = 0.1)] private bool Near => Distance < 0.2f;

            [Term(1)] private float Inverse => Clip(1f / Distance);

            private static float Clip(float x) => RewardMath.Min(x, 5f);
        }

        """;

    private const string Mended = """

        // fixed
        [RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
        public sealed partial class PoleFixed
        {
            [Signal(0, 1)] public float Distance { get; init; }

            [Goal(Tolerance = 0.1)] private bool Near => Distance < 0.2f;

            [Penalty(1)] private float Far => Distance;
        }
        """;

    [Fact]
    public async Task WhatIsExpectedAndFoundIsCaught()
    {
        HackRun run = await RunAsync("// expect: RWD1003 Error at Inverse\n", Spec + Mended);
        Assert.DoesNotContain(run.Problems(), p => !p.StartsWith("not listed", StringComparison.Ordinal));
        Assert.True(run.IsCaught);
        Assert.Equal(HackVerdict.Caught, HackResults.Verdict(run));
    }

    [Theory]
    [InlineData("// expect: RWD1003 at Distance\n", "not found: RWD1003 at Distance")]
    [InlineData("// expect: RWD1003 Warning at Inverse\n", "not found: RWD1003 Warning at Inverse")]
    [InlineData("// expect: RWD1004 at Inverse\n", "not listed: RWD1003 Error at Inverse")]
    [InlineData("// expect: RWD1003 at Inverse\n// also: RWD1002 at Inverse (no)\n", "listed under 'also:' and not found: RWD1002 at Inverse")]
    [InlineData("// expect: RWD1003 at Inverse\n// pending: RWD1002 soon\n", "RWD1002 exists, so it is expected, not pending")]
    [InlineData("// expect: RWD8042 at Inverse\n", "no such rule: RWD8042 at Inverse")]
    public async Task ADisagreementIsAProblem(string entries, string problem)
    {
        HackRun run = await RunAsync(entries, Spec + Mended);
        Assert.Contains(run.Problems(), p => p.StartsWith(problem, StringComparison.Ordinal));
        Assert.Contains("// also: RWD1003 Error at Inverse (", run.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotMendedIsAProblem()
    {
        HackRun run = await RunAsync("// expect: RWD1003 at Inverse\n", Spec + "\n// fixed\n" + Spec[Spec.IndexOf('[')..].Replace("class Pole", "class PoleFixed", StringComparison.Ordinal));
        Assert.Contains(run.Problems(), p => p.StartsWith("still in the mended spec: RWD1003", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AControlIsSilentOrNot()
    {
        HackCase control = HackReader.Read("A01Pole.cs", Header.Replace("yes", "no", StringComparison.Ordinal) + Spec);
        HackRun run = await HackRun.OfAsync(control with { File = "ControlIsSilentOrNot" });
        Assert.Contains(run.Problems(), p => p.StartsWith("not listed: RWD1003", StringComparison.Ordinal));
        Assert.Equal(HackVerdict.Noisy, HackResults.Verdict(run));
    }

    [Fact]
    public async Task AMissedCaseIsDecided()
    {
        HackRun run = await RunAsync("// expect: RWD1004 at Inverse\n", Spec);
        Assert.Equal(HackVerdict.Missed, HackResults.Verdict(run));
        Assert.True(HackResults.IsDecided(run));
    }

    [Fact]
    public async Task ACaseOfRulesToComeIsNotDecided()
    {
        HackRun run = await RunAsync("// pending: RWD8042 soon\n", Spec);
        Assert.Equal(HackVerdict.Pending, HackResults.Verdict(run));
        Assert.False(HackResults.IsDecided(run));
    }

    /// <summary>Runs are kept by the name of their file, so each text needs its own.</summary>
    private static Task<HackRun> RunAsync(string entries, string specs) =>
        HackRun.OfAsync(HackReader.Read("A01Pole.cs", Header + entries + specs) with { File = Guid.NewGuid().ToString() });
}
