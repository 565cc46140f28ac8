using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// How a CUDA kernel is given what it works on: the members of its one argument, <c>struct RewardArguments</c>, all of 8 bytes, by number, and where
/// in the state array each carry lies. The runtime fills the same numbers (<c>src/RewardDsl.Cuda</c>): a change here is a change there.
/// </summary>
internal sealed class CudaLayout
{
    /// <summary>The number of environments.</summary>
    public const int Batch = 0;

    /// <summary>Floats between two rows of the state arrays: the batch rounded up to 32.</summary>
    public const int Stride = 1;

    /// <summary>Carried floats, element by element: element j of a carry of environment e at <c>[(first + j) · stride + e]</c>; truth is 0 or 1.</summary>
    public const int State = 2;

    /// <summary>Episode sums of the columns, <c>[K, stride]</c>, or null.</summary>
    public const int Sums = 3;

    /// <summary>Bytes: 0 running, 1 ended, 2 never reset. An environment that has ended stays so until its reset.</summary>
    public const int Ended = 4;

    /// <summary>Bytes: the last call was a reset. Only specs that ask for it read and write them.</summary>
    public const int First = 5;

    /// <summary>
    /// Integers <c>[2, stride]</c>, or null without rings: the number of the environment's next step, and that of the first step of its episode.
    /// The row of a ring that a step writes is (number + e / 32) % rows. Numbers wrap below 2^30 where the rings' rows allow it.
    /// </summary>
    public const int Clock = 6;

    /// <summary>Integers of 64 bits that are added to: terminated, truncated, not finite, absent, misused, then one for each assumption; or null.</summary>
    public const int Counters = 7;

    /// <summary>The parameters' values.</summary>
    public const int Parameters = 8;

    /// <summary>Bytes: truncated by the simulator.</summary>
    public const int Truncated = 9;

    /// <summary>Bytes: terminated by the simulator, or null.</summary>
    public const int External = 10;

    /// <summary>Bytes: which environments a reset starts anew; null: all.</summary>
    public const int Mask = 11;

    /// <summary>The total, <c>[B]</c>.</summary>
    public const int Total = 12;

    /// <summary>What each column paid, <c>[K, B]</c>, or null.</summary>
    public const int Terms = 13;

    /// <summary>The total without shaping, <c>[B]</c>, or null.</summary>
    public const int Objective = 14;

    /// <summary>Costs, <c>[C, B]</c>, or null.</summary>
    public const int Costs = 15;

    /// <summary>Metrics, <c>[M, B]</c>, or null.</summary>
    public const int Metrics = 16;

    /// <summary>Rewards of the critics, <c>[C, B]</c>, or null.</summary>
    public const int Critics = 17;

    /// <summary>States of automata, <c>[A, B]</c>, or null.</summary>
    public const int Automata = 18;

    /// <summary>Verdicts of formulas, <c>[F, B]</c>, or null.</summary>
    public const int Verdicts = 19;

    /// <summary>Letters of reward machines, <c>[M, B]</c>, or null.</summary>
    public const int Letters = 20;

    /// <summary>Bytes: terminated, or null.</summary>
    public const int Terminated = 21;

    /// <summary>Bytes: end causes, or null.</summary>
    public const int Causes = 22;

    /// <summary>The sum over the batch of what each column paid, <c>[K]</c>, added to; or null.</summary>
    public const int TermTotals = 23;

    /// <summary>The first of three members for each input: its address, and from one row and from one frame to the next in elements (words of bits: rows in words, frames in bits).</summary>
    public const int Inputs = 24;

    /// <summary>The most members that a kernel's argument can have: 4096 bytes.</summary>
    public const int Limit = 512;

    /// <summary>Counters before those of the assumptions.</summary>
    public const int FixedCounters = 5;

    /// <summary>Environments whose rings are at one row.</summary>
    public const int RingGroup = 32;

    private static readonly string[] s_fixed =
    [
        "long long batch", "long long stride", "float* state", "float* sums", "unsigned char* ended", "unsigned char* first", "int* clock", "unsigned long long* counters",
        "const float* parameters", "const unsigned char* truncated", "const unsigned char* external", "const unsigned char* mask",
        "float* total", "float* terms", "float* objective", "float* costs", "float* metrics", "float* critics", "float* automata", "float* verdicts", "float* letters",
        "unsigned char* terminated", "unsigned char* causes", "float* term_totals",
    ];

    private readonly RewardProgram _program;
    private readonly int[] _first;

    /// <param name="unit">The spec.</param>
    public CudaLayout(KernelUnit unit)
    {
        _program = unit.Step.Program;
        _first = new int[_program.Carries.Count + 1];
        for (int c = 0; c < _program.Carries.Count; c++)
        {
            _first[c + 1] = _first[c] + FloatsOf(_program.Carries[c]);
        }

        Frames = unit.Unit.Lowered!.Signals.Select(static s => s.Frames).ToArray();
        CounterCount = FixedCounters + unit.Unit.Lowered.Assumptions.Count;
    }

    /// <summary>For each input the frames of its history, 1 without.</summary>
    public IReadOnlyList<int> Frames { get; }

    /// <summary>How many counters there are.</summary>
    public int CounterCount { get; }

    /// <summary>Rows of the state array.</summary>
    public int StateRows => _first[_first.Length - 1];

    /// <summary>Members of the argument.</summary>
    public int Count => Inputs + (4 * _program.Inputs.Count);

    /// <summary>Whether some carry keeps several steps.</summary>
    public bool HasRings => _program.Carries.Any(static c => c.IsRing);

    /// <summary>The first row of a carry in the state array.</summary>
    public int FirstOf(int carry) => _first[carry];

    /// <summary>The number of an input's address; row stride and frame stride follow.</summary>
    public static int InputSlot(int input) => Inputs + (3 * input);

    /// <summary>The number of the address of an input's derivatives, <c>[B, D]</c> dense, or null.</summary>
    public int GradientSlot(int input) => Inputs + (3 * _program.Inputs.Count) + input;

    /// <summary>Rows of the state array that a carry takes: its elements, or the steps it keeps, of a window with the block that is being written.</summary>
    public static int FloatsOf(CarrySlot carry) => carry.Type.IsVector ? carry.Type.Length : carry.IsRing ? carry.Reach + (carry.Form == CarryForm.Delayed ? 0 : 1) : 1;

    /// <summary>The declarations of the members, in order.</summary>
    public IEnumerable<string> Members()
    {
        foreach (string member in s_fixed)
        {
            yield return member;
        }

        for (int i = 0; i < _program.Inputs.Count; i++)
        {
            string n = Literals.Integer(i);
            yield return (_program.Inputs[i].Storage switch { InputStorage.Float32 => "const float*", InputStorage.Int32 => "const int*", _ => "const void*" }) + " in" + n;
            yield return "long long in" + n + "_row";
            yield return "long long in" + n + "_frame";
        }

        for (int i = 0; i < _program.Inputs.Count; i++)
        {
            yield return "float* gradient" + Literals.Integer(i);
        }
    }

    /// <summary>
    /// The multiple of every ring's rows by which step numbers may be set back, at most 2^29; 0 where there is none: such numbers run on.
    /// </summary>
    public int ClockPeriod()
    {
        const long most = 1 << 29;
        long common = 1;
        foreach (CarrySlot carry in _program.Carries.Where(static c => c.IsRing))
        {
            long a = common;
            long b = carry.Reach;
            while (b != 0)
            {
                (a, b) = (b, a % b);
            }

            common = common / a * carry.Reach;
            if (common > most)
            {
                return 0;
            }
        }

        return (int)(most / common * common);
    }
}
