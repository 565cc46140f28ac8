using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0029, RWD0030 and RWD0032: the sum, schedules, stages.</summary>
public sealed class SumTests
{
    private const string OnlyTotal = "'WeightedSum': only the [Total] may read it, and not through a helper of its own";

    [Fact]
    public Task TwoTotals() => Walker.Verify("RWD0029", "[Total] public float A => Speed; [[|Total|]] public float B => Speed;", "'B': a spec has one [Total]");

    [Fact]
    public Task SumInHelper() => Walker.Verify("RWD0029", "public float Half => [|WeightedSum|] / 2f; [Total] public float A => Half;", OnlyTotal);

    [Fact]
    public Task SumInState() => Walker.Verify("RWD0029", "[State(0)] public float S => Previous.S + [|WeightedSum|]; [Total] public float A => WeightedSum + S;", OnlyTotal);

    [Fact]
    public Task TotalReadByMetric() => Walker.Verify("RWD0029", "[Total] public float A => WeightedSum; [Metric] public float B => [|A|];", "'A': no other member may read the [Total], now or through Previous (it is made of the sum of all the others)");

    [Fact]
    public Task TotalReadByGate() => Walker.Verify("RWD0029", "[Total] public float A => WeightedSum; [Gate(AppliesToAll = true)] public bool B => [|A|] > 0f;");

    [Fact]
    public Task TotalReadThroughPrevious() => Walker.Verify("RWD0029", "[Total] public float [|A|] => WeightedSum; [Penalty(1)] public float B => Previous.A;");

    [Fact]
    public Task TotalsPass() => Walker.Verify(
        "RWD0029", "private static float Half(float x) => x / 2f; [State(0)] public float S => Previous.S + Speed; [Total, Metric, State(0)] public float A => Half(WeightedSum) / WeightTotal + S + Previous.A;");

    [Fact]
    public Task TotalAlonePays() => AnalyzerVerifier.VerifyAsync("using RewardDsl; [RewardSpec] public partial class Walker { [Signal] public float X { get; init; } [Total] public float Y => X + WeightedSum + WeightTotal; }", "RWD0029");

    [Fact]
    public Task InstanceSchedule() => Walker.Verify("RWD0030", "[[|Schedule|]] public float A(TrainingClock c) => Speed;", "The schedule 'A' must be 'static float A(TrainingClock clock)'");

    [Fact]
    public Task ScheduleOfInt() => Walker.Verify("RWD0030", "[[|Schedule|]] public static int A(TrainingClock c) => 1;");

    [Fact]
    public Task ScheduleOfDouble() => Walker.Verify("RWD0030", "[[|Schedule|]] public static double A(TrainingClock c) => 1;");

    [Fact]
    public Task ScheduleOfNothing() => Walker.Verify("RWD0030", "[[|Schedule|]] public static void A(TrainingClock c) { }");

    [Fact]
    public Task ScheduleWithoutClock() => Walker.Verify("RWD0030", "[[|Schedule|]] public static float A() => 1f;");

    [Fact]
    public Task ScheduleByReference() => Walker.Verify("RWD0030", "[[|Schedule|]] public static float A(ref TrainingClock c) => c.Steps; [Term(1, Schedule = nameof(A))] public float B => Speed;");

    [Fact]
    public Task GenericSchedule() => Walker.Verify("RWD0030", "[[|Schedule|]] public static float A<T>(TrainingClock c) => c.Steps; [Term(1, Schedule = nameof(A))] public float B => Speed;");

    [Fact]
    public Task SchedulesPass() => Walker.Verify(
        "RWD0030",
        "private const float K = 2f; private static float Half(float x) => x / K; private static float Begun(TrainingClock c) => Half(c.Steps); [Schedule] public static float A(in TrainingClock clock) => Begun(clock); "
        + "[Schedule] private static float B(TrainingClock @in) { float x = @in.Progress; if (x > 0.5f) { return A(@in); } return x; } [Term(1, Schedule = nameof(B))] public float C => Speed; [Penalty(1, Schedule = nameof(A))] public float D => Speed;");

    [Fact]
    public Task ScheduleThatReadsASpec() => AnalyzerVerifier.VerifyAsync(
        Walker.With("[Schedule] public static float A(TrainingClock c) => {|RWD0100:new Walker().Speed|}; [Term(1, Schedule = nameof(A))] public float B => Speed;"), "RWD0030");

    [Fact]
    public Task ScheduleThatStoresTheClock() => Walker.Verify("RWD0100", "[Schedule] public static float A(TrainingClock c) { TrainingClock k = [|c|]; return 1f; }", "The training clock as a whole has no meaning in a reward (read its Steps or Progress)");

    [Fact]
    public Task ScheduleWithoutBody() => Walker.Verify("RWD0100", "[Schedule] public static extern float [|A|](TrainingClock c); [Term(1, Schedule = nameof(A))] public float B => Speed;");

    [Fact]
    public Task SchedulesThatCallEachOther() => Walker.Verify("RWD0105", "[Schedule] public static float A(TrainingClock c) => [|B(c)|]; [Schedule] public static float B(TrainingClock c) => [|A(c)|];");

    [Fact]
    public Task StageBeforeTheFirst() => Walker.Verify("RWD0032", "[[|Stage(0)|]] public bool A => Ready;", "The place 0 of the stage 'A' counts from 1");

    [Fact]
    public Task TwoStagesAtOnePlace() => Walker.Verify("RWD0032", "[Stage(2)] public bool A => Ready; [[|Stage(2)|]] public bool B => Ready;", "The place 2 of the stage 'B' is already taken");

    [Fact]
    public Task StagesPass() => Walker.Verify("RWD0032", "[Stage(int.MaxValue)] public bool A => Ready; [Stage(1), Term(1)] public bool B => Ready;");
}
