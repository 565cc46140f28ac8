// G07 PokeRL: two tiles, endless exploration bonus
// Source: PokeRL 2026 — https://arxiv.org/abs/2604.10812
// visible: yes
// A small bonus for a tile that is new against a short memory: the agent paces between two tiles.
// expect: RWD3005 at NewTile
// expect: RWD2001 at NewTile
// also: RWD4003 at NewTile (pacing earns more than leaving the house)
// pending: RWD8003 (novelty that is never annealed), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.999, Horizon = 5000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class TwoTiles
{
    [Signal(0, 1023)] public int Tile { get; init; }
    [Signal] public bool Outside { get; init; }

    [Bonus(0.01, RepeatPolicy.WhileTrue)] bool NewTile => Tile != Previous.Tile;
    [Goal, Bonus(5, RepeatPolicy.Once)] bool LeftHouse => Outside;
}

// fixed
[RewardSpec(Discount = 0.999, Horizon = 5000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class TwoTilesFixed
{
    // Tiles of the house that were visited so far in the episode.
    [Signal(0, 200)] public int VisitedTiles { get; init; }
    [Signal] public bool Outside { get; init; }

    [Term(0.01), BestSoFar] float NewTile => VisitedTiles;
    [Goal, Bonus(5, RepeatPolicy.Once)] bool LeftHouse => Outside;
}
