// D11 Sorting score of an empty list is perfect
// Source: Weimer, GECCO 2013 (GenProg); Lehman et al., The Surprising Creativity of Digital Evolution, 2020 — https://arxiv.org/abs/1803.03453
// visible: yes
// Fitness is minus the number of neighbours that are out of order: the program returns an empty list, which has none.
// expect: RWD4009 at OutOfOrder
// pending: RWD7005 (an empty output is accepted), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec]
public sealed partial class EmptyListSorted
{
    // What each element of the output is above the next one, and which pairs of neighbours the output has.
    [Signal(-1000, 1000, Length = 63)] public Vec AboveNext { get; init; }
    [Signal(Length = 63, AgentSized = true)] public Mask HasPair { get; init; }

    [Penalty(1)] float OutOfOrder => Count(HasPair & (AboveNext > 0f));
}

// fixed
[RewardSpec]
public sealed partial class EmptyListSortedFixed
{
    [Signal(-1000, 1000, Length = 63)] public Vec AboveNext { get; init; }

    // Pairs of neighbours of the input: what the output lacks counts as out of order.
    [Signal(Length = 63, WritableBy = WriterKind.Nobody)] public Mask InputPair { get; init; }
    [Signal(Length = 63)] public Mask SameElements { get; init; }

    [Penalty(1)] float OutOfOrder => Count(InputPair & ((AboveNext > 0f) | !SameElements));
}
