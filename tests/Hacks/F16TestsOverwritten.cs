// F16 Unit tests overwritten
// Source: Steering RL training, a study with run_tests() on LeetCode (Alignment Forum 2025/26) — https://alignmentforum.org/posts/R5MdWGKsuvdPwGFBG
// visible: partly
// The policy can edit the file with the tests: within 80 to 100 steps a 4B model overwrites them in most rollouts.
// pending: RWD7007 (a verifier that the agent can write), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class TestsOverwritten
{
    [Signal(WritableBy = WriterKind.Agent)] public bool TestsPass { get; init; }

    [Term(1)] bool Pass => TestsPass;
    [Goal] bool Solved => TestsPass;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class TestsOverwrittenFixed
{
    [Signal(WritableBy = WriterKind.Nobody)] public bool ProtectedTestsPass { get; init; }

    [Term(1)] bool Pass => ProtectedTestsPass;
    [Goal] bool Solved => ProtectedTestsPass;
}
