using System;
using System.Linq;
using System.Text;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Machines;

/// <summary>Automata in the Hanoi Omega-Automata format, those of its description and of formulas among them, and malformed ones.</summary>
public sealed class HoaTests
{
    // The form in which Spot writes "!n U g": acceptance on states, a step on a decoration has no edge.
    private const string Reach = """
        HOA: v1
        name: "!n U g"
        States: 2
        Start: 1
        AP: 2 "n" "g"
        acc-name: Buchi
        Acceptance: 1 Inf(0)
        properties: trans-labels explicit-labels state-acc deterministic terminal
        --BODY--
        State: 0 {0}
        [t] 0
        State: 1
        [1] 0
        [!0&!1] 1
        --END--
        """;

    private const string Often = "HOA: v1 Start: 0 AP: 1 \"a\" Acceptance: 1 Inf(0) --BODY-- State: 0 [0] 0 {0} [!0] 0 --END--";

    [Fact]
    public void PaysTheStepThatDecides()
    {
        ImportedMachine read = Read(Reach);
        Assert.Equal(["n", "g"], read.Atoms);
        Assert.Equal(["S0", "S1", "Rejected"], read.Machine.States);
        Assert.Equal((1, "0 2"), (read.Machine.Start, string.Join(' ', read.Machine.Final)));
        Assert.Contains(read.Notes, static n => n.Contains("'Rejected'", StringComparison.Ordinal));
        MachineTable table = read.Machine.Compile(AutomatonOptions.Default, out _)!;
        Assert.Equal([(1, 0f), (2, -1f), (0, 1f), (0, 1f)], Enumerable.Range(0, 4).Select(a => table.Step(1, (ulong)a)));
        Assert.Empty(MachineChecks.Check(read.Machine, AutomatonOptions.Default, false, out _)!);
    }

    [Fact]
    public void PaysEachVisit()
    {
        ImportedMachine read = Read(Often, HoaPay.EachVisit);
        MachineTable table = read.Machine.Compile(AutomatonOptions.Default, out _)!;
        Assert.Equal([(0, 0f), (0, 1f)], Enumerable.Range(0, 2).Select(a => table.Step(0, (ulong)a)));
        Assert.Empty(read.Machine.Final);

        // Seldom: each visit costs, and there is no end to it.
        table = Read(Often.Replace("Inf(0)", "Fin(0)", StringComparison.Ordinal), HoaPay.EachVisit).Machine.Compile(AutomatonOptions.Default, out _)!;
        Assert.Equal([(0, 0f), (0, -1f)], Enumerable.Range(0, 2).Select(a => table.Step(0, (ulong)a)));

        // A set on a state is on all of its edges; the complement of a set is the others.
        table = Read("HOA: v1 Start: 0 AP: 1 \"a\" Acceptance: 1 Inf(!0) --BODY-- State: 0 {0} [0] 1 [!0] 0 State: 1 [0] 1 {0} [!0] 0 --END--", HoaPay.EachVisit).Machine.Compile(AutomatonOptions.Default, out _)!;
        Assert.Equal([(0, 0f), (1, 0f), (0, 1f), (1, 0f)], new[] { 0, 1 }.SelectMany(s => Enumerable.Range(0, 2).Select(a => table.Step(s, (ulong)a))));
    }

    /// <summary>
    /// The automaton of a formula, written in the format and read back: the sink of what holds is to be reached. Words have no end there, so that more
    /// is decided: a state from which each endless way comes to that sink.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFormulaComesBack(bool isImplicit)
    {
        int compared = 0;
        for (int seed = 0; seed < 600; seed++)
        {
            var automaton = TemporalAutomaton.Build(new Temporal.RandomFormulas(seed).Next(2 + (seed % 6)), AutomatonOptions.Default, out _);
            if (automaton is null)
            {
                continue;
            }

            bool[] canMiss = CanMiss(automaton);
            bool[] isDecided = [.. canMiss.Select((miss, s) => !miss || automaton.StepsToTrue[s] < 0)];
            if (isDecided[0])
            {
                Assert.Null(HoaReader.Read(Write(automaton, isImplicit), HoaPay.WhenDecided, 1, -1, AutomatonOptions.Default, out _));
                continue;
            }

            compared++;
            RewardMachine machine = Read(Write(automaton, isImplicit)).Machine;
            MachineTable table = machine.Compile(AutomatonOptions.Default, out _)!;
            for (int s = 0; s < automaton.StateCount; s++)
            {
                Assert.Equal(isDecided[s], machine.IsFinal(s));
                for (ulong a = 0; a < 8 && !isDecided[s]; a++)
                {
                    // Atoms are numbered as the automaton reads them.
                    int next = automaton.Step(s, a);
                    Assert.Equal((next, !isDecided[next] ? 0f : canMiss[next] ? -1f : 1f), table.Step(s, (ulong)automaton.Letter(a)));
                }
            }
        }

        Assert.True(compared > 60);
    }

    [Fact]
    public void ReadsTheExamplesOfTheFormat()
    {
        // Implicit labels, the sets of states, comments.
        ImportedMachine until = Read("""
            HOA: v1
            States: 3
            Start: 0
            acc-name: Buchi
            Acceptance: 1 (Inf(0))
            AP: 2 "a" "b"
            --BODY--
            State: 0 "a U b"
              2  /* !a  & !b, /* nested */ too */
              0  /*  a  & !b */
              1  /* !a  &  b */
              1  /*  a  &  b */
            State: 1 { 0 }
              1 1 1 1       /* four transitions on one line */
            State: 2 "sink \"state\""
              2 2 2 2
            --END--
            """);
        Assert.Equal(["a U b", "S1", "sink \"state\""], until.Machine.States);
        MachineTable table = until.Machine.Compile(AutomatonOptions.Default, out _)!;
        Assert.Equal([(2, -1f), (0, 0f), (1, 1f), (1, 1f)], Enumerable.Range(0, 4).Select(a => table.Step(0, (ulong)a)));

        // Aliases, of which one names a formula, and labels on states.
        ImportedMachine aliases = Read("HOA: v1 Start: 0 Acceptance: 0 t AP: 3 \"a\" \"b\" \"c\" Alias: @a 0 Alias: @bc 1 & 2 tool: \"x\" \"1\" --BODY-- State: 0 [@a & !@bc] 0 [@a & @bc] 1 State: [t] 1 1 --END--");
        MachineTable both = aliases.Machine.Compile(AutomatonOptions.Default, out _)!;
        Assert.Equal([2, 0, 2, 0, 2, 0, 2, 1], Enumerable.Range(0, 8).Select(a => both.Step(0, (ulong)a).Next));

        // A dead end of the acceptance set ends a finite trace.
        MachineTable ends = Read("HOA: v1 Start: 0 AP: 1 \"a\" Acceptance: 1 Inf(0) --BODY-- State: 0 [0] 1 [!0] 0 State: 1 {0} --END--").Machine.Compile(AutomatonOptions.Default, out _)!;
        Assert.Equal([(0, 0f), (1, 1f)], Enumerable.Range(0, 2).Select(a => ends.Step(0, (ulong)a)));
    }

    [Theory]
    [InlineData("", 1, 1, "starts with 'HOA: v1'")]
    [InlineData("HOA: v2", 1, 6, "version 'v1'")]
    [InlineData("HOA: v1\nStart: 0\n--BODY--", 3, 9, "'Acceptance:' is missing")]
    [InlineData("HOA: v1\nAcceptance: 0 t\n--BODY--\n--END--", 4, 1, "'Start:' is missing")]
    [InlineData("HOA: v1 Acceptance: 0 t Start: 0 Start: 1", 1, 34, "one start is read")]
    [InlineData("HOA: v1 Acceptance: 0 t Start: 0&1", 1, 33, "to several states at once")]
    [InlineData("HOA: v1\nAcceptance: 2 Inf(0)&Inf(1)", 2, 21, "a condition of several parts is not read")]
    [InlineData("HOA: v1\nAcceptance: 2 (Fin(0)) | Inf(1)", 2, 24, "a condition of several parts is not read")]
    [InlineData("HOA: v1\nAcceptance: 1 Inf(1)", 2, 19, "there is no acceptance set 1: there are 1")]
    [InlineData("HOA: v1\nAcceptance: 1 Maybe(0)", 2, 15, "expected an acceptance condition: t, f, Inf(0) or Fin(0)")]
    [InlineData("HOA: v1\nControllable-AP: 0", 2, 1, "'Controllable-AP:' may change what the automaton means")]
    [InlineData("HOA: v1\nAP: 2 \"a\"\n--BODY--", 3, 1, "expected the name of atom 1")]
    [InlineData("HOA: v1\nAP: 2 \"a\" \"a\"", 2, 11, "the atom 'a' stands twice")]
    [InlineData("HOA: v1\nAP: 1 \"a", 2, 7, "is not closed")]
    [InlineData("HOA: v1 /* x", 1, 9, "this comment is not closed")]
    [InlineData("HOA: v1 $", 1, 9, "'$' is not part of the format")]
    [InlineData("HOA: v1 States: 99999999999", 1, 17, "at most 9 digits")]
    [InlineData("HOA: v1 States: 99999", 1, 17, "at most 4096 states")]
    [InlineData("HOA: v1 Alias: @a 3", 1, 19, "there is no atom 3: 'AP:' lists 0")]
    [InlineData("HOA: v1 Alias: @a @b", 1, 19, "there is no alias '@b' above")]
    [InlineData("HOA: v1 --ABORT--", 1, 9, "gave up here")]
    public void SaysWhatIsWrongInTheHeader(string text, int line, int column, string message) => Fails(text, line, column, message);

    [Theory]
    [InlineData("State: 0\n[0] 0\n[t] 1\nState: 1 {0}\n[t] 1\n--END--", 4, 1, "only deterministic automata are read")]
    [InlineData("State: 0\n[0] 7\n--END--", 3, 1, "there is no state 7: there are 1")]
    [InlineData("State: 1 [t] 1\n--END--", 3, 1, "state 0 is not listed")]
    [InlineData("State: 0 [t] 0 State: 0\n--END--", 2, 23, "state 0 is listed twice")]
    [InlineData("State: 0 [0] 0 0\n--END--", 2, 16, "all edges of a state have a label, or none has")]
    [InlineData("State: 0 0 0 0\n--END--", 2, 8, "stand for the 2 assignments of the atoms; state 0 has 3")]
    [InlineData("State: [0] 0 [0] 0\n--END--", 2, 14, "the state has a label, its edges have none")]
    [InlineData("State: 0 [0] 0&0\n--END--", 2, 15, "to several states at once")]
    [InlineData("State: 0 [0 0\n--END--", 2, 13, "expected ']' before '0'")]
    [InlineData("State: 0 [0] 0", 2, 15, "expected 'State:' or '--END--' before the end")]
    [InlineData("State: 0 [t] 0 {0}\n--END--\nHOA: v1", 4, 1, "goes on after '--END--'")]
    [InlineData("State: 0 [t] 0 {0}\n--END--", 1, 1, "accepts each word")]
    [InlineData("State: 0 [t] 0\n--END--", 1, 1, "rejects each word")]
    [InlineData("State: 0 [0] 0 {0} [!0] 0\n--END--", 1, 1, "never settled by the steps so far")]
    public void SaysWhatIsWrongInTheBody(string body, int line, int column, string message) =>
        Fails("HOA: v1 Start: 0 AP: 1 \"a\" Acceptance: 1 Inf(0) --BODY--\n" + body, line, column, message);

    [Fact]
    public void DeepLabelsAreRefused()
    {
        Fails("HOA: v1 AP: 1 \"a\" Alias: @a " + new string('!', 100_000) + "0", 1, 229, "nested more than 200 deep");
    }

    private static void Fails(string text, int line, int column, string message)
    {
        Assert.Null(HoaReader.Read(text, HoaPay.WhenDecided, 1, -1, AutomatonOptions.Default, out ImportError? error));
        Assert.Contains(message, error!.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    private static ImportedMachine Read(string text, HoaPay pay = HoaPay.WhenDecided)
    {
        ImportedMachine? read = HoaReader.Read(text, pay, 1, -1, AutomatonOptions.Default, out ImportError? error);
        return read ?? throw new ArgumentException(error + "\n" + text);
    }

    /// <summary>For each state whether some endless way from there never comes to where the formula holds.</summary>
    private static bool[] CanMiss(TemporalAutomaton automaton)
    {
        bool[] canMiss = [.. automaton.Verdicts.Select(static v => v != TemporalVerdict.True)];
        for (int round = 0; round < automaton.StateCount; round++)
        {
            canMiss = [.. canMiss.Select((miss, s) => miss && Enumerable.Range(0, automaton.ClassCount).Any(c => canMiss[automaton.Next[(s * automaton.ClassCount) + c]]))];
        }

        return canMiss;
    }

    /// <summary>An automaton in the format: the states where the formula holds are the acceptance set.</summary>
    private static string Write(TemporalAutomaton automaton, bool isImplicit)
    {
        var text = new StringBuilder("HOA: v1\nStates: " + automaton.StateCount + "\nStart: 0\nAcceptance: 1 Inf(0)\nAP: " + automaton.Atoms.Count);
        foreach (int atom in automaton.Atoms)
        {
            text.Append(" \"p" + atom + "\"");
        }

        text.Append("\n--BODY--\n");
        for (int s = 0; s < automaton.StateCount; s++)
        {
            text.Append("State: " + s + (automaton.Verdicts[s] == TemporalVerdict.True ? " {0}" : "") + "\n");
            for (int letter = 0; letter < automaton.LetterClass.Count; letter++)
            {
                string label = string.Join('&', Enumerable.Range(0, automaton.Atoms.Count).Select(k => ((letter >> k) & 1) != 0 ? "" + k : "!" + k));
                text.Append((isImplicit ? "" : "[" + (label.Length == 0 ? "t" : label) + "] ") + automaton.Next[(s * automaton.ClassCount) + automaton.LetterClass[letter]] + "\n");
            }
        }

        return text + "--END--";
    }
}
