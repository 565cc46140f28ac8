using System.Collections.Generic;
using System.Linq;

namespace ReachAvoid;

/// <summary>Finds the column of a name in what the evaluator writes.</summary>
internal static class Columns
{
    public static int Of(IReadOnlyList<string> names, string name) => Enumerable.Range(0, names.Count).First(i => names[i] == name);
}
