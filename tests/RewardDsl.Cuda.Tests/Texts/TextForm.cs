using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Cuda.Tests;

/// <summary>How the rows of one input lie in memory.</summary>
/// <param name="Kind">The number of its macro.</param>
/// <param name="HasTable">Whether a table names its columns.</param>
/// <param name="Frames">Frames of its history.</param>
/// <param name="Width">Elements of a frame that the kernel reads.</param>
/// <param name="Columns">Elements of a frame in memory.</param>
internal sealed record InputForm(int Kind, bool HasTable, int Frames, int Width, int Columns)
{
    /// <summary>Whether a row is one word of bits.</summary>
    public bool IsBits => Kind >= 8;

    /// <summary>Elements from one frame to the next.</summary>
    public long FrameStride => Kind == 1 || IsBits ? Columns : Columns + (Frames > 1 ? 3 : 0);

    /// <summary>Elements, or words, from one row to the next.</summary>
    public long RowStride => IsBits ? 2 : Kind == 1 ? (Frames * Columns) + 4 : (Frames * FrameStride) + 1;

    /// <summary>Where an element lies in its frame: in the other order where there is a table.</summary>
    public int ColumnOf(int element) => HasTable ? Columns - 1 - element : element;

    /// <summary>The lines before the text.</summary>
    public IEnumerable<string> Head(int input)
    {
        string n = Literals.Integer(input);
        yield return "#define RW_IN" + n + " " + Literals.Integer(Kind);
        if (HasTable)
        {
            if (IsBits)
            {
                yield return "#define RW_COLUMNS" + n + " 1";
            }

            yield return "static __constant__ int rw_columns" + n + "[] = { " + string.Join(", ", Enumerable.Range(0, Width).Select(j => Literals.Integer(ColumnOf(j)))) + " };";
        }
    }

    /// <summary>Rows as they come, for every input.</summary>
    public static List<InputForm> Plain(TestSpec spec) => [.. spec.Step.Inputs.Select((s, i) => new InputForm(0, false, spec.Layout.Frames[i], s.Width / spec.Layout.Frames[i], s.Width / spec.Layout.Frames[i]))];

    /// <summary>Each input in another form of those that fit it.</summary>
    public static List<InputForm> Mixed(TestSpec spec) => [.. spec.Step.Inputs.Select((s, i) =>
    {
        int frames = spec.Layout.Frames[i];
        int width = s.Width / frames;
        var forms = new List<InputForm> { new(2, true, frames, width, width + 2) };
        if (s.Storage == InputStorage.Float32 && s.Width % 4 == 0)
        {
            forms.Insert(0, new InputForm(1, false, frames, width, width));
        }

        if (s.Storage == InputStorage.Byte)
        {
            forms.AddRange(new[] { 8, 32, 64 }.SelectMany(bits => new[] { new InputForm(bits, false, frames, width, width), new InputForm(bits, true, frames, width, width + 1) }).Where(f => f.Columns * frames <= f.Kind));
        }

        return forms[(i + spec.Name.Length) % forms.Count];
    })];
}
