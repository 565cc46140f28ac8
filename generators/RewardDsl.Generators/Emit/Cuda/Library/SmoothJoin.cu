// How closings join two values where some extreme is smooth.

//# rw_join
// The larger one is taken out first, so that nothing overflows.
static __device__ __forceinline__ float rw_join(bool is_max, float temperature, float a, float b)
{
    const float extreme = is_max ? rw_max(a, b) : rw_min(a, b);
    if (temperature == 0.0f)
    {
        return extreme;
    }

    const float apart = a == b ? 0.0f : rw_min(a, b) - rw_max(a, b);
    const float more = temperature * rw_log(1.0f + rw_exp(apart / temperature));
    return is_max ? extreme + more : extreme - more;
}
