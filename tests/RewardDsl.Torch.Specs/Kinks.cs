using static RewardDsl.RewardMath;

namespace RewardDsl.Torch.Specs;

/// <summary>Kinks, ties and what lies behind gates, each in a term of its own.</summary>
[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates, Gradient = true)]
public sealed partial class Kinks
{
    [Signal] public float A { get; init; }

    [Signal] public float B { get; init; }

    [Signal(Length = 6)] public Vec V { get; init; }

    [Signal] public bool Open { get; init; }

    [Gate] bool IsOpen => Open;

    [Term(1)] float Least => Min(A, B);

    [Term(2)] float Largest => Max(V);

    [Term(4)] float Size => Abs(A);

    [Term(8)] float Bounded => Clamp(B, -1f, 1f);

    [Term(16, Gate = nameof(IsOpen))] float Hidden => Sqrt(A) * Square(B) / A;
}
