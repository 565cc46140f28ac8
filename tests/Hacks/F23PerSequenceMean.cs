// F23 Length bias of per-sequence averaging and std scaling
// Source: Liu et al. (Dr. GRPO) 2025; TRL pull request 3138 — https://github.com/huggingface/trl/pull/3138
// visible: no
// The loss is a mean over each sequence: long wrong answers are penalised less for each token, and outputs collapse into long gibberish.
// unseen: the trainer's normalisation, outside the definition of the reward
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class PerSequenceMean
{
    [Signal] public bool Correct { get; init; }

    [Term(1)] bool Accuracy => Correct;
    [Goal] bool Solved => Correct;
}
