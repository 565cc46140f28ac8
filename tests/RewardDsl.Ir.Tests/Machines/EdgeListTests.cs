using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Machines;

/// <summary>Edge lists as they are published with Toro Icarte and others (2022), written out here by what the tasks ask, and malformed ones.</summary>
public sealed class EdgeListTests
{
    // Office world: f coffee, e mail, g office, a to d rooms, n a decoration.
    private const string Coffee = "0 # start\n[2] # final\n(0,0,'!f&!n',ConstantRewardFunction(0))\n(0,1,'f&!n',ConstantRewardFunction(0))\n(1,1,'!g&!n',ConstantRewardFunction(0))\n(1,2,'g&!n',ConstantRewardFunction(1))";
    private const string Mail = "0\n[2]\n(0,0,'!e&!n',ConstantRewardFunction(0))\n(0,1,'e&!n',ConstantRewardFunction(0))\n(1,1,'!g&!n',ConstantRewardFunction(0))\n(1,2,'g&!n',ConstantRewardFunction(1))\n";
    private const string Patrol = """
        0 # start
        [4] # final
        (0,0,'!a&!n',ConstantRewardFunction(0))
        (0,1,'a&!n',ConstantRewardFunction(0))
        (1,1,'!b&!n',ConstantRewardFunction(0))
        (1,2,'b&!n',ConstantRewardFunction(0))
        (2,2,'!c&!n',ConstantRewardFunction(0))
        (2,3,'c&!n',ConstantRewardFunction(0))
        (3,3,'!d&!n',ConstantRewardFunction(0))
        (3,4,'d&!n',ConstantRewardFunction(1))
        """;

    private const string Both = """
        0
        [1]
        (0,0,'!e&!f&!n',ConstantRewardFunction(0))
        (0,2,'e&!n',ConstantRewardFunction(0))
        (0,3,'!e&f&!n',ConstantRewardFunction(0))
        (2,2,'!f&!n',ConstantRewardFunction(0))
        (2,4,'f&!n',ConstantRewardFunction(0))
        (3,3,'!e&!n',ConstantRewardFunction(0))
        (3,4,'e&!n',ConstantRewardFunction(0))
        (4,1,'g&!n',ConstantRewardFunction(1))
        (4,4,'!g&!n',ConstantRewardFunction(0))
        """;

    // Craft world, a bridge of wood (a) and iron (f) in any order, then the factory (e): both at once are two edges.
    private const string Bridge = """
        0
        [1]
        (0,0,'!a&!f',ConstantRewardFunction(0))
        (0,2,'f',ConstantRewardFunction(0))
        (0,3,'a',ConstantRewardFunction(0))
        (2,2,'!a',ConstantRewardFunction(0))
        (2,4,'a',ConstantRewardFunction(0))
        (3,3,'!f',ConstantRewardFunction(0))
        (3,4,'f',ConstantRewardFunction(0))
        (4,1,'e',ConstantRewardFunction(1))
        (4,4,'!e',ConstantRewardFunction(0))
        """;

    // For each task a run that pays 1, by the labels of its steps.
    [Theory]
    [InlineData(Coffee, ". f . f g", 4)]
    [InlineData(Mail, "g e . g", 3)]
    [InlineData(Patrol, "b a c b . c a d", 7)]
    [InlineData(Both, "f . e g", 3)]
    [InlineData(Both, "e f . g", 3)]
    [InlineData(Bridge, "f . a e", 3)]
    [InlineData(Bridge, "a f e", 2)]
    public void PaysOnceAtTheEndOfTheTask(string text, string run, int paidAt)
    {
        ImportedMachine read = Read(text);
        MachineTable table = read.Machine.Compile(AutomatonOptions.Default, out _)!;
        int state = read.Machine.Start;
        foreach ((string label, int i) in run.Split(' ').Select(static (l, i) => (l, i)))
        {
            (state, float reward) = table.Step(state, Assignment(read, label));
            Assert.Equal(i == paidAt ? 1f : 0f, reward);
            Assert.Equal(i == paidAt, read.Machine.IsFinal(state));
        }
    }

    /// <summary>On a decoration the machine falls: an end of its own that pays nothing, in the last state too.</summary>
    [Theory]
    [InlineData(Coffee, "Fell", 4)]
    [InlineData(Mail, "Fell", 4)]
    [InlineData(Patrol, "Fell", 6)]
    [InlineData(Both, "Fell", 6)]
    public void FallingOffPaysNothing(string text, string fallen, int states)
    {
        ImportedMachine read = Read(text);
        Assert.Equal(states, read.Machine.States.Count);
        Assert.Equal(fallen, read.Machine.States[states - 1]);
        Assert.Contains(read.Notes, n => n.Contains("'Fell'", StringComparison.Ordinal));
        MachineTable table = read.Machine.Compile(AutomatonOptions.Default, out _)!;
        for (int s = 0; s < states; s++)
        {
            Assert.All(Enumerable.Range(0, 1 << read.Atoms.Count), a =>
            {
                ulong assignment = (uint)a | Assignment(read, "n");
                Assert.Equal(read.Machine.IsFinal(s) ? (s, 0f) : (states - 1, 0f), table.Step(s, assignment));
            });
        }

        Assert.DoesNotContain(MachineChecks.Check(read.Machine, AutomatonOptions.Default, true, out _)!, static f => f.Kind != MachineFindingKind.NoWayToFinal);
        ImportedMachine staying = EdgeListReader.Read(text, EdgeListHoles.Stay, AutomatonOptions.Default, out _)!;
        Assert.Equal((staying.Machine.Start, 0f), staying.Machine.Compile(AutomatonOptions.Default, out _)!.Step(staying.Machine.Start, Assignment(staying, "n")));
    }

    [Fact]
    public void WoodAndIronAtOnceAreTwoEdges()
    {
        ImportedMachine read = Read(Bridge);
        Assert.Equal(5, read.Machine.States.Count);
        MachineFinding finding = Assert.Single(MachineChecks.Check(read.Machine, AutomatonOptions.Default, false, out _)!);
        Assert.Equal(
            (MachineFindingKind.Overlap, "in 'U0' 'f' and 'a' can hold at once, at 'a & f': one leads to 'U2' and pays 0, the other leads to 'U3' and pays 0"),
            (finding.Kind, finding.Message));
    }

    /// <summary>The value of a state is γ to the number of steps that are missing: f and e may be read at once, not in one step of the machine.</summary>
    [Fact]
    public void ValuesCountTheStepsToTheReward()
    {
        MachineTable table = Read(Both).Machine.Compile(AutomatonOptions.Default, out _)!;
        Assert.Equal([0.81f, 0f, 0.9f, 0.9f, 1f, 0f], MachineValues.Of(table, 0.9, out _)!.Value);
        Assert.Equal([1f, 0f, 1f, 1f, 1f, 0f], MachineValues.Of(table, 1, out _)!.Value);
    }

    /// <summary>Half-cheetah, back and forth without an end.</summary>
    [Fact]
    public void ALoopThatPaysIsFound()
    {
        RewardMachine machine = Read("0\n[]\n(0,1,'c',ConstantRewardFunction(0))\n(1,0,'d',ConstantRewardFunction(1e3))", EdgeListHoles.Stay).Machine;
        MachineTable table = machine.Compile(AutomatonOptions.Default, out _)!;
        MachineCycle best = MachineCycles.Best(table)!;
        Assert.Equal(500, best.Mean);
        Assert.Equal([(0, 1UL, 0f), (1, 2UL, 1000f)], best.Steps.OrderBy(static s => s.State).Select(static s => (s.State, s.State == 0 ? s.Assignment & 1 : s.Assignment & 2, s.Reward)));
        Assert.Null(MachineValues.Of(table, 1, out MachineProblem? problem));
        Assert.Equal((MachineProblemKind.EndlessGain, "a loop through 'U1' pays each time: without a discount there is no end to it"), (problem!.Kind, problem.Message));
    }

    [Fact]
    public void ReadsWhatItsAuthorsWrite()
    {
        ImportedMachine read = Read("# a comment\n\n 7 # start\n [ 9, 8 ]\n( 7 , 9 , \"at_desk|(a.b & !c)\" , ConstantRewardFunction(-0.25) ) # edge\n(7,8,'!at_desk&False',ConstantRewardFunction(2))\n(9,7,'True',ConstantRewardFunction(5))\r\n", EdgeListHoles.Stay);
        Assert.Equal(["U7", "U8", "U9"], read.Machine.States);
        Assert.Equal(["at_desk", "a.b", "c"], read.Atoms);
        Assert.Equal([2, 1], read.Machine.Final);
        Assert.Equal(new MachineTransition(0, 2, Guard(read, "at_desk | a.b & !c"), -0.25f), read.Machine.Transitions[0]);
        Assert.Equal("line 7 is left out: state 9 is final, no step leaves it", Assert.Single(read.Notes));
    }

    [Theory]
    [InlineData("", 1, 1, "the file is empty")]
    [InlineData("0", 1, 1, "expected the final states")]
    [InlineData("u0\n[1]", 1, 1, "expected the start: a state's number")]
    [InlineData("0\n1", 2, 1, "expected the final states: a list such as [2] or [], found '1'")]
    [InlineData("0\n[1", 2, 3, "expected ',' or ']'")]
    [InlineData("0\n[1]\n0,1,'a',ConstantRewardFunction(0)", 3, 1, "expected an edge such as")]
    [InlineData("0\n[1]\n(0,1,a,ConstantRewardFunction(0))", 3, 6, "expected the guard in quotes")]
    [InlineData("0\n[1]\n(0,1,'a&',ConstantRewardFunction(0))", 3, 9, "expected an atom")]
    [InlineData("0\n[1]\n(0,1,'a b',ConstantRewardFunction(0))", 3, 9, "expected '&' or '|' before 'b'")]
    [InlineData("0\n[1]\n(0,1,'(a',ConstantRewardFunction(0))", 3, 9, "expected ')'")]
    [InlineData("0\n[1]\n(0,1,'a)',ConstantRewardFunction(0))", 3, 8, "')' without '('")]
    [InlineData("0\n[1]\n(0,1,'a,ConstantRewardFunction(0))", 3, 6, "this ' is not closed")]
    [InlineData("0\n[1]\n(0,1,'a',RewardControl())", 3, 10, "'RewardControl' computes its reward from the environment; only ConstantRewardFunction(number) is read")]
    [InlineData("0\n[1]\n(0,1,'a',ConstantRewardFunction(one))", 3, 33, "a finite number")]
    [InlineData("0\n[1]\n(0,1,'a',ConstantRewardFunction(1e60))", 3, 33, "a finite number")]
    [InlineData("0\n[1]\n(0,1,'a',ConstantRewardFunction(1)) x", 3, 37, "expected the end of the line before 'x'")]
    [InlineData("0\n[1]\n(0,99999999999,'a',ConstantRewardFunction(1))", 3, 4, "expected the state that the edge leads to")]
    public void SaysWhatIsWrongWhere(string text, int line, int column, string message)
    {
        Assert.Null(EdgeListReader.Read(text, EdgeListHoles.End, AutomatonOptions.Default, out ImportError? error));
        Assert.Equal((line, column), (error!.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeepAndLargeFilesAreRefused()
    {
        Assert.Null(EdgeListReader.Read("0\n[1]\n(0,1,'" + new string('(', 100_000) + "',ConstantRewardFunction(1))", EdgeListHoles.End, AutomatonOptions.Default, out ImportError? deep));
        Assert.Contains("nested more than 200 deep", deep!.Message, StringComparison.Ordinal);
        Assert.Null(EdgeListReader.Read("0\n[1]\n(0,1,'" + string.Join('&', Enumerable.Range(0, 70)) + "',ConstantRewardFunction(1))", EdgeListHoles.End, AutomatonOptions.Default, out ImportError? wide));
        Assert.Contains("at most 64 atoms", wide!.Message, StringComparison.Ordinal);
        Assert.Null(EdgeListReader.Read("0\n[1]\n(0,1,'" + string.Join('&', Enumerable.Range(0, 20)) + "',ConstantRewardFunction(1))", EdgeListHoles.End, AutomatonOptions.Default, out ImportError? many));
        Assert.Contains("at most 16", many!.Message, StringComparison.Ordinal);
    }

    private static ImportedMachine Read(string text, EdgeListHoles holes = EdgeListHoles.End)
    {
        ImportedMachine? read = EdgeListReader.Read(text, holes, AutomatonOptions.Default, out ImportError? error);
        return read ?? throw new ArgumentException(error!.ToString());
    }

    private static TemporalFormula Guard(ImportedMachine read, string text) => TemporalParser.Parse(text, read.Atoms, out _)!;

    private static ulong Assignment(ImportedMachine read, string label) => read.Atoms.Select(static (a, i) => (a, i)).Where(a => a.a == label).Aggregate(0UL, static (bits, a) => bits | (1UL << a.i));
}
