using System;
using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Phase of a gait.</summary>
public enum Gait
{
    Stand,
    Walk,
    Trot,
    Bound,
}

/// <summary>Legs of a quadruped.</summary>
public enum Leg
{
    FrontLeft,
    FrontRight,
    RearLeft,
    RearRight,
}

/// <summary>Bodies of a quadruped; feet are the last four.</summary>
public enum Body
{
    Base,
    FrontLeftThigh,
    FrontRightThigh,
    RearLeftThigh,
    RearRightThigh,
    Head,
    FrontLeftFoot,
    FrontRightFoot,
    RearLeftFoot,
    RearRightFoot,
}

/// <summary>Whole numbers: comparison, arithmetic, conversion, patterns.</summary>
[RewardSpec]
public sealed partial class WholeNumbers
{
    [Signal(0, 50)] public int Collected { get; init; }

    [Signal(-20, 20)] public int Delta { get; init; }

    [Signal(-4096, 4096)] public int Score { get; init; }

    int Change => Collected - Previous.Collected;

    [Term(1.0)] float Collect => (float)Change;

    [Term(0.5)] float Share => (float)Collected / 50f;

    [Penalty(0.01)] float Quadratic => (float)(Delta * Delta);

    [Bonus(3, RepeatPolicy.EachRise)] bool Enough => Collected >= 40;

    [Term(0.1)] float Product => (float)(Delta * (Collected - 25) + 3);

    [Term(0.2)] float Negated => (float)(-Delta) * 2f;

    [Term(0.3)] float Bounded => (float)Math.Clamp(Score, -10, 10) + (float)Math.Abs(Delta) + (float)Math.Max(Delta, Collected);

    [Term(0.4)] float Bucket => Delta switch { < -10 => -1f, 0 => 10f, > 5 and < 10 => 2f, _ => 0f };
}

/// <summary>An enum as a signal.</summary>
[RewardSpec]
public sealed partial class Phases
{
    [Signal] public Gait Gait { get; init; }

    [Signal(0, 3)] public float Speed { get; init; }

    float Wanted => Gait switch { Gait.Stand => 0f, Gait.Walk => 0.8f, Gait.Trot or Gait.Bound => 2f, _ => 1f };

    [Term(1.0)] float Track => Exp(-Square(Speed - Wanted));

    [Bonus(0.5, RepeatPolicy.EachRise)] bool Changed => Gait != Previous.Gait;

    [Penalty(0.1)] bool TooFast => Gait == Gait.Stand && Speed > 0.2f;

    [Term(0.01)] float Number => (float)(int)Gait;
}

/// <summary>A value that may be absent: C#'s lifted operators.</summary>
[RewardSpec]
public sealed partial class Absent
{
    [Signal(0, 10)] public float? Distance { get; init; }

    [Signal(-1, 1)] public float? Score { get; init; }

    [Signal(0, 1)] public float Effort { get; init; }

    float? Near => 10f - Distance;

    [Term(1.0)] float? Approach => Near / 10f;

    [Term(0.5)] float Filled => Distance ?? 10f;

    [Term(0.25)] float Default => Score.GetValueOrDefault();

    [Penalty(0.1)] bool Close => Distance < 1f;

    [Penalty(0.2)] bool Missing => Score is null;

    [Term(0.3)] float Both => (Distance * Score) is { } product ? product : -1f;

    [Term(0.4)] float? Chosen => Effort > 0.5f ? Score : Effort > 0.25f ? null : Distance + 1f;

    [Term(0.1)] float Compared => Distance == Score ? 1f : Distance != 3f ? 0.5f : 0f;

    [Term(0.6)] float Pattern => Score is > 0f ? 1f : Score is not null and < -0.5f ? -1f : Score.HasValue ? 0.25f : 0f;

    [Term(0.7)] float Change => (Distance - Previous.Distance) ?? 0f;
}

/// <summary>Absent values with everything that a payment has.</summary>
[RewardSpec(Discount = 0.9)]
public sealed partial class AbsentPaid
{
    [Signal(-2, 2)] public float? Judge { get; init; }

    [Signal(0, 1)] public float Open { get; init; }

    [Gate] bool Allowed => Open > 0.3f;

    [Term(2.0, Gate = nameof(Allowed), Else = -0.5), Clamp(-1, 1)] float? Graded => Judge;

    [Term(1.0), Once] float? First => Judge;

    [Penalty(1.0), Budget(3)] float? Capped => Judge;

    [Term(1.0, OnTermination = false)] float? Running => Judge + Open;

    [Termination(EpisodeEnd.Success)] bool Done => Open > 0.95f;
}

/// <summary>Lists of vectors, dense.</summary>
[RewardSpec]
public sealed partial class FootPositions
{
    static readonly Vec<Vector3> Rest = [new(0.2f, 0.1f, -0.3f), new(0.2f, -0.1f, -0.3f), new(-0.2f, 0.1f, -0.3f), new(-0.2f, -0.1f, -0.3f)];

    [Signal(-1, 1, Axis = typeof(Leg))] public Vec<Vector3> Feet { get; init; }

    [Signal(-3, 3, Length = 5)] public Vec<Vector2> Pucks { get; init; }

    [Signal(-3, 3, Length = 3)] public Vec<Vector4> Planes { get; init; }

    [Signal(-1, 1)] public Vector3 Base { get; init; }

    [Signal(0, 1, Axis = typeof(Leg))] public Vec Weight { get; init; }

    [Penalty(1.0)] float Spread => Sum(Norms(Feet - Rest));

    [Penalty(0.5)] float Slip => Sum(NormsSquared(Feet - Previous.Feet));

    [Term(0.1)] float Height => Mean(Feet.Z() - Base.Z);

    [Term(0.2)] float Nearest => -Min(Norms(Pucks));

    [Term(0.3)] float Centre => Mean(Feet).LengthXy() + Sum(Pucks).X;

    [Term(0.4)] float Weighted => Sum(Dot(Feet * Weight, (Feet + Base) * 2f));

    [Term(0.5)] float One => Feet[2].Y + Pick(Feet, Leg.FrontLeft).X;

    [Term(0.6)] float Flat => Sum(Planes.W() / 2f) - Max(Planes.X());

    [Term(0.7)] float Negative => Sum((-Feet).X());
}

/// <summary>Windows over time of every kind of frame.</summary>
[RewardSpec]
public sealed partial class Windows
{
    [Signal(-2, 2, History = 3, Axis = typeof(Leg))] public History<Vec<Vector3>> Force { get; init; }

    [Signal(-1, 1, History = 4)] public History<float> Speed { get; init; }

    [Signal(-1, 1, History = 2, Length = 7)] public History<Vec> Joints { get; init; }

    [Signal(History = 3, Axis = typeof(Leg))] public History<Mask> Contact { get; init; }

    [Signal(History = 5)] public History<bool> Pressed { get; init; }

    [Signal(-1, 1, History = 2)] public History<Vector2> Position { get; init; }

    [Penalty(1.0)] float Contacts => Count(Max(Norms(Force)) > 1f);

    [Term(0.5)] float Mean => RewardMath.Mean(Speed) + Max(Speed) - Min(Speed);

    [Penalty(0.1)] float Rate => SumSquares(Joints[0] - Joints[1]) + Sum(RewardMath.Mean(Joints));

    [Term(0.2)] float Support => Count(Any(Contact)) - Count(All(Contact));

    [Bonus(1, RepeatPolicy.EachRise)] bool Held => All(Pressed) || Pressed[2];

    [Term(0.3)] float Moved => (Position[0] - Position[1]).X + Force[1][2].Y + Speed[3];

    [Term(0.4)] float Before => Sum(Joints[0] - Previous.Joints[0]) + Speed.Frames;
}

/// <summary>Picked elements: runs, triples, anything, of signals, carries and computed vectors.</summary>
[RewardSpec]
public sealed partial class Picks
{
    static readonly Body[] Feet = [Body.FrontLeftFoot, Body.FrontRightFoot, Body.RearLeftFoot, Body.RearRightFoot];
    static readonly Body[] Thighs = [Body.FrontLeftThigh, Body.FrontRightThigh, Body.RearLeftThigh, Body.RearRightThigh];
    static readonly Body[] Odd = [Body.Head, Body.Base, Body.RearRightFoot];
    static readonly Body[] Pair = [Body.FrontLeftFoot, Body.FrontRightFoot];

    [Signal(-2, 2, Axis = typeof(Body))] public Vec Load { get; init; }

    [Signal(Axis = typeof(Body))] public Mask Touching { get; init; }

    [Signal(-1, 1, Axis = typeof(Body))] public Vec<Vector3> Force { get; init; }

    [Signal(-1, 1, Axis = typeof(Body), History = 2)] public History<Vec<Vector3>> Forces { get; init; }

    [State(0)] Vec Age => Where(Touching, 0f, Previous.Age + 1f);

    [Term(1.0)] float FootLoad => Sum(Pick(Load, Feet));

    [Term(0.9)] float OddLoad => Sum(Pick(Load * 2f - Previous.Load, Odd));

    [Penalty(1.0)] float ThighHits => Count(Norms(Pick(Force, Thighs)) > 0.5f);

    [Penalty(0.9)] float OddForce => Sum(Norms(Pick(Force, Odd)));

    [Term(0.8)] float FeetDown => Count(Pick(Touching, Feet)) + Count(Pick(Touching, Odd));

    [Term(0.7)] float Single => Pick(Load, Body.Head) + (Pick(Touching, Body.Base) ? 1f : 0f) + Pick(Force, Body.Head).Y;

    [Term(0.1)] float AgeOfFeet => Sum(Pick(Previous.Age, Feet)) + Max(Pick(Age, Odd));

    [Term(0.2)] float Recent => Sum(Norms(Pick(Forces[1], Feet)) - Norms(Pick(Forces[0], Feet)));

    [Term(0.3)] float Two => Sum(Pick(Load, Pair) * Pick(Load, Pair));
}

/// <summary>A state that is made of picked elements of its own old value.</summary>
[RewardSpec]
public sealed partial class ShiftRegister
{
    static readonly Cell[] Older = [Cell.A, Cell.A, Cell.B, Cell.C, Cell.D, Cell.E];

    public enum Cell
    {
        A,
        B,
        C,
        D,
        E,
        F,
    }

    [Signal(-1, 1)] public float Now { get; init; }

    [State(0.5)] Vec Line => Where(First, Now, Pick(Previous.Line, Older));

    [Term(1.0)] float Oldest => Pick(Line, Cell.F) - Pick(Line, Cell.A);

    [Penalty(0.1)] float Energy => SumSquares(Line);

    static readonly Mask First = [true, false, false, false, false, false];
}

/// <summary>Long vectors, walked by a loop, with picks in them.</summary>
[RewardSpec]
public sealed partial class LongLists
{
    [Signal(-1, 1, Length = 40)] public Vec<Vector3> Points { get; init; }

    [Signal(-1, 1, Length = 37, History = 2)] public History<Vec> Rays { get; init; }

    [Signal(Length = 41, History = 2)] public History<Mask> Hits { get; init; }

    [Term(1.0)] float Spread => Sum(Norms(Points)) + Max(Points.Z());

    [Penalty(1.0)] float Flicker => SumSquares(Rays[0] - Rays[1]);

    [Term(0.1)] float New => Count(Hits[0] & !Hits[1]);

    [Term(0.2)] float Still => Sum(NormsSquared(Points - Previous.Points));
}

/// <summary>A command that the simulator redraws inside a step, and every named fact of a signal.</summary>
[RewardSpec(Discount = 0.95, Consumer = RewardConsumer.StepwiseRl)]
public sealed partial class Commands
{
    [Signal(-1, 1, ReadAt = ReadTime.BeforeStep, Frame = "body", WritableBy = WriterKind.Nobody)] public Vector2 Command { get; init; }

    [Signal(ReadAt = ReadTime.BeforeStep, Length = 6)] public Mask Active { get; init; }

    [Signal(ReadAt = ReadTime.BeforeStep)] public Gait Gait { get; init; }

    [Signal(Lower = new[] { -2.0, -1, 0 }, Upper = new[] { 2.0, 1, 3 }, Unit = "m/s", MaxStep = 0.5, Rest = 0, Finite = true)] public Vector3 Velocity { get; init; }

    [Signal(-1, 1, UnitNorm = true, Source = SignalSource.Sensor, Observed = true)] public Vector3 Up { get; init; }

    [Signal(0, 1, Source = SignalSource.Learned, Model = "judge", Version = "2", Privileged = true, TypicalMin = 0.2, TypicalMax = 0.6, AgentSized = false), Aim(AimKind.Higher)] public float Grade { get; init; }

    Vector2 Error => Command - Velocity.Xy();

    [Term(1.0)] float Track => Exp(-Error.LengthSquared() / 0.25f);

    [Term(0.1)] float Busy => Count(Active) + (Gait == Gait.Trot ? 1f : 0f) + Grade;

    [Penalty(0.1), Aim(Target = 0)] float Redrawn => Vector2.DistanceSquared(Command, Previous.Command);

    [Potential(0.5)] float Upright => Up.Z + Command.X;
}

/// <summary>Carried vectors of different lengths that pick from each other: there is no order in which they could be written.</summary>
[RewardSpec]
public sealed partial class Crossed
{
    static readonly Leg[] Front = [Leg.FrontLeft, Leg.FrontRight];

    public enum Two
    {
        A,
        B,
    }

    static readonly Two[] Four = [Two.B, Two.A, Two.A, Two.B];

    [Signal(-1, 1, Axis = typeof(Leg))] public Vec Load { get; init; }

    [State(1)] Vec Pair => (Pick(Previous.Quad, Front) * 0.5f) + Pick(Load, Front);

    [State(2)] Vec Quad => (Pick(Previous.Pair, Four) * 0.25f) - Load;

    [Term(1.0)] float Both => Sum(Pair) + Sum(Quad);
}
