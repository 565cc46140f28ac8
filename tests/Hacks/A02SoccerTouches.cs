// A02 Soccer robot vibrates on the ball
// Source: Ng, Harada & Russell, ICML 1999 (told of Andre & Teller) — https://andrewng.org/publications/2
// visible: yes
// A small bonus at every step of contact is worth ten goals over the episode: the player shakes next to the ball and never shoots.
// expect: RWD3005 at Touch
// expect: RWD4003 at Touch
// also: RWD4001 at Touch (a touch at each step outweighs the goal ten times)
// also: RWD3003 at Touch (a condition that the goal does not read pays ten goals)
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class SoccerTouches
{
    /// <summary>On a field of RoboCup's small size.</summary>
    [Signal(0, 10, Unit = "m")] public float BallToGoal { get; init; }

    [Signal] public bool PlayerTouchesBall { get; init; }

    [Bonus(0.1, RepeatPolicy.WhileTrue)] private bool Touch => PlayerTouchesBall;

    [Goal, Bonus(1, RepeatPolicy.Once)] private bool Scored => BallToGoal <= 0f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class SoccerTouchesFixed
{
    [Signal(0, 10, Unit = "m")] public float BallToGoal { get; init; }

    /// <summary>Ng, Harada and Russell's answer: the state is worth more, the touch is worth nothing.</summary>
    [Potential(0.1)] private float BallNearGoal => -BallToGoal;

    [Goal, Bonus(1, RepeatPolicy.Once)] private bool Scored => BallToGoal <= 0f;
}
