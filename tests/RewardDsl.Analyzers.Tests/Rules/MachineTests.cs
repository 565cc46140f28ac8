using System.Linq;
using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0050 to RWD0053: reward machines that cannot be followed.</summary>
public sealed class MachineTests
{
    private const string Enum = "public enum Job { Start, Loaded, Done }\npublic bool Fast => Speed > 1f;\n[Penalty(1)] public bool Slow => Speed < 0.1f;\n";

    private const string Property = "public partial Job Work { get; }";

    private static Task<Analysis> Verify(string id, string members, params string[] messages) => Walker.Verify(id, Enum + members, messages);

    [Fact]
    public async Task WhatIsRightIsSilent()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Walker.With(Enum
            + "[RewardMachine(Job.Start, Final = [Job.Done], EndsEpisode = true, Shaping = 1), Transition(Job.Start, Job.Loaded, When = nameof(Ready)), Transition(Job.Loaded, Job.Done, When = \"Fast & !Slow\", Reward = 2)]\n"
            + Property + "\n[Term(1)] public float Bonus => Work == Job.Loaded && Previous.Work == Job.Start ? 1f : 0f;"));
        Assert.DoesNotContain(analysis.Findings, static f => f.Id.StartsWith("RWD0", System.StringComparison.Ordinal));
        AnalyzerVerifier.AssertCompiles(analysis);
    }

    [Fact]
    public async Task AWrongDiscountIsTheContractsMistake()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync("using RewardDsl; public enum Job { Start, Done } [RewardSpec(Discount = 1.5)] public partial class Base { [Signal(0, 2)] public float Speed { get; init; } public bool Fast => Speed > 1f; "
            + "[RewardMachine(Job.Start, Shaping = 1), Transition(Job.Start, Job.Done, When = nameof(Fast), Reward = 2)] public partial Job Work { get; } } [RewardSpec] public sealed partial class Derived : Base { [Term(1)] public float More => Speed; }");
        Assert.Equal(["RWD0013"], analysis.Findings.Where(static f => f.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(static f => f.Id).Distinct());
    }

    [Fact]
    public Task NotPartial() => Verify(
        "RWD0050", "[[|RewardMachine(Job.Start)|]] public Job Work { get; }",
        "'Work' cannot be a reward machine: the generator writes the state: declare the property 'public partial Job Work { get; }'");

    [Fact]
    public Task WithABody() => Verify("RWD0050", "[[|RewardMachine(Job.Start)|]] public Job Work => Job.Done;");

    [Fact]
    public Task WithASetter() => Verify("RWD0050", "[[|RewardMachine(Job.Start)|]] public Job Work { get; init; }", "'Work' cannot be a reward machine: the state is only read: declare the property '{ get; }'");

    [Fact]
    public Task OfAnotherType() => Verify("RWD0050", "[[|RewardMachine(1)|]] public int Work { get; }", "'Work' cannot be a reward machine: the type of the property is an enum, whose members are the states");

    [Fact]
    public Task TransitionAlone() => Verify(
        "RWD0050", "[[|Transition(Job.Start, Job.Done)|]] public Job Work => Job.Done;", "'Work' cannot be a reward machine: a [Transition] stands beside the [RewardMachine] that it belongs to");

    [Fact]
    public Task OnASignal() => Verify("RWD0018", "[Signal, [|RewardMachine(Job.Start)|]] public Job Work { get; init; }");

    [Fact]
    public Task BesideAnotherRole() => Verify("RWD0018", "[RewardMachine(Job.Start), [|State(0)|]] " + Property, "'Work' cannot be both [RewardMachine] and [State]");

    [Fact]
    public Task OnAStaticProperty() => Verify("RWD0010", "[[|RewardMachine(Job.Start)|]] public static Job Work => Job.Start;");

    [Fact]
    public Task AnEnumWithGaps() => Verify(
        "RWD0051", "public enum Odd { A, B = 2 } [[|RewardMachine(Odd.A)|]] public partial Odd Work { get; }",
        "The reward machine 'Work' cannot have this state: the members of 'Odd' are to be numbered 0, 1, 2, … without gaps, as they are where no numbers are written");

    [Fact]
    public Task AnEnumWithTwoNamesOfOneNumber() => Verify("RWD0051", "public enum Odd { A, B, C = 1 } [[|RewardMachine(Odd.A)|]] public partial Odd Work { get; }");

    [Fact]
    public Task AnEmptyEnum() => Verify("RWD0051", "public enum Odd { } [[|RewardMachine((Odd)0)|]] public partial Odd Work { get; }");

    [Fact]
    public Task NumbersInAnyOrder() => Verify("RWD0051", "public enum Odd : sbyte { B = 1, A = 0 } [RewardMachine(Odd.B, Final = [Odd.A]), Transition(Odd.B, Odd.A, Reward = 1)] public partial Odd Work { get; }");

    [Fact]
    public Task AStateOfAnotherEnum() => Verify(
        "RWD0051", "public enum Other { Done } [RewardMachine(Job.Start), Transition(Job.Start, [|Other.Done|])] " + Property,
        "The reward machine 'Work' cannot have this state: a state is a member of 'Job', not 'Walker.Other.Done'");

    [Fact]
    public Task ANumberForAState() => Verify("RWD0051", "[RewardMachine([|0|])] " + Property, "The reward machine 'Work' cannot have this state: a state is a member of 'Job', not '0'");

    [Fact]
    public Task AStateThatDoesNotExist() => Verify("RWD0051", "[RewardMachine(Job.Start, Final = [|[(Job)7]|])] " + Property, "The reward machine 'Work' cannot have this state: 'Job' has no member 7");

    [Fact]
    public Task NullForAState() => Verify("RWD0051", "[RewardMachine([|null!|])] " + Property, "The reward machine 'Work' cannot have this state: a state is a member of 'Job', not null");

    [Fact]
    public Task AStartThatIsFinal() => Verify(
        "RWD0051", "[RewardMachine(Job.Start, Final = [|[Job.Done, Job.Start]|])] " + Property,
        "The reward machine 'Work' cannot have this state: the start 'Start' is final: the task would be over before it starts");

    [Fact]
    public Task OutOfAFinalState() => Verify(
        "RWD0051", "[RewardMachine(Job.Start, Final = [Job.Done]), Transition([|Job.Done|], Job.Start)] " + Property,
        "The reward machine 'Work' cannot have this state: 'Done' is final: no step leaves it");

    [Fact]
    public Task AMisspelledMember() => Verify(
        "RWD0052", "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = \"Ready & [|Fsat|]\")] " + Property, "A guard of 'Work' cannot be read: there is no atom 'Fsat' (did you mean 'Fast'?)");

    [Fact]
    public Task AMissingOperand() => Verify("RWD0052", "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = \"Ready [|&|]\")] " + Property);

    [Fact]
    public Task AnEmptyText() => Verify("RWD0052", "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = [|\"\"|])] " + Property);

    [Fact]
    public Task ANumber() => Verify(
        "RWD0052", "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = [|nameof(Speed)|])] " + Property,
        "A guard of 'Work' cannot be read: 'Speed' is a number, a guard reads bool members: compare it in a member of its own");

    [Fact]
    public Task AState() => Verify(
        "RWD0052", "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = \"Ready & [|Work|]\")] " + Property,
        "A guard of 'Work' cannot be read: 'Work' is a state or a choice, a guard reads bool members: compare it in a member of its own");

    [Fact]
    public Task AnotherStep() => Verify(
        "RWD0052", "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = [|\"Ready & Y Fast\"|])] " + Property,
        "A guard of 'Work' cannot be read: it reads other steps than the present one; what is remembered of them is a state of the machine, or a member of its own");

    [Fact]
    public Task AMemberNamedLikeAnOperator() => Verify("RWD0052", "[Signal] public bool G { get; init; } [RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = nameof(G), Reward = 1)] " + Property);

    [Fact]
    public Task TooManyAtoms() => Verify(
        "RWD0053",
        string.Concat(Enumerable.Range(0, 17).Select(static i => "[Signal] public bool B" + i + " { get; init; } ")) + "[[|RewardMachine(Job.Start)|], Transition(Job.Start, Job.Done, When = \""
            + string.Join(" & ", Enumerable.Range(0, 17).Select(static i => "B" + i)) + "\", Reward = 1)] " + Property,
        "'Work' cannot be followed step by step: the guards read 17 atoms; a machine reads at most 16: give what belongs together a name of its own, or split the machine");

    [Fact]
    public Task EndlessGain() => Verify(
        "RWD0053", "[[|RewardMachine(Job.Start, Shaping = 1)|], Transition(Job.Start, Job.Start, When = nameof(Ready), Reward = 1)] " + Property,
        "'Work' cannot be followed step by step: a loop through 'Start' pays each time: without a discount there is no end to it (declare a Discount below 1 in [RewardSpec], or leave out the Shaping)");

    /// <summary>A guard that reads the state that it decides.</summary>
    [Fact]
    public Task AGuardOfItsOwnState() => Verify("RWD0020", "public bool IsDone => Work == Job.Done; [RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = [|nameof(IsDone)|], Reward = 1)] " + Property);

    /// <summary>What a potential without a discount is: one reward that comes once has an end.</summary>
    [Fact]
    public Task AnEndToIt() => Verify("RWD0053", "[RewardMachine(Job.Start, Shaping = 1), Transition(Job.Start, Job.Done, When = nameof(Ready), Reward = 1)] " + Property);

    [Fact]
    public Task AGuardOfTheStateBefore() => Verify("RWD0050", "public bool IsDone => Previous.Work == Job.Done; [RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = \"!IsDone\", Reward = 1)] " + Property);

    [Fact]
    public Task AnEndlessReward() => Verify("RWD0013", "[RewardMachine(Job.Start), [|Transition(Job.Start, Job.Done, Reward = double.PositiveInfinity)|]] " + Property);

    [Theory]
    [InlineData("Weight", "-1")]
    [InlineData("Shaping", "double.NaN")]
    public Task BadNumbers(string name, string value) => Verify("RWD0013", "[[|RewardMachine(Job.Start, " + name + " = " + value + ")|]] " + Property);

    [Theory]
    [InlineData("public Job Work { get; }")]
    [InlineData("public Job Work { get; init; }")]
    [InlineData("Job Work { get; set; }", "partial Job Work { get; }")]
    public Task AddsPartial(string before, string after = Property) => FixVerifier.VerifyAsync(
        Walker.With(Enum + "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, Reward = 1)] " + before),
        Walker.With(Enum + "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, Reward = 1)] " + after),
        new PartialMachineFix());

    [Theory]
    [InlineData("[RewardMachine(Job.Start)] public Job Work => Job.Done;")]
    [InlineData("[RewardMachine(1)] public int Work { get; }")]
    [InlineData("[Transition(Job.Start, Job.Done)] public Job Work => Job.Done;")]
    public Task KeepsWhatItCannotWrite(string members) => FixVerifier.VerifyNoneAsync(Walker.With(Enum + members), new PartialMachineFix());

    [Theory]
    [InlineData("\"Ready & Fsat\"", "\"Ready & Fast\"")]
    [InlineData("\"Raedy\"", "\"Ready\"")]
    [InlineData("@\"!Slwo\"", "@\"!Slow\"")]
    public Task WritesTheNearName(string before, string after) => FixVerifier.VerifyAsync(
        Walker.With(Enum + "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = " + before + ", Reward = 1)] " + Property),
        Walker.With(Enum + "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = " + after + ", Reward = 1)] " + Property),
        new GuardNameFix());

    [Theory]
    [InlineData("\"Ready & Zzz\"")]
    [InlineData("\"Ready & \" + \"Fsat\"")]
    public Task KeepsOtherTexts(string text) => FixVerifier.VerifyNoneAsync(
        Walker.With(Enum + "[RewardMachine(Job.Start), Transition(Job.Start, Job.Done, When = " + text + ", Reward = 1)] " + Property), new GuardNameFix());
}
