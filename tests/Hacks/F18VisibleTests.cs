// F18 Hard-coding visible test cases
// Source: Taylor et al., School of Reward Hacks, 2025 — https://arxiv.org/abs/2508.17511
// visible: partly
// The share of visible tests that pass: the solution treats their inputs as special cases.
// pending: RWD7007 (all tests are visible to the agent), not yet a rule; who sees a test cannot be declared
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class VisibleTests
{
    [Signal(0, 1, Source = SignalSource.Proxy)] public float VisiblePassed { get; init; }

    [Term(1)] float Pass => VisiblePassed;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class VisibleTestsFixed
{
    [Signal(0, 1, WritableBy = WriterKind.Nobody)] public float HiddenPassed { get; init; }

    [Term(1)] float Pass => HiddenPassed;
}
