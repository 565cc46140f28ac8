using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>What an office robot is doing.</summary>
public enum OfficeState
{
    Start,
    HasMail,
    HasCoffee,
    HasBoth,
    Delivered,
    Broke,
}

/// <summary>Mail and coffee to the office: gates, a goal, terminations and terms read the state, now and before.</summary>
[RewardSpec(Discount = 0.99, Horizon = 60, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class OfficeErrand
{
    [Signal(0, 12)] public float X { get; init; }
    [Signal(0, 12)] public float Y { get; init; }
    [Signal] public bool Decoration { get; init; }
    [Signal] public bool Spill { get; init; }

    public bool Mail => X < 4f;
    public bool Coffee => Y < 4f;
    public bool Office => X > 8f && Y > 8f;

    [RewardMachine(OfficeState.Start, Final = [OfficeState.Delivered, OfficeState.Broke], Observed = true)]
    [Transition(OfficeState.Start, OfficeState.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(OfficeState.HasMail, OfficeState.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(OfficeState.HasCoffee, OfficeState.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(OfficeState.HasBoth, OfficeState.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(OfficeState.Start, OfficeState.HasBoth, When = "Mail & Coffee & !Decoration")]
    [Transition(OfficeState.Start, OfficeState.HasMail, When = "Mail & !Coffee & !Decoration")]
    [Transition(OfficeState.Start, OfficeState.HasCoffee, When = "!Mail & Coffee & !Decoration")]
    [Transition(OfficeState.HasMail, OfficeState.HasBoth, When = "Coffee & !Spill & !Decoration")]
    [Transition(OfficeState.HasCoffee, OfficeState.Start, When = "Spill & !Decoration", Reward = -0.1)]
    [Transition(OfficeState.HasCoffee, OfficeState.HasBoth, When = "Mail & !(Spill | Decoration)")]
    [Transition(OfficeState.HasBoth, OfficeState.HasMail, When = "Spill & !Decoration", Reward = -0.1)]
    [Transition(OfficeState.HasBoth, OfficeState.Delivered, When = "Office & !Spill & !Decoration", Reward = 1)]
    public partial OfficeState Errand { get; }

    public OfficeState Before => Previous.Errand;

    [Gate] public bool IsCarrying => Errand is OfficeState.HasMail or OfficeState.HasCoffee or OfficeState.HasBoth;

    [Term(0.1, Gate = nameof(IsCarrying))] public float Hurry => 1f - (Sqrt(Square(X - 10f) + Square(Y - 10f)) / 15f);
    [Bonus(0.5, RepeatPolicy.Once)] public bool Loaded => Errand == OfficeState.HasBoth;
    [Penalty(0.01)] public float Idle => Errand == Before ? 1f : 0f;
    [Goal, Termination(EpisodeEnd.Success, Reward = 20)] public bool Delivered => Errand == OfficeState.Delivered;
    [Termination(EpisodeEnd.Failure)] public bool Broken => Errand == OfficeState.Broke && Previous.Errand != OfficeState.Broke;
}

/// <summary>The rooms of a patrol.</summary>
public enum PatrolState : byte
{
    ToA,
    ToB,
    ToC,
    Done,
}

/// <summary>A machine that ends the episode and shapes by its states, through truncations too; its weight is not 1.</summary>
[RewardSpec(Discount = 0.9, Horizon = 12, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Patrol
{
    [Signal] public bool A { get; init; }
    [Signal] public bool B { get; init; }
    [Signal] public bool C { get; init; }
    [Signal(0, 1)] public float Speed { get; init; }

    [RewardMachine(PatrolState.ToA, Final = [PatrolState.Done], EndsEpisode = true, Weight = 3, Shaping = 0.5)]
    [Transition(PatrolState.ToA, PatrolState.ToB, When = nameof(A), Reward = 0.25)]
    [Transition(PatrolState.ToB, PatrolState.ToC, When = nameof(B), Reward = 0.25)]
    [Transition(PatrolState.ToC, PatrolState.Done, When = nameof(C), Reward = 1)]
    public partial PatrolState Rooms { get; }

    [Penalty(0.1)] public float Haste => Speed;
}

/// <summary>A traffic light that two machines and a formula follow.</summary>
public enum LightState
{
    Red,
    Green,
    Amber,
}

/// <summary>How often a lane was crossed.</summary>
public enum CrossingState
{
    None,
    Once,
    Twice,
    Failed,
}

/// <summary>
/// Two machines: one without final states that turns at each step, one that starts elsewhere than in its first state and whose guards read the other through a
/// helper, now and before, and itself before; beside a formula. Neither pays for staying, one pays nothing at all.
/// </summary>
[RewardSpec(Discount = 0.95, Horizon = 20, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Crossing
{
    [Signal(0, 1)] public float Place { get; init; }
    [Signal] public bool Button { get; init; }

    public bool OnGreen => Light == LightState.Green;
    public bool WasAmber => Previous.Light == LightState.Amber;
    public bool Across => Place > 0.6f;
    public bool HasFailed => Previous.Crossings == CrossingState.Failed;

    [RewardMachine(LightState.Amber)]
    [Transition(LightState.Red, LightState.Green, When = nameof(Button))]
    [Transition(LightState.Green, LightState.Amber)]
    [Transition(LightState.Amber, LightState.Red)]
    public partial LightState Light { get; }

    [RewardMachine(CrossingState.None, Final = [CrossingState.Failed], Shaping = 1, Observed = true)]
    [Transition(CrossingState.None, CrossingState.Once, When = "Across & (OnGreen | WasAmber)", Reward = 1)]
    [Transition(CrossingState.Once, CrossingState.Twice, When = "!(Across -> !OnGreen)", Reward = 2)]
    [Transition(CrossingState.Twice, CrossingState.None, When = "Across <-> OnGreen xor WasAmber", Reward = -0.5)]
    [Transition(CrossingState.Twice, CrossingState.Twice, When = "!(Across <-> OnGreen xor WasAmber)", Reward = 0.125)]
    [Transition(CrossingState.None, CrossingState.Failed, When = "Across & !OnGreen & !WasAmber", Reward = -2)]
    internal partial CrossingState Crossings { get; }

    [Objective(Reward = 0.5)] public Formula Presses => Eventually(Button & Next(OnGreen));

    [Penalty(0.01)] public float Stop => HasFailed ? 1f : 0f;
    [Term(0.1), BestSoFar] public float Progress => Crossings == CrossingState.Twice ? 1f : Crossings == CrossingState.Once ? 0.5f : 0f;
}

/// <summary>The same machine in a spec that adds a term and reads the state of its base.</summary>
[RewardSpec]
public sealed partial class StrictPatrol : PatrolBase
{
    [Term(0.2)] public float Last => Rooms == PatrolState.ToC ? Speed : 0f;
}

/// <summary>A base with a machine.</summary>
[RewardSpec(Discount = 0.9, Horizon = 12, TimeLimit = TimeLimitKind.Truncates)]
public partial class PatrolBase
{
    [Signal] public bool A { get; init; }
    [Signal] public bool B { get; init; }
    [Signal(0, 1)] public float Speed { get; init; }

    [RewardMachine(PatrolState.ToA, Final = [PatrolState.Done], EndsEpisode = true, Shaping = 2)]
    [Transition(PatrolState.ToA, PatrolState.ToB, When = nameof(A), Reward = 0.25)]
    [Transition(PatrolState.ToB, PatrolState.ToC, When = nameof(B), Reward = 0.25)]
    [Transition(PatrolState.ToC, PatrolState.Done, When = "A & B", Reward = 1)]
    public partial PatrolState Rooms { get; }

    [Penalty(0.1)] public float Haste => Speed;
}

/// <summary>Errands in an order that only partly matters.</summary>
public enum ErrandState
{
    Nothing,
    Wood,
    Iron,
    Grass,
    WoodAndIron,
    WoodAndGrass,
    IronAndGrass,
    All,
    Built,
}

/// <summary>A machine whose table is looked up by the class of the letter, because there are many letters; without a discount, its potential is what is left to earn.</summary>
[RewardSpec(Horizon = 50, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Workshop
{
    [Signal(Length = 8)] public Mask At { get; init; }

    public bool Wood => At[0];
    public bool Iron => At[1];
    public bool Grass => At[2];
    public bool Bench => At[3];
    public bool Wet => At[4] && !At[5];
    public bool Night => At[6] != At[7];

    [RewardMachine(ErrandState.Nothing, Final = [ErrandState.Built], Shaping = 0.25)]
    [Transition(ErrandState.Nothing, ErrandState.Wood, When = "Wood & !Iron & !Grass & !Wet")]
    [Transition(ErrandState.Nothing, ErrandState.Iron, When = "Iron & !Wood & !Grass")]
    [Transition(ErrandState.Nothing, ErrandState.Grass, When = "Grass & !Wood & !Iron")]
    [Transition(ErrandState.Wood, ErrandState.WoodAndIron, When = "Iron & !Grass")]
    [Transition(ErrandState.Wood, ErrandState.WoodAndGrass, When = "Grass & !Iron")]
    [Transition(ErrandState.Iron, ErrandState.WoodAndIron, When = "Wood & !Grass & !Wet")]
    [Transition(ErrandState.Iron, ErrandState.IronAndGrass, When = "Grass & !(Wood & !Wet)")]
    [Transition(ErrandState.Grass, ErrandState.WoodAndGrass, When = "Wood & !Iron & !Wet")]
    [Transition(ErrandState.Grass, ErrandState.IronAndGrass, When = "Iron & !(Wood & !Wet)")]
    [Transition(ErrandState.WoodAndIron, ErrandState.All, When = nameof(Grass), Reward = 0.5)]
    [Transition(ErrandState.WoodAndGrass, ErrandState.All, When = nameof(Iron), Reward = 0.5)]
    [Transition(ErrandState.IronAndGrass, ErrandState.All, When = "Wood & !Wet", Reward = 0.5)]
    [Transition(ErrandState.All, ErrandState.Built, When = "Bench & !Night", Reward = 4)]
    [Transition(ErrandState.All, ErrandState.Nothing, When = "Night & (Wet <-> Bench)", Reward = -1)]
    public partial ErrandState Errands { get; }
}
