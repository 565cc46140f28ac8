using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using RewardDsl.Shared;

namespace RewardDsl.Generators;

/// <summary>
/// Prints what closes monitors at the end of an episode: a function for each closing over local arrays, called only where an environment's episode ends.
/// </summary>
internal static class CudaClosings
{
    /// <summary>The most bytes of local arrays that a closing may take in each thread.</summary>
    public const int MostBytes = 16 * 1024;

    /// <summary>Why a spec's closings have no CUDA form, or an empty text.</summary>
    public static string Problem(RewardProgram program)
    {
        foreach (Instruction close in program.Code.Where(static c => c.Op == Opcode.Close))
        {
            int bytes = sizeof(float) * new Shape(MonitorClosing.Table(program, close)).Floats;
            if (bytes > MostBytes)
            {
                return "closing a monitor at the end of an episode takes " + Literals.Integer(bytes) + " bytes of local memory in each thread; at most " + Literals.Integer(MostBytes) + " are used";
            }
        }

        return "";
    }

    /// <summary>Whether some closing is of smooth extremes.</summary>
    public static bool IsSmooth(RewardProgram program) => program.Code.Any(c => c.Op == Opcode.Close && MonitorClosing.Table(program, c)[8] << 1 != 0);

    /// <summary>The rings that closings read.</summary>
    public static IEnumerable<int> Rings(RewardProgram program) =>
        program.Code.Where(static c => c.Op == Opcode.Close).SelectMany(c => MonitorClosing.Rings(program, c)).Where(static c => c >= 0);

    /// <summary>The functions.</summary>
    /// <param name="writer">Where to print.</param>
    /// <param name="layout">Where things lie.</param>
    /// <param name="program">The program.</param>
    /// <param name="kernel">What their names begin with.</param>
    public static void Functions(SourceWriter writer, CudaLayout layout, RewardProgram program, string kernel)
    {
        for (int value = 0; value < program.Code.Count; value++)
        {
            if (program.Code[value].Op == Opcode.Close)
            {
                Function(writer, layout, program, value, kernel);
                writer.Line();
            }
        }
    }

    /// <summary>The call of a closing.</summary>
    public static void Call(SourceWriter writer, RewardProgram program, int value, string kernel, System.Func<int, string> scalar)
    {
        Instruction code = program.Code[value];
        string name = "v" + Literals.Integer(value);
        writer.Line("float " + name + " = 0.0f;");
        using (writer.Open("if (" + scalar(code.A) + ")"))
        {
            string rings = string.Concat(Rings(program, code).Select(static r => ", now" + Literals.Integer(r)));
            string given = string.Concat(MonitorClosing.Arguments(program, code).Where(a => !MonitorClosing.IsRing(program, a)).Select(a => ", " + scalar(a)));
            writer.Line(name + " = rw_" + kernel + "_close" + Literals.Integer(value) + "(state, stride, " + scalar(code.C) + rings + given + ");");
        }
    }

    private static IEnumerable<int> Rings(RewardProgram program, Instruction close) => MonitorClosing.Rings(program, close).Where(static r => r >= 0).Distinct().OrderBy(static r => r);

    private static void Function(SourceWriter writer, CudaLayout layout, RewardProgram program, int value, string kernel)
    {
        Instruction close = program.Code[value];
        int[] table = MonitorClosing.Table(program, close);
        var shape = new Shape(table);
        int[] rings = [.. MonitorClosing.Rings(program, close)];
        string parameters = string.Concat(Rings(program, close).Select(static r => ", int now" + Literals.Integer(r)));
        int given = MonitorClosing.Arguments(program, close).Count(a => !MonitorClosing.IsRing(program, a));
        parameters += string.Concat(Enumerable.Range(0, given).Select(static g => ", float given" + Literals.Integer(g)));
        using (writer.Open("static __device__ __noinline__ float rw_" + kernel + "_close" + Literals.Integer(value) + "(const float* state, long long stride, float before" + parameters + ")"))
        {
            // Far steps need not be counted.
            writer.Line("const int steps = before >= 16777216.0f ? 16777216 : before > 0.0f ? (int)before : 0;");
            writer.Line("const int length = steps + 1;");
            int next = shape.HasLeft ? 2 : 1;
            int ring = 0;
            for (int leaf = 0; leaf < shape.Leaves.Count; leaf++)
            {
                string name = "leaf" + Literals.Integer(leaf);
                writer.Line("float " + name + "[" + Literals.Integer(1 + shape.Leaves[leaf].Sum()) + "];");
                writer.Line(name + "[0] = given" + Literals.Integer(next++) + ";");
                int to = 1;
                foreach (int length in shape.Leaves[leaf])
                {
                    int carry = rings[ring++];
                    writer.Line(carry < 0
                        ? name + "[" + Literals.Integer(to) + "] = given" + Literals.Integer(next++) + ";"
                        : "rw_tail_ring(" + name + " + " + Literals.Integer(to) + ", " + CudaRings.State(layout, carry) + ", stride, now" + Literals.Integer(carry) + ", "
                            + Literals.Integer(program.Carries[carry].Reach) + ", rw_least(" + Literals.Integer(length) + ", length - " + Literals.Integer(to) + "));");
                    to += length;
                }
            }

            if (shape.Slides)
            {
                writer.Line("float from_start[" + Literals.Integer(shape.Longest) + "], to_end[" + Literals.Integer(shape.Longest) + "];");
                writer.Line(shape.SlidesLeft ? "float from_start_left[" + Literals.Integer(shape.Longest) + "];" : "float* const from_start_left = nullptr;");
            }

            string temperature = CudaLiterals.Float(unchecked((uint)table[8]));
            for (int node = 0; node < shape.Nodes; node++)
            {
                Node(writer, shape, node, temperature);
            }

            string left = shape.HasLeft ? "n" + Literals.Integer(table[1]) : "nullptr";
            writer.Line("return rw_tail_fold(" + Truth(table[0]) + ", " + temperature + ", given0, " + (shape.HasLeft ? "given1" : "0.0f") + ", " + left + ", n" + Literals.Integer(table[2]) + ", "
                + Literals.Integer(table[3]) + ", " + Literals.Integer(table[4]) + ", " + Literals.Integer(table[5]) + ", steps);");
        }
    }

    private static void Node(SourceWriter writer, Shape shape, int node, string temperature)
    {
        string n = "n" + Literals.Integer(node);
        var kind = (TailKind)shape.Node(node, 0);
        string left = shape.Node(node, 2) < 0 ? "nullptr" : "n" + Literals.Integer(shape.Node(node, 2));
        if (kind == TailKind.Leaf)
        {
            writer.Line("const float* const " + n + " = leaf" + Literals.Integer(shape.Node(node, 2)) + ";");
            return;
        }

        string isMax = Truth(shape.Node(node, 1));
        string none = CudaLiterals.Float(shape.Node(node, 1) != 0 ? 0xFF80_0000u : 0x7F80_0000u);
        string steps = Literals.Integer(shape.Node(node, 4));
        string size = Literals.Integer(shape.Node(node, 5));
        string count = "rw_least(" + size + ", length)";
        string right = shape.Node(node, 3) < 0 ? "nullptr" : "n" + Literals.Integer(shape.Node(node, 3));
        writer.Line("float " + n + "[" + size + "];");
        switch (kind)
        {
            case TailKind.Constant:
                writer.Line("rw_tail_fill(" + n + ", " + none + ", " + count + ");");
                break;
            case TailKind.Negate:
                writer.Line("rw_tail_negate(" + n + ", " + left + ", " + count + ");");
                break;
            case TailKind.Extreme:
                writer.Line("rw_tail_extreme(" + isMax + ", " + temperature + ", " + n + ", " + left + ", " + right + ", " + count + ");");
                break;
            case TailKind.Later:
                writer.Line("rw_tail_later(" + none + ", " + n + ", " + left + ", " + steps + ", " + count + ");");
                break;
            case TailKind.Earlier:
                writer.Line("rw_tail_earlier(" + none + ", " + n + ", " + left + ", " + steps + ", " + count + ", length);");
                break;
            case TailKind.Running:
                // The column names the leaf, and since its left operand with one added.
                int other = shape.Node(node, 3) >> 16;
                writer.Line("rw_tail_run(" + isMax + ", " + temperature + ", " + n + ", leaf" + Literals.Integer(shape.Node(node, 3) & 0xFFFF) + ", "
                    + (other == 0 ? "nullptr" : "n" + Literals.Integer(other - 1)) + ", " + left + ", " + steps + ", " + count + ", length);");
                break;
            default:
                // Of until and since both operands, else the first alone.
                string operands = (right == "nullptr" ? "nullptr, " + left : left + ", " + right) + ", ";
                string buffers = "from_start, from_start_left, to_end);";
                if (kind == TailKind.Ahead)
                {
                    writer.Line("rw_tail_slide(" + isMax + ", " + temperature + ", " + operands + "0, 1, " + count + ", " + steps + ", " + n + ", 0, " + count + ", " + buffers);
                }
                else
                {
                    string from = "rw_least(" + count + " + " + steps + ", length)";
                    writer.Line("rw_tail_slide(" + isMax + ", " + temperature + ", " + operands + from + " - 1, -1, " + from + ", " + steps + ", " + n + ", " + from + " - 1, " + count + ", " + buffers);
                }

                break;
        }
    }

    private static string Truth(int value) => value != 0 ? "true" : "false";

    /// <summary>What a description says of sizes.</summary>
    private sealed class Shape
    {
        private readonly int[] _table;

        public Shape(int[] table)
        {
            _table = table;
            int at = MonitorTail.Header + (MonitorTail.Width * Nodes);
            for (int leaf = 0; leaf < table[7]; leaf++)
            {
                int count = table[at];
                Leaves.Add([.. Enumerable.Range(at + 1, count).Select(i => table[i])]);
                at += 1 + count;
            }
        }

        public List<int[]> Leaves { get; } = [];

        public int Nodes => _table[6];

        public bool HasLeft => _table[1] >= 0;

        public int Longest => Enumerable.Range(0, Nodes).Max(n => Node(n, 5));

        public bool Slides => Enumerable.Range(0, Nodes).Any(IsSlide);

        public bool SlidesLeft => Enumerable.Range(0, Nodes).Any(n => IsSlide(n) && Node(n, 3) >= 0);

        /// <summary>Floats of all arrays.</summary>
        public int Floats => Leaves.Sum(static l => 1 + l.Sum()) + Enumerable.Range(0, Nodes).Where(n => (TailKind)Node(n, 0) != TailKind.Leaf).Sum(n => Node(n, 5))
            + (Slides ? (SlidesLeft ? 3 : 2) * Longest : 0);

        public int Node(int node, int column) => _table[MonitorTail.Header + (MonitorTail.Width * node) + column];

        private bool IsSlide(int node) => (TailKind)Node(node, 0) is TailKind.Ahead or TailKind.Behind;
    }
}
