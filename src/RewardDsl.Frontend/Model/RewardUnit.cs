using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Everything the generator needs of one spec, by value: no symbol, no syntax, no location. Equal source text gives equal
/// units, so an edit elsewhere is served from the cache.
/// </summary>
/// <param name="Surface">The declarations.</param>
/// <param name="Contract">The episode contract.</param>
/// <param name="Lowered">The programs, or null when the spec cannot be lowered.</param>
/// <param name="FailedRule">Id of the first error when it cannot be lowered.</param>
/// <param name="FailedMessage">Its message.</param>
public sealed record RewardUnit(SpecSurface Surface, Contract Contract, LoweredSpec? Lowered, string FailedRule, string FailedMessage);

/// <summary>The declarations of a spec: enough to generate what its bodies may read, without having bound a body.</summary>
/// <param name="Namespace">Namespace, empty for the global one.</param>
/// <param name="Containers">Declarations around the type, outermost first, such as <c>partial class Outer</c>.</param>
/// <param name="Declaration">Its own declaration, such as <c>partial class Walker</c>.</param>
/// <param name="Name">Escaped type name.</param>
/// <param name="MetadataName">Full name with nesting, unique in the assembly.</param>
/// <param name="HintName">Prefix of its generated files, unique in the assembly under any letter case.</param>
/// <param name="Members">The readable members in the order of the class.</param>
/// <param name="CanEmit">False when generated code would itself not compile (not partial, no constructor, a name taken).</param>
/// <param name="BaseType">The base spec with <c>global::</c>, or empty.</param>
/// <param name="HasTotal">A member of the spec itself replaces the sum, so that the sum itself can be read.</param>
public sealed record SpecSurface(
    string Namespace,
    EquatableArray<string> Containers,
    string Declaration,
    string Name,
    string MetadataName,
    string HintName,
    EquatableArray<SurfaceMember> Members,
    bool CanEmit,
    string BaseType,
    bool HasTotal);

/// <summary>What a member is to the generated scalar side.</summary>
public enum MemberRole : byte
{
    /// <summary>An input.</summary>
    Signal,

    /// <summary>An input chosen by the policy.</summary>
    Action,

    /// <summary>A run-time scalar.</summary>
    Parameter,

    /// <summary>A carried value.</summary>
    State,

    /// <summary>Any other computed property.</summary>
    Computed,
}

/// <summary>Types that members have.</summary>
public enum MemberType : byte
{
    /// <summary>float.</summary>
    Float,

    /// <summary>bool.</summary>
    Bool,

    /// <summary>System.Numerics.Vector2.</summary>
    Vector2,

    /// <summary>System.Numerics.Vector3.</summary>
    Vector3,

    /// <summary>System.Numerics.Vector4.</summary>
    Vector4,

    /// <summary>System.Numerics.Quaternion.</summary>
    Quaternion,

    /// <summary>RewardDsl.Vec.</summary>
    Vec,

    /// <summary>RewardDsl.Mask.</summary>
    Mask,

    /// <summary>int or an enum: a whole number.</summary>
    Int,

    /// <summary>float?, a value that may be absent.</summary>
    OptionalFloat,

    /// <summary>RewardDsl.Vec of System.Numerics.Vector2.</summary>
    VecOfVector2,

    /// <summary>RewardDsl.Vec of System.Numerics.Vector3.</summary>
    VecOfVector3,

    /// <summary>RewardDsl.Vec of System.Numerics.Vector4.</summary>
    VecOfVector4,
}

/// <summary>Facts of member types.</summary>
public static class MemberTypes
{
    /// <summary>Floats of one element: 2 to 4 for small tuples and lists of them, 1 for anything else.</summary>
    public static int Components(this MemberType type) => type switch
    {
        MemberType.Vector2 or MemberType.VecOfVector2 => 2,
        MemberType.Vector3 or MemberType.VecOfVector3 => 3,
        MemberType.Vector4 or MemberType.VecOfVector4 or MemberType.Quaternion => 4,
        _ => 1,
    };

    /// <summary>Whether the type is a small tuple.</summary>
    public static bool IsTuple(this MemberType type) => type.Components() > 1 && !type.IsVector();

    /// <summary>Whether the type has a length of its own.</summary>
    public static bool IsVector(this MemberType type) =>
        type is MemberType.Vec or MemberType.Mask or MemberType.VecOfVector2 or MemberType.VecOfVector3 or MemberType.VecOfVector4;

    /// <summary>Whether the elements are truth values.</summary>
    public static bool IsLogical(this MemberType type) => type is MemberType.Bool or MemberType.Mask;
}

/// <summary>One readable member.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="Type">Its type.</param>
/// <param name="Role">Its role.</param>
/// <param name="Length">Length of a vector signal, else 0.</param>
/// <param name="InitialBits">Initial value of a state, as float bits.</param>
/// <param name="TypeName">Its C# type, with <c>global::</c>.</param>
/// <param name="Frames">Frames of a history, else 0.</param>
/// <param name="IsEnum">Its type is an enum.</param>
/// <param name="IsInherited">Declared by a base spec.</param>
/// <param name="Machine">The reward machine whose state it is, or null.</param>
public sealed record SurfaceMember(string Name, MemberType Type, MemberRole Role, int Length, uint InitialBits, string TypeName, int Frames, bool IsEnum, bool IsInherited, SurfaceMachine? Machine = null);

/// <summary>The episode contract.</summary>
/// <param name="DiscountBits">Discount factor.</param>
/// <param name="Horizon">Steps, 0 when not declared.</param>
/// <param name="StepSecondsBits">Seconds a step, NaN when not declared.</param>
/// <param name="Consumer">The value of RewardConsumer.</param>
/// <param name="PerSecond">Terms are paid per second unless they say otherwise.</param>
/// <param name="ToLowerBound">A total that is not finite is paid as the lower bound.</param>
public sealed record Contract(uint DiscountBits, int Horizon, uint StepSecondsBits, int Consumer = 0, bool PerSecond = false, bool ToLowerBound = false)
{
    /// <summary>The derivatives of the total are computed too.</summary>
    public bool Gradient { get; init; }
}

/// <summary>A spec as programs and the description of what it pays.</summary>
/// <param name="Step">What one step computes.</param>
/// <param name="Reset">What a reset computes: the carries.</param>
/// <param name="Signals">Facts of the signals, in slot order.</param>
/// <param name="Columns">What is paid, in column order.</param>
/// <param name="Costs">Constraint costs.</param>
/// <param name="Terminations">End predicates in order.</param>
/// <param name="Goals">Names of the goals.</param>
/// <param name="StateLengths">Length of each vector state by name.</param>
/// <param name="Metrics">What is measured and not paid.</param>
/// <param name="Assumptions">Names of the assumptions.</param>
/// <param name="Critics">The value functions, empty when there is one for all.</param>
/// <param name="Stages">Names of the milestones, in order.</param>
/// <param name="Aims">Directions declared on helpers.</param>
/// <param name="Formulas">The temporal objectives and constraints.</param>
/// <param name="Machines">The reward machines.</param>
/// <param name="Sum">What happens to the weighted sum.</param>
/// <param name="Probes">Where the step program names the C# values of members; for analysis, no kernel computes them.</param>
/// <param name="Timed">Probes of products and quotients with the length of a step, which is a time and not a coefficient.</param>
public sealed record LoweredSpec(
    RewardProgram Step,
    RewardProgram Reset,
    EquatableArray<SignalFacts> Signals,
    EquatableArray<Column> Columns,
    EquatableArray<CostFacts> Costs,
    EquatableArray<string> Terminations,
    EquatableArray<GoalFacts> Goals,
    EquatableArray<StateLength> StateLengths,
    EquatableArray<MetricFacts> Metrics,
    EquatableArray<string> Assumptions,
    EquatableArray<string> Critics,
    EquatableArray<string> Stages,
    EquatableArray<AimFacts> Aims,
    EquatableArray<FormulaFacts> Formulas,
    EquatableArray<MachineFacts> Machines,
    SumRules Sum,
    EquatableArray<MemberProbe> Probes,
    EquatableArray<int> Timed);

/// <summary>The outputs of a program that are the C# value of a member.</summary>
/// <param name="Name">The member.</param>
/// <param name="First">Index of the first probe.</param>
/// <param name="Count">Program values: 1, or the components of a small tuple.</param>
public sealed record MemberProbe(string Name, int First, int Count);

/// <summary>What happens to the weighted sum before payoffs and potentials.</summary>
/// <param name="Total">The member that replaces the sum, or empty.</param>
/// <param name="Transform">What of it is paid.</param>
/// <param name="Clamp">Its clamp, or null.</param>
/// <param name="Limit">What ends its payment within an episode.</param>
/// <param name="CapBits">Cap of a budget.</param>
/// <param name="LowerBits">What is paid for a total that is not finite, or null.</param>
public sealed record SumRules(string Total, PayTransform Transform, Interval? Clamp, PayLimit Limit, uint CapBits, uint? LowerBits)
{
    /// <summary>Whether it depends on earlier steps.</summary>
    public bool HasCarry => Transform != PayTransform.Value || Limit != PayLimit.None;

    /// <summary>Whether what is paid of the terms is their sum at that step, clamped perhaps: neither replaced nor paid as a change.</summary>
    public bool IsOfStep => Total.Length == 0 && !HasCarry;
}

/// <summary>A goal.</summary>
/// <param name="Name">The member.</param>
/// <param name="IsSurvival">To be kept rather than reached.</param>
/// <param name="ToleranceBits">How near counts.</param>
/// <param name="MinSteps">The least number of steps from a start to it; 1 where it is not known.</param>
/// <param name="Resampled">Drawn anew once reached.</param>
public sealed record GoalFacts(string Name, bool IsSurvival, uint ToleranceBits, int MinSteps, bool Resampled);

/// <summary>Something measured.</summary>
/// <param name="Name">The member.</param>
/// <param name="IsBool">A bool member, true counts 1.</param>
public sealed record MetricFacts(string Name, bool IsBool);

/// <summary>A closed interval by float bits.</summary>
/// <param name="MinBits">Lower end.</param>
/// <param name="MaxBits">Upper end.</param>
public sealed record Interval(uint MinBits, uint MaxBits);

/// <summary>Length of a vector state.</summary>
/// <param name="Name">The state.</param>
/// <param name="Length">Its length.</param>
public sealed record StateLength(string Name, int Length);

/// <summary>Declared facts of a signal.</summary>
/// <param name="Name">The member.</param>
/// <param name="IsAction">Chosen by the policy.</param>
/// <param name="Range">Declared range.</param>
/// <param name="Unit">Declared unit, or empty.</param>
/// <param name="Axis">Names of the elements.</param>
/// <param name="AxisType">Full name of the enum that names the elements, or empty.</param>
/// <param name="Frames">Frames of a history, else 1.</param>
/// <param name="Type">Type of the member (of one frame).</param>
/// <param name="Part">Which view of the signal this is.</param>
/// <param name="Named">The other named facts.</param>
public sealed record SignalFacts(
    string Name, bool IsAction, Interval Range, string Unit, EquatableArray<string> Axis, string AxisType, int Frames, MemberType Type, SignalPart Part, NamedFacts Named);

/// <summary>Which view of a signal a slot is.</summary>
public enum SignalPart : byte
{
    /// <summary>The values.</summary>
    Values,

    /// <summary>Whether a value that may be absent is there.</summary>
    Presence,
}

/// <summary>What a signal's attribute says beyond range and unit; the rules read it.</summary>
/// <param name="Components">Ranges of the components, empty when one holds for all.</param>
/// <param name="Frame">Reference frame, or empty.</param>
/// <param name="UnitNorm">The vector has length 1.</param>
/// <param name="MaxStepBits">Largest change within a step, infinite when not declared.</param>
/// <param name="Typical">The usual values, or null.</param>
/// <param name="RestBits">Value while the agent does nothing.</param>
/// <param name="Finite">Never NaN or infinite.</param>
/// <param name="Observed">The policy observes it.</param>
/// <param name="Privileged">Exists in simulation only.</param>
/// <param name="AgentSized">Size of a population that the agent controls.</param>
/// <param name="Jumps">May jump within an episode, by a respawn or teleport.</param>
/// <param name="BeforeStep">Read before the step.</param>
/// <param name="Source">Who computes it: the value of SignalSource.</param>
/// <param name="Model">Name of a learned model, or empty.</param>
/// <param name="Version">Its version, or empty.</param>
/// <param name="Writer">Who can change it: the value of WriterKind.</param>
/// <param name="Aim">Which way is better, or null.</param>
public sealed record NamedFacts(
    EquatableArray<Interval> Components,
    string Frame,
    bool UnitNorm,
    uint MaxStepBits,
    Interval? Typical,
    uint RestBits,
    bool Finite,
    bool Observed,
    bool Privileged,
    bool AgentSized,
    bool Jumps,
    bool BeforeStep,
    int Source,
    string Model,
    string Version,
    int Writer,
    AimFacts? Aim);

/// <summary>Which way of a value is better.</summary>
/// <param name="Name">The member.</param>
/// <param name="Kind">The value of AimKind.</param>
/// <param name="TargetBits">The best value, NaN without one.</param>
public sealed record AimFacts(string Name, int Kind, uint TargetBits);

/// <summary>A constraint cost.</summary>
/// <param name="Name">The member.</param>
/// <param name="IsBool">A bool member, true costs 1.</param>
/// <param name="LimitBits">Its limit.</param>
/// <param name="Estimator">What of it is limited: the value of CostEstimator.</param>
public sealed record CostFacts(string Name, bool IsBool, uint LimitBits, int Estimator);

/// <summary>What a column is.</summary>
public enum ColumnKind : byte
{
    /// <summary>+ weight × value.</summary>
    Term,

    /// <summary>− weight × value.</summary>
    Penalty,

    /// <summary>Payoff of an event.</summary>
    Bonus,

    /// <summary>One-time payoff.</summary>
    Termination,

    /// <summary>Shaping by a potential.</summary>
    Potential,

    /// <summary>Payoff of a temporal formula that is to hold.</summary>
    Objective,

    /// <summary>Price of a temporal formula that must not fail.</summary>
    Constraint,

    /// <summary>Pay of a reward machine's transitions.</summary>
    Machine,
}

/// <summary>What is paid of a raw value.</summary>
public enum PayTransform : byte
{
    /// <summary>The value.</summary>
    Value,

    /// <summary>Its increment against the step before.</summary>
    Progress,

    /// <summary>Its increment over the best so far.</summary>
    BestSoFar,

    /// <summary>1 when it becomes true.</summary>
    Rise,
}

/// <summary>What ends the payment of a column within an episode.</summary>
public enum PayLimit : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The first payment.</summary>
    Once,

    /// <summary>A cap on the sum of sizes.</summary>
    Budget,
}

/// <summary>One thing that is paid, with how: raw → transform → clamp → gate → weight × rate → limit.</summary>
/// <param name="Name">The member.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsBool">A bool member.</param>
/// <param name="Parameter">Run-time name of its weight or payoff.</param>
/// <param name="WeightMember">The [Parameter] that is the weight, or empty.</param>
/// <param name="Clamp">Clamp of the raw value, or null.</param>
/// <param name="Gates">Its gates.</param>
/// <param name="ElseBits">What a closed gate selects.</param>
/// <param name="RateBits">Factor of the rate: 1 or the seconds of a step.</param>
/// <param name="Formula">The author's expression.</param>
/// <param name="Transform">What is paid of the raw value.</param>
/// <param name="Limit">What ends the payment within an episode.</param>
/// <param name="CapBits">Cap of a budget.</param>
/// <param name="Replaces">A termination whose payoff replaces what the terms pay.</param>
/// <param name="Schedule">The method that multiplies the weight, or empty.</param>
/// <param name="Critic">The value function that learns it, or empty.</param>
/// <param name="SkipsEnd">Not paid at the step that terminates.</param>
/// <param name="IsOptional">The value may be absent; then nothing is paid.</param>
/// <param name="IsRegulariser">Not part of the task.</param>
/// <param name="IsShaping">Advice that is to help learning, no objective.</param>
/// <param name="Automaton">The formula or machine that it pays for, or empty.</param>
/// <param name="Accumulation">How its payments are collected until the end of the episode; null where each step is paid at once.</param>
public sealed record Column(
    string Name,
    ColumnKind Kind,
    bool IsBool,
    string Parameter,
    string WeightMember,
    Interval? Clamp,
    EquatableArray<GateUse> Gates,
    uint ElseBits,
    uint RateBits,
    string Formula,
    PayTransform Transform = PayTransform.Value,
    PayLimit Limit = PayLimit.None,
    uint CapBits = 0,
    bool Replaces = false,
    string Schedule = "",
    string Critic = "",
    bool SkipsEnd = false,
    bool IsOptional = false,
    bool IsRegulariser = false,
    bool IsShaping = false,
    string Automaton = "",
    Accumulation? Accumulation = null)
{
    /// <summary>Whether it pays for the value of a member at each step, at once or collected.</summary>
    public bool IsStepwise => Kind is ColumnKind.Term or ColumnKind.Penalty or ColumnKind.Bonus;

    /// <summary>Whether it is part of the weighted sum.</summary>
    public bool IsSummed => IsStepwise && Accumulation is null;

    /// <summary>Whether it pays for what an automaton remembers rather than for a member's value.</summary>
    public bool IsOfAutomaton => Automaton.Length > 0;

    /// <summary>Whether its payment depends on what was paid or seen before, beyond <c>Previous</c>.</summary>
    public bool HasCarry => Transform == PayTransform.BestSoFar || Limit != PayLimit.None || Accumulation is not null;
}

/// <summary>Payments that are collected until the end of an episode.</summary>
/// <param name="Outcome">The bool member that decides whether the sum is paid, or empty: always.</param>
/// <param name="ElseBits">What is paid where it fails.</param>
/// <param name="AtTruncation">What becomes of the sum at a truncation.</param>
public sealed record Accumulation(string Outcome, uint ElseBits, ClosingRule AtTruncation);

/// <summary>A gate of a term.</summary>
/// <param name="Name">The member.</param>
/// <param name="IsBool">A hard gate.</param>
public sealed record GateUse(string Name, bool IsBool);
