using System;
using System.Runtime.Intrinsics;
using RewardDsl.Kernels;
using RewardDsl.Shared;

namespace RewardDsl;

/// <summary>
/// The memory of a carry that keeps several steps: a row of all environments for each step, written in turn. Windows overwrite each full block of rows,
/// from its end, with the extremes from a row to that end, and keep the extreme of the block that is being written; any window is then the end of one block and
/// the start of the next (van Herk 1992, Gil and Werman 1993).
/// </summary>
/// <param name="carry">The carry.</param>
/// <param name="memory">Its memory: its rows, and of a window one more for the block that is being written.</param>
/// <param name="stride">Floats from one row to the next.</param>
/// <param name="clock">The steps.</param>
internal sealed unsafe class RingStore(CarryLayout carry, PinnedMemory memory, long stride, RingClock clock)
{
    /// <summary>Steps that are kept.</summary>
    public int Rows { get; } = carry.Width;

    /// <summary>The window of the left operand of until and release.</summary>
    public RingStore? Left { get; set; }

    /// <summary>Whether it keeps extremes, not the values alone.</summary>
    public bool IsWindow => carry.Ring != RingForm.Delayed;

    private bool IsMax => carry.Ring is RingForm.Largest or RingForm.Until;

    private float None => IsMax ? float.NegativeInfinity : float.PositiveInfinity;

    /// <summary>A row from an environment on; the one behind the last is that of the block that is being written.</summary>
    public float* Row(int row, int environment) => memory.Floats + (row * stride) + environment;

    /// <summary>The row that the step to come writes.</summary>
    public int Now(int environment) => clock.Row(Rows, environment);

    /// <summary>What was written some steps ago, at least 1: of a window perhaps joined with what came after it in its block.</summary>
    public float Before(int environment, int steps)
    {
        int row = Now(environment) - steps;
        return *Row(row < 0 ? row + Rows : row, environment);
    }

    /// <summary>Begins what is read as empty.</summary>
    public void Clear(int environments)
    {
        if (IsWindow)
        {
            new Span<float>(Row(Rows, 0), environments).Fill(None);
        }
    }

    /// <summary>After a step that filled a block: joins each row with those behind it, of until before its left operand's.</summary>
    public void Finish(int environment, int count)
    {
        if (!IsWindow || Now(environment) != Rows - 1)
        {
            return;
        }

        // What an environment wrote before its episode does not count: it has no part in any row before its start.
        int first = clock.Tick - (Rows - 1);
        for (int row = Rows - 2; row >= 0; row--)
        {
            Join(row, environment, count, first + row);
        }

        new Span<float>(Row(Rows, environment), count).Fill(None);
    }

    /// <summary>What the ring holds of an environment, the newest first, so that it does not depend on where in a block it is: of windows the extremes from each step on.</summary>
    public void Save(int environment, Span<float> contents)
    {
        int age = clock.Age(environment);
        int now = Now(environment);
        if (!IsWindow)
        {
            for (int k = 1; k <= Rows; k++)
            {
                contents[k - 1] = k <= age ? Before(environment, k) : carry.Initial;
            }

            return;
        }

        float value = None;
        float left = Left is null ? 0 : Left.None;
        for (int k = 1; k <= Rows; k++)
        {
            if (k <= age && k <= now)
            {
                value = k == 1 ? Before(environment, k) : Joined(Before(environment, k), Left?.Before(environment, k) ?? 0, value);
                left = Left is null ? 0 : MonitorTail.Pick(!IsMax, left, Left.Before(environment, k));
            }
            else if (k <= age)
            {
                float block = *Row(Rows, environment);
                contents[k - 1] = now == 0 ? Before(environment, k) : Joined(Before(environment, k), Left?.Before(environment, k) ?? 0, block);
                left = Left is null ? 0 : now == 0 ? Left.Before(environment, k) : MonitorTail.Pick(!IsMax, Left.Before(environment, k), *Left.Row(Rows, environment));
                value = contents[k - 1];
            }

            // Where the left operand is not a number nothing that is read later is one.
            contents[k - 1] = float.IsNaN(left) ? left : value;
        }
    }

    /// <summary>Takes what <see cref="Save"/> gave. The extremes stand for the values: those of any window are the same.</summary>
    public void Load(int environment, ReadOnlySpan<float> contents)
    {
        int now = Now(environment);
        for (int k = 1; k <= Rows; k++)
        {
            int row = now - k;
            *Row(row < 0 ? row + Rows : row, environment) = contents[k - 1];
        }

        if (IsWindow)
        {
            *Row(Rows, environment) = now == 0 ? None : contents[now - 1];
        }
    }

    private float Joined(float value, float left, float later) =>
        MonitorTail.Pick(IsMax, value, Left is null ? later : MonitorTail.Pick(!IsMax, left, later));

    /// <summary>Joins a row with the one behind it, in environments whose episode had begun by then.</summary>
    private void Join(int row, int environment, int count, int written)
    {
        float* own = Row(row, environment);
        float* later = Row(row + 1, environment);
        float* left = Left is null ? null : Left.Row(row, environment);
        int* started = clock.Started + environment;
        bool isMax = IsMax;
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            Vector512<float> behind = Vector512.Load(later + i);
            Vector512<float> joined = left is null ? behind : isMax ? Vector512.Min(Vector512.Load(left + i), behind) : Vector512.Max(Vector512.Load(left + i), behind);
            joined = isMax ? Vector512.Max(Vector512.Load(own + i), joined) : Vector512.Min(Vector512.Load(own + i), joined);
            Vector512<int> counts = Vector512.LessThanOrEqual(Vector512.Load(started + i), Vector512.Create(written));
            Vector512.ConditionalSelect(counts.AsSingle(), joined, behind).Store(own + i);
        }

        for (; i < count; i++)
        {
            own[i] = started[i] <= written ? Joined(own[i], left is null ? 0 : left[i], later[i]) : later[i];
        }
    }
}
