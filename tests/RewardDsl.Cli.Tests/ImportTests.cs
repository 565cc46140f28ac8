using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Cli.Tests;

/// <summary>Reward machines of other tools as C# that compiles.</summary>
public sealed class ImportTests
{
    // Coffee to the office, as published with Toro Icarte and others (2022).
    private const string Coffee = "0 # start\n[2] # final\n(0,0,'!f&!n',ConstantRewardFunction(0))\n(0,1,'f&!n',ConstantRewardFunction(0))\n(1,1,'!g&!n',ConstantRewardFunction(0))\n(1,2,'g&!n',ConstantRewardFunction(1))\n";

    private const string Automaton = """
        HOA: v1
        States: 3
        Start: 0
        AP: 4 "int" "proc@1" "Task" "Step"
        Acceptance: 1 Inf(0)
        --BODY--
        State: 0 "a U b"
        [0&!1&!2] 0
        [1&!2&3] 1
        [1&!2&!3] 2
        State: 1 {0}
        [t] 1
        State: 2 "a U b"
        [2] 1
        [!2] 2
        --END--
        """;

    [Fact]
    public async Task An_edge_list_becomes_a_spec_that_is_checked()
    {
        using var place = new Workplace();
        place.Write("coffee.txt", Coffee);
        ToolRun run = await place.RunAsync("import", "coffee.txt", "--name", "Coffee");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            """
            // From coffee.txt. Each atom is a bool of the step: a signal here, or a property that computes it.
            using RewardDsl;

            /// <summary>The states of Coffee.</summary>
            public enum CoffeeState
            {
                U0,
                U1,
                U2,
                Fell,
            }

            /// <summary>A reward machine.</summary>
            [RewardSpec]
            public sealed partial class CoffeeReward
            {
                [Signal] public bool f { get; init; }
                [Signal] public bool n { get; init; }
                [Signal] public bool g { get; init; }

                [RewardMachine(CoffeeState.U0, Final = [CoffeeState.U2, CoffeeState.Fell])]
                [Transition(CoffeeState.U0, CoffeeState.U1, When = "f & !n")]
                [Transition(CoffeeState.U1, CoffeeState.U2, When = "g & !n", Reward = 1)]
                [Transition(CoffeeState.U0, CoffeeState.Fell, When = nameof(n))]
                [Transition(CoffeeState.U1, CoffeeState.Fell, When = nameof(n))]
                public partial CoffeeState Coffee { get; }
            }

            """.ReplaceLineEndings("\n"),
            run.Output);
        Assert.Contains("coffee.txt: where no edge of a state holds the published reader ends the episode without pay: the final state 'Fell' stands for that", run.Error, StringComparison.Ordinal);
        await Compiles(place, run.Output);
    }

    /// <summary>Names that C# cannot write, that are taken, or that read as operators.</summary>
    [Fact]
    public async Task An_automaton_becomes_a_spec_that_compiles()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(Automaton, ["import", "-", "--rejected", "-2"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("[Signal] public bool @int { get; init; }\n    [Signal] public bool proc_1 { get; init; } // proc@1\n    [Signal] public bool Task_ { get; init; } // Task\n    [Signal] public bool Step_ { get; init; } // Step\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("    a_U_b, // a U b\n    S1,\n    S2,\n    Rejected,\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(", Reward = -2)]", run.Output, StringComparison.Ordinal);
        await Compiles(place, run.Output);

        ToolRun visits = await place.RunAsync("HOA: v1 Start: 0 AP: 2 \"G\" \"true\" Acceptance: 1 Inf(0) --BODY-- State: 0 [0&1] 0 {0} [!0|!1] 0 --END--", ["import", "-", "--pay", "visits", "--accepted", "0.25"]);
        Assert.Contains("[Transition(TaskState.S0, TaskState.S0, When = \"G_ & true_\", Reward = 0.25)]", visits.Output, StringComparison.Ordinal);
        await Compiles(place, visits.Output);
    }

    /// <summary>Two edges at once are printed, and said.</summary>
    [Fact]
    public async Task Two_edges_at_once_are_a_finding()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync("0\n[]\n(0,1,'a',ConstantRewardFunction(0))\n(0,2,'b',ConstantRewardFunction(0))", ["import", "-", "--holes", "stay"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("stdin: in 'U0' 'a' and 'b' can hold at once, at 'a & b'", run.Error, StringComparison.Ordinal);
        Assert.Contains("When = nameof(b)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_read_is_said_with_its_place()
    {
        using var place = new Workplace();
        place.Write("bad.hoa", "HOA: v1\nAcceptance: 2 Inf(0)&Inf(1)\n");
        ToolRun automaton = await place.RunAsync("import", "bad.hoa");
        Assert.Equal((2, ""), (automaton.ExitCode, automaton.Output));
        Assert.StartsWith("rewarddsl: bad.hoa(2,21): a condition of several parts is not read", automaton.Error, StringComparison.Ordinal);
        ToolRun list = await place.RunAsync("0\n[1\n", ["import", "-"]);
        Assert.Equal((2, "rewarddsl: stdin(2,3): expected ',' or ']'"), (list.ExitCode, list.Error.Trim()));
        ToolRun missing = await place.RunAsync("import", "none.txt");
        Assert.Equal((2, "rewarddsl: 'none.txt' does not exist; give an automaton (.hoa), an edge list (.txt), or - for standard input"), (missing.ExitCode, missing.Error.Trim()));
        ToolRun name = await place.RunAsync("import", "bad.hoa", "--name", "3x");
        Assert.Contains("--name wants a C# name, not '3x'\nRun 'rewarddsl import --help' to see the arguments.", name.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static async Task Compiles(Workplace place, string source)
    {
        ToolRun check = await place.RunAsync(source, ["check", "-", "--format", "json", "--severity", "error"]);
        Assert.True(check.Json.GetProperty("compiles").GetBoolean(), check.Output);
        Assert.Equal((0, ""), (check.ExitCode, string.Join(' ', check.Ids)));
        Assert.Single(check.Json.GetProperty("specs").EnumerateArray().ToArray());
    }
}
