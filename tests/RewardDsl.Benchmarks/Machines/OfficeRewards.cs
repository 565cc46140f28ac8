using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace OfficeErrands;

/// <summary>How far mail and coffee are on their way to the office.</summary>
public enum Errand
{
    Start,
    HasMail,
    HasCoffee,
    HasBoth,
    Delivered,
    Broke,
}

/// <summary>A machine with a potential over its states that is written by hand.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class OfficeByTable
{
    [Signal] public bool Mail { get; init; }
    [Signal] public bool Coffee { get; init; }
    [Signal] public bool Office { get; init; }
    [Signal] public bool Decoration { get; init; }
    [Signal] public bool Spill { get; init; }

    [RewardMachine(Errand.Start, Final = [Errand.Delivered, Errand.Broke], EndsEpisode = true, Observed = true)]
    [Transition(Errand.Start, Errand.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(Errand.Start, Errand.HasBoth, When = "Mail & Coffee & !Decoration")]
    [Transition(Errand.Start, Errand.HasMail, When = "Mail & !Coffee & !Decoration")]
    [Transition(Errand.Start, Errand.HasCoffee, When = "Coffee & !Mail & !Decoration")]
    [Transition(Errand.HasMail, Errand.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(Errand.HasMail, Errand.HasBoth, When = "Coffee & !Spill & !Decoration")]
    [Transition(Errand.HasCoffee, Errand.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(Errand.HasCoffee, Errand.Start, When = "Spill & !Decoration", Reward = -0.1)]
    [Transition(Errand.HasCoffee, Errand.HasBoth, When = "Mail & !Spill & !Decoration")]
    [Transition(Errand.HasBoth, Errand.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(Errand.HasBoth, Errand.HasMail, When = "Spill & !Decoration", Reward = -0.1)]
    [Transition(Errand.HasBoth, Errand.Delivered, When = "Office & !Spill & !Decoration", Reward = 1)]
    public partial Errand Task { get; }

    [Potential(1)]
    public float Value => Task switch
    {
        Errand.HasMail or Errand.HasCoffee => 0.3f,
        Errand.HasBoth => 0.6f,
        Errand.Delivered => 1f,
        _ => 0f,
    };
}

/// <summary>The same machine; the potential is the distance to where its state sends one.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class OfficeByPlace
{
    [Signal] public bool Mail { get; init; }
    [Signal] public bool Coffee { get; init; }
    [Signal] public bool Office { get; init; }
    [Signal] public bool Decoration { get; init; }
    [Signal] public bool Spill { get; init; }
    [Signal(0, 12)] public Vector2 Place { get; init; }

    [RewardMachine(Errand.Start, Final = [Errand.Delivered, Errand.Broke], EndsEpisode = true, Observed = true)]
    [Transition(Errand.Start, Errand.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(Errand.Start, Errand.HasBoth, When = "Mail & Coffee & !Decoration")]
    [Transition(Errand.Start, Errand.HasMail, When = "Mail & !Coffee & !Decoration")]
    [Transition(Errand.Start, Errand.HasCoffee, When = "Coffee & !Mail & !Decoration")]
    [Transition(Errand.HasMail, Errand.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(Errand.HasMail, Errand.HasBoth, When = "Coffee & !Spill & !Decoration")]
    [Transition(Errand.HasCoffee, Errand.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(Errand.HasCoffee, Errand.Start, When = "Spill & !Decoration", Reward = -0.1)]
    [Transition(Errand.HasCoffee, Errand.HasBoth, When = "Mail & !Spill & !Decoration")]
    [Transition(Errand.HasBoth, Errand.Broke, When = nameof(Decoration), Reward = -1)]
    [Transition(Errand.HasBoth, Errand.HasMail, When = "Spill & !Decoration", Reward = -0.1)]
    [Transition(Errand.HasBoth, Errand.Delivered, When = "Office & !Spill & !Decoration", Reward = 1)]
    public partial Errand Task { get; }

    [Potential(1)] public float Value => Worth - (0.05f * Sqrt(Square(Place.X - NextX) + Square(Place.Y - NextY)));

    float Worth => Task switch
    {
        Errand.HasMail or Errand.HasCoffee => 0.3f,
        Errand.HasBoth => 0.6f,
        Errand.Delivered => 1f,
        _ => 0f,
    };

    float NextX => Task switch
    {
        Errand.Start or Errand.HasCoffee => 1f,
        Errand.HasMail => 8f,
        _ => 4f,
    };

    float NextY => Task switch
    {
        Errand.Start or Errand.HasCoffee => 1f,
        Errand.HasMail => 2f,
        _ => 8f,
    };
}
