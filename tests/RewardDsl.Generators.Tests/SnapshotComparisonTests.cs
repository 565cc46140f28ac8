using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>What a comparison of snapshots must notice and what it must write, the same for the built-in one and for Verify's.</summary>
public sealed class SnapshotComparisonTests : IDisposable
{
    private const string Case = "Stub";

    private const string Name = "Stub#Demo.Broken.Scalar.g.verified.cs";

    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;
    private readonly GeneratorDriver _driver = SnapshotTests.Driver(Case);

    /// <summary>Snapshots as the repository holds them, written here so that these tests stand while the repository's wait to be accepted.</summary>
    private readonly Dictionary<string, byte[]> _right;

    public SnapshotComparisonTests()
    {
        _right = GeneratorHarness.Files(_driver).ToDictionary(
            static f => $"{Case}#{Path.GetFileNameWithoutExtension(f.Key)}.verified.cs",
            static f => Encoding.UTF8.GetBytes($"//HintName: {f.Key}\n{f.Value}"));
        foreach ((string name, byte[] bytes) in _right)
        {
            File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        }
    }

    private string Scalar => Path.Combine(_folder, Name);

    private string Received => Path.Combine(_folder, "Stub#Demo.Broken.Scalar.g.received.cs");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ChangedSnapshot_FailsWithItsNameAndTheCommand()
    {
        File.WriteAllText(Scalar, File.ReadAllText(Scalar).Replace("class", "struct", StringComparison.Ordinal));

        await AssertFails(Name, "first difference in line", "struct");
        Assert.Equal(_right[Name], File.ReadAllBytes(Received));
    }

    [Fact]
    public async Task MissingSnapshot_Fails()
    {
        File.Delete(Scalar);

        await AssertFails(Name);
        Assert.Equal(_right[Name], File.ReadAllBytes(Received));
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
        File.WriteAllText(Received, "text");

        await SnapshotComparison.Compare(_driver, _folder, Case, accept: false);

        Assert.False(File.Exists(Received));
    }

    /// <summary>Byte by byte, so that it does not matter which comparison a contributor accepts with.</summary>
    [Fact]
    public async Task Accepting_LeavesTheSameBytes()
    {
        File.WriteAllText(Scalar, "changed");
        File.Delete(Directory.EnumerateFiles(_folder).Single(static f => f.Contains(".Stub.g.", StringComparison.Ordinal)));
        File.WriteAllText(Path.Combine(_folder, "Stub#Demo.Other.Scalar.g.verified.cs"), "superfluous");

        await SnapshotComparison.Compare(_driver, _folder, Case, accept: true);

        Assert.Equal(_right.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(_right, right => Assert.Equal(right.Value, File.ReadAllBytes(Path.Combine(_folder, right.Key))));
    }

    private async Task AssertFails(params string[] parts)
    {
        Exception? failure = await Record.ExceptionAsync(() => SnapshotComparison.Compare(_driver, _folder, Case, accept: false));

        Assert.NotNull(failure);
        Assert.All(parts, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        Assert.Contains("-e REWARDDSL_UPDATE_SNAPSHOTS=1", failure.Message, StringComparison.Ordinal);
    }
}
