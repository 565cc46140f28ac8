using System.IO;
using System.Linq;
using System.Text;

namespace RewardDsl.Generators;

/// <summary>The types that every spec's tensor code shares, once for each compilation: the sources beside this file, as they are.</summary>
internal static class TorchSupport
{
    private const string Prefix = "RewardDsl.Generators.Torch.";
    private const string CudaPrefix = "RewardDsl.Generators.TorchCuda.";

    private static readonly string s_text = Read(Prefix);
    private static readonly string s_textWithCuda = Read(Prefix, CudaPrefix);

    /// <summary>Their text, with what reads the memory of a device where the compilation has RewardDsl.Cuda.</summary>
    public static string Emit(bool hasCuda) => hasCuda ? s_textWithCuda : s_text;

    private static string Read(params string[] prefixes)
    {
        SourceWriter header = new SourceWriter().Header();
        // An assembly that this one may look into can have them too.
        header.Line("#pragma warning disable CS0436");
        var text = new StringBuilder(header.ToString());
        System.Reflection.Assembly assembly = typeof(TorchSupport).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => prefixes.Any(p => n.StartsWith(p, System.StringComparison.Ordinal))).OrderBy(static n => n, System.StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            text.Append('\n').Append(reader.ReadToEnd().Replace("\r\n", "\n"));
        }

        return text.ToString();
    }
}
