using System.IO;
using System.Linq;
using System.Text;

namespace RewardDsl.Generators;

/// <summary>The types that every spec's tensor code shares, once for each compilation: the sources beside this file, as they are.</summary>
internal static class TorchSupport
{
    private const string Prefix = "RewardDsl.Generators.Torch.";

    private static readonly string s_text = Read();

    /// <summary>Their text.</summary>
    public static string Emit() => s_text;

    private static string Read()
    {
        SourceWriter header = new SourceWriter().Header();
        // An assembly that this one may look into can have them too.
        header.Line("#pragma warning disable CS0436");
        var text = new StringBuilder(header.ToString());
        System.Reflection.Assembly assembly = typeof(TorchSupport).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(static n => n.StartsWith(Prefix, System.StringComparison.Ordinal)).OrderBy(static n => n, System.StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            text.Append('\n').Append(reader.ReadToEnd().Replace("\r\n", "\n"));
        }

        return text.ToString();
    }
}
