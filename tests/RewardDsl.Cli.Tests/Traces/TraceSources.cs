using System.Globalization;
using System.Linq;

namespace RewardDsl.Cli.Tests.Traces;

/// <summary>A spec with formulas and recordings of it.</summary>
internal static class TraceSources
{
    public const string Walker = """
        using System.Numerics;
        using RewardDsl;
        using static RewardDsl.RewardMath;

        namespace Demo;

        public enum Joint { LeftHip, RightHip }

        public enum Mode { Idle, Walk, Fall }

        [RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
        [Objective("F (AtGoal & G[0,2] Still)", Name = "Docked", Reward = 5)]
        [Constraint("G !Crash", Name = "NoCrash", Penalty = 10, Hard = true)]
        public sealed partial class Walker
        {
            [Signal(-1, 1, UnitNorm = true)] public Vector3 Up { get; init; }
            [Signal(0, 2, Unit = "m/s")] public float Speed { get; init; }
            [Signal(0, 10, Unit = "m")] public float Gap { get; init; }
            [Signal(-1, 1, Axis = typeof(Joint))] public Vec Torque { get; init; }
            [Signal(0, 5, Unit = "m")] public float? Height { get; init; }
            [Signal] public Mode Mode { get; init; }
            [Signal(0, 3, History = 2)] public History<float> Force { get; init; }

            [Constraint(Penalty = 2)] public Formula Recover => Always(Implies(Up.Z < 0.7f, Eventually(Up.Z > 0.9f, within: 3)));
            [Objective(Reward = 1, AtTruncation = ClosingRule.EndOfTrace)] public Formula Calm => Always(Max(Abs(Torque)) < 0.8f);
            [Constraint(Penalty = 1, AtTermination = ClosingRule.Holds)] public Formula Landed => Eventually(Mode == Mode.Idle && (Height ?? 1f) < 0.5f);
            [Constraint(Penalty = 1)] public Formula Faster => Always(Speed >= Previous.Speed);

            public bool AtGoal => Gap < 0.1f;
            public bool Still => Speed < 0.2f;
            public bool Crash => Gap > 9.5f;

            [Term(1)] public float Near => Exp(-Gap);
        }
        """;

    /// <summary>Twelve steps: low from the third on, never up again, at the goal and still from the sixth on.</summary>
    public static string Csv { get; } = "Step,Up.X,Up.Y,Up.Z,Speed,Gap,Torque[LeftHip],Torque[RightHip],Height,Mode\n" + string.Concat(Enumerable.Range(0, 12).Select(Row));

    private static string Row(int t) => string.Create(
        CultureInfo.InvariantCulture, $"{t},{(t < 2 ? 0 : 0.8)},0,{(t < 2 ? 1 : 0.6)},{(t < 5 ? 1.0 : 0.1)},{(t < 6 ? 5 - (0.5 * t) : 0.05)},{0.1 * t:0.0},{-0.05 * t:0.00},{(t % 2 == 0 ? "" : "0.75")},{(t < 9 ? "Walk" : "Fall")}\n");
}
