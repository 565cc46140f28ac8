// A device that takes its commands from the standard input: memory, launches of emitted kernels, and their elementary functions.

#include "shim.h"

#include <stdio.h>
#include <stdlib.h>
#include <ucontext.h>

#include <map>
#include <string>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

shim_index threadIdx, blockIdx, blockDim, gridDim;

void shim_fail(const char* message)
{
    fprintf(stderr, "shim: %s (block %u, thread %u)\n", message, blockIdx.x, threadIdx.x);
    fflush(stderr);
    abort();
}

namespace
{

const int Lanes = 32;
const size_t StackBytes = 512 * 1024;

struct fibre
{
    ucontext_t context;
    char* stack;
    void* fake;
    bool done;
    int kind;
    unsigned int mask;
    long exchange;
};

fibre fibres[Lanes];
ucontext_t scheduler;
void* scheduler_fake;
const void* scheduler_stack;
size_t scheduler_stack_bytes;
uint64_t exchanged[2][Lanes];
int running;
shim_text::kernel launched;
const void* launched_arguments;

std::map<std::string, shim_text*>& texts()
{
    static std::map<std::string, shim_text*> all;
    return all;
}

std::map<std::string, shim_function::function>& functions()
{
    static std::map<std::string, shim_function::function> all;
    return all;
}

// The sanitizer must be told that the stack changes.
void leave(fibre& from, bool last)
{
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_start_switch_fiber(last ? nullptr : &from.fake, scheduler_stack, scheduler_stack_bytes);
#endif
    swapcontext(&from.context, &scheduler);
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_finish_switch_fiber(from.fake, &scheduler_stack, &scheduler_stack_bytes);
#endif
}

void enter(fibre& to)
{
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_start_switch_fiber(&scheduler_fake, to.stack, StackBytes);
#endif
    swapcontext(&scheduler, &to.context);
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_finish_switch_fiber(scheduler_fake, nullptr, nullptr);
#endif
}

// A fibre lives for ever: a new context for each thread would cost more than the kernel.
void body()
{
    fibre& own = fibres[running];
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_finish_switch_fiber(nullptr, &scheduler_stack, &scheduler_stack_bytes);
#endif
    for (;;)
    {
        launched(launched_arguments);
        own.done = true;
        leave(own, false);
    }
}

void run_warp(unsigned int first)
{
    for (int lane = 0; lane < Lanes; lane++)
    {
        fibre& own = fibres[lane];
        own.done = false;
        own.exchange = 0;
        if (own.stack == nullptr)
        {
            own.stack = (char*)malloc(StackBytes);
            getcontext(&own.context);
            own.context.uc_stack.ss_sp = own.stack;
            own.context.uc_stack.ss_size = StackBytes;
            own.context.uc_link = nullptr;
            makecontext(&own.context, body, 0);
        }
    }

    for (;;)
    {
        int done = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            running = lane;
            threadIdx.x = first + lane;
            enter(fibres[lane]);
            done += fibres[lane].done ? 1 : 0;
        }

        if (done == Lanes)
        {
            return;
        }

        for (int lane = 0; lane < Lanes; lane++)
        {
            if (done != 0 || fibres[lane].exchange != fibres[0].exchange || fibres[lane].kind != fibres[0].kind || fibres[lane].mask != 0xffffffffu)
            {
                shim_fail("the threads of a warp do not meet at one exchange");
            }
        }
    }
}

void read_all(void* target, size_t bytes)
{
    if (bytes != 0 && fread(target, 1, bytes, stdin) != bytes)
    {
        exit(0);
    }
}

template <class T> T read_value()
{
    T value;
    read_all(&value, sizeof value);
    return value;
}

std::string read_name()
{
    std::string name(read_value<uint32_t>(), ' ');
    read_all(&name[0], name.size());
    return name;
}

void write_all(const void* source, size_t bytes)
{
    if (bytes != 0 && fwrite(source, 1, bytes, stdout) != bytes)
    {
        exit(1);
    }
}

void launch()
{
    const std::string name = read_name();
    const uint32_t kernel = read_value<uint32_t>();
    const uint32_t grid = read_value<uint32_t>();
    const uint32_t block = read_value<uint32_t>();
    std::vector<char> arguments(read_value<uint32_t>());
    read_all(arguments.data(), arguments.size());
    if (texts().count(name) == 0 || texts()[name]->kernels[kernel] == nullptr)
    {
        shim_fail(("no such kernel: " + name).c_str());
    }

    shim_text& text = *texts()[name];
    if (text.bytes != arguments.size() || block % Lanes != 0 || block > 128)
    {
        shim_fail(("a launch that does not fit: " + name).c_str());
    }

    launched = text.kernels[kernel];
    launched_arguments = arguments.data();
    gridDim = { grid, 1, 1 };
    blockDim = { block, 1, 1 };
    for (uint32_t b = 0; b < grid; b++)
    {
        blockIdx = { b, 0, 0 };
        for (uint32_t t = 0; t < block; t += Lanes)
        {
            run_warp(t);
        }
    }
}

void evaluate()
{
    const std::string name = read_name();
    const uint32_t count = read_value<uint32_t>();
    std::vector<float> a(count), b(count), r(count);
    read_all(a.data(), count * sizeof(float));
    read_all(b.data(), count * sizeof(float));
    if (functions().count(name) == 0)
    {
        shim_fail(("no such function: " + name).c_str());
    }

    const shim_function::function function = functions()[name];
    for (uint32_t i = 0; i < count; i++)
    {
        r[i] = function(a[i], b[i]);
    }

    write_all(r.data(), count * sizeof(float));
}

}

const uint64_t* shim_exchange(int kind, unsigned int mask, uint64_t value)
{
    fibre& own = fibres[running];
    own.kind = kind;
    own.mask = mask;
    own.exchange++;
    // Two in turn: who goes on first must not overwrite what the others have still to read.
    uint64_t* values = exchanged[own.exchange & 1];
    values[running] = value;
    leave(own, false);
    return values;
}

shim_text::shim_text(const char* name, unsigned int bytes, kernel step, kernel reset, kernel gradient)
    : name(name), bytes(bytes), kernels{ step, reset, gradient }
{
    texts()[name] = this;
}

shim_function::shim_function(const char* name, function function)
{
    functions()[name] = function;
}

int main()
{
    for (;;)
    {
        switch (read_value<uint8_t>())
        {
            case 'A':
            {
                // As many bytes as asked for: the sanitizer sees a read of the next one.
                const uint64_t bytes = read_value<uint64_t>();
                const uint64_t address = (uint64_t)(uintptr_t)malloc(bytes);
                write_all(&address, sizeof address);
                fflush(stdout);
                break;
            }

            case 'F':
                free((void*)(uintptr_t)read_value<uint64_t>());
                break;
            case 'W':
            {
                void* address = (void*)(uintptr_t)read_value<uint64_t>();
                const uint64_t bytes = read_value<uint64_t>();
                read_all(address, bytes);
                break;
            }

            case 'R':
            {
                const void* address = (const void*)(uintptr_t)read_value<uint64_t>();
                const uint64_t bytes = read_value<uint64_t>();
                write_all(address, bytes);
                fflush(stdout);
                break;
            }

            case 'L':
                launch();
                break;
            case 'E':
                evaluate();
                fflush(stdout);
                break;
            default:
                return 0;
        }
    }
}
