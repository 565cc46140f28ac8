// G06 Pokémon Red: level sum drops when depositing a Pokémon
// Source: PokemonRedExperiments, red_gym_env.py (sum of the levels of the party) — https://github.com/PWhiddy/PokemonRedExperiments
// visible: partly
// The change of the sum of levels in the party is paid: to deposit a member is a large loss, and the agent learns to avoid the PC.
// expect: RWD4009 at Levels
// expect: RWD2006 at Levels
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.998, Horizon = 20480, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class LevelSumDrops
{
    [Signal(0, 100, Length = 6)] public Vec Level { get; init; }
    [Signal(Length = 6, AgentSized = true)] public Mask InParty { get; init; }

    [Term(100), Progress] float Levels => Max(Sum(Level, where: InParty) - 5f, 0f);
}

// fixed
[RewardSpec(Discount = 0.998, Horizon = 20480, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class LevelSumDropsFixed
{
    // The levels of all that the player owns, in the party or not.
    [Signal(0, 15100, MaxStep = 100)] public float OwnedLevels { get; init; }

    [Term(100), Progress] float Levels => OwnedLevels;
}
