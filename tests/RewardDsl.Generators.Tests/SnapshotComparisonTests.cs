using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>What a comparison of snapshots must notice and what it must write, the same for the built-in one and for Verify's.</summary>
public sealed class SnapshotComparisonTests : IDisposable
{
    private const string Case = "Stub";

    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;
    private readonly GeneratorDriver _driver = SnapshotTests.Driver(Case);

    public SnapshotComparisonTests()
    {
        foreach (string file in SnapshotFolder.Files(SnapshotFolder.Location, Case, "verified"))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }
    }

    private string Scalar => Path.Combine(_folder, "Stub#Demo.Broken.Scalar.g.verified.cs");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ChangedSnapshot_FailsWithItsNameAndTheCommand()
    {
        File.WriteAllText(Scalar, File.ReadAllText(Scalar).Replace("class", "struct", StringComparison.Ordinal));

        await AssertFails("Stub#Demo.Broken.Scalar.g.verified.cs", "Stub#Demo.Broken.Scalar.g.received.cs", "class", "struct");
    }

    [Fact]
    public async Task MissingSnapshot_Fails()
    {
        File.Delete(Scalar);

        await AssertFails("Stub#Demo.Broken.Scalar.g.verified.cs", "Stub#Demo.Broken.Scalar.g.received.cs");
    }

    [Theory]
    [InlineData("Stub#Demo.Other.Scalar.g.verified.cs")]
    [InlineData("Stub.verified.txt")]
    public async Task SuperfluousSnapshot_Fails(string name)
    {
        File.WriteAllText(Path.Combine(_folder, name), "text");

        await AssertFails(name);
    }

    [Fact]
    public async Task LineEndsOfACheckout_AreNoDifference()
    {
        File.WriteAllText(Scalar, File.ReadAllText(Scalar).ReplaceLineEndings("\r\n"));

        await SnapshotComparison.Compare(_driver, _folder, Case, accept: false);
    }

    [Fact]
    public async Task ReceivedFiles_GoWhenNothingDiffersAnyMore()
    {
        File.WriteAllText(Path.Combine(_folder, "Stub#Demo.Broken.Scalar.g.received.cs"), "text");

        await SnapshotComparison.Compare(_driver, _folder, Case, accept: false);

        Assert.DoesNotContain(Directory.EnumerateFiles(_folder), static f => f.Contains(".received.", StringComparison.Ordinal));
    }

    /// <summary>Byte by byte, so that it does not matter which comparison a contributor accepts with.</summary>
    [Fact]
    public async Task Accepting_LeavesTheBytesOfTheRepository()
    {
        File.WriteAllText(Scalar, "changed");
        File.Delete(Directory.EnumerateFiles(_folder).Single(static f => f.Contains(".Stub.g.", StringComparison.Ordinal)));
        File.WriteAllText(Path.Combine(_folder, "Stub#Demo.Other.Scalar.g.verified.cs"), "superfluous");

        await SnapshotComparison.Compare(_driver, _folder, Case, accept: true);

        Assert.Equal(
            SnapshotFolder.Files(SnapshotFolder.Location, Case, "verified").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(_folder).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(
            Directory.EnumerateFiles(_folder),
            static f => Assert.Equal(File.ReadAllBytes(Path.Combine(SnapshotFolder.Location, Path.GetFileName(f))), File.ReadAllBytes(f)));
    }

    private async Task AssertFails(params string[] parts)
    {
        Exception? failure = await Record.ExceptionAsync(() => SnapshotComparison.Compare(_driver, _folder, Case, accept: false));

        Assert.NotNull(failure);
        Assert.All(parts, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        Assert.Contains("-e REWARDDSL_UPDATE_SNAPSHOTS=1", failure.Message, StringComparison.Ordinal);
        Assert.All(
            parts.Where(static p => p.Contains(".received.", StringComparison.Ordinal)),
            part => Assert.True(File.Exists(Path.Combine(_folder, part)), part));
    }
}
