using RewardDsl;

[RewardSpec]
public sealed partial class Pool
{
    [Signal(0, 1)]
    public float Level { get; init; }

    [Term(1)]
    private float Full => (float)(Level * 0.5);
}
