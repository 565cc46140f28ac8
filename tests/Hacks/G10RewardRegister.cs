// G10 Reward tampering
// Source: Everitt et al., Reward Tampering Problems and Solutions in Reinforcement Learning, 2021 — https://arxiv.org/abs/1908.04734
// visible: partly
// The reward is read from a register that the agent can change: changing it is optimal.
// pending: RWD8004 (a signal that the agent can write), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class RewardRegister
{
    [Signal(0, 1, WritableBy = WriterKind.Agent)] public float Register { get; init; }

    [Term(1)] float Reward => Register;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class RewardRegisterFixed
{
    [Signal(0, 1, WritableBy = WriterKind.Nobody)] public float TaskScore { get; init; }

    [Term(1)] float Reward => TaskScore;
}
