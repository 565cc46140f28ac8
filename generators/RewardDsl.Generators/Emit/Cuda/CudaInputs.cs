using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints how kernels read signals. What lies where is decided by macros in front of the text, one for each input: <c>RW_IN3</c> is 0 for rows in the order of
/// the signal, 1 for rows of whole groups of four floats at addresses of 16 bytes with dense frames, 2 for rows whose columns a table
/// <c>__constant__ int rw_columns3[]</c> names, and 8, 32 or 64 for truths as bits of words of that size, with <c>RW_COLUMNS3</c> by such a table too.
/// </summary>
internal static class CudaInputs
{
    /// <summary>Shorter rows of whole groups of four floats are read at once.</summary>
    private const int RowInRegisters = 32;

    /// <summary>The functions that open a row of a signal and read its elements.</summary>
    public static void Functions(SourceWriter writer, CudaLayout layout, RewardProgram program, int input, bool hasQuads)
    {
        InputSlot slot = program.Inputs[input];
        string n = Literals.Integer(input);
        int frames = layout.Frames[input];
        int width = slot.Width / frames;
        bool isBits = slot.Storage == InputStorage.Byte;
        bool isFloat = slot.Storage == InputStorage.Float32;
        bool isWhole = isFloat && slot.Width % 4 == 0;
        string shape = "[B" + (frames > 1 ? ", " + Literals.Integer(frames) : "") + (width > 1 ? ", " + Literals.Integer(width) : "") + "]";
        writer.Line("// " + CudaLiterals.Comment(slot.Name) + ", " + shape + " " + (isFloat ? "floats" : isBits ? "truths" : "integers") + ".");
        writer.Line("#ifndef RW_IN" + n);
        writer.Line("#define RW_IN" + n + " 0");
        writer.Line("#endif");
        if (isWhole && slot.Width <= RowInRegisters)
        {
            writer.Line("#if RW_IN" + n + " == 1");
            WholeRow(writer, n, slot.Width);
            writer.Line("#else");
            Row(writer, n, slot, frames, width);
            writer.Line("#endif");
        }
        else if (isBits)
        {
            writer.Line("#if RW_IN" + n + " >= 8");
            Word(writer, n, frames, width);
            writer.Line("#else");
            Row(writer, n, slot, frames, width);
            writer.Line("#endif");
        }
        else
        {
            Row(writer, n, slot, frames, width);
        }

        if (hasQuads)
        {
            Quad(writer, n, isWhole && slot.Width > RowInRegisters);
        }

        writer.Line();
    }

    /// <summary>Opens the rows of the thread's environment.</summary>
    public static void Open(SourceWriter writer, IEnumerable<int> inputs)
    {
        foreach (string n in inputs.Select(static i => Literals.Integer(i)))
        {
            writer.Line("const rw_row" + n + " in" + n + " = rw_open" + n + "(args, e);");
        }
    }

    /// <summary>An element of the thread's environment.</summary>
    public static string Read(int input, string element)
    {
        string n = Literals.Integer(input);
        return "rw_read" + n + "(in" + n + ", " + element + ")";
    }

    /// <summary>Four elements in a row.</summary>
    public static string ReadQuad(int input, string quad)
    {
        string n = Literals.Integer(input);
        return "rw_quad" + n + "(in" + n + ", " + quad + ")";
    }

    private static void WholeRow(SourceWriter writer, string n, int width)
    {
        using (writer.Open("struct rw_row" + n, "};"))
        {
            writer.Line("float at[" + Literals.Integer(width) + "];");
        }

        using (writer.Open("static __device__ __forceinline__ rw_row" + n + " rw_open" + n + "(const RewardArguments& args, long long e)"))
        {
            writer.Line("const float4* quads = (const float4*)(args.in" + n + " + e * args.in" + n + "_row);");
            writer.Line("rw_row" + n + " row;");
            writer.Line("#pragma unroll");
            using (writer.Open("for (int c = 0; c < " + Literals.Integer(width / 4) + "; c++)"))
            {
                writer.Line("const float4 quad = __ldg(quads + c);");
                writer.Line("row.at[4 * c] = quad.x;");
                writer.Line("row.at[4 * c + 1] = quad.y;");
                writer.Line("row.at[4 * c + 2] = quad.z;");
                writer.Line("row.at[4 * c + 3] = quad.w;");
            }

            writer.Line("return row;");
        }

        using (writer.Open("static __device__ __forceinline__ float rw_read" + n + "(const rw_row" + n + "& row, int j)"))
        {
            writer.Line("return row.at[j];");
        }
    }

    private static void Word(SourceWriter writer, string n, int frames, int width)
    {
        using (writer.Open("struct rw_row" + n, "};"))
        {
            writer.Line("unsigned long long word;");
            if (frames > 1)
            {
                writer.Line("long long frame;");
            }
        }

        using (writer.Open("static __device__ __forceinline__ rw_row" + n + " rw_open" + n + "(const RewardArguments& args, long long e)"))
        {
            writer.Line("rw_row" + n + " row;");
            foreach ((string test, string type) in new[] { ("#if RW_IN" + n + " == 8", "unsigned char"), ("#elif RW_IN" + n + " == 32", "unsigned int"), ("#else", "unsigned long long") })
            {
                writer.Line(test);
                writer.Line("row.word = __ldg((const " + type + "*)args.in" + n + " + e * args.in" + n + "_row);");
            }

            writer.Line("#endif");
            if (frames > 1)
            {
                writer.Line("row.frame = args.in" + n + "_frame;");
            }

            writer.Line("return row;");
        }

        using (writer.Open("static __device__ __forceinline__ bool rw_read" + n + "(const rw_row" + n + "& row, int j)"))
        {
            string column = frames == 1 ? "j" : "j % " + Literals.Integer(width);
            writer.Line("#ifdef RW_COLUMNS" + n);
            writer.Line("const int column = rw_columns" + n + "[" + column + "];");
            writer.Line("#else");
            writer.Line("const int column = " + column + ";");
            writer.Line("#endif");
            writer.Line("return ((row.word >> (" + (frames == 1 ? "column" : "j / " + Literals.Integer(width) + " * (int)row.frame + column") + ")) & 1ULL) != 0;");
        }
    }

    private static void Row(SourceWriter writer, string n, InputSlot slot, int frames, int width)
    {
        string type = slot.Storage switch { InputStorage.Float32 => "float", InputStorage.Int32 => "int", _ => "unsigned char" };
        using (writer.Open("struct rw_row" + n, "};"))
        {
            writer.Line("const " + type + "* at;");
            if (frames > 1)
            {
                writer.Line("long long frame;");
            }
        }

        using (writer.Open("static __device__ __forceinline__ rw_row" + n + " rw_open" + n + "(const RewardArguments& args, long long e)"))
        {
            writer.Line("rw_row" + n + " row;");
            writer.Line("row.at = (const " + type + "*)args.in" + n + " + e * args.in" + n + "_row;");
            if (frames > 1)
            {
                writer.Line("row.frame = args.in" + n + "_frame;");
            }

            writer.Line("return row;");
        }

        using (writer.Open("static __device__ __forceinline__ " + (slot.Kind == IrKind.Bool ? "bool" : "float") + " rw_read" + n + "(const rw_row" + n + "& row, int j)"))
        {
            string column = frames == 1 ? "j" : "j % " + Literals.Integer(width);
            writer.Line("#if RW_IN" + n + " == 2");
            writer.Line("const int column = rw_columns" + n + "[" + column + "];");
            writer.Line("#else");
            writer.Line("const int column = " + column + ";");
            writer.Line("#endif");
            string element = "__ldg(row.at + " + (frames == 1 ? "column" : "(j / " + Literals.Integer(width) + " * row.frame + column)") + ")";
            writer.Line("return " + (slot.Storage switch { InputStorage.Float32 => element, InputStorage.Int32 => "(float)" + element, _ => element + " != 0" }) + ";");
        }
    }

    private static void Quad(SourceWriter writer, string n, bool isRead)
    {
        using (writer.Open("static __device__ __forceinline__ float4 rw_quad" + n + "(const rw_row" + n + "& row, int c)"))
        {
            if (isRead)
            {
                writer.Line("#if RW_IN" + n + " == 1");
                writer.Line("return __ldg((const float4*)row.at + c);");
                writer.Line("#else");
            }

            writer.Line("float4 quad;");
            writer.Line("quad.x = rw_read" + n + "(row, 4 * c);");
            writer.Line("quad.y = rw_read" + n + "(row, 4 * c + 1);");
            writer.Line("quad.z = rw_read" + n + "(row, 4 * c + 2);");
            writer.Line("quad.w = rw_read" + n + "(row, 4 * c + 3);");
            writer.Line("return quad;");
            if (isRead)
            {
                writer.Line("#endif");
            }
        }
    }
}
