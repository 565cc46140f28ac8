using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0019, RWD0020 and RWD0105: members that read themselves.</summary>
public sealed class CycleTests
{
    [Fact]
    public Task ReadsItselfThroughPrevious() => Walker.Verify("RWD0019", "public float A => [|Previous.A|] + Speed;", "'A' reads itself through Previous, so it needs a value to start from (mark it [State(initial)])");

    [Fact]
    public Task ReadsItselfThroughPreviousAndAnother() => Walker.Verify("RWD0019", "public float A => [|Previous.B|] + Speed; public float B => Previous.A;");

    [Fact]
    public Task StatePasses() => Walker.Verify("RWD0019", "[State(1)] public float A => Previous.A + Speed; public float B => Previous.A; [State(false)] public bool C => Previous.C || Ready;");

    [Fact]
    public Task ReadsItself() => Walker.Verify("RWD0020", "public float A => [|A|] + Speed;", "'A' reads itself within one step; read an earlier value through Previous");

    [Fact]
    public Task ReadsItselfThroughAnother() => Walker.Verify("RWD0020", "public float A => B + Speed; public float B => [|A|];");

    [Fact]
    public Task DiamondPasses() => Walker.Verify("RWD0020", "public float A => Speed; public float B => A; public float C => A + B;");

    [Fact]
    public Task RecursiveMethod() => Walker.Verify("RWD0105", "public static float F(float x) => x < 1f ? x : [|F(x - 1f)|]; [Term(1)] public float A => F(Speed);", "'F' calls itself; a reward is a fixed expression");

    [Fact]
    public Task MutualRecursion() => Walker.Verify("RWD0105", "public static float F(float x) => G(x); public static float G(float x) => [|F(x)|]; [Term(1)] public float A => F(Speed);");

    [Fact]
    public Task RecursiveStaticProperty() => Walker.Verify("RWD0105", "public static float K => [|K|]; [Term(1)] public float A => K;");

    [Fact]
    public Task CallingTwicePasses() => Walker.Verify("RWD0105", "public static float F(float x) => x * x; [Term(1)] public float A => F(F(Speed));");
}
