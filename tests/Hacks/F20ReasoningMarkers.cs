// F20 Reasoning-marker reward
// Source: open-r1 rewards.py, reasoning_steps_reward — https://github.com/huggingface/open-r1
// visible: yes
// min(1, markers / 3), with the weight of the answer: three bullets give the full point, whatever follows.
// expect: RWD4003 at Markers
// pending: RWD7001 (form is paid without correctness), not yet a rule
// pending: RWD7002 (a wrong answer scores as much as a right one), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ReasoningMarkers
{
    [Signal] public bool Correct { get; init; }
    [Signal(0, 200)] public int MarkerCount { get; init; }

    [Term(1)] bool Accuracy => Correct;
    [Term(1)] float Markers => Min(1f, MarkerCount / 3f);
    [Goal] bool Solved => Correct;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ReasoningMarkersFixed
{
    [Signal] public bool Correct { get; init; }
    [Signal(0, 200)] public int MarkerCount { get; init; }

    [Term(1)] bool Accuracy => Correct;
    [Term(0.1)] float Markers => Correct ? Min(1f, MarkerCount / 3f) : 0f;
    [Goal] bool Solved => Correct;
}
