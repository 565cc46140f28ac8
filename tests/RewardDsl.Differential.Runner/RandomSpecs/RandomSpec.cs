using System.Collections.Immutable;
using System.Linq;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>What a member is for.</summary>
public enum MemberRole
{
    /// <summary>A plain computed property.</summary>
    Helper,

    /// <summary>A carried value.</summary>
    State,

    /// <summary>A gate.</summary>
    Gate,

    /// <summary>A gate of every term.</summary>
    GateOfAll,

    /// <summary>A term.</summary>
    Term,

    /// <summary>A penalty.</summary>
    Penalty,

    /// <summary>A potential.</summary>
    Potential,

    /// <summary>A cost.</summary>
    Cost,

    /// <summary>A bonus.</summary>
    Bonus,

    /// <summary>A metric.</summary>
    Metric,

    /// <summary>An assumption.</summary>
    Assume,

    /// <summary>What replaces the sum.</summary>
    Total,

    /// <summary>A termination.</summary>
    Termination,
}

/// <summary>How a member is paid.</summary>
/// <param name="Weight">Weight, limit or payoff.</param>
/// <param name="WeightParameter">The parameter that is the weight.</param>
/// <param name="Gate">The gate.</param>
/// <param name="Else">What is paid behind a closed gate.</param>
/// <param name="ClampMin">Lower end of the clamp, if it has one.</param>
/// <param name="ClampMax">Upper end of the clamp.</param>
/// <param name="PerSecond">The rate, where it is stated.</param>
/// <param name="Transform">Attribute of what is paid of the value.</param>
/// <param name="Limit">Attribute of how much is paid in an episode; of a bonus its repeat policy.</param>
/// <param name="Schedule">The schedule of the weight.</param>
/// <param name="Critic">The value function that learns it.</param>
/// <param name="SkipsEnd">Not paid at the step that ends the episode; of a termination, that it replaces the sum.</param>
public sealed record Payment(
    float Weight,
    string? WeightParameter = null,
    string? Gate = null,
    float? Else = null,
    float? ClampMin = null,
    float ClampMax = 0,
    bool? PerSecond = null,
    string? Transform = null,
    string? Limit = null,
    string? Schedule = null,
    string? Critic = null,
    bool SkipsEnd = false)
{
    /// <summary>The simplest payment.</summary>
    public static Payment Plain { get; } = new(1);
}

/// <summary>A computed property.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Body">What it computes.</param>
/// <param name="Initial">Of a state: its value at a reset.</param>
/// <param name="Payment">How it is paid.</param>
public sealed record Member(string Name, NodeType Type, MemberRole Role, Body Body, float Initial, Payment Payment)
{
    /// <summary>Whether it is counted as a random program of its own.</summary>
    public bool IsPaid => Role >= MemberRole.Term;
}

/// <summary>An input.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Range">Its range, of numbers from minus to plus this, from 0 where it is negative.</param>
/// <param name="IsAction">Whether the policy chose it.</param>
/// <param name="IsBeforeStep">Whether it is read before the step.</param>
public sealed record Signal(string Name, NodeType Type, float Range, bool IsAction, bool IsBeforeStep = false);

/// <summary>A number with a name: a parameter, a const or a static readonly field.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Declaration">How it is declared, up to the value.</param>
public sealed record NamedNumber(string Name, float Value, string Declaration);

/// <summary>A method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its result.</param>
/// <param name="Parameters">Types of the parameters, which are called a, b, c.</param>
/// <param name="Body">What it computes.</param>
public sealed record Method(string Name, NodeType Type, ImmutableArray<NodeType> Parameters, Body Body)
{
    /// <summary>The name of a parameter.</summary>
    public static string Parameter(int index) => ((char)('a' + index)).ToString();
}

/// <summary>A spec with many payments over shared signals, states and helpers.</summary>
/// <param name="Lengths">The length of each class of vectors.</param>
/// <param name="Signals">The inputs; those that nothing reads are not printed.</param>
/// <param name="Numbers">Parameters and constants; likewise.</param>
/// <param name="Methods">Methods; likewise.</param>
/// <param name="Members">Computed properties in order; one reads those before it, and any state through Previous.</param>
/// <param name="Discount">Discount factor.</param>
/// <param name="StepSeconds">Duration of a step.</param>
/// <param name="PerSecond">Default rate.</param>
/// <param name="ClassRules">Attributes of the class: what is done with the sum.</param>
/// <param name="ToLowerBound">Whether a total that is not finite is replaced; the rules hold a clamp or bounds then.</param>
/// <param name="Derived">How many of the last members a derived spec adds; 0 for none.</param>
public sealed record RandomSpec(
    ImmutableArray<int> Lengths,
    ImmutableArray<Signal> Signals,
    ImmutableArray<NamedNumber> Numbers,
    ImmutableArray<Method> Methods,
    ImmutableArray<Member> Members,
    float Discount,
    float StepSeconds,
    bool PerSecond,
    ImmutableArray<string> ClassRules,
    bool ToLowerBound,
    int Derived)
{
    /// <summary>The number of random programs in it.</summary>
    public int Programs => Members.Count(static m => m.IsPaid);
}
