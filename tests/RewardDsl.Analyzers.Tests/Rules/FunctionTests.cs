using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0031: reward functions that other assemblies inline. Calls across assemblies are tested with the generator.</summary>
public sealed class FunctionTests
{
    [Fact]
    public Task InstanceMethod() => Verify("RWD0031", "[[|RewardFunction|]] public float Half(float x) => x / 2f;", "The reward function 'Half' must be static");

    [Fact]
    public Task DoubleResult() => Verify("RWD0031", "[[|RewardFunction|]] public static double Half(float x) => x / 2f;");

    [Fact]
    public Task HistoryParameter() => Verify("RWD0031", "[[|RewardFunction|]] public static float Last(History<float> x) => x[0];");

    [Fact]
    public Task GenericMethod() => Verify("RWD0031", "[[|RewardFunction|]] public static float Half<T>(float x) => x / 2f;");

    [Fact]
    public Task ReferenceParameter() => Verify("RWD0031", "[[|RewardFunction|]] public static float Half(in float x) => x / 2f;");

    [Fact]
    public Task OpenProduct() => Verify("RWD0031", "[[|RewardFunction|]] public static float All(Vec x) => RewardMath.Product(x);");

    [Fact]
    public Task LoopInAFunction() => Verify("RWD0101", "[RewardFunction] public static float Half(float x) { [|while|] (x > 1f) { x /= 2f; } return x; }");

    [Fact]
    public Task StateInAFunction() => Verify("RWD0108", "public static float Scale = 2f; [RewardFunction] public static float Scaled(float x) => x * [|Scale|];");

    [Fact]
    public Task FunctionsPass() => Verify(
        "RWD0031", "[RewardFunction] public static Vec Soft(Vec x, Mask m, float s = 1f) => RewardMath.Where(m, x * s, 0f); [RewardFunction] public static bool Many(int n) => n > 3; [RewardFunction] public static Vector2 Plane(Vector3 v) => v.Xy(); [RewardFunction] public static float Mean(Vec<Vector3> v) => RewardMath.Mean(v).X / v.Length;");

    private static Task<Analysis> Verify(string id, string members, params string[] messages) =>
        AnalyzerVerifier.VerifyAsync("using System.Numerics; using RewardDsl; public class Kernels { " + members + " }", id, messages);
}
