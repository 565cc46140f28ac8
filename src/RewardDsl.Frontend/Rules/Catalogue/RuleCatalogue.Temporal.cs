using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD6xxx: temporal logic, automata and what is remembered.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor UnsatisfiableFormula = Rule.Finding(
        "RWD6001", "A formula that nothing can satisfy", "'{0}' {1}");

    public static readonly DiagnosticDescriptor VacuousFormula = Rule.Warning(
        "RWD6002", "A formula that says nothing, or not what it seems to", "'{0}' {1}");

    public static readonly DiagnosticDescriptor WindowBeyondEpisode = Rule.Finding(
        "RWD6003", "A window beyond the episode", "'{0}' {1}");

    public static readonly DiagnosticDescriptor MonitorPayment = Rule.Finding(
        "RWD6004", "An automaton that pays for the wrong thing", "{0}");

    public static readonly DiagnosticDescriptor MaskedMargin = Rule.Warning(
        "RWD6005", "A margin that hides another", "{0} is the smallest or largest of {1} and {2}: {3}; {4}");

    public static readonly DiagnosticDescriptor HiddenMemory = Rule.Warning(
        "RWD6006", "A reward for what the policy cannot remember", "{0} {1} depending on {2}, and the policy does not observe it: the same observation earns different rewards; {3} and declare Observed = true");

    public static readonly DiagnosticDescriptor MachineGuards = Rule.Finding(
        "RWD6007", "A reward machine that is not what it seems", "'{0}': {1}");
}
