using RewardDsl;

namespace OfficeWorld;

/// <summary>Where the errand for coffee, or for mail, stands.</summary>
public enum Errand
{
    Start,
    Carrying,
    Done,
    Broke,
}

/// <summary>Where the errand for both stands.</summary>
public enum DoubleErrand
{
    Start,
    HasMail,
    HasCoffee,
    HasBoth,
    Done,
    Broke,
}

/// <summary>The next corner of the patrol.</summary>
public enum Round
{
    ToA,
    ToB,
    ToC,
    ToD,
    Done,
    Broke,
}

/// <summary>Bring coffee to the office. Breaking a decoration ends the task without pay.</summary>
[RewardSpec(Discount = 0.9, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class CoffeeReward
{
    [Signal(0, OfficeMap.Width - 1)]  public int X { get; init; }
    [Signal(0, OfficeMap.Height - 1)] public int Y { get; init; }

    bool Coffee => OfficeMap.IsCoffee(X, Y);
    bool Office => OfficeMap.IsOffice(X, Y);
    bool Decoration => OfficeMap.IsDecoration(X, Y);

    [RewardMachine(Errand.Start, Final = [Errand.Done, Errand.Broke], Shaping = 1, Observed = true)]
    [Transition(Errand.Start, Errand.Carrying, When = nameof(Coffee))]
    [Transition(Errand.Carrying, Errand.Done, When = nameof(Office), Reward = 1)]
    [Transition(Errand.Start, Errand.Broke, When = nameof(Decoration))]
    [Transition(Errand.Carrying, Errand.Broke, When = nameof(Decoration))]
    public partial Errand Task { get; }

    [Goal, Termination(EpisodeEnd.Success)] public bool Delivered => Task == Errand.Done;
    [Termination(EpisodeEnd.Failure)]       public bool Broken => Task == Errand.Broke;
}

/// <summary>Bring the mail to the office.</summary>
[RewardSpec(Discount = 0.9, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class MailReward
{
    [Signal(0, OfficeMap.Width - 1)]  public int X { get; init; }
    [Signal(0, OfficeMap.Height - 1)] public int Y { get; init; }

    bool Mail => OfficeMap.IsMail(X, Y);
    bool Office => OfficeMap.IsOffice(X, Y);
    bool Decoration => OfficeMap.IsDecoration(X, Y);

    [RewardMachine(Errand.Start, Final = [Errand.Done, Errand.Broke], Shaping = 1, Observed = true)]
    [Transition(Errand.Start, Errand.Carrying, When = nameof(Mail))]
    [Transition(Errand.Carrying, Errand.Done, When = nameof(Office), Reward = 1)]
    [Transition(Errand.Start, Errand.Broke, When = nameof(Decoration))]
    [Transition(Errand.Carrying, Errand.Broke, When = nameof(Decoration))]
    public partial Errand Task { get; }

    [Goal, Termination(EpisodeEnd.Success)] public bool Delivered => Task == Errand.Done;
    [Termination(EpisodeEnd.Failure)]       public bool Broken => Task == Errand.Broke;
}

/// <summary>Bring coffee and the mail to the office, in any order.</summary>
[RewardSpec(Discount = 0.9, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class CoffeeAndMailReward
{
    [Signal(0, OfficeMap.Width - 1)]  public int X { get; init; }
    [Signal(0, OfficeMap.Height - 1)] public int Y { get; init; }

    bool Mail => OfficeMap.IsMail(X, Y);
    bool Coffee => OfficeMap.IsCoffee(X, Y);
    bool Office => OfficeMap.IsOffice(X, Y);
    bool Decoration => OfficeMap.IsDecoration(X, Y);

    [RewardMachine(DoubleErrand.Start, Final = [DoubleErrand.Done, DoubleErrand.Broke], Shaping = 1, Observed = true)]
    [Transition(DoubleErrand.Start, DoubleErrand.HasMail, When = nameof(Mail))]
    [Transition(DoubleErrand.Start, DoubleErrand.HasCoffee, When = nameof(Coffee))]
    [Transition(DoubleErrand.HasMail, DoubleErrand.HasBoth, When = nameof(Coffee))]
    [Transition(DoubleErrand.HasCoffee, DoubleErrand.HasBoth, When = nameof(Mail))]
    [Transition(DoubleErrand.HasBoth, DoubleErrand.Done, When = nameof(Office), Reward = 1)]
    [Transition(DoubleErrand.Start, DoubleErrand.Broke, When = nameof(Decoration))]
    [Transition(DoubleErrand.HasMail, DoubleErrand.Broke, When = nameof(Decoration))]
    [Transition(DoubleErrand.HasCoffee, DoubleErrand.Broke, When = nameof(Decoration))]
    [Transition(DoubleErrand.HasBoth, DoubleErrand.Broke, When = nameof(Decoration))]
    public partial DoubleErrand Task { get; }

    [Goal, Termination(EpisodeEnd.Success)] public bool Delivered => Task == DoubleErrand.Done;
    [Termination(EpisodeEnd.Failure)]       public bool Broken => Task == DoubleErrand.Broke;
}

/// <summary>Visit the four corners in their order.</summary>
[RewardSpec(Discount = 0.9, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class PatrolReward
{
    [Signal(0, OfficeMap.Width - 1)]  public int X { get; init; }
    [Signal(0, OfficeMap.Height - 1)] public int Y { get; init; }

    bool A => OfficeMap.IsCornerA(X, Y);
    bool B => OfficeMap.IsCornerB(X, Y);
    bool C => OfficeMap.IsCornerC(X, Y);
    bool D => OfficeMap.IsCornerD(X, Y);
    bool Decoration => OfficeMap.IsDecoration(X, Y);

    [RewardMachine(Round.ToA, Final = [Round.Done, Round.Broke], Shaping = 1, Observed = true)]
    [Transition(Round.ToA, Round.ToB, When = nameof(A))]
    [Transition(Round.ToB, Round.ToC, When = nameof(B))]
    [Transition(Round.ToC, Round.ToD, When = nameof(C))]
    [Transition(Round.ToD, Round.Done, When = nameof(D), Reward = 1)]
    [Transition(Round.ToA, Round.Broke, When = nameof(Decoration))]
    [Transition(Round.ToB, Round.Broke, When = nameof(Decoration))]
    [Transition(Round.ToC, Round.Broke, When = nameof(Decoration))]
    [Transition(Round.ToD, Round.Broke, When = nameof(Decoration))]
    public partial Round Task { get; }

    [Goal, Termination(EpisodeEnd.Success)] public bool Delivered => Task == Round.Done;
    [Termination(EpisodeEnd.Failure)]       public bool Broken => Task == Round.Broke;
}
