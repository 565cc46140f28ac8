// What the end of an episode decides. Everything is by distance from the end: 0 is the last step. The reference is src/Shared/MonitorTail.cs.

//# rw_tail_ring
// What was written in the last steps, the newest first; `now` is the row that the running step writes.
static __device__ __forceinline__ void rw_tail_ring(float* numbers, const float* ring, long long stride, int now, int rows, int count)
{
    for (int k = 1; k <= count; k++)
    {
        const int row = now - k;
        numbers[k - 1] = ring[(row < 0 ? row + rows : row) * stride];
    }
}

//# rw_tail_fill
static __device__ __forceinline__ void rw_tail_fill(float* result, float value, int count)
{
    for (int i = 0; i < count; i++)
    {
        result[i] = value;
    }
}

//# rw_tail_negate
static __device__ __forceinline__ void rw_tail_negate(float* result, const float* a, int count)
{
    for (int i = 0; i < count; i++)
    {
        result[i] = -a[i];
    }
}

//# rw_tail_extreme
static __device__ __forceinline__ void rw_tail_extreme(bool is_max, float temperature, float* result, const float* a, const float* b, int count)
{
    for (int i = 0; i < count; i++)
    {
        result[i] = rw_join(is_max, temperature, a[i], b[i]);
    }
}

//# rw_tail_later
static __device__ __forceinline__ void rw_tail_later(float none, float* result, const float* a, int steps, int count)
{
    for (int i = 0; i < count; i++)
    {
        result[i] = i >= steps ? a[i - steps] : none;
    }
}

//# rw_tail_earlier
static __device__ __forceinline__ void rw_tail_earlier(float none, float* result, const float* a, int steps, int count, int length)
{
    for (int i = 0; i < count; i++)
    {
        result[i] = i + steps < length ? a[i + steps] : none;
    }
}

//# rw_tail_run
// What has run since the start: up to some steps ago it is known, from there it runs on.
static __device__ __forceinline__ void rw_tail_run(bool is_max, float temperature, float* result, const float* known, const float* left, const float* right, int delay, int count, int length)
{
    for (int i = delay; i < count; i++)
    {
        result[i] = known[i - delay];
    }

    for (int i = rw_least(delay, length) - 1; i >= 0; i--)
    {
        result[i] = i + 1 >= length ? right[i]
            : rw_join(is_max, temperature, right[i], left == nullptr ? result[i + 1] : rw_join(!is_max, temperature, left[i], result[i + 1]));
    }
}

//# rw_tail_slide
// Windows that end at each of some values in a row, by blocks from both sides (van Herk 1992, Gil and Werman 1993).
static __device__ __forceinline__ void rw_tail_slide(
    bool is_max, float temperature, const float* left, const float* right, int start, int direction, int count, int steps, float* result, int result_start, int kept,
    float* from_start, float* from_start_left, float* to_end)
{
    const int block = steps + 1;
    for (int k = 0; k < count; k++)
    {
        const int at = start + direction * k;
        const bool begins = k % block == 0;
        from_start[k] = begins ? right[at]
            : rw_join(is_max, temperature, right[at], left == nullptr ? from_start[k - 1] : rw_join(!is_max, temperature, left[at], from_start[k - 1]));
        if (left != nullptr)
        {
            from_start_left[k] = begins ? left[at] : rw_join(!is_max, temperature, from_start_left[k - 1], left[at]);
        }
    }

    if (steps >= count - 1)
    {
        // All windows begin with the first value, as those do that the end cuts.
        for (int k = 0; k < count; k++)
        {
            const int at = result_start + direction * k;
            if (at < kept)
            {
                result[at] = from_start[k];
            }
        }

        return;
    }

    float lefts = 0.0f;
    for (int k = count - 1; k >= 0; k--)
    {
        const int at = start + direction * k;
        const bool ends = k == count - 1 || (k + 1) % block == 0;
        to_end[k] = ends ? right[at]
            : rw_join(is_max, temperature, to_end[k + 1], left == nullptr ? right[at] : rw_join(!is_max, temperature, lefts, right[at]));
        if (left != nullptr)
        {
            lefts = ends ? left[at] : rw_join(!is_max, temperature, lefts, left[at]);
        }
    }

    for (int k = 0; k < count; k++)
    {
        const int at = result_start + direction * k;
        if (at >= kept)
        {
            continue;
        }

        const int oldest = k - steps;
        result[at] = oldest <= 0 || oldest % block == 0 ? from_start[k]
            : rw_join(is_max, temperature, from_start[k], left == nullptr ? to_end[oldest] : rw_join(!is_max, temperature, from_start_left[k], to_end[oldest]));
    }
}

//# rw_tail_fold
// What is known of the steps that do not wait, and then those that do.
static __device__ __forceinline__ float rw_tail_fold(
    bool is_max, float temperature, float value, float left, const float* lefts, const float* rights, int waiting, int first, int last, int steps)
{
    for (int i = rw_least(waiting, steps + 1) - 1; i >= 0; i--)
    {
        const int step = steps - i;
        if (step >= first && step <= last)
        {
            value = rw_join(is_max, temperature, value, lefts == nullptr ? rights[i] : rw_join(!is_max, temperature, left, rights[i]));
            left = lefts == nullptr ? left : rw_join(!is_max, temperature, left, lefts[i]);
        }
    }

    return value;
}
