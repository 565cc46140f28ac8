using System;
using System.Collections.Generic;
using System.IO;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Cli.Tests.Graphs;

/// <summary>Graphs that the tests draw.</summary>
internal static class GraphCases
{
    /// <summary>Formulas by name, with the atoms in alphabetical order of appearance.</summary>
    public static IReadOnlyDictionary<string, (string Formula, string[] Atoms, FormulaPayoff Payoff)> Formulas { get; } = new Dictionary<string, (string, string[], FormulaPayoff)>
    {
        ["Reach"] = ("F AtGoal", ["AtGoal"], new("+10", "")),
        ["ReachAvoid"] = ("!Collided U AtGoal", ["AtGoal", "Collided"], new("+10", "-5")),
        ["Recover"] = ("G (Low -> F[0,50] High)", ["Low", "High"], new("", "-2")),
        ["Docked"] = ("F (AtGoal & G[0,5] Still)", ["AtGoal", "Still"], new("+5", "")),
        ["Patrol"] = ("F Kitchen & F Office & F Hall", ["Kitchen", "Office", "Hall"], new("+1", "")),
        ["Order"] = ("F (Coffee & X F (Office & X F Home)) & G !Plant", ["Coffee", "Office", "Home", "Plant"], new("+1", "-1")),
        ["TwoWindows"] = ("G (A -> F[0,4] B) & G (C -> F[0,3] D)", ["A", "B", "C", "D"], FormulaPayoff.None),
        ["Alarm"] = ("G (Alarm -> O[0,3] Smoke)", ["Alarm", "Smoke"], new("", "-1")),
        ["Wordy"] = (
            "G (\"Distance to the gripper < 0.05\" & \"Speed <= \\ 0.2 m/s\" & !\"Contact[LeftFoot]\" | \"Height > 0.35\" & \"A; B: {x} -- #1\" -> X \"Grasped\")",
            ["Distance to the gripper < 0.05", "Speed <= \\ 0.2 m/s", "Contact[LeftFoot]", "Height > 0.35", "A; B: {x} -- #1", "Grasped"],
            new("", "-1")),
    };

    /// <summary>The names of all graphs.</summary>
    public static TheoryData<string> Names => [.. Formulas.Keys, "Machine"];

    /// <summary>A graph by its name.</summary>
    public static StateGraph Graph(string name, bool isFull = false)
    {
        if (name == "Machine")
        {
            return Machine;
        }

        (string formula, string[] atoms, FormulaPayoff payoff) = Formulas[name];
        StateGraph whole = AutomatonGraph.Of(Automaton(formula, atoms), "Robot." + name, payoff, isFull);
        return isFull ? whole : ChainFolding.Fold(whole);
    }

    /// <summary>The automaton of a text.</summary>
    public static TemporalAutomaton Automaton(string text, params string[] atoms)
    {
        TemporalFormula formula = TemporalParser.Parse(text, atoms, out TemporalError? error) ?? throw new ArgumentException(text + ": " + error);
        return TemporalAutomaton.Build(formula, AutomatonOptions.Default, out AutomatonProblem? problem) ?? throw new ArgumentException(problem?.Message);
    }

    /// <summary>A graph as text.</summary>
    public static string Written(StateGraph graph, Action<StateGraph, TextWriter> write)
    {
        using var writer = new StringWriter();
        write(graph, writer);
        return writer.ToString();
    }

    /// <summary>A machine: states with names, several edges between two of them, loops that pay.</summary>
    private static StateGraph Machine { get; } = new(
        "Office.Delivery",
        "",
        0,
        [
            new("WantsCoffee", GraphStateKind.Plain), new("HasCoffee", GraphStateKind.Plain), new("Delivered", GraphStateKind.Final),
            new("Broken", GraphStateKind.Final), new("Unused", GraphStateKind.Plain),
        ],
        [
            new(0, 1, "AtMachine & !AtPlant"),
            new(1, 2, "AtOffice & !AtPlant") { Payoff = "+1" },
            new(1, 0, "Spilled"),
            new(1, 1, "Waiting") { Payoff = "-0.01" },
            new(0, 3, "AtPlant") { Payoff = "-1" },
            new(1, 3, "AtPlant") { Payoff = "-1" },
            new(1, 3, "!AtPlant & Dropped") { Payoff = "-0.5" },
            new(4, 0, "true"),
        ]);
}
