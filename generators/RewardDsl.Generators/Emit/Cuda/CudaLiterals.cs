using System.Globalization;
using System.Text;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Spellings in CUDA C++.</summary>
internal static class CudaLiterals
{
    /// <summary>A float of exactly these bits.</summary>
    public static string Float(uint bits)
    {
        if (IsSpecial(bits))
        {
            return "__int_as_float(0x" + bits.ToString("x8", CultureInfo.InvariantCulture) + ")";
        }

        if (bits == 0x8000_0000)
        {
            return "-0.0f";
        }

        string text = Literals.Display(Literals.Float(bits));
        return text + (text.IndexOfAny(['.', 'E', 'e']) < 0 ? ".0f" : "f");
    }

    /// <summary>Whether a float has no literal: an infinity or NaN.</summary>
    public static bool IsSpecial(uint bits) => (bits & 0x7F80_0000) == 0x7F80_0000;

    /// <summary>A scalar constant.</summary>
    public static string Constant(IrKind kind, uint bits) => kind == IrKind.Bool ? (bits != 0 ? "true" : "false") : Float(bits);

    /// <summary>A name inside a comment: what is not plain ASCII might end the comment's line or be read as an escape.</summary>
    public static string Comment(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            text.Append(c is >= ' ' and < (char)127 and not '\\' ? c : '?');
        }

        return text.ToString();
    }
}
