// Elementary functions. By default step by step those of src/Shared/Elementary.cs, hence the same bits (any NaN counts as the same):
// compile with --fmad=false. With RW_FAST=1 those of CUDA, whose errors are a few units of the last place.

//# rw_mul_add
// Two roundings, never fused.
static __device__ __forceinline__ float rw_mul_add(float a, float b, float c)
{
    return a * b + c;
}

//# rw_exp
#if RW_FAST
static __device__ __forceinline__ float rw_exp(float x)
{
    return expf(x);
}
#else
// Cephes expf, argument reduced by Cody and Waite; subnormal results are kept.
static __device__ __forceinline__ float rw_exp(float x)
{
    float c = 89.0f < x ? 89.0f : x;
    c = -104.0f > c ? -104.0f : c;
    const float t = rw_mul_add(c, 1.44269504088896341f, 12582912.0f);
    const int n = __float_as_int(t) - 0x4b400000;
    const float k = t - 12582912.0f;
    float r = c - k * 0.693359375f;
    r = r - k * -2.12194440e-4f;
    const float z = r * r;
    float p = 1.9875691500E-4f;
    p = rw_mul_add(p, r, 1.3981999507E-3f);
    p = rw_mul_add(p, r, 8.3334519073E-3f);
    p = rw_mul_add(p, r, 4.1665795894E-2f);
    p = rw_mul_add(p, r, 1.6666665459E-1f);
    p = rw_mul_add(p, r, 5.0000001201E-1f);
    const float y = rw_mul_add(p, z, r) + 1.0f;
    // 2^n in two factors: one alone would overflow at 128 and could not reach the subnormals.
    const int half = n >> 1;
    const float first = __int_as_float((int)((unsigned int)(half + 127) << 23));
    const float second = __int_as_float((int)((unsigned int)(n - half + 127) << 23));
    return (y * first) * second;
}
#endif

//# rw_log
#if RW_FAST
static __device__ __forceinline__ float rw_log(float x)
{
    return logf(x);
}
#else
// Cephes logf: -infinity at 0, NaN below.
static __device__ __forceinline__ float rw_log(float x)
{
    const bool subnormal = x < 1.17549435e-38f;
    const float scaled = subnormal ? x * 8388608.0f : x;
    const int bits = __float_as_int(scaled);
    const float m = __int_as_float((bits & 0x007fffff) | 0x3f000000);
    float e = (float)((bits >> 23) & 0xff) - (subnormal ? 149.0f : 126.0f);
    const bool low = m < 0.707106781186547524f;
    e = low ? e - 1.0f : e;
    const float f = (low ? m + m : m) - 1.0f;
    const float z = f * f;
    float p = 7.0376836292E-2f;
    p = rw_mul_add(p, f, -1.1514610310E-1f);
    p = rw_mul_add(p, f, 1.1676998740E-1f);
    p = rw_mul_add(p, f, -1.2420140846E-1f);
    p = rw_mul_add(p, f, 1.4249322787E-1f);
    p = rw_mul_add(p, f, -1.6668057665E-1f);
    p = rw_mul_add(p, f, 2.0000714765E-1f);
    p = rw_mul_add(p, f, -2.4999993993E-1f);
    p = rw_mul_add(p, f, 3.3333331174E-1f);
    float y = (p * f) * z;
    y = rw_mul_add(e, -2.12194440e-4f, y);
    y = y - 0.5f * z;
    float r = f + y;
    r = rw_mul_add(e, 0.693359375f, r);
    return x > 0.0f ? (x < __int_as_float(0x7f800000) ? r : x) : x == 0.0f ? __int_as_float(0xff800000) : __int_as_float(0x7fc00000);
}
#endif

//# rw_log2_wide
// log2 of a double that came from a float, which is therefore never subnormal: the series of artanh.
static __device__ __forceinline__ double rw_log2_wide(double x)
{
    const long long bits = __double_as_longlong(x);
    double m = __longlong_as_double((bits & 0x000fffffffffffffLL) | 0x3ff0000000000000LL);
    double e = __longlong_as_double(((bits >> 52) & 0x7ff) | 0x4330000000000000LL) - (4503599627370496.0 + 1023.0);
    const bool high = m > 1.4142135623730951;
    m = high ? m * 0.5 : m;
    e = high ? e + 1.0 : e;
    const double s = (m - 1.0) / (m + 1.0);
    const double z = s * s;
    double p = 0.16972882833987804;
    p = p * z + 0.19235933878519512;
    p = p * z + 0.2219530832136867;
    p = p * z + 0.26230818925253881;
    p = p * z + 0.3205988979753252;
    p = p * z + 0.41219858311113239;
    p = p * z + 0.5770780163555854;
    p = p * z + 0.9617966939259756;
    p = p * z + 2.8853900817779268;
    const double r = e + s * p;
    const double infinity = __longlong_as_double(0x7ff0000000000000LL);
    return x > 0.0 ? (x < infinity ? r : x) : x == 0.0 ? -infinity : __longlong_as_double(0x7ff8000000000000LL);
}

//# rw_exp2_wide
// 2^x; beyond 200 in magnitude the result rounds to a float infinity or zero anyway.
static __device__ __forceinline__ double rw_exp2_wide(double x)
{
    double c = 200.0 < x ? 200.0 : x;
    c = -200.0 > c ? -200.0 : c;
    const double t = c + 6755399441055744.0;
    const double k = t - 6755399441055744.0;
    const double g = (c - k) * 0.69314718055994531;
    double p = 1.0 / 39916800.0;
    p = p * g + 1.0 / 3628800.0;
    p = p * g + 1.0 / 362880.0;
    p = p * g + 1.0 / 40320.0;
    p = p * g + 1.0 / 5040.0;
    p = p * g + 1.0 / 720.0;
    p = p * g + 1.0 / 120.0;
    p = p * g + 1.0 / 24.0;
    p = p * g + 1.0 / 6.0;
    p = p * g + 1.0 / 2.0;
    p = p * g + 1.0;
    p = p * g + 1.0;
    // The low bits of t are k; shifted to the exponent field the rest of them falls off the top.
    return p * __longlong_as_double((long long)(((unsigned long long)__double_as_longlong(t) + 1023ULL) << 52));
}

//# rw_log2
#if RW_FAST
static __device__ __forceinline__ float rw_log2(float x)
{
    return log2f(x);
}
#else
static __device__ __forceinline__ float rw_log2(float x)
{
    return (float)rw_log2_wide((double)x);
}
#endif

//# rw_angle
// Beyond 2^30 in magnitude an angle counts as 0; NaN for infinities.
static __device__ __forceinline__ double rw_angle(float x)
{
    return (double)(fabsf(x) <= 1073741824.0f ? x : x - x);
}

//# rw_sin_cos
// The sine and the cosine of x less its nearest multiple of pi/2; the low two bits of quadrant say which multiple.
static __device__ __forceinline__ double rw_sin_cos(double x, double* cosine, long long* quadrant)
{
    const double t = x * 0.63661977236758134 + 6755399441055744.0;
    const double k = t - 6755399441055744.0;
    *quadrant = __double_as_longlong(t);
    const double r = ((x - k * 1.5707962512969971) - k * 7.549789415861596e-08) - k * 5.390302858158119e-15;
    const double z = r * r;
    double p = -1.0 / 39916800.0;
    p = p * z + 1.0 / 362880.0;
    p = p * z + -1.0 / 5040.0;
    p = p * z + 1.0 / 120.0;
    p = p * z + -1.0 / 6.0;
    p = p * z + 1.0;
    double q = 1.0 / 479001600.0;
    q = q * z + -1.0 / 3628800.0;
    q = q * z + 1.0 / 40320.0;
    q = q * z + -1.0 / 720.0;
    q = q * z + 1.0 / 24.0;
    q = q * z + -1.0 / 2.0;
    *cosine = q * z + 1.0;
    return r * p;
}

//# rw_sin_turned
// sin(x + turns * pi/2).
static __device__ __forceinline__ double rw_sin_turned(double x, long long turns)
{
    double cosine;
    long long quadrant;
    const double sine = rw_sin_cos(x, &cosine, &quadrant);
    quadrant += turns;
    const double v = (quadrant & 1) != 0 ? cosine : sine;
    return __longlong_as_double(__double_as_longlong(v) ^ (long long)((unsigned long long)(quadrant & 2) << 62));
}

//# rw_sin
#if RW_FAST
static __device__ __forceinline__ float rw_sin(float x)
{
    return sinf(x);
}
#else
static __device__ __forceinline__ float rw_sin(float x)
{
    return (float)rw_sin_turned(rw_angle(x), 0);
}
#endif

//# rw_cos
#if RW_FAST
static __device__ __forceinline__ float rw_cos(float x)
{
    return cosf(x);
}
#else
static __device__ __forceinline__ float rw_cos(float x)
{
    return (float)rw_sin_turned(rw_angle(x), 1);
}
#endif

//# rw_tan
#if RW_FAST
static __device__ __forceinline__ float rw_tan(float x)
{
    return tanf(x);
}
#else
static __device__ __forceinline__ float rw_tan(float x)
{
    double cosine;
    long long quadrant;
    const double sine = rw_sin_cos(rw_angle(x), &cosine, &quadrant);
    const bool odd = (quadrant & 1) != 0;
    const double v = (odd ? cosine : sine) / (odd ? sine : cosine);
    return (float)__longlong_as_double(__double_as_longlong(v) ^ (long long)((unsigned long long)quadrant << 63));
}
#endif

//# rw_tanh
#if RW_FAST
static __device__ __forceinline__ float rw_tanh(float x)
{
    return tanhf(x);
}
#else
// Cephes tanhf: a polynomial below 0.625, 1 - 2 / (e^2x + 1) above.
static __device__ __forceinline__ float rw_tanh(float x)
{
    const float a = fabsf(x);
    const float z = a * a;
    float p = -5.70498872745E-3f;
    p = rw_mul_add(p, z, 2.06390887954E-2f);
    p = rw_mul_add(p, z, -5.37397155531E-2f);
    p = rw_mul_add(p, z, 1.33314422036E-1f);
    p = rw_mul_add(p, z, -3.33332819422E-1f);
    const float small_part = rw_mul_add(p * z, a, a);
    const float large_part = 1.0f - 2.0f / (rw_exp(a + a) + 1.0f);
    const float r = a < 0.625f ? small_part : large_part;
    return __int_as_float((__float_as_int(r) & 0x7fffffff) | (__float_as_int(x) & (int)0x80000000));
}
#endif

//# rw_atan2_wide
// atan of the smaller magnitude over the larger, moved to the right octant; zeros and infinities as IEEE 754 atan2.
static __device__ __forceinline__ double rw_atan2_wide(double y, double x)
{
    const double ay = fabs(y);
    const double ax = fabs(x);
    const bool steep = ay > ax;
    double large = steep ? ay : ax;
    double least = steep ? ax : ay;
    // 0/0 counts as 0 and infinity/infinity as 1.
    large = large == 0.0 ? 1.0 : large;
    const bool infinite = least == __longlong_as_double(0x7ff0000000000000LL);
    large = infinite ? 1.0 : large;
    least = infinite ? 1.0 : least;
    // Above tan(pi/8): atan(q) = pi/4 + atan((q - 1) / (q + 1)), one division for both steps.
    const bool high = least > large * 0.41421356237309503;
    const double t = (high ? least - large : least) / (high ? least + large : large);
    const double z = t * t;
    double p = 1.0 / 25.0;
    p = p * z + -1.0 / 23.0;
    p = p * z + 1.0 / 21.0;
    p = p * z + -1.0 / 19.0;
    p = p * z + 1.0 / 17.0;
    p = p * z + -1.0 / 15.0;
    p = p * z + 1.0 / 13.0;
    p = p * z + -1.0 / 11.0;
    p = p * z + 1.0 / 9.0;
    p = p * z + -1.0 / 7.0;
    p = p * z + 1.0 / 5.0;
    p = p * z + -1.0 / 3.0;
    p = p * z + 1.0;
    double a = t * p;
    a = high ? a + 0.78539816339744831 : a;
    a = steep ? 1.5707963267948966 - a : a;
    a = __double_as_longlong(x) < 0 ? 3.1415926535897931 - a : a;
    a = __longlong_as_double(__double_as_longlong(a) | (__double_as_longlong(y) & (long long)0x8000000000000000ULL));
    return x != x || y != y ? x + y : a;
}

//# rw_asin
#if RW_FAST
static __device__ __forceinline__ float rw_asin(float x)
{
    return asinf(x);
}
#else
static __device__ __forceinline__ float rw_asin(float x)
{
    const double w = (double)x;
    return (float)rw_atan2_wide(w, sqrt((1.0 - w) * (1.0 + w)));
}
#endif

//# rw_acos
#if RW_FAST
static __device__ __forceinline__ float rw_acos(float x)
{
    return acosf(x);
}
#else
static __device__ __forceinline__ float rw_acos(float x)
{
    const double w = (double)x;
    return (float)rw_atan2_wide(sqrt((1.0 - w) * (1.0 + w)), w);
}
#endif

//# rw_atan
#if RW_FAST
static __device__ __forceinline__ float rw_atan(float x)
{
    return atanf(x);
}
#else
static __device__ __forceinline__ float rw_atan(float x)
{
    return (float)rw_atan2_wide((double)x, 1.0);
}
#endif

//# rw_atan2
#if RW_FAST
static __device__ __forceinline__ float rw_atan2(float y, float x)
{
    return atan2f(y, x);
}
#else
static __device__ __forceinline__ float rw_atan2(float y, float x)
{
    return (float)rw_atan2_wide((double)y, (double)x);
}
#endif

//# rw_pow
#if RW_FAST
static __device__ __forceinline__ float rw_pow(float x, float y)
{
    return powf(x, y);
}
#else
// 2^(y log2 |x|) in double, with the sign, NaN and special cases of IEEE 754 pow.
static __device__ __forceinline__ float rw_pow(float x, float y)
{
    const float infinity = __int_as_float(0x7f800000);
    float r = (float)rw_exp2_wide((double)y * rw_log2_wide((double)fabsf(x)));
    const bool integer = floorf(y) == y;
    const float halved = y * 0.5f;
    const bool odd = integer && floorf(halved) != halved;
    r = __float_as_int(x) < 0 && odd ? -r : r;
    r = x < 0.0f && x > -infinity && !integer ? __int_as_float(0x7fc00000) : r;
    const bool one = y == 0.0f || x == 1.0f || (x == -1.0f && fabsf(y) == infinity);
    return one ? 1.0f : r;
}
#endif
