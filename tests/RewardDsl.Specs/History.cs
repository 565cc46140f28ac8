using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>
/// Milestones that count in their order only, each worth twice the one before: as truth values that remember, paid once, and as the number of those
/// that were passed, paid as its increment.
/// </summary>
[RewardSpec(Discount = 0.98, Horizon = 60, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Milestones
{
    [Signal(0, 1, Unit = "m")] public float Gap { get; init; }
    [Signal(0, 1, Unit = "m")] public float Height { get; init; }
    [Signal(0, 1, Unit = "m")] public float Distance { get; init; }

    [State(false), Stage(1), Bonus(1, RepeatPolicy.Once)]
    private bool Grasped => Previous.Grasped || Gap < 0.3f;

    [State(false), Stage(2), Bonus(2, RepeatPolicy.Once)]
    private bool Lifted => Previous.Lifted || (Previous.Grasped && Height > 0.5f);

    [State(false), Stage(3), Bonus(4, RepeatPolicy.Once)]
    private bool Carried => Previous.Carried || (Previous.Lifted && Distance < 0.4f);

    [Goal, Termination(EpisodeEnd.Success, Reward = 8)]
    private bool Placed => Previous.Carried && Height < 0.2f;

    [State(0), Bounds(0, 3)]
    private float Passed => Previous.Passed switch
    {
        0f => Gap < 0.3f ? 1f : 0f,
        1f => Height > 0.5f ? 2f : 1f,
        2f => Distance < 0.4f ? 3f : 2f,
        _ => 3f,
    };

    [Term(0.25), Progress]
    private float Worth => Exp(Passed) - 1f;
}

/// <summary>A chain of sub-goals on the way: which is next is remembered, what is near is measured to that one, and passing it pays more each time.</summary>
[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Waypoints
{
    private static readonly Vec PlaceX = [0.5f, 0.9f, 0.2f, -0.6f];
    private static readonly Vec PlaceY = [0f, 0.6f, 0.8f, -0.2f];
    private static readonly Vec Places = [0f, 1f, 2f, 3f];
    private static readonly Vec Worth = [1f, 2f, 4f, 8f];

    [Signal(-1, 1, Unit = "m")] public Vector2 Position { get; init; }

    // Which way-point is next; read before the step moves it on, so that passing one is paid for that one.
    [State(0), Bounds(0, 4)]
    private float Next => Min(Previous.Next + (Gap < 0.6f ? 1f : 0f), 4f);

    private bool Done => Previous.Next > 3f;

    private Mask IsNext => Places <= Previous.Next & Places >= Previous.Next;

    private Vector2 Target => new(Sum(PlaceX, where: IsNext), Sum(PlaceY, where: IsNext));

    private float Gap => (Position - Target).Length();

    [Term(0.1)]
    private float Near => Done ? 1f : Exp(-Gap);

    [Term(1)]
    private float Passes => Next > Previous.Next ? Sum(Worth, where: IsNext) : 0f;

    [Goal]
    private bool Arrived => Next > 3f;
}

/// <summary>
/// What was seen so far, paid as what the step adds to it: cells that are entered for the first time, and for each of some places the best that
/// any step was worth to it (facility location). Both sums over an episode are what the whole of it covers.
/// </summary>
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Coverage
{
    private static readonly Vec Left = [-1f, -0.5f, 0f, 0.5f];
    private static readonly Vec Centres = [-0.8f, -0.4f, 0f, 0.4f, 0.8f];

    [Signal(-1, 1, Unit = "m")] public float X { get; init; }

    private Mask Inside => Left <= X & X < Left + 0.5f;

    [State(false)]
    private Mask Entered => Previous.Entered | Inside;

    [State(0), Bounds(0, 1)]
    private Vec Covered => Max(Previous.Covered, Exp(-Square((Centres - X) / 0.3f)));

    [Term(1), Progress]
    private float FirstVisits => Count(Entered);

    [Term(0.5), Progress]
    private float Reach => Sum(Covered);

    [Metric]
    private float Seen => Count(Entered) / 4f;
}

/// <summary>
/// Signed time since each valve was switched: how long it has been open, or less than nothing for how long it has been closed. A rest before the
/// next use is worth more the longer it was, wear grows with the time of use.
/// </summary>
[RewardSpec(Discount = 0.99, Horizon = 300, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class LastSwitch
{
    [Signal(Length = 3), Action] public Mask Open { get; init; }
    [Signal(0, 1)] public float Demand { get; init; }

    [State(0), Bounds(-5, 5)]
    private Vec Since => Where(
        Open,
        Min(Max(Previous.Since, 0f) + Step.Seconds, 5f),
        Max(Min(Previous.Since, 0f) - Step.Seconds, -5f));

    [Term(1)]
    private float Rested => Sum(Where(Open & !Previous.Open, 1f - Exp(Min(Previous.Since, 0f)), 0f));

    [Penalty(0.1)]
    private float Wear => Sum(Tanh(Max(Since, 0f)));

    [Term(0.5)]
    private float Served => 1f - Abs(Demand - Count(Open) / 3f);
}

/// <summary>A stock that the reward carries: what is drawn cannot be more than what is left, and what is left at the end counts.</summary>
[RewardSpec(Discount = 0.95, Horizon = 40, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Stock
{
    [Signal(0, 1)] public float Income { get; init; }
    [Signal(0, 2), Action] public float Wanted { get; init; }

    private float Drawn => Min(Wanted, Previous.Left + Income);

    [State(1), Bounds(0, 5)]
    private float Left => Min(Previous.Left + Income - Drawn, 5f);

    [Term(1)]
    private float Used => Sqrt(Drawn);

    [Penalty(0.2)]
    private bool Empty => Left <= 0f;

    [Termination(EpisodeEnd.Failure, Reward = -1)]
    private bool Broke => Left <= 0f && Wanted > 1.5f;
}

/// <summary>A goal in disjunctive normal form: as a truth value, as its margin (the best alternative by its worst condition), and as a formula.</summary>
[RewardSpec(Discount = 0.99, Horizon = 50, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Alternatives
{
    [Signal(-1, 1)] public float X { get; init; }
    [Signal(-1, 1)] public float Y { get; init; }
    [Signal] public bool Lamp { get; init; }

    [Goal]
    private bool Reached => (X > 0.3f && Y > 0.2f) || (X < -0.4f && Lamp) || (Y < -0.8f && !Lamp);

    [Term(0.1)]
    private bool There => Reached;

    [Term(1), Bounds(-2, 1)]
    private float Margin => Max(
        Min(X - 0.3f, Y - 0.2f),
        Max(Min(-0.4f - X, Lamp ? 1f : -1f), Min(-0.8f - Y, Lamp ? -1f : 1f)));

    [Objective(Reward = 2)]
    public Formula Either => Eventually((X > 0.3f & Y > 0.2f) | (X < -0.4f & Lamp) | (Y < -0.8f & !Lamp));

    [Objective(Reward = 1)]
    public Formula EitherStays => Eventually(Always(X > 0.3f & Y > 0.2f, within: 2)) | Eventually(Always(X < -0.4f & Lamp, within: 1));
}

/// <summary>What a step calls itself.</summary>
public enum StepTag
{
    /// <summary>Acts on what is known.</summary>
    Act,

    /// <summary>Tries something new.</summary>
    Explore,

    /// <summary>Looks back at a mistake.</summary>
    Reflect,
}

/// <summary>
/// Steps that call themselves something, paid where they are it by what was before: exploring is an action that was not seen in the episode,
/// reflecting follows an invalid one and does another. Once as memory that terms read, once as formulas of the past.
/// </summary>
[RewardSpec(Discount = 1, Horizon = 30, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class TagRules
{
    [Signal(0, 2)] public StepTag Tag { get; init; }
    [Signal(Length = 4)] public Mask Chosen { get; init; }
    [Signal] public bool Valid { get; init; }

    [State(false)]
    private Mask Seen => Previous.Seen | Chosen;

    private bool IsNew => !Any(Chosen & Previous.Seen);

    private bool IsOther => Any(Chosen ^ Previous.Chosen);

    [Term(0.5)]
    private bool Explores => Tag == StepTag.Explore && IsNew;

    [Term(0.5)]
    private bool Reflects => Tag == StepTag.Reflect && !Step.IsFirst && !Previous.Valid && IsOther;

    [Constraint(Penalty = 1)]
    public Formula ExploresTheNew => Always(Implies(Tag == StepTag.Explore, !(Chosen[0] & Yesterday(Once(Chosen[0]))) & !(Chosen[1] & Yesterday(Once(Chosen[1])))));

    [Constraint(Penalty = 1)]
    public Formula ReflectsOnMistakes => Always(Implies(Tag == StepTag.Reflect, Yesterday(!Valid) & IsOther));
}

/// <summary>
/// Payments that are collected and paid at the end of the episode: of every kind, under each rule for truncations, beside a clamped sum, an end that
/// replaces it, critics, payments that may be absent and steps that are not paid at the end.
/// </summary>
[RewardSpec(Discount = 0.99, Horizon = 50, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.5), Clamp(-1, 1)]
public sealed partial class Collected
{
    [Signal(-1, 1)] public float X { get; init; }
    [Signal(-1, 1)] public float Y { get; init; }
    [Signal(0, 1)] public float? Score { get; init; }
    [Signal] public bool Passed { get; init; }

    [Gate] private bool Right => X > 0f;

    [Term(3), Accumulate(nameof(Passed), ClosingRule.EndOfTrace, Else = -2)]
    private float Quality => 1f - Abs(Y);

    [Term(1, Gate = nameof(Right), Else = -0.25, Rate = PayRate.PerSecond, OnTermination = false), Accumulate(nameof(Passed), ClosingRule.Fails, Else = 0.5)]
    private float Pace => X;

    [Penalty(0.5, Critic = "effort"), Accumulate(ClosingRule.Holds)]
    private float Effort => Square(X);

    [Term(2, Critic = "effort"), Accumulate(nameof(Far), ClosingRule.StaysOpen), Progress]
    private float Way => X + Y;

    [Term(1), Accumulate(nameof(Far), ClosingRule.Fails), BestSoFar, Budget(0.75)]
    private float Best => Y;

    [Penalty(4), Accumulate(nameof(Passed), ClosingRule.Holds), Once]
    private bool Slipped => Y < -0.9f;

    [Bonus(1.5, RepeatPolicy.EachRise), Accumulate(nameof(Right), ClosingRule.EndOfTrace)]
    private bool Crosses => X > 0.5f;

    [Term(1), Accumulate(nameof(Passed), ClosingRule.EndOfTrace)]
    private float? Judged => Score;

    [Term(0.5)]
    private float AtOnce => X;

    private bool Far => Previous.X < X || X > 0.2f;

    [Termination(EpisodeEnd.Success, Reward = 2)]
    private bool Done => X > 0.7f;

    [Termination(EpisodeEnd.Failure, Reward = -5, Replaces = true)]
    private bool Broken => Y > 0.97f;

    [Potential(1)]
    private float Near => X;
}

/// <summary>
/// Rewards by priority (gated reward accumulation): tests that pass count first, what the turns were worth is added where enough of them did, and
/// what was saved where the turns were worth enough as well. Thresholds are on states, which any body can read.
/// </summary>
[RewardSpec(Discount = 1, Horizon = 12, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Priorities
{
    [Signal(0, 1)] public float Turn { get; init; }
    [Signal(0, 4)] public int Tests { get; init; }
    [Signal(0, 1)] public float Tokens { get; init; }
    [Signal] public bool Submits { get; init; }

    [State(0)] private float TurnsSoFar => Previous.TurnsSoFar + Turn;

    private bool Passes => Submits && Tests >= 2;
    private bool PassesWell => Passes && TurnsSoFar >= 1.5f;

    [Term(1), Accumulate(ClosingRule.Fails)]
    private float Outcome => Submits ? Tests : 0f;

    [Term(0.5), Accumulate(nameof(Passes), ClosingRule.Fails)]
    private float Turns => Turn;

    [Term(0.25), Accumulate(nameof(PassesWell), ClosingRule.Fails)]
    private float Saved => 1f - Tokens;

    [Goal, Termination(EpisodeEnd.Success, Reward = 1)]
    private bool Submitted => Submits && Tests > 3;
}

/// <summary>A derived spec that collects beside what its base collects, with a sum that another member replaces and of which progress is paid.</summary>
[RewardSpec(Discount = 0.9, Horizon = 20, TimeLimit = TimeLimitKind.Truncates)]
[Progress]
public sealed partial class DerivedCollected : CollectedBase
{
    [Term(2), Accumulate(nameof(High), ClosingRule.EndOfTrace)]
    private float More => X * X;

    [Term(1)]
    private float Now => X - Previous.X;

    [Total]
    private float Whole => WeightedSum / (1f + WeightTotal);
}

/// <summary>The base of <see cref="DerivedCollected"/>.</summary>
[RewardSpec(Discount = 0.9, Horizon = 20, TimeLimit = TimeLimitKind.Truncates)]
public partial class CollectedBase
{
    [Signal(-1, 1)] public float X { get; init; }

    public bool High => X > 0.25f;

    [Penalty(1), Accumulate(nameof(High), ClosingRule.Fails, Else = -20)]
    public float Cost => Abs(X);

    [Objective(Reward = 1)]
    public Formula Rises => Eventually(X > 0.9f);
}
