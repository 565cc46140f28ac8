using RewardDsl;

[RewardSpec]
public sealed class Tank
{
    [Signal(0, 1)]
    public float Level { get; init; }

    [Term(1)]
    private float Full => Level;
}
