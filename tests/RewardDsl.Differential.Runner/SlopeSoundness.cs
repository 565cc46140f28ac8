using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>
/// Compares proven slopes with differences of the real function along short ways on which nothing jumps: the mean slope of a
/// way is one of its slopes.
/// </summary>
public sealed class SlopeSoundness
{
    /// <summary>Beyond it float32 and real numbers go apart.</summary>
    private const double Largest = 1e30;

    /// <summary>Values whose slopes are looked at, besides the results.</summary>
    private const int MostRoots = 100;

    private readonly RewardProgram _program;
    private readonly ProgramAnalysis _analysis;
    private readonly (int Input, int Element)[] _places;
    private readonly int[] _roots;
    private readonly IReadOnlyDictionary<int, Sensitivity>[] _slopes;
    private readonly Dictionary<(int Root, int Input, int Element), Sensitivity> _single = [];

    /// <param name="program">The program.</param>
    /// <param name="analysis">What is proven of it.</param>
    public SlopeSoundness(RewardProgram program, ProgramAnalysis analysis)
    {
        _program = program;
        _analysis = analysis;
        _places = [.. program.Inputs.SelectMany(static (slot, i) => slot.Storage == InputStorage.Float32 ? Enumerable.Range(0, slot.Width).Select(j => (i, j)) : [])];

        // Results, and what they are made of: the slopes of a short way are narrow, and a wrong one shows.
        int[] scalars = [.. Enumerable.Range(0, program.Code.Count).Where(i => program.Code[i].Type == IrType.Float && IntrinsicTable.Row(program.Code[i].Op).Class != IntrinsicClass.Leaf)];
        int every = Math.Max(1, scalars.Length / MostRoots);
        _roots = [.. program.Outputs.Where(o => o.Kind != OutputKind.Probe && program.Code[o.Value].Type == IrType.Float).Select(static o => o.Value).Concat(scalars.Where((_, k) => k % every == 0)).Distinct()];
        _slopes = [.. _roots.Select(analysis.Sensitivities)];
    }

    /// <summary>Differences compared so far.</summary>
    public long Compared { get; private set; }

    /// <summary>Moves one signal of a state a little; what is wrong, or null.</summary>
    /// <param name="state">The state.</param>
    /// <param name="assumptions">Truth values without which nothing is claimed.</param>
    /// <param name="random">Decides which and how far.</param>
    public string? Check(InterpreterState state, int[] assumptions, Random random)
    {
        if (_places.Length == 0)
        {
            return null;
        }

        (int input, int element) = _places[random.Next(_places.Length)];
        FloatRange range = _analysis.Leaves.Inputs[input][element];
        double from = state.Inputs[input][element];
        double width = double.IsInfinity(range.Width) ? Math.Max(1, Math.Abs(from)) : range.Width;
        double way = width * Math.Pow(10, -4 + (3 * random.NextDouble())) * (from - range.Lo > range.Hi - from ? -1 : 1);
        double to = from + way;
        if (!double.IsFinite(from) || !double.IsFinite(to) || to < range.Lo || to > range.Hi || way == 0)
        {
            return null;
        }

        RealState start = RealState.Of(state);
        double[][] first = RealInterpreter.Run(_program, start);
        double[][] middle = RealInterpreter.Run(_program, start.With(input, element, from + (way / 2)));
        double[][] last = RealInterpreter.Run(_program, start.With(input, element, to));
        (bool[] jumps, double[] size) = Follow(first, middle, last);
        if (assumptions.Any(a => jumps[a] || first[a][0] == 0))
        {
            return null;
        }

        for (int k = 0; k < _roots.Length; k++)
        {
            int root = _roots[k];
            if (jumps[root])
            {
                continue;
            }

            Sensitivity own = _slopes[k].TryGetValue(input, out Sensitivity joined) ? joined : default;
            if (_single.Count < 200 || _single.ContainsKey((root, input, element)))
            {
                // All elements together are the weaker claim.
                if (!_single.TryGetValue((root, input, element), out own))
                {
                    own = _single[(root, input, element)] = _analysis.Sensitivity(root, input, element);
                }
            }

            double whole = (last[root][0] - first[root][0]) / way;
            double half = (middle[root][0] - first[root][0]) / (way / 2);
            double slack = (1e-3 * (Math.Abs(whole) + Math.Abs(half))) + (1e-12 * (size[root] + 1e-30) / Math.Abs(way)) + 1e-12;
            Compared++;

            // Where both agree it is smooth there, and no noise.
            if (Math.Abs(whole - half) <= slack && (Outside(own.Slope, whole, slack) && Outside(own.Slope, half, slack)))
            {
                return string.Create(CultureInfo.InvariantCulture, $"the slope of %{root} by {_program.Inputs[input].Name}[{element}] at {from:G9} is {whole:G9}, outside of the proven [{own.Slope.Lo:G9}, {own.Slope.Hi:G9}]");
            }
        }

        return null;
    }

    private static bool Outside(Slope proven, double slope, double slack) => slope < proven.Lo - slack || slope > proven.Hi + slack;

    /// <summary>
    /// Where a value, or what it is made of, jumps along the way or leaves the numbers of float32; and how large the numbers are
    /// that it is made of, which limits how well differences are known.
    /// </summary>
    private (bool[] Jumps, double[] Size) Follow(double[][] first, double[][] middle, double[][] last)
    {
        bool[] jumps = new bool[first.Length];
        double[] size = new double[first.Length];
        for (int i = 0; i < jumps.Length; i++)
        {
            Instruction code = _program.Code[i];
            for (int k = 0; k < 3; k++)
            {
                int operand = code.Operand(k);
                jumps[i] |= operand >= 0 && jumps[operand];
                size[i] = Math.Max(size[i], operand >= 0 ? size[operand] : 0);
            }

            bool isStep = code.Type.Kind == IrKind.Bool || code.Op is Opcode.Floor or Opcode.Ceiling or Opcode.Round or Opcode.Truncate or Opcode.Sign or Opcode.Lookup;
            for (int j = 0; j < first[i].Length; j++)
            {
                double most = Math.Max(Math.Abs(first[i][j]), Math.Max(Math.Abs(middle[i][j]), Math.Abs(last[i][j])));
                jumps[i] |= !(most < Largest) || (isStep && (first[i][j] != middle[i][j] || middle[i][j] != last[i][j]));
                size[i] = Math.Max(size[i], most);
            }
        }

        return (jumps, size);
    }
}
