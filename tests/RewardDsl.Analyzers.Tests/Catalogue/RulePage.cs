using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace RewardDsl.Analyzers.Tests;

/// <summary>A page of <c>analyzers/docs</c>: its headings and its examples.</summary>
internal sealed partial record RulePage(string Id, string Text)
{
    /// <summary>Every page by the name of its file.</summary>
    public static IReadOnlyList<RulePage> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Folder, "analyzers", "docs"), "RWD*.md")
            .Select(Path.GetFileNameWithoutExtension).Order()
            .Select(id => new RulePage(id!, Repository.Read("analyzers", "docs", id + ".md"))),
    ];

    /// <summary>The headings with their level, in order.</summary>
    public IEnumerable<string> Headings => Text.Split('\n').Where(l => l.StartsWith('#'));

    /// <summary>The C# blocks that start with this comment.</summary>
    public IEnumerable<string> Blocks(string mark) => Block().Matches(Text).Select(m => m.Groups[1].Value).Where(b => b.StartsWith("// " + mark + "\n", System.StringComparison.Ordinal));

    /// <summary>All C# blocks.</summary>
    public int BlockCount => Block().Count(Text);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
