using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>Every rule. Ids are never reused; each has a page in <c>analyzers/docs</c>.</summary>
public static partial class RuleCatalogue
{
    // RWD00xx: declarations.
    public static readonly DiagnosticDescriptor NotPartial = Rule.Error(
        "RWD0001", "A reward spec must be partial", "'{0}' must be 'partial': the evaluator is generated into it");

    public static readonly DiagnosticDescriptor ContainerNotPartial = Rule.Error(
        "RWD0002", "The types around a reward spec must be partial", "'{0}' contains the reward spec '{1}' and must be 'partial' too");

    public static readonly DiagnosticDescriptor UnsupportedSpecType = Rule.Error(
        "RWD0003", "A reward spec must be a plain class or record", "'{0}' cannot be a reward spec because it is {1} (use a non-generic, non-abstract class or record whose base class, if any, is a reward spec of this project)");

    public static readonly DiagnosticDescriptor NoConstructor = Rule.Error(
        "RWD0004", "A reward spec needs a parameterless constructor", "'{0}' has no accessible parameterless constructor (declare its signals as properties with 'get; init;')");

    public static readonly DiagnosticDescriptor SignalShape = Rule.Error(
        "RWD0005", "A signal or parameter must be a settable auto-property", "'{0}' must be an instance auto-property with 'get; init;' or 'get; set;'");

    public static readonly DiagnosticDescriptor SignalType = Rule.Error(
        "RWD0006", "Unsupported signal type", "'{0}' has type '{1}', which a signal cannot have (use float, float?, bool, int, an enum, Vector2, Vector3, Vector4, Quaternion, Vec, Mask, Vec<Vector3> or a History of them)");

    public static readonly DiagnosticDescriptor BadRange = Rule.Error(
        "RWD0007", "A range is empty or not a number", "The range [{1}, {2}] of '{0}' {3}");

    public static readonly DiagnosticDescriptor VectorLength = Rule.Error(
        "RWD0008", "The length of a vector signal is not stated once", "'{0}' is a {1}: state its length by 'Length = n' (1 to 65535) or by 'Axis = typeof(an enum whose members count from 0)', not both");

    public static readonly DiagnosticDescriptor ReservedName = Rule.Error(
        "RWD0009", "A member has a generated name", "'{0}' is the name of a generated member; rename yours");

    public static readonly DiagnosticDescriptor RoleShape = Rule.Error(
        "RWD0010", "A role is on a member that cannot have it", "[{1}] on '{0}' needs {2}");

    public static readonly DiagnosticDescriptor BadWeight = Rule.Error(
        "RWD0011", "A weight is negative or not finite", "The weight {1} of '{0}' must be a finite number of at least 0 ({2})");

    public static readonly DiagnosticDescriptor TimeLimitMissing = Rule.Error(
        "RWD0012", "A horizon without its time limit", "'{0}' has a Horizon but does not say what reaching it means (add 'TimeLimit = TimeLimitKind.Truncates' or 'Terminates')");

    public static readonly DiagnosticDescriptor BadContract = Rule.Error(
        "RWD0013", "The episode contract is impossible", "{1} of '{0}' is {2}; it must be {3}");

    public static readonly DiagnosticDescriptor StepSecondsMissing = Rule.Error(
        "RWD0014", "Time in seconds without the length of a step", "'{0}' needs the duration of a step (set 'StepSeconds' in [RewardSpec])");

    public static readonly DiagnosticDescriptor UnknownName = Rule.Error(
        "RWD0015", "A name in an attribute does not fit", "{1} = \"{2}\" on '{0}' does not name a {3} of this spec{4}");

    public static readonly DiagnosticDescriptor ConflictingRoles = Rule.Error(
        "RWD0018", "Roles contradict each other", "'{0}' cannot be both [{1}] and [{2}]");

    public static readonly DiagnosticDescriptor PreviousCycle = Rule.Error(
        "RWD0019", "A member reads itself through Previous", "'{0}' reads itself through Previous, so it needs a value to start from (mark it [State(initial)])");

    public static readonly DiagnosticDescriptor MemberCycle = Rule.Error(
        "RWD0020", "A member reads itself", "'{0}' reads itself within one step; read an earlier value through Previous");

    public static readonly DiagnosticDescriptor ParameterDefault = Rule.Error(
        "RWD0022", "A parameter without a fitting default", "The parameter '{0}' needs an initializer that is a compile-time constant in [{1}, {2}]");

    public static readonly DiagnosticDescriptor NothingPaid = Rule.Warning(
        "RWD0023", "A reward that pays nothing", "'{0}' has no term, penalty, potential or termination payoff: its reward is always 0");

    public static readonly DiagnosticDescriptor ActionNotSignal = Rule.Error(
        "RWD0024", "An action that is not a signal", "'{0}' is marked [Action] but is no [Signal]");

    public static readonly DiagnosticDescriptor UnlabelledProperty = Rule.Error(
        "RWD0025", "A stored property without a role", "'{0}' is stored but is neither a [Signal] nor a [Parameter], so the batched evaluator cannot know its value");

    public static readonly DiagnosticDescriptor WholeRange = Rule.Error(
        "RWD0026", "A whole signal without a representable range", "'{0}' needs a range of whole numbers within ±16777216: beyond that a float32, in which rewards compute, skips whole numbers");

    public static readonly DiagnosticDescriptor SignalFact = Rule.Error(
        "RWD0027", "A named fact does not fit its signal", "{1} of '{0}' {2}");

    public static readonly DiagnosticDescriptor ReweightMisuse = Rule.Error(
        "RWD0028", "A weight is changed that is not there", "[Reweight] of '{0}': {1}");

    public static readonly DiagnosticDescriptor TotalMisuse = Rule.Error(
        "RWD0029", "The sum is read or replaced wrongly", "'{0}': {1}");

    public static readonly DiagnosticDescriptor ScheduleShape = Rule.Error(
        "RWD0030", "A schedule of another shape", "The schedule '{0}' must be 'static float {0}(TrainingClock clock)'");

    public static readonly DiagnosticDescriptor FunctionShape = Rule.Error(
        "RWD0031", "A reward function that others cannot inline", "The reward function '{0}' {1}");

    public static readonly DiagnosticDescriptor StageOrder = Rule.Error(
        "RWD0032", "Milestones without an order", "The place {1} of the stage '{0}' {2}");

    public static readonly DiagnosticDescriptor NonFiniteBound = Rule.Error(
        "RWD0033", "No lower bound to fall back on", "'{0}' pays its lower bound for totals that are not finite, so it needs [Clamp(lo, hi)] or [Bounds(lo, hi)] on the class with a finite lower end");

    public static readonly DiagnosticDescriptor InheritedMember = Rule.Error(
        "RWD0034", "A derived spec and its base do not fit", "'{0}': {1}");

    public static readonly DiagnosticDescriptor OutsideSpec = Rule.Warning(
        "RWD0035", "A role outside a reward spec", "[{0}] on '{1}' is ignored: '{2}' is not marked [RewardSpec]");

    public static readonly DiagnosticDescriptor HiddenEnum = Rule.Error(
        "RWD0036", "An enum that generated code cannot name", "'{0}' has the type '{1}', which the generated members cannot name: make it public or internal");

    public static readonly DiagnosticDescriptor ScenarioShape = Rule.Error(
        "RWD0037", "A scenario of another shape", "The scenario '{0}' {1}");

    public static readonly DiagnosticDescriptor ImpossibleScenario = Rule.Error(
        "RWD0038", "A scenario that cannot happen", "The scenario '{0}' cannot happen: {1}");

    public static readonly DiagnosticDescriptor PreferenceCycle = Rule.Error(
        "RWD0039", "A preference that contradicts the others", "'{0}' cannot be preferred over '{1}': {2}");

    public static readonly DiagnosticDescriptor UnreadableUnit = Rule.Warning(
        "RWD0040", "A unit that cannot be read", "The unit \"{1}\" of '{0}' cannot be read: {2} (at character {3}); '{0}' counts as a signal without a unit");

    public static readonly DiagnosticDescriptor FormulaShape = Rule.Error(
        "RWD0041", "A formula that is declared wrongly", "'{0}': {1}");

    public static readonly DiagnosticDescriptor FormulaText = Rule.Error(
        "RWD0042", "A formula that cannot be read", "The formula of '{0}' cannot be read: {1}");

    public static readonly DiagnosticDescriptor FormulaWindow = Rule.Error(
        "RWD0043", "A window that is no number of steps", "A window of '{0}' is no number of steps: {1}");

    public static readonly DiagnosticDescriptor FormulaTooLarge = Rule.Error(
        "RWD0044", "A formula that needs too much memory", "'{0}' cannot be followed step by step: {1}");

    public static readonly DiagnosticDescriptor MachineShape = Rule.Error(
        "RWD0050", "A reward machine that is declared wrongly", "'{0}' cannot be a reward machine: {1}");

    public static readonly DiagnosticDescriptor MachineState = Rule.Error(
        "RWD0051", "A state that a reward machine cannot have", "The reward machine '{0}' cannot have this state: {1}");

    public static readonly DiagnosticDescriptor MachineGuard = Rule.Error(
        "RWD0052", "A guard that cannot be read", "A guard of '{0}' cannot be read: {1}");

    public static readonly DiagnosticDescriptor MachineTable = Rule.Error(
        "RWD0053", "A reward machine that cannot be followed", "'{0}' cannot be followed step by step: {1}");

    // RWD01xx: C# that has no batched meaning.
    public static readonly DiagnosticDescriptor UnsupportedConstruct = Rule.Error(
        "RWD0100", "Unsupported construct in a reward", "{0} has no meaning in a reward{1}");

    public static readonly DiagnosticDescriptor Loop = Rule.Error(
        "RWD0101", "A loop in a reward", "A loop has no meaning in a reward (use Sum, Mean, Min, Max, Any, All or Count over a Vec or Mask)");

    public static readonly DiagnosticDescriptor UnknownCall = Rule.Error(
        "RWD0102", "A call that a reward cannot make", "'{0}' cannot be called from a reward ({1})");

    public static readonly DiagnosticDescriptor WrongNumberType = Rule.Error(
        "RWD0103", "A number type other than float", "This is {0} arithmetic; rewards are float32 ({1})");

    public static readonly DiagnosticDescriptor Recursion = Rule.Error(
        "RWD0105", "A recursive method in a reward", "'{0}' calls itself; a reward is a fixed expression");

    public static readonly DiagnosticDescriptor LengthMismatch = Rule.Error(
        "RWD0106", "Vectors of different length", "The operands have lengths {0} and {1}");

    public static readonly DiagnosticDescriptor UnknownLength = Rule.Error(
        "RWD0107", "A vector whose length is not known", "The length of '{0}' cannot be inferred (combine it with a signal of the same length)");

    public static readonly DiagnosticDescriptor OutsideState = Rule.Error(
        "RWD0108", "A value from outside the spec", "'{0}' can change outside the reward, so the evaluator cannot know it (make it a [Signal], a [Parameter], 'const' or 'static readonly' with a constant initializer)");

    public static readonly DiagnosticDescriptor SideEffect = Rule.Error(
        "RWD0109", "A side effect in a reward", "A reward may assign only its own locals; '{0}' is not one");

    public static readonly DiagnosticDescriptor BadIndex = Rule.Error(
        "RWD0110", "An index that is not a constant in range", "The index into a vector of length {0} must be a compile-time constant from 0 to {1}");

    public static readonly DiagnosticDescriptor TooLarge = Rule.Error(
        "RWD0111", "A reward that is too large", "'{0}' {1}; split it or simplify its branches");

    public static readonly DiagnosticDescriptor MissingReturn = Rule.Error(
        "RWD0112", "A path without a value", "Not every path through '{0}' returns a value");

    public static readonly DiagnosticDescriptor BadIndexSet = Rule.Error(
        "RWD0113", "An index set that is not constant", "The elements to pick must be a member of the axis or a 'static readonly' array of such members with at least one");

    public static readonly DiagnosticDescriptor AxisMismatch = Rule.Error(
        "RWD0114", "An index of another axis", "'{0}' is over the axis '{1}', not '{2}'");

    public static readonly DiagnosticDescriptor StoredMismatch = Rule.Error(
        "RWD0115", "Vectors that a reward function cannot take", "The vectors given to '{0}' do not fit: {1}");

    public static readonly DiagnosticDescriptor FormulaExpression = Rule.Error(
        "RWD0116", "Unsupported construct in a formula", "{0} has no meaning in a formula ({1})");

    // RWD09xx: internal.
    public static readonly DiagnosticDescriptor InternalError = Rule.Error(
        "RWD0901", "RewardDsl failed", "RewardDsl failed on '{0}': {1}. Please report this with the source of the spec.");

    /// <summary>All descriptors, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => Every.Rule;

    /// <summary>All ids.</summary>
    public static IEnumerable<string> Ids => All.Select(d => d.Id);

    /// <summary>Collected on first use: the fields of a type's parts are set in no certain order.</summary>
    private static class Every
    {
        public static readonly ImmutableArray<DiagnosticDescriptor> Rule = typeof(RuleCatalogue)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => f.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(d => d.Id, System.StringComparer.Ordinal)
            .ToImmutableArray();
    }
}
