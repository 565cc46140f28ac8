// A13 Mario x-delta jumps across resets
// Source: Kautenja/gym-super-mario-bros, smb_env.py (comment in _get_x_reward) — https://github.com/Kautenja/gym-super-mario-bros
// visible: yes
// The position is compared with the one before, which a respawn moves back to the checkpoint: without the guard the step after a death pays
// hundreds of pixels, and the guard that was added deletes fast movement too.
// expect: RWD2006 at Forward
// expect: RWD2006 at Time
// also: RWD2002 at Forward (a difference without the discount, which is strong here)
// also: RWD2002 at Time (as for the position)
// also: RWD4004 at Time (the clock starts anew after a death, which the environment guards against too)
// also: RWD2002 at Forward (the game scores the difference without the discount)
// also: RWD2002 at Time (the same)
// also: RWD5007 at Death (a death costs 15 pixels and the drive goes on: with lives left it is worth any longer jump ahead)
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.9, Horizon = 9600, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class MarioRespawn
{
    /// <summary>Along the level; a death puts Mario back.</summary>
    [Signal(0, 3300, Jumps = true)] public float X { get; init; }

    [Signal(0, 400, Jumps = true)] public float Clock { get; init; }

    [Signal] public bool Died { get; init; }

    [Signal(0, 3)] public int Lives { get; init; }

    [Term(1)] private float Forward => X - Previous.X;

    [Penalty(1)] private float Time => Previous.Clock - Clock;

    [Bonus(-15, RepeatPolicy.EachRise)] private bool Death => Died;

    [Goal(Tolerance = 10), Termination(EpisodeEnd.Success)] private bool AtFlag => X >= 3160f;

    [Termination(EpisodeEnd.Failure)] private bool GameOver => Lives == 0;
}

// fixed
[RewardSpec(Discount = 0.9, Horizon = 9600, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class MarioRespawnFixed
{
    [Signal(0, 3300, Jumps = true)] public float X { get; init; }

    [Signal] public bool Died { get; init; }

    /// <summary>The farthest point so far: what a respawn takes back is not paid again.</summary>
    [Term(1), BestSoFar] private float Forward => X;

    [Penalty(0.1)] private float Time => 1f;

    [Goal(Tolerance = 10), Termination(EpisodeEnd.Success, Reward = 100)] private bool AtFlag => X >= 3160f;

    /// <summary>A death ends the episode, as in the environment's single stages.</summary>
    [Termination(EpisodeEnd.Failure, Reward = -15)] private bool Death => Died;
}
