using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>The operators without windows, paid when they are decided.</summary>
[RewardSpec(Discount = 0.99, Horizon = 40, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class PlainFormulas
{
    [Signal(-1, 1)] public float X { get; init; }
    [Signal(-1, 1)] public float Y { get; init; }
    [Signal] public bool Door { get; init; }

    [Objective(Reward = 1)] public Formula Reaches => Eventually(X > 0.8f);
    [Constraint(Penalty = 2)] public Formula Safe => Always(X < 0.95f);
    [Objective(Reward = 3, Penalty = 1)] public Formula ThroughTheDoor => Until(X < 0.5f, Door & Y > 0f);
    [Constraint(Penalty = 0.5)] public Formula Answers => Always(Implies(X > 0.5f, Eventually(Y > 0.5f)));
    [Objective(Reward = 1)] public Formula First => Next(Door) | WeakNext(Y > 0f);
    [Objective(Reward = 0.25)] public Formula Chain => Eventually(Door & Next(Eventually(X > 0f && Y > 0f)));
    [Constraint(Penalty = 1)] public Formula Kept => Release(Door, X < 0.9f);
    [Constraint(Penalty = 1)] public Formula Weak => WeakUntil(X < 0.9f, Door) & StrongRelease(Door, Y < 0.99f);
    [Objective(Reward = 1)] public Formula Either => Iff(Eventually(Door), Always(X > -0.5f)) ^ Eventually(Y > 0.9f);
}

/// <summary>Past operators: what has been.</summary>
[RewardSpec(Discount = 0.95, Horizon = 30, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class PastFormulas
{
    [Signal(-1, 1)] public float X { get; init; }
    [Signal] public bool Key { get; init; }
    [Signal] public bool Lock { get; init; }

    [Constraint(Penalty = 1)] public Formula KeyFirst => Always(Implies(Lock, Once(Key)));
    [Constraint(Penalty = 1)] public Formula Held => Always(Implies(X > 0.8f, Historically(X > -0.9f)));
    [Objective(Reward = 2)] public Formula SinceKey => Eventually(Lock & Since(X < 0.9f, Key));
    [Objective(Reward = 1)] public Formula Edge => Eventually(Key & Yesterday(!Key) & X > 0f);
    [Constraint(Penalty = 0.1)] public Formula Calm => Always(WeakYesterday(X < 0.95f) | Triggered(Key, X < 0.99f));
    [Objective(Reward = 0.5)] public Formula Recently => Eventually(Lock & Once(Key, within: 3) & Historically(X < 0.9f, from: 1, to: 2));
}

/// <summary>Windows in steps and seconds, closing rules, what ends the episode, potentials over the automata.</summary>
[RewardSpec(Discount = 0.97, Horizon = 25, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class WindowedFormulas
{
    [Signal(-1, 1, UnitNorm = true)] public Vector3 Up { get; init; }
    [Signal(0, 2, Unit = "m/s")] public float Speed { get; init; }

    [Term(0.1)] public float Drive => Speed;

    [Constraint(Penalty = 2, Shaping = 0.5)] public Formula Recover => Always(Implies(Up.Z < 0.3f, Eventually(Up.Z > 0.6f, within: 4)));
    [Objective(Reward = 5, Shaping = 1, AtTruncation = ClosingRule.Fails, Penalty = 1)] public Formula Fast => Eventually(Always(Speed > 0.4f, withinSeconds: 0.04), fromSeconds: 0.02, toSeconds: 0.2);
    [Constraint(Penalty = 3, Hard = true)] public Formula NeverDown => Always(Up.Z > -0.95f);
    [Objective(Reward = 1, Pay = FormulaPay.AtEnd, AtTermination = ClosingRule.Holds, AtTruncation = ClosingRule.EndOfTrace)] public Formula Ends => Eventually(Speed > 1.9f) | Always(Up.Z > 0f, from: 2, to: Forever);
    [Objective(Reward = 0.01, Penalty = 0.02, Pay = FormulaPay.EachStep)] public Formula Now => Eventually(IsUp);

    [Termination(EpisodeEnd.Failure, Reward = -1)] public bool Stuck => Speed < 0.02f;

    private Formula IsUp => Since(Up.Z > -0.5f, Up.Z > 0.5f) | Until(Speed > 0.1f, Speed > 1f, within: 2);
}

/// <summary>Formulas as text, on conditions that gates and terms read too, with the total clamped and per critic.</summary>
[RewardSpec(Discount = 0.9, Horizon = 20, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
[Objective("F (AtGoal & G[0,2] Still)", Name = "Docked", Reward = 5, Shaping = 0.3, Observed = true)]
[Constraint("always (Low -> eventually[0,5] !Low)", Name = "Rises", Penalty = 1, AtTruncation = ClosingRule.EndOfTrace)]
[Constraint("G !Crash", Name = "NoCrash", Hard = true)]
[Objective("F[0.2s,0.5s] AtGoal xor Crash S Low", Name = "Odd", Reward = 0.5)]
[Objective("true", Name = "Certain", Reward = 0.125)]
[Objective("AtGoal & !AtGoal", Name = "Impossible", Penalty = 0.125)]
[Clamp(-1, 1)]
public sealed partial class TextFormulas
{
    [Signal(-2, 2)] public float Position { get; init; }
    [Signal(-1, 1)] public float Velocity { get; init; }

    [Gate] public bool Low => Position < -0.5f;
    public bool AtGoal => Abs(Position - 1f) < 0.4f;
    public bool Still => Abs(Velocity) < 0.7f;
    public bool Crash => Position > 1.98f;

    [Term(1, Gate = nameof(Low), Critic = "climb")] public float Climb => Velocity;
    [Potential(2)] public float Near => -Abs(Position - 1f);
}

/// <summary>A derived spec has the formulas of its base, and more.</summary>
[RewardSpec(Discount = 0.9)]
[Objective("F (AtGoal & Y Low)", Name = "Jump", Reward = 1)]
public sealed partial class DerivedFormulas : FormulaBase
{
    [Constraint(Penalty = 1)] public Formula Slow => Always(Position < 1.9f & !(Position > 1.5f & Previous.Position < -1f));
}

/// <summary>The base of <see cref="DerivedFormulas"/>.</summary>
[RewardSpec(Discount = 0.9, Horizon = 20, TimeLimit = TimeLimitKind.Truncates)]
[Constraint("G (Low -> F[0,3] !Low)", Name = "Rises", Penalty = 1)]
public partial class FormulaBase
{
    [Signal(-2, 2)] public float Position { get; init; }

    public bool Low => Position < -0.5f;
    public bool AtGoal => Abs(Position - 1f) < 0.4f;

    [Objective(Reward = 1)] public Formula Gets => Eventually(AtGoal & Position > Initial.Position);
}

/// <summary>Formulas paid by how much they hold: at each step, at the end, normalised, cut at the end or left open.</summary>
[RewardSpec(Discount = 0.99, Horizon = 60, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
[Objective("F[0,12] (Fast & G[0,3] Calm)", Name = "Burst", Semantics = FormulaSemantics.Robustness, Pay = FormulaPay.EachStep, Reward = 0.5)]
public sealed partial class MarginFormulas
{
    [Signal(0, 2, Unit = "m/s")] public float Speed { get; init; }
    [Signal(-50, 50, Unit = "m")] public float Distance { get; init; }
    [Signal(-0.2, 0.2, Unit = "rad")] public float Tilt { get; init; }
    [Signal] public bool Armed { get; init; }

    public bool Fast => Speed > 1.2f;
    public bool Calm => Abs(Tilt) < 0.15f && !(Speed > 1.9f);

    [Term(0.01)] public float Moving => Speed;

    [Constraint(Penalty = 2, Semantics = FormulaSemantics.Robustness)] public Formula Safe => Always(Speed < 1.8f);
    [Objective(Reward = 1, Semantics = FormulaSemantics.Robustness, AtTruncation = ClosingRule.EndOfTrace)] public Formula Reaches => Eventually(Distance < 10f);
    [Objective(Reward = 1, Penalty = 3, Semantics = FormulaSemantics.Robustness, AtTruncation = ClosingRule.EndOfTrace, Normalised = true)]
    public Formula Both => Always(Implies(Distance > 20f, Eventually(Abs(Tilt) < 0.05f && Distance < 30f, within: 5)));
    [Constraint(Penalty = 0.25, Semantics = FormulaSemantics.Robustness, Pay = FormulaPay.EachStep)] public Formula Recently => Once(Armed, within: 4) | Historically(Speed > 0.1f, from: 1, to: 3);
    [Objective(Reward = 0.1, Semantics = FormulaSemantics.Robustness, Pay = FormulaPay.EachStep)] public Formula Until2 => Until(Speed > 0.2f, Distance > 0f ^ Tilt > 0f, fromSeconds: 0.1, toSeconds: 0.6);
    [Objective(Reward = 0.1, Semantics = FormulaSemantics.Robustness, AtTruncation = ClosingRule.EndOfTrace)] public Formula Late => Until(Speed > 0.01f, Since(Speed > 0.5f, Armed)) & Next(Distance > -45f);

    [Objective(Reward = 0.5, Semantics = FormulaSemantics.SmoothRobustness, Temperature = 0.05, AtTruncation = ClosingRule.EndOfTrace)] public Formula Smooth => Eventually(Speed > 1f & Abs(Tilt) < 0.1f, within: 9) & Always(Speed < 1.95f);
    [Constraint(Penalty = 0.5, Semantics = FormulaSemantics.SmoothRobustness, Temperature = 0.1, Normalised = true, Pay = FormulaPay.EachStep)] public Formula Gently => Always(Speed < 1.5f | Distance > 0f, within: 6);

    [Termination(EpisodeEnd.Failure, Reward = -1)] public bool Over => Speed > 1.99f;
}

/// <summary>Formulas by truth whose automata would be too large: monitors follow them.</summary>
[RewardSpec(Discount = 0.99, Horizon = 80, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class LargeFormulas
{
    [Signal(-1, 1)] public float X { get; init; }
    [Signal(-1, 1)] public float Y { get; init; }

    [Constraint(Penalty = 1)] public Formula Delayed => Always(Implies(X > 0.7f, Eventually(Y > 0f, from: 8, to: 30)));
    [Objective(Reward = 2, Penalty = 1, Pay = FormulaPay.AtEnd, AtTruncation = ClosingRule.EndOfTrace)] public Formula Held => Eventually(Always(X > -0.8f, from: 3, to: 25) & Eventually(Y > 0.5f, from: 20, to: 40));
}
