using System.IO;

namespace RewardDsl.Cli;

/// <summary>What the tool reads and writes, so that it runs in a process of its own or inside another one.</summary>
/// <param name="Input">Standard input: the source that the argument <c>-</c> stands for.</param>
/// <param name="Output">The report and nothing else.</param>
/// <param name="Error">Notes, and why there is no report.</param>
/// <param name="Folder">Absolute path that relative arguments start from, and that paths in a report are relative to.</param>
/// <param name="Colour">Whether <paramref name="Output"/> is a terminal that shows colours.</param>
public sealed record ToolStreams(Stream Input, TextWriter Output, TextWriter Error, string Folder, bool Colour = false)
{
    /// <summary>A path as a report shows it: relative when it lies below the folder, with <c>/</c> between the parts.</summary>
    internal string Display(string path)
    {
        string relative = Path.GetRelativePath(Folder, path);
        return (relative.StartsWith("..", System.StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative).Replace(Path.DirectorySeparatorChar, '/');
    }
}
