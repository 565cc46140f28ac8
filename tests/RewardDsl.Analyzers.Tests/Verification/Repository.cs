using System.IO;
using System.Linq;
using System.Reflection;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Files of the repository, from the folder that the build knows.</summary>
internal static class Repository
{
    public static string Folder { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryFolder").Value!;

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path])).ReplaceLineEndings("\n");
}
