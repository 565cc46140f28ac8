using System.Collections.Immutable;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>What the search for states that pay without the goal found in a spec.</summary>
/// <param name="Spec">The spec's name as reports show it.</param>
/// <param name="Steps">How steps are summed to a return, such as "discounted at γ = 0.99 over 500 steps"; empty where staying and finishing cannot be compared.</param>
/// <param name="Goals">Its goals.</param>
/// <param name="Problem">Why there is no answer, or null.</param>
public sealed record WitnessReport(string Spec, string Steps, ImmutableArray<GoalWitnesses> Goals, string? Problem);

/// <summary>What pays without a goal.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="EndsEpisode">Whether reaching it ends the episode.</param>
/// <param name="PaidOnce">The most that reaching it pays once.</param>
/// <param name="AtGoal">The best step at the goal; null when the search found no state there.</param>
/// <param name="Misses">The best steps beside it: first where it is missed in any way, then each condition missed alone.</param>
/// <param name="Problem">Why nothing can be compared, or null.</param>
public sealed record GoalWitnesses(string Goal, bool EndsEpisode, float PaidOnce, WitnessStep AtGoal, ImmutableArray<GoalMiss> Misses, string? Problem);

/// <summary>A way to miss a goal.</summary>
/// <param name="Condition">The condition that is missed while all others hold, as the author wrote it; empty for any.</param>
/// <param name="Tolerance">By how much a comparison is missed; 0 when the goal declares no tolerance.</param>
/// <param name="Best">The best step there.</param>
/// <param name="StayReturn">What staying there returns; null where returns cannot be compared.</param>
/// <param name="GoalReturn">What the goal returns: staying at it, or the payoff with which it ends the episode.</param>
/// <param name="Note">What else is to be said, or empty.</param>
public sealed record GoalMiss(string Condition, float Tolerance, WitnessStep Best, double? StayReturn, double? GoalReturn, string Note);

/// <summary>The highest pay of a step at which nothing changes, in a part of the declared box.</summary>
/// <param name="Bound">No such step pays more; NaN where there is no such step.</param>
/// <param name="State">A state that pays the most that was found, or null.</param>
public sealed record WitnessStep(float Bound, WitnessState? State);

/// <summary>A state with what it pays: all of it computed from exactly these values, by the spec's own program.</summary>
/// <param name="Paid">What a step pays again and again while the state is held: without what is paid once.</param>
/// <param name="Return">What the episode of the scenario returns.</param>
/// <param name="Steps">For how many steps the scenario holds it: more than 1 where what is paid depends on how long it lasts.</param>
/// <param name="Signals">The signals that matter to it; all others are at rest.</param>
/// <param name="Payments">What each member pays in the last of these steps, the highest first.</param>
/// <param name="Inputs">Of each view of the signals its elements.</param>
public sealed record WitnessState(float Paid, double Return, int Steps, ImmutableArray<SignalValue> Signals, ImmutableArray<Payment> Payments, ImmutableArray<ImmutableArray<float>> Inputs)
{
    /// <summary>Whether a scenario of this state is one of the other: the same signals, to the last bit, for as many steps.</summary>
    public bool IsSameScenario(WitnessState other) => Steps == other.Steps && Inputs.Length == other.Inputs.Length
        && Inputs.Zip(other.Inputs, static (a, b) => a.Select(Literals.Bits).SequenceEqual(b.Select(Literals.Bits))).All(static same => same);
}

/// <summary>The value of a signal.</summary>
/// <param name="Name">The signal.</param>
/// <param name="Value">Its value as an author reads it.</param>
/// <param name="Unit">Its declared unit, or empty.</param>
/// <param name="Code">Its value as C#.</param>
public sealed record SignalValue(string Name, string Value, string Unit, string Code);

/// <summary>What a member pays in a step.</summary>
/// <param name="Name">The member.</param>
/// <param name="Paid">What it pays.</param>
/// <param name="Repeats">Whether it pays that again at each step at which nothing changes.</param>
public sealed record Payment(string Name, float Paid, bool Repeats);
