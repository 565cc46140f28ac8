// Runs kernels over their grid on the CPU, one warp after the other. The threads of a warp are fibres, so that votes and shuffles see all of them. What the
// text needs to be C++ is in shim.h (tests/RewardDsl.Cuda.Tests/Shim); here is what that leaves to be defined, in each library for itself.
#pragma once
#include "shim.h"
#include <cstdio>
#include <cstdlib>
#include <ucontext.h>
#include <vector>

shim_index threadIdx, blockIdx, blockDim, gridDim;

[[noreturn]] void shim_fail(const char* message)
{
    std::fprintf(stderr, "stand-in: %s\n", message);
    std::abort();
}

namespace standin
{
    struct Warp
    {
        ucontext_t scheduler;
        ucontext_t fibre[32];
        std::vector<char> stacks;
        bool done[32];
        unsigned phase[32];
        uint64_t words[2][32];
        int lane;
        void (*kernel)(const void*);
        const void* argument;
    };

    static Warp warp;

    static void run_fibre()
    {
        warp.kernel(warp.argument);
        warp.done[warp.lane] = true;
        swapcontext(&warp.fibre[warp.lane], &warp.scheduler);
    }

    static void run_warp(unsigned block, unsigned first)
    {
        const size_t stack = 256 << 10;
        warp.stacks.resize(32 * stack);
        for (unsigned i = 0; i < 32; i++)
        {
            warp.done[i] = false;
            warp.phase[i] = 0;
            getcontext(&warp.fibre[i]);
            warp.fibre[i].uc_stack.ss_sp = warp.stacks.data() + i * stack;
            warp.fibre[i].uc_stack.ss_size = stack;
            warp.fibre[i].uc_link = nullptr;
            makecontext(&warp.fibre[i], run_fibre, 0);
        }

        for (bool any = true; any;)
        {
            any = false;
            for (unsigned i = 0; i < 32; i++)
            {
                if (!warp.done[i])
                {
                    any = true;
                    warp.lane = (int)i;
                    blockIdx = { block, 0, 0 };
                    threadIdx = { first + i, 0, 0 };
                    swapcontext(&warp.scheduler, &warp.fibre[i]);
                }
            }
        }
    }

    // The driver's stand-in launches one kernel at a time, in blocks of whole warps.
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
                run_warp(b, t);
            }
        }
    }
}

// Every thread gives a word, waits for the others, and sees those of all. Two rows: who is through early may give the next one.
const uint64_t* shim_exchange(int, unsigned int, uint64_t value)
{
    standin::Warp& w = standin::warp;
    const int lane = w.lane;
    uint64_t* words = w.words[w.phase[lane]++ & 1];
    words[lane] = value;
    swapcontext(&w.fibre[lane], &w.scheduler);
    return words;
}
