using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Reductions over every residue of the length modulo 4.</summary>
[RewardSpec]
public sealed partial class Reductions
{
    [Signal(-1, 1, Length = 1)]
    public Vec A { get; init; }

    [Signal(-1, 1, Length = 3)]
    public Vec B { get; init; }

    [Signal(-1, 1, Length = 4)]
    public Vec C { get; init; }

    [Signal(-1, 1, Length = 8)]
    public Vec D { get; init; }

    [Signal(-1, 1, Length = 16)]
    public Vec E { get; init; }

    [Signal(-1, 1, Length = 29)]
    public Vec F { get; init; }

    [Signal(-1, 1, Length = 20)]
    public Vec G { get; init; }

    [Term(1)]
    private float Sums => Sum(A) + Sum(B) + Sum(C) + Sum(D) + Sum(E) + Sum(F) + Sum(G);

    [Term(0.5)]
    private float Squares => SumSquares(A) + SumSquares(B) + Norm(C) + Norm(D) + Mean(E) + Mean(F);

    [Penalty(0.5)]
    private float Extremes => Max(A) + Min(B) + Max(C) - Min(D) + Max(E) - Min(F) + Max(G);

    [Term(0.25)]
    private float Elements => A[0] + B[2] * C[3] - D[5] + E[15] * F[28] + G[7] + F[0];
}

/// <summary>Elementwise operations, masks, constants and broadcasts.</summary>
[RewardSpec]
public sealed partial class Elementwise
{
    private static readonly Vec s_default = [0.1f, -0.2f, 0.3f, -0.4f, 0.5f];
    private static readonly Mask s_used = [true, false, true, true, false];

    [Signal(-2, 2, Length = 5)]
    public Vec Q { get; init; }

    [Signal(-2, 2, Length = 5)]
    public Vec Target { get; init; }

    [Signal(Length = 5)]
    public Mask Contact { get; init; }

    [Signal(0.1, 2)]
    public float Scale { get; init; }

    private Vec Error => (Q - s_default) / Scale;

    private Mask Wrong => (Abs(Error) > 0.5f) & s_used | !Contact;

    [Penalty(0.5)]
    private float Deviation => Sum(Where(Wrong, Abs(Error), 0f)) + Sum(Square(Q - Target));

    [Term(1)]
    private float Tracking => Mean(Exp(-Square(Error))) + Sum(Clamp(Q, -1f, 1f)) + Sum(Max(Q, 0f)) - Sum(Min(Q, Target)) + Sum(Tanh(-Q));

    [Term(0.5)]
    private bool AllDown => All(Contact | (Q < Target)) && Any(Contact & (Q >= 0f));

    [Term(0.25)]
    private float Normalised => Dot(Q / (1f + Norm(Q)), Target);
}

/// <summary>Vectors too long to be written out.</summary>
[RewardSpec]
public sealed partial class LongVectors
{
    private static readonly Vec s_ramp = [
        0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f, 11f, 12f, 13f, 14f, 15f, 16f, 17f, 18f, 19f,
        20f, 21f, 22f, 23f, 24f, 25f, 26f, 27f, 28f, 29f, 30f, 31f, 32f, 33f, 34f, 35f, 36f];

    [Signal(-1, 1, Length = 37)]
    public Vec Joints { get; init; }

    [Signal(-1, 1, Length = 37), Action]
    public Vec Action { get; init; }

    [Signal(-1, 1, Length = 64)]
    public Vec Rays { get; init; }

    [Signal(Length = 37)]
    public Mask Limits { get; init; }

    [State(0)]
    private Vec Low => 0.8f * Previous.Low + 0.2f * Joints;

    [Penalty(0.1)]
    private float Rate => SumSquares(Action - Previous.Action);

    [Term(0.5)]
    private float Posture => Sum((Joints - 0.01f * s_ramp) * Low) + Joints[36] - Joints[5] + Previous.Action[3] - Previous.Low[36];

    [Term(1)]
    private float Clearance => Min(Rays) + Max(Abs(Rays)) + Mean(Rays * Rays[3]);

    [Penalty(0.01)]
    private float Stops => Count(Limits) + (Any(Limits) ? 1f : 0f);
}

/// <summary>Bool conditions between whole vectors, vector helpers through Previous.</summary>
[RewardSpec]
public sealed partial class VectorHelpers
{
    [Signal(-1, 1, Length = 12)]
    public Vec Left { get; init; }

    [Signal(-1, 1, Length = 12)]
    public Vec Right { get; init; }

    [Signal]
    public bool UseLeft { get; init; }

    private Vec Chosen => UseLeft ? Left : Right;

    private Vec Velocity => Chosen - Previous.Chosen;

    [Penalty(1)]
    private float Effort => SumSquares(Velocity) + Sum(Abs(Velocity - Previous.Velocity));

    [Term(1)]
    private float Symmetry
    {
        get
        {
            Vec difference = Left - Right;
            float size = Norm(difference);
            if (size > 1f)
            {
                difference = difference / size;
            }

            return Sum(difference);
        }
    }
}

/// <summary>Lengths that are found through locals, blocks and members that read each other.</summary>
[RewardSpec]
public sealed partial class Lengths
{
    private const bool Wide = true;

    [Signal(-1, 1, Length = 3)]
    public Vec V { get; init; }

    [Signal(-1, 1, Length = 5)]
    public Vec W { get; init; }

    [State(0)]
    private Vec Scaled
    {
        get
        {
            Vec small = V;
            float size = Norm(small);
            Vec result = W * size;
            return result + Previous.Scaled;
        }
    }

    [State(0)]
    private Vec Chained => Previous.Partner + V;

    [State(1)]
    private Vec Partner => Previous.Chained * 0.5f;

    [Term(1)]
    private float Value
    {
        get
        {
            float y;
            if (Wide)
            {
                y = Sum(Scaled);
            }

            return y + Sum(Chained) - Sum(Partner);
        }
    }
}
