using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace RewardDsl.Cuda;

/// <summary>
/// How each signal of a call lies in memory, as far as the text of the kernel depends on it: 0 rows in the signal's order, 1 rows that may be loaded four floats at a time,
/// 2 rows whose columns a table names, 8, 32 or 64 words of that many bits.
/// </summary>
internal static class InputVariant
{
    public const byte Plain = 0;
    public const byte Quads = 1;
    public const byte Columns = 2;

    // Of the 64 KiB of the constant bank; the text's own tables take at most 32.
    private const int ConstantBytes = 24 * 1024;

    /// <summary>The form of a checked view.</summary>
    public static byte Of(SignalInfo signal, InputShape shape, in ViewExtent view, nint address, long rowStride, long frameStride) =>
        view.WordBytes != 0 ? (byte)(8 * view.WordBytes)
        : shape.Columns is not null ? Columns
        : MayBeQuads(signal) && address % 16 == 0 && rowStride % 4 == 0 && (shape.Frames == 1 || frameStride == shape.FrameWidth) ? Quads
        : Plain;

    /// <summary>The form of a dense and aligned view.</summary>
    public static byte Usual(SignalInfo signal, InputShape shape) =>
        shape.Columns is not null ? Columns
        : MayBeQuads(signal) && shape.ViewFrameWidth == shape.FrameWidth ? Quads
        : Plain;

    /// <summary>The lines before the text.</summary>
    public static string Lines(ReadOnlySpan<byte> forms, InputShape[] shapes)
    {
        var text = new StringBuilder();
        int room = ConstantBytes;
        for (int i = 0; i < forms.Length; i++)
        {
            string n = i.ToString(CultureInfo.InvariantCulture);
            if (forms[i] != Plain)
            {
                text.Append(CultureInfo.InvariantCulture, $"#define RW_IN{n} {forms[i]}\n");
            }

            // Bits have no address of their own, so a run that does not begin at the first one needs a table too.
            int[]? columns = forms[i] == Columns || forms[i] >= 8 ? shapes[i].Columns ?? (shapes[i].FirstColumn > 0 ? [.. Enumerable.Range(shapes[i].FirstColumn, shapes[i].FrameWidth)] : null) : null;
            if (columns is not null)
            {
                int bytes = sizeof(int) * columns.Length;
                string space = bytes <= room ? "__constant__" : "static __device__ const";
                room -= bytes <= room ? bytes : 0;
                text.Append(CultureInfo.InvariantCulture, $"#define RW_COLUMNS{n}\n{space} int rw_columns{n}[] = {{ {string.Join(", ", columns.Select(static c => c.ToString(CultureInfo.InvariantCulture)))} }};\n");
            }
        }

        return text.ToString();
    }

    private static bool MayBeQuads(SignalInfo signal) => signal.Storage == SignalStorage.Float32 && signal.Width % 4 == 0;
}
