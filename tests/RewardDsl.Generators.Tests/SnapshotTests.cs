using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>
/// Full text of what a few specs become, to notice damage that runs but reads badly. One file for each hint name, in the layout of
/// Verify.SourceGenerators; how they are accepted and compared: <see cref="SnapshotFolder"/>, <see cref="SnapshotComparison"/>.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly Dictionary<string, string> s_cases = new()
    {
        ["OneTerm"] = """
            using RewardDsl;
            namespace Demo;
            [RewardSpec]
            public sealed partial class OneTerm
            {
                [Signal(-1, 1, Unit = "m")] public float X { get; init; }
                [Term(2)] private float Value => X;
            }
            """,
        ["Record"] = """
            using RewardDsl;
            [RewardSpec(StepSeconds = 0.02, Rate = PayRate.PerSecond)]
            internal sealed partial record @class
            {
                [Signal] public bool @event { get; init; }
                [Signal(0, 5), Action] public float @in { get; init; }
                [Penalty(0.5), Clamp(0, 1)] private float @out => @event ? @in - Previous.@in : 0f;
            }
            """,
        ["Nested"] = """
            using RewardDsl;
            namespace Demo.Inner;
            public static partial class Outer
            {
                internal partial struct Middle
                {
                    [RewardSpec(Discount = 0.9)]
                    private sealed partial class Shaped
                    {
                        [Signal(0, 2)] public System.Numerics.Vector2 P { get; init; }
                        [Potential(1.5)] private float Near => 1f / (1f + P.LengthSquared());
                        [Termination(EpisodeEnd.Success, Reward = 3)] private bool Done => P.X < 0.1f;
                    }
                }
            }
            """,
        ["Gated"] = """
            using RewardDsl;
            namespace Demo;
            [RewardSpec, Clamp(-1, 1)]
            public sealed partial class Gated
            {
                [Signal(-1, 1)] public float X { get; init; }
                [Parameter(0, 2)] public float Gain { get; init; } = 0.5f;
                [Gate] private bool Open => X > 0f;
                [Gate(AppliesToAll = true)] private float Half => RewardMath.Saturate(X);
                [Term(Weight = nameof(Gain), Gate = nameof(Open), Else = -0.5)] private float A => RewardMath.Exp(X);
                [Penalty(0.25)] private bool B => X < -0.5f;
                [Cost(0.1)] private float Energy => X * X;
            }
            """,
        ["Vectors"] = """
            using RewardDsl;
            using static RewardDsl.RewardMath;
            namespace Demo;
            public enum Joint { Hip, Knee, Ankle, Toe, Heel }
            [RewardSpec(StepSeconds = 0.1)]
            public sealed partial class Vectors
            {
                private static readonly Vec s_pose = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f];
                [Signal(-1, 1, Axis = typeof(Joint))] public Vec Q { get; init; }
                [Signal(Length = 5)] public Mask Down { get; init; }
                [State(0)] private Vec Air => Where(Down, 0f, Previous.Air + Step.Seconds);
                [Penalty(1)] private float Pose => SumSquares(Q - s_pose) + Max(Air);
                [Term(0.5)] private float Knee => Q[(int)Joint.Knee] / (1f + Norm(Q));
            }
            """,
        ["Derivatives"] = """
            using RewardDsl;
            using static RewardDsl.RewardMath;
            namespace Demo;
            [RewardSpec(Gradient = true)]
            public sealed partial class Derivatives
            {
                [Signal(-1, 1)] public float X { get; init; }
                [Signal(-1, 1)] public System.Numerics.Vector2 P { get; init; }
                [Signal(-1, 1, Length = 6), Action] public Vec Force { get; init; }
                [Signal] public bool Near { get; init; }
                [Term(2)] private float Value => Near ? Exp(X) : P.Y;
                [Penalty(0.1)] private float Effort => SumSquares(Force - Previous.Force);
            }
            """,
        ["Long"] = """
            using RewardDsl;
            namespace Demo;
            [RewardSpec]
            public sealed partial class Long
            {
                [Signal(-1, 1, Length = 50)] public Vec Q { get; init; }
                [Penalty(1)] private float Size => RewardMath.SumSquares(Q);
            }
            """,
        ["Stub"] = """
            using RewardDsl;
            namespace Demo;
            [RewardSpec]
            public sealed partial class Broken
            {
                [Signal(-1, 1)] public float X { get; init; }
                [Term(1)] private float Value { get { float s = 0f; for (int i = 0; i < 3; i++) { s += X; } return s; } }
            }
            """,
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    /// <summary>A driver that has run on a case.</summary>
    internal static GeneratorDriver Driver(string name) => GeneratorHarness.Run(out _, s_cases[name]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Generated_Text_MatchesSnapshot(string name)
    {
        GeneratorDriver driver = Driver(name);
        Assert.All(GeneratorHarness.Files(driver), static file => Assert.DoesNotContain("\r", file.Value, StringComparison.Ordinal));
        await SnapshotComparison.Compare(driver, SnapshotFolder.Location, name, SnapshotFolder.IsAccepting);
    }

    /// <summary>A comparison sees the files of its own case only; these are left when a case goes or changes its name.</summary>
    [Fact]
    public void Snapshots_OfNoCase_AreNone()
    {
        List<string> orphans =
        [
            .. Directory.EnumerateFiles(SnapshotFolder.Location, "*.verified.*")
                .Except(s_cases.Keys.SelectMany(static name => SnapshotFolder.Files(SnapshotFolder.Location, name, "verified"))),
        ];
        if (SnapshotFolder.IsAccepting)
        {
            orphans.ForEach(File.Delete);
            return;
        }

        Assert.True(orphans.Count == 0, $"Snapshots of no case in {SnapshotFolder.Location}:\n{string.Join('\n', orphans.Select(Path.GetFileName))}\n{SnapshotFailure.HowToAccept}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Widths_DifferInNamesAndTheOneLoopOnly(string name)
    {
        IReadOnlyDictionary<string, string> files = GeneratorHarness.Files(Driver(name));
        foreach ((string hint, string text) in files.Where(static f => f.Key.Contains(".Cpu512", StringComparison.Ordinal)))
        {
            string narrow = files[hint.Replace("512", "128", StringComparison.Ordinal)];
            Assert.Equal(WithoutOneLoop(text).Replace("512", "128", StringComparison.Ordinal).Replace("16 env", "4 env", StringComparison.Ordinal).Replace("Wide", "Narrow", StringComparison.Ordinal), narrow);
        }
    }

    /// <summary>The loop over everything, for what is in the cache, is printed for the wider vectors alone.</summary>
    private static string WithoutOneLoop(string text)
    {
        string without = Regex.Replace(text, @" +if \(f\.InCache\)\n +\{\n[^}]*\}\n\n", "");
        return Regex.Replace(without, @"\n +\[[^\n]*\]\n( +)private static void Whole\(.*?\n\1\}\n", "", RegexOptions.Singleline);
    }
}
