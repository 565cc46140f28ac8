// Exact operations whose meaning CUDA's own functions do not have. The reference is src/Shared/Elementary.cs.

//# rw_min
// IEEE 754-2019 minimum: NaN if either is, and -0 is below +0.
static __device__ __forceinline__ float rw_min(float a, float b)
{
    return a < b || a != a ? a : b < a || b != b ? b : __int_as_float(__float_as_int(a) | __float_as_int(b));
}

//# rw_max
// IEEE 754-2019 maximum: NaN if either is, and -0 is below +0.
static __device__ __forceinline__ float rw_max(float a, float b)
{
    return a > b || a != a ? a : b > a || b != b ? b : __int_as_float(__float_as_int(a) & __float_as_int(b));
}

//# rw_max_zero
// The larger of a value and +0; a NaN stays.
static __device__ __forceinline__ float rw_max_zero(float x)
{
    return x <= 0.0f ? 0.0f : x;
}

//# rw_min_zero
// The smaller of a value and +0; a NaN stays.
static __device__ __forceinline__ float rw_min_zero(float x)
{
    return x > 0.0f ? 0.0f : x;
}

//# rw_clamp
// Raised to lo, then lowered to hi; a NaN value stays, a NaN bound is ignored.
static __device__ __forceinline__ float rw_clamp(float x, float lo, float hi)
{
    const float y = lo > x ? lo : x;
    return hi < y ? hi : y;
}

//# rw_sign
// -1, +0 or 1; NaN for NaN.
static __device__ __forceinline__ float rw_sign(float x)
{
    return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x == 0.0f ? 0.0f : x;
}

//# rw_is_nan
static __device__ __forceinline__ bool rw_is_nan(float x)
{
    return x != x;
}

//# rw_is_finite
static __device__ __forceinline__ bool rw_is_finite(float x)
{
    return (__float_as_int(x) & 0x7fffffff) < 0x7f800000;
}

//# rw_index
// The place of a table that a number names: cut to a whole number and to the table; NaN names the first.
static __device__ __forceinline__ int rw_index(float index, int count)
{
    return !(index > 0.0f) ? 0 : index >= (float)count ? count - 1 : (int)index;
}

//# rw_least
static __device__ __forceinline__ int rw_least(int a, int b)
{
    return a < b ? a : b;
}

//# rw_count
// Adds to a counter how many threads of the warp say yes.
static __device__ __forceinline__ void rw_count(bool yes, unsigned long long* counter)
{
    const unsigned int all = __ballot_sync(0xffffffffu, yes);
    if (all != 0 && (threadIdx.x & 31) == 0)
    {
        atomicAdd(counter, (unsigned long long)__popc(all));
    }
}

//# rw_count_all
// Adds the warp's numbers to a counter.
static __device__ __forceinline__ void rw_count_all(int number, unsigned long long* counter)
{
    for (int offset = 16; offset > 0; offset >>= 1)
    {
        number += __shfl_down_sync(0xffffffffu, number, offset);
    }

    if (number != 0 && (threadIdx.x & 31) == 0)
    {
        atomicAdd(counter, (unsigned long long)number);
    }
}

//# rw_sum
// Adds the warp's values to a sum.
static __device__ __forceinline__ void rw_sum(float value, float* sum)
{
    for (int offset = 16; offset > 0; offset >>= 1)
    {
        value += __shfl_down_sync(0xffffffffu, value, offset);
    }

    if ((threadIdx.x & 31) == 0)
    {
        atomicAdd(sum, value);
    }
}
