using System;
using System.IO;
using Xunit;

namespace RewardDsl.Cli.Tests.Graphs;

/// <summary>What is written of some graphs, file by file. REWARDDSL_UPDATE_SNAPSHOTS=1 writes the files anew: look at the pictures then.</summary>
public sealed class GraphSnapshotTests
{
    public static TheoryData<string> Names => GraphCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Dot(string name) => Compare(name + ".verified.dot", GraphCases.Written(GraphCases.Graph(name), GraphDot.Write));

    [Theory]
    [MemberData(nameof(Names))]
    public void Mermaid(string name) => Compare(name + ".verified.mmd", GraphCases.Written(GraphCases.Graph(name), GraphMermaid.Write));

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg(string name) => Compare(name + ".verified.svg", GraphCases.Written(GraphCases.Graph(name), GraphSvg.Write));

    internal static void Compare(string file, string actual)
    {
        string path = Path.Combine(Workplace.Repository, "tests", "RewardDsl.Cli.Tests", "Graphs", "Snapshots", file);
        if (Environment.GetEnvironmentVariable("REWARDDSL_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual.TrimEnd('\n') + "\n");
        }

        Assert.True(File.Exists(path), "No snapshot " + file + "; set REWARDDSL_UPDATE_SNAPSHOTS=1 to write it.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd('\n'), actual.TrimEnd('\n'));
    }
}
