using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0040: texts that are no unit.</summary>
public sealed class UnitTextTests
{
    [Fact]
    public Task Unreadable() => Walker.Verify(
        "RWD0040", "[Signal(-1, 1, Unit = [|\"m//s\"|])] public float A { get; init; } [Term(1)] public float B => A;",
        "The unit \"m//s\" of 'A' cannot be read: a unit is missing before '/' (at character 3); 'A' counts as a signal without a unit");

    [Fact]
    public Task Ambiguous() => Walker.Verify("RWD0040", "[Signal(-1, 1, Unit = [|\"J/kg K\"|])] public float A { get; init; }");

    [Fact]
    public Task NamedByAConstant() => Walker.Verify("RWD0040", "private const string Speeds = \"(m/s\"; [Signal(-1, 1, Unit = [|Speeds|])] public Vector3 A { get; init; }");

    [Fact]
    public async Task CompilesAllTheSame() => Assert.Empty((await Walker.Verify("RWD0040", "[Signal(-1, 1, Unit = [|\"m^\"|])] public float A { get; init; } [Term(1)] public float B => A + Speed;")).Compiler);

    [Fact]
    public Task UnitsPass() => Walker.Verify(
        "RWD0040", "[Signal(-1, 1, Unit = \"N*m\")] public float A { get; init; } [Signal(-1, 1, Unit = \"\")] public float B { get; init; } [Signal(-1, 1, Unit = null)] public float C { get; init; } "
        + "[Signal(-1, 1, Unit = \"tokens\")] public float D { get; init; } [Signal(-1, 1, Unit = \"-\")] public float E { get; init; } [Signal(-1, 1, Unit = \"rad s⁻²\")] public float F { get; init; }");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(Walker.With("#pragma warning disable RWD0040\n[Signal(-1, 1, Unit = \"m//s\")] public float A { get; init; }\n[Term(1)] public float B => A;"))).Findings, static d => d.Id == "RWD0040");
}
