// What CUDA text needs to be C++ for g++: each kernel runs over its grid on the CPU, one warp after the other. The threads of a warp are fibres, so that
// votes and shuffles see all of them. Nothing here is of NVIDIA's headers.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ucontext.h>
#include <vector>

#define __global__
#define __device__
#define __constant__ static const
#define __forceinline__ inline
#define __noinline__
#define __launch_bounds__(...)
#define __align__(n) alignas(n)

struct alignas(16) float4 { float x, y, z, w; };
struct uint3 { unsigned x, y, z; };
static thread_local uint3 threadIdx, blockIdx, blockDim, gridDim;

// A device traps on an address that is not a multiple of the element's size.
template <class T> static inline T __ldg(const T* at)
{
    if (reinterpret_cast<uintptr_t>(at) % alignof(T) != 0) { __builtin_trap(); }
    return *at;
}

static inline int __float_as_int(float x) { int y; std::memcpy(&y, &x, 4); return y; }
static inline float __int_as_float(int x) { float y; std::memcpy(&y, &x, 4); return y; }
static inline long long __double_as_longlong(double x) { long long y; std::memcpy(&y, &x, 8); return y; }
static inline double __longlong_as_double(long long x) { double y; std::memcpy(&y, &x, 8); return y; }
static inline int __popc(unsigned x) { return __builtin_popcount(x); }
static inline int atomicAdd(int* at, int value) { int old = *at; *at += value; return old; }
static inline float atomicAdd(float* at, float value) { float old = *at; *at += value; return old; }

namespace standin
{
    struct Warp
    {
        ucontext_t scheduler;
        ucontext_t fibre[32];
        std::vector<char> stacks;
        bool done[32];
        unsigned phase[32];
        unsigned words[2][32];
        int lane;
        void (*kernel)(const void*);
        const void* argument;
    };

    static thread_local Warp warp;

    static void run_fibre()
    {
        Warp& w = warp;
        w.kernel(w.argument);
        w.done[w.lane] = true;
        swapcontext(&w.fibre[w.lane], &w.scheduler);
    }

    // Every thread gives a word and sees those of all.
    static inline const unsigned* exchange(unsigned word)
    {
        Warp& w = warp;
        const int lane = w.lane;
        unsigned* words = w.words[w.phase[lane]++ & 1];
        words[lane] = word;
        swapcontext(&w.fibre[lane], &w.scheduler);
        return words;
    }

    static void run_warp(unsigned block, unsigned first, unsigned threads)
    {
        const size_t stack = 256 << 10;
        Warp& w = warp;
        w.stacks.resize(32 * stack);
        for (unsigned i = 0; i < 32; i++)
        {
            w.done[i] = i >= threads;
            w.phase[i] = 0;
            getcontext(&w.fibre[i]);
            w.fibre[i].uc_stack.ss_sp = w.stacks.data() + i * stack;
            w.fibre[i].uc_stack.ss_size = stack;
            w.fibre[i].uc_link = nullptr;
            makecontext(&w.fibre[i], run_fibre, 0);
        }

        for (bool any = true; any;)
        {
            any = false;
            for (unsigned i = 0; i < 32; i++)
            {
                if (!w.done[i])
                {
                    any = true;
                    w.lane = (int)i;
                    blockIdx = { block, 0, 0 };
                    threadIdx = { first + i, 0, 0 };
                    swapcontext(&w.scheduler, &w.fibre[i]);
                }
            }
        }
    }

    static void launch(unsigned grid, unsigned block, void (*kernel)(const void*), const void* argument)
    {
        gridDim = { grid, 1, 1 };
        blockDim = { block, 1, 1 };
        warp.kernel = kernel;
        warp.argument = argument;
        for (unsigned b = 0; b < grid; b++)
        {
            for (unsigned t = 0; t < block; t += 32)
            {
                run_warp(b, t, block - t < 32 ? block - t : 32);
            }
        }
    }
}

static inline unsigned __ballot_sync(unsigned, bool yes)
{
    const unsigned* words = standin::exchange(yes);
    unsigned all = 0;
    for (int i = 0; i < 32; i++) { all |= words[i] << i; }
    return all;
}

static inline unsigned shuffled(unsigned word, unsigned delta)
{
    const unsigned lane = threadIdx.x & 31;
    const unsigned* words = standin::exchange(word);
    return words[lane + delta < 32 ? lane + delta : lane];
}

static inline int __shfl_down_sync(unsigned, int value, unsigned delta) { return (int)shuffled((unsigned)value, delta); }
static inline float __shfl_down_sync(unsigned, float value, unsigned delta) { return __int_as_float((int)shuffled((unsigned)__float_as_int(value), delta)); }
