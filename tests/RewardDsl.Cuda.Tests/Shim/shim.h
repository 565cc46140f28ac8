// What emitted CUDA text needs, for a plain C++ compiler: the same text then runs on a CPU, where sanitizers watch it. A thread is a fibre; the threads of
// a warp meet at each of its exchanges, and a warp whose threads do not all arrive at the same one is reported.
#pragma once

#include <math.h>
#include <stdint.h>
#include <string.h>

#define __global__
#define __device__
#define __constant__
#define __forceinline__ inline
#define __noinline__ __attribute__((noinline))
#define __launch_bounds__(...)

struct shim_index
{
    unsigned int x, y, z;
};

extern shim_index threadIdx, blockIdx, blockDim, gridDim;

struct alignas(16) float4
{
    float x, y, z, w;
};

// Ends the process with a message.
[[noreturn]] void shim_fail(const char* message);

// Waits until all threads of the warp have come to the same exchange; the values that they brought.
const uint64_t* shim_exchange(int kind, unsigned int mask, uint64_t value);

template <class T> inline T __ldg(const T* address)
{
    if (reinterpret_cast<uintptr_t>(address) % alignof(T) != 0)
    {
        shim_fail("misaligned read through __ldg");
    }

    return *address;
}

template <class To, class From> inline To shim_bits(From value)
{
    static_assert(sizeof(To) == sizeof(From), "same size");
    To result;
    memcpy(&result, &value, sizeof result);
    return result;
}

inline float __int_as_float(int value) { return shim_bits<float>(value); }
inline int __float_as_int(float value) { return shim_bits<int>(value); }
inline double __longlong_as_double(long long value) { return shim_bits<double>(value); }
inline long long __double_as_longlong(double value) { return shim_bits<long long>(value); }
inline int __popc(unsigned int value) { return __builtin_popcount(value); }

inline unsigned int __ballot_sync(unsigned int mask, bool yes)
{
    const uint64_t* values = shim_exchange(1, mask, yes ? 1 : 0);
    unsigned int all = 0;
    for (int lane = 0; lane < 32; lane++)
    {
        all |= (unsigned int)values[lane] << lane;
    }

    return all;
}

template <class T> inline T __shfl_down_sync(unsigned int mask, T value, int offset)
{
    static_assert(sizeof(T) == 4, "one register");
    const uint64_t* values = shim_exchange(2, mask, shim_bits<uint32_t>(value));
    const int from = (int)(threadIdx.x & 31) + offset;
    return from < 32 ? shim_bits<T>((uint32_t)values[from]) : value;
}

template <class T> inline T atomicAdd(T* address, T value)
{
    const T old = *address;
    *address = old + value;
    return old;
}

// The kernels of one text, called by the address of their arguments.
struct shim_text
{
    typedef void (*kernel)(const void* arguments);

    shim_text(const char* name, unsigned int bytes, kernel step, kernel reset, kernel gradient);

    const char* name;
    unsigned int bytes;
    kernel kernels[3];
};

// Functions of two numbers by name, over arrays.
struct shim_function
{
    typedef float (*function)(float a, float b);

    shim_function(const char* name, function function);
};
