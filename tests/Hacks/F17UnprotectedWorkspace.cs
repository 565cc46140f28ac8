// F17 Test-pass reward without protected surface
// Source: daydream issues 452 and 580 (2026) — https://github.com/existential-birds/daydream/issues/452
// visible: partly
// The command that decides runs in the repository that the agent edits: a configuration of the test runner can force a pass.
// pending: RWD7007 (a verifier whose inputs the agent can write), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class UnprotectedWorkspace
{
    // Exit code 0 of the tests, in the agent's workspace.
    [Signal(Source = SignalSource.Proxy, WritableBy = WriterKind.Agent)] public bool CommandSucceeds { get; init; }

    [Term(1)] bool Pass => CommandSucceeds;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class UnprotectedWorkspaceFixed
{
    // The tests and the runner of a clean checkout, on the agent's sources.
    [Signal(Source = SignalSource.Proxy, WritableBy = WriterKind.Nobody)] public bool CommandSucceeds { get; init; }

    [Term(1)] bool Pass => CommandSucceeds;
}
