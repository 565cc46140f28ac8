using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace RewardDsl.Generators;

/// <summary>
/// The functions that kernels call, from the files in <c>Library</c>. A line <c>//# name</c> begins the piece of a function; what a text needs is found by the
/// names in it, and printed in the order of the files, in which a function stands behind those that it calls.
/// </summary>
internal static class CudaLibrary
{
    private const string Mark = "//# ";

    private static readonly Regex s_names = new(@"\brw_\w+", RegexOptions.CultureInvariant);

    private static readonly List<(string Name, string Text)> s_hard = Read("Numbers", "Elementary", "Join", "Tail");

    private static readonly List<(string Name, string Text)> s_smooth = Read("Numbers", "Elementary", "SmoothJoin", "Tail");

    /// <summary>Names of the functions.</summary>
    public static IEnumerable<string> Names => s_smooth.Select(static p => p.Name);

    /// <summary>What a text needs of the library.</summary>
    /// <param name="text">Text that calls its functions.</param>
    /// <param name="isSmooth">Whether some extreme is a smooth one.</param>
    public static string Of(string text, bool isSmooth)
    {
        List<(string Name, string Text)> pieces = isSmooth ? s_smooth : s_hard;
        var needed = new HashSet<string>();
        var work = new Stack<string>();
        work.Push(text);
        while (work.Count > 0)
        {
            foreach (Match match in s_names.Matches(work.Pop()))
            {
                foreach ((string name, string piece) in pieces)
                {
                    if (name == match.Value && needed.Add(name))
                    {
                        work.Push(piece);
                    }
                }
            }
        }

        return string.Concat(pieces.Where(p => needed.Contains(p.Name)).Select(static p => p.Text));
    }

    private static List<(string Name, string Text)> Read(params string[] files)
    {
        var pieces = new List<(string Name, string Text)>();
        Assembly assembly = typeof(CudaLibrary).Assembly;
        foreach (string file in files)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream("RewardDsl.Generators.Emit.Cuda.Library." + file + ".cu")!, Encoding.UTF8);
            string? name = null;
            var text = new StringBuilder();
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith(Mark, System.StringComparison.Ordinal))
                {
                    Finish();
                    name = line.Substring(Mark.Length).Trim();
                }
                else if (name is not null)
                {
                    text.Append(line).Append('\n');
                }
            }

            Finish();

            void Finish()
            {
                if (name is not null)
                {
                    pieces.Add((name, text.ToString().Trim('\n') + "\n\n"));
                    text.Clear();
                }
            }
        }

        return pieces;
    }
}
