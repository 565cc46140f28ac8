// A10 CARLA reward is made only of deltas
// Source: Dosovitskiy et al., CoRL 2017; Knox et al., Reward (mis)design for autonomous driving, AIJ 2023 — https://ar5iv.labs.arxiv.org/html/2104.13906
// visible: yes
// Every term is a difference of two steps, so the return depends only on how the drive starts and ends: speed is not paid but acceleration,
// leaving the lane is given back on returning, and heavy damage costs less than a few metres.
// expect: RWD2005 at class
// expect: RWD2002 at Way
// expect: RWD2002 at Faster
// expect: RWD2002 at Collision
// expect: RWD2002 at OntoSidewalk
// expect: RWD2002 at IntoOppositeLane
// also: RWD4004 at OntoSidewalk (leaving the sidewalk is paid)
// also: RWD4004 at IntoOppositeLane (leaving the opposite lane is paid)
// dropped: RWD5007 the price of a collision is no event here but a difference of a measure of damage
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 3000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class CarlaDeltas
{
    /// <summary>To the goal along the shortest path. The longest routes of the benchmark are a few kilometres.</summary>
    [Signal(0, 3, Unit = "km")] public float Distance { get; init; }

    [Signal(0, 100, Unit = "km/h")] public float Speed { get; init; }

    /// <summary>Collision damage so far, in the simulator's unit of impulse.</summary>
    [Signal(0, 100000)] public float Damage { get; init; }

    [Assume] private bool DamageStays => Damage >= Previous.Damage;

    /// <summary>Share of the car on the sidewalk.</summary>
    [Signal(0, 1)] public float Sidewalk { get; init; }

    /// <summary>Share of the car in the opposite lane.</summary>
    [Signal(0, 1)] public float OppositeLane { get; init; }

    [Term(1000)] private float Way => Previous.Distance - Distance;

    [Term(0.05)] private float Faster => Speed - Previous.Speed;

    [Penalty(2e-5)] private float Collision => Damage - Previous.Damage;

    [Penalty(2)] private float OntoSidewalk => Sidewalk - Previous.Sidewalk;

    [Penalty(2)] private float IntoOppositeLane => OppositeLane - Previous.OppositeLane;

    [Goal(Tolerance = 0.001)] private bool Arrived => Distance < 0.005f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 3000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class CarlaDeltasFixed
{
    [Signal(0, 3, Unit = "km")] public float Distance { get; init; }

    [Signal(0, 100000)] public float Damage { get; init; }

    [Signal(0, 1)] public float Sidewalk { get; init; }

    [Signal(0, 1)] public float OppositeLane { get; init; }

    [Potential(1000)] private float Way => -Distance;

    [Penalty(1)] private float OnSidewalk => Sidewalk;

    [Penalty(1)] private float InOppositeLane => OppositeLane;

    [Goal(Tolerance = 0.001), Termination(EpisodeEnd.Success, Reward = 1000)] private bool Arrived => Distance < 0.005f;

    /// <summary>Any collision ends the drive and costs more than giving up for good.</summary>
    [Termination(EpisodeEnd.Failure, Reward = -1000)] private bool Crashed => Damage > 0f;
}
