// F04 Auxiliary rewards outweigh accuracy
// Source: open-r1 issue 255 (2025), its early default of four rewards — https://github.com/huggingface/open-r1/issues/255
// visible: yes
// Accuracy, format, reasoning steps and a cosine of the length, all with weight 1: the best wrong answer gets 2, the worst right one 1.5.
// In the log of the report format rises from 0.48 to 0.86 while accuracy falls from 0.16 to 0.06.
// expect: RWD4003 at Format
// also: RWD1007 at Wave (the length goes beyond the largest one, where the cosine rises again)
// pending: RWD7002 (a wrong answer outscores a right one), not yet a rule
// pending: RWD7001 (form is paid without correctness), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class AuxiliaryOutweighsAccuracy
{
    const float Pi = 3.14159265f;

    [Signal] public bool Correct { get; init; }
    [Signal] public bool WellFormed { get; init; }
    [Signal(0, 200)] public int StepMarkers { get; init; }
    [Signal(0, 16000, Unit = "chars")] public int Length { get; init; }

    float Wave => Cos(Pi * (Length / 1000f));

    [Term(1)] bool Accuracy => Correct;
    [Term(1)] bool Format => WellFormed;
    [Term(1)] float ReasoningSteps => Min(1f, StepMarkers / 3f);
    [Term(1)] float Cosine => Correct ? 0.5f + (0.25f * (1f + Wave)) : -0.5f + (0.25f * (1f + Wave));
    [Goal] bool Solved => Correct;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class AuxiliaryOutweighsAccuracyFixed
{
    const float Pi = 3.14159265f;

    [Signal] public bool Correct { get; init; }
    [Signal] public bool WellFormed { get; init; }
    [Signal(0, 16000, Unit = "chars")] public int Length { get; init; }

    [Gate] bool RightAnswer => Correct;
    [Term(1)] bool Accuracy => Correct;
    [Term(0.1, Gate = nameof(RightAnswer))] bool Format => WellFormed;
    [Term(0.5, Gate = nameof(RightAnswer))] float Cosine => 0.5f * (1f + Cos(Pi * Saturate(Length / 1000f)));
    [Goal] bool Solved => Correct;
}
