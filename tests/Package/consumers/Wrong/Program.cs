using RewardDsl;

using var evaluator = new Tank.Evaluator(1);

[RewardSpec]
public sealed partial class Tank
{
    [Signal(0, 1)]
    public float Level { get; init; }

    [Term(1)]
    private float Full => (float)(Level * 2.0);
}

public partial class Holder<T>
{
    [RewardSpec]
    public sealed partial class Held
    {
        [Signal(0, 1)]
        public float Level { get; init; }

        [Term(1)]
        private float Full => Level;
    }
}
