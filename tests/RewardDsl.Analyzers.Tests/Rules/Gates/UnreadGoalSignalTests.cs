using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD5006: goals that need what no term leads to.</summary>
public sealed class UnreadGoalSignalTests
{
    private const string Place = "[Term(1)] public float Reach => 1f - Tanh(5f * Gripper); [Term(1)] public float Near => 1f - Tanh(5f * (Cube - Target).Xy().Length()); ";

    [Fact]
    public async Task HeightOfAPushedCube()
    {
        // ManiSkill PushCube: success needs the cube on the table, the terms read only x and y.
        Analysis analysis = await Verify(
            "RWD5006",
            Place + "[Goal, Bonus(3, RepeatPolicy.WhileTrue)] public bool Placed => (Cube - Target).Xy().Length() < 0.1f && [|Cube.Z|] < 0.025f;",
            "The goal 'Placed' needs 'Cube.Z', which no term, gate or potential reads; where 'Cube.Z < 0.025f' fails the reward still reaches 2 a step");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("Cube.Z", analysis.Findings[0].Properties["signals"]);
    }

    [Fact]
    public Task GraspOfALiftedCube() => Verify(
        "RWD5006",
        "[Gate] public bool Lifted => Cube.Z > 0.04f; [Term(1)] public float Reach => 1f - Tanh(Gripper / 0.1f); [Term(15)] public bool Up => Lifted; "
        + "[Term(16, Gate = nameof(Lifted))] public float Near => 1f - Tanh((Cube - Target).Length() / 0.3f); [Goal] public bool Done => [|Grasped|] && (Cube - Target).Length() < 0.02f;",
        "The goal 'Done' needs 'Grasped', which no term, gate or potential reads; where it is missed the reward still reaches 32 a step");

    [Fact]
    public async Task FlagThatMaySumUpWhatTheTermsMeasure()
    {
        Analysis analysis = await Verify("RWD5006", "[Signal] public bool Held { get; init; } [Goal] public bool Done => [|Grasped|] && Held; [Term(1)] public float Reach => 1f - Tanh(Gripper);");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task AFlagOfSuccessPasses() => Verify("RWD5006", "[Termination(EpisodeEnd.Failure)] public bool Lost => Gripper > 0.9f; [Goal] public bool Done => Grasped && !Lost; [Term(1)] public float Reach => 1f - Tanh(Gripper);");

    [Fact]
    public Task NothingOfTheGoalIsRead() => Verify("RWD5006", "[Goal] public bool Done => [|Gripper|] < 0.1f; [Term(1)] public float Fast => Exp(-Square(Speed));");

    [Fact]
    public Task ThroughAHelper() => Verify("RWD5006", "private float Height => Cube.Z; [Goal] public bool Done => Gripper < 0.1f && [|Height < 0.1f|]; [Term(1)] public float Reach => 1f - Tanh(Gripper);");

    [Fact]
    public Task OneElementOfAVector() => Verify(
        "RWD5006",
        "[Signal(-1, 1, Length = 3)] public Vec Joints { get; init; } [Goal] public bool Done => Joints[0] > 0.9f && [|Joints|][2] > 0.9f; [Term(1)] public float A => Joints[0] + Joints[1];",
        "The goal 'Done' needs 'Joints[2]', which no term, gate or potential reads; where 'Joints[2] > 0.9f' fails the reward still reaches 2 a step");

    [Fact]
    public Task PaidOnlyAtTheGoalIsNoLead() => Verify(
        "RWD5006", Place + "[Goal] public bool Placed => (Cube - Target).Xy().Length() < 0.1f && [|Cube.Z|] < 0.025f; [Term(5)] public float Done => Placed ? 1f - Cube.Z : 0f;");

    [Fact]
    public Task AWeightOfZeroIsNoLead() => Verify("RWD5006", Place + "[Goal] public bool Placed => (Cube - Target).Xy().Length() < 0.1f && [|Speed|] < 0.1f; [Term(0)] public float Slow => Exp(-Speed);");

    [Fact]
    public Task ReadGoalsPass() => Verify(
        "RWD5006", Place + "[Term(1)] public float Low => Exp(-Square(Cube.Z / 0.1f)); [Goal] public bool Placed => (Cube - Target).Xy().Length() < 0.1f && Cube.Z < 0.025f && Target.Z < 9f;");

    [Fact]
    public Task ReadByAGatePasses() => Verify(
        "RWD5006",
        "[Gate] public bool Low => Cube.Z < 0.03f; [Term(1, Gate = nameof(Low))] public float Near => 1f - Tanh((Cube - Target).Xy().Length()); [Goal] public bool Placed => (Cube - Target).Xy().Length() < 0.1f && Cube.Z < 0.025f;");

    [Fact]
    public Task ReadByAPotentialPasses() => Verify("RWD5006", Place + "[Potential(1)] public float Height => -Cube.Z; [Goal] public bool Placed => (Cube - Target).Xy().Length() < 0.1f && Cube.Z < 0.025f;");

    [Fact]
    public Task ReadThroughAStatePasses() => Verify(
        "RWD5006", "[State(0)] private float Held => Gripper < 0.1f ? Previous.Held + 1f : 0f; [Goal] public bool Done => Held > 10f; [Term(1)] public float Reach => 1f - Tanh(Gripper);");

    [Fact]
    public Task KeptByAFailurePasses() => Verify(
        "RWD5006",
        "[Termination(EpisodeEnd.Failure)] public bool Dropped => Cube.Z > 0.5f; [Goal] public bool Done => Gripper < 0.1f && !Dropped && Cube.Z < 0.6f; [Term(1)] public float Reach => 1f - Tanh(Gripper);");

    [Fact]
    public Task BoundaryOfWhatAFailureKeeps() => Verify(
        "RWD5006",
        "[Termination(EpisodeEnd.Failure)] public bool Dropped => Cube.Z > 0.5f; [Goal] public bool Done => Gripper < 0.1f && !Dropped && [|Cube.Z|] < 0.4f; [Term(1)] public float Reach => 1f - Tanh(Gripper);");

    [Fact]
    public Task AnotherWayToTheGoalPasses() => Verify("RWD5006", "[Goal] public bool Done => Gripper < 0.1f || Grasped; [Term(1)] public float Reach => 1f - Tanh(Gripper);");

    [Fact]
    public Task SparseTasksPass() => Verify(
        "RWD5006",
        "[Goal, Bonus(1, RepeatPolicy.Once)] public bool Done => Gripper < 0.1f && Cube.Z > 0.1f; [Penalty(0.1)] public float Effort => Square(Force); [Penalty(1)] public float Living => 1f; [Term(0.1, Role = TermRole.Regulariser)] public float Calm => -Square(Speed);");

    [Fact]
    public Task WhatNobodyChangesPasses() => Verify(
        "RWD5006", "[Signal(0, 1, WritableBy = WriterKind.Nobody)] public float Limit { get; init; } [Goal] public bool Done => Gripper < Limit; [Term(1)] public float Reach => 1f - Tanh(Gripper);");

    [Fact]
    public Task TiedByAnAssumptionPasses() => Verify(
        "RWD5006", "[Assume] private bool Same => Abs(Gripper - Cube.Length()) < 0.001f; [Goal] public bool Done => Cube.Length() < 0.1f; [Term(1)] public float Reach => 1f - Tanh(Gripper);");

    [Fact]
    public Task AReplacedSumReadsToo() => Verify(
        "RWD5006", "[Goal] public bool Done => Gripper < 0.1f && Cube.Z < 0.1f; [Term(1)] public float Reach => 1f - Tanh(Gripper); [Total] public float All => WeightedSum * Exp(-Square(Cube.Z));");

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Goal] public bool Done => Gripper < 0.1f && Cube.Z < 0.1f; [Term(1)] public float Reach => 1f - Tanh(Gripper);"),
            new Dictionary<string, ReportDiagnostic> { ["RWD5006"] = ReportDiagnostic.Suppress })).Findings, static d => d.Id == "RWD5006");

    private static Task<Analysis> Verify(string id, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), id, messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Push { [Signal(0, 1)] public float Gripper { get; init; } [Signal(-1, 1)] public Vector3 Cube { get; init; } [Signal(-1, 1)] public Vector3 Target { get; init; } "
        + "[Signal(0, 3)] public float Speed { get; init; } [Signal] public bool Grasped { get; init; } [Signal(-1, 1), Action] public float Force { get; init; } " + members + " }";
}
