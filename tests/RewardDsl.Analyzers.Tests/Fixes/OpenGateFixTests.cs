using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fix of gates that never close.</summary>
public sealed class OpenGateFixTests
{
    [Theory]
    [InlineData(
        "[Gate] public bool Upright => Tilt < 45f;\n    [Term(1, Gate = nameof(Upright))] public float A => Tilt;\n    [Penalty(2, Gate = \"Upright\", Else = 1)] public float B => Tilt;",
        "[Term(1)] public float A => Tilt;\n    [Penalty(2, Else = 1)] public float B => Tilt;")]
    [InlineData(
        "[Gate] public bool Upright => Tilt < 45f;\n    // why\n    [Term(1, Gate = nameof(Walker.Upright))] public float B => Tilt;",
        "// why\n    [Term(1)] public float B => Tilt;")]
    [InlineData(
        "[Gate(AppliesToAll = true)] public bool Upright => (Tilt < 45f);\n    [Term(1)] public float A => Tilt;",
        "[Term(1)] public float A => Tilt;")]
    [InlineData(
        "[Gate] public bool Upright => Tilt < 1f && Tilt < 45f;\n    [Term(1, Gate = nameof(Upright))] public float A => Tilt;",
        "[Gate] public bool Upright => Tilt < 1f;\n    [Term(1, Gate = nameof(Upright))] public float A => Tilt;")]
    [InlineData(
        "[Term(1)] public float A => Tilt < 45f && (Tilt < 1f || Tilt > 2f) ? 1f : 0f;",
        "[Term(1)] public float A => (Tilt < 1f || Tilt > 2f) ? 1f : 0f;")]
    public Task Removes(string before, string after) => FixVerifier.VerifyAsync(Source(before), Source(after), new RemoveOpenGateFix());

    [Theory]
    [InlineData("[Gate] public bool Upright => Tilt < 45f || Tilt > 1f; [Term(1, Gate = nameof(Upright))] public float A => Tilt;")]
    [InlineData("[Gate] public float Upright => Saturate(Tilt + 3f); [Term(1, Gate = nameof(Upright))] public float A => Tilt;")]
    [InlineData("[Goal] public bool Upright => Tilt < 45f; [Term(1)] public float A => Tilt;")]
    [InlineData("[Gate] public bool Upright => Tilt < 45f; [Term(1, Gate = nameof(Upright))] public float A => Upright ? Tilt : 0f;")]
    public Task KeepsOtherConditions(string members) => FixVerifier.VerifyNoneAsync(Source(members), new RemoveOpenGateFix());

    [Fact]
    public Task KeepsGatesThatADerivedSpecCanName() => FixVerifier.VerifyNoneAsync(
        Source("[Gate] public bool Upright => Tilt < 45f; [Term(1, Gate = nameof(Upright))] public float A => Tilt;").Replace("sealed ", "", System.StringComparison.Ordinal), new RemoveOpenGateFix());

    [Fact]
    public Task KeepsGatesOfSeveralParts() => FixVerifier.VerifyNoneAsync(
        Source("[Gate] public bool Upright => Tilt < 45f; [Term(1, Gate = nameof(Upright))] public float A => Tilt;") + " public sealed partial class Walker { [Term(1, Gate = nameof(Upright))] public float B => Tilt; }", new RemoveOpenGateFix());

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec]\npublic sealed partial class Walker\n{\n    [Signal(0, 3.14)] public float Tilt { get; init; }\n    " + members + "\n}\n";
}
