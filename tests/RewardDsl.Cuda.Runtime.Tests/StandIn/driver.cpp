// A stand-in for the CUDA driver: kernels run at once on the CPU, memory is the host's, what a real driver refuses is refused and what it records in a capture is
// recorded. After "page_locked" is set, copies from the host are made as late as from page-locked memory. Its file name decides what
// machine it is: with "nodevice" one without a device, with "noinit" one whose driver does not start, with "newer" a device that the compiler does not know.
// Compiled with -DFOLDER="..." (where images are written to be loaded).
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <elf.h>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <unistd.h>
#include <vector>

enum
{
    success = 0, invalid_value = 1, out_of_memory = 2, not_initialized = 3, no_device = 100, invalid_device = 101, invalid_image = 200, invalid_context = 201,
    no_binary = 209, not_found = 500, illegal_address = 700, capture_unsupported = 900,
};

typedef void (*Runner)(const void*, unsigned, unsigned);
struct Function { Runner run; long long bytes; };
struct Module { void* library; std::map<std::string, Function> functions; };
typedef std::vector<std::function<void()>> Work;
struct Stream { bool capturing = false, busy = false; Work graph, late; };

static std::recursive_mutex lock;
static std::map<uintptr_t, size_t> allocations;
static std::map<void*, Stream> streams;
static std::map<std::string, long long> settings, counts;
static thread_local void* current;
static char primary;

static std::string own_name()
{
    Dl_info info;
    dladdr((void*)&own_name, &info);
    std::string path = info.dli_fname;
    return path.substr(path.rfind('/') + 1);
}

static bool is(const char* what) { return own_name().find(what) != std::string::npos; }

// Whether the call fails that a test asked to fail: the n-th from then on.
static bool fails(const char* what)
{
    auto at = settings.find(what);
    return at != settings.end() && at->second > 0 && --at->second == 0;
}

static bool is_inside(uintptr_t at, size_t bytes)
{
    auto next = allocations.upper_bound(at);
    if (next == allocations.begin()) { return false; }
    --next;
    return at + bytes <= next->first + next->second;
}

static size_t elf_size(const unsigned char* image)
{
    if (std::memcmp(image, "\x7f" "ELF", 4) != 0) { return 0; }
    const Elf64_Ehdr* head = (const Elf64_Ehdr*)image;
    return head->e_shoff + (size_t)head->e_shnum * head->e_shentsize;
}

static void flush(Stream& stream)
{
    Work late;
    late.swap(stream.late);
    for (auto& work : late) { work(); }
}

// Does or records what goes into a stream.
template<typename F> static int enqueue(void* handle, F work)
{
    Stream& stream = streams[handle];
    if (stream.capturing) { stream.graph.push_back(work); return success; }
    flush(stream);
    work();
    stream.busy = true;
    return success;
}

#define LOCKED std::lock_guard<std::recursive_mutex> guard(lock)
#define IN_CONTEXT LOCKED; if (current == nullptr) { return invalid_context; }

extern "C"
{
    void standin_set(const char* name, long long value) { LOCKED; settings[name] = value; }
    long long standin_count(const char* name)
    {
        LOCKED;
        if (std::strcmp(name, "allocations") == 0) { return (long long)allocations.size(); }
        if (std::strcmp(name, "busy") == 0)
        {
            long long busy = 0;
            for (auto& stream : streams) { busy += stream.second.busy; }
            return busy;
        }

        return counts[name];
    }
    // What cudaDeviceReset does: the context is gone with all memory and modules.
    void standin_lose()
    {
        LOCKED;
        for (auto& allocation : allocations) { std::free((void*)allocation.first); }
        allocations.clear();
        counts["modules"] = 0;
        settings["lost"] = 1;
    }
    void standin_begin_capture(void* stream) { LOCKED; streams[stream].graph.clear(); streams[stream].capturing = true; }
    void standin_end_capture(void* stream) { LOCKED; streams[stream].capturing = false; }
    void standin_replay(void* stream)
    {
        LOCKED;
        flush(streams[stream]);
        for (auto& work : streams[stream].graph) { work(); }
    }

    int cuInit(unsigned) { return is("noinit") ? no_device : success; }
    int cuDriverGetVersion(int* version) { *version = 12040; return success; }
    int cuDeviceGetCount(int* count) { *count = is("nodevice") ? 0 : 1; return success; }
    int cuDeviceGet(int* device, int ordinal) { *device = ordinal; return ordinal == 0 ? success : invalid_device; }
    int cuDeviceGetName(char* name, int length, int) { std::snprintf(name, length, "Stand-in"); return success; }
    int cuDeviceGetAttribute(int* value, int attribute, int)
    {
        *value = attribute == 75 ? (is("newer") ? 12 : 9) : 0;
        return success;
    }
    int cuDevicePrimaryCtxRetain(void** context, int) { LOCKED; counts["contexts"]++; *context = &primary; return success; }
    int cuCtxGetCurrent(void** context) { *context = current; return success; }
    int cuCtxSetCurrent(void* context) { LOCKED; if (settings["lost"] != 0) { return invalid_context; } counts["set_context"]++; current = context; return success; }

    int cuModuleLoadData(Module** module, const void* image)
    {
        IN_CONTEXT;
        if (fails("load")) { return invalid_image; }
        size_t bytes = elf_size((const unsigned char*)image);
        if (bytes == 0) { return invalid_image; }
        static int number;
        std::string path = std::string(FOLDER) + "/module" + std::to_string(getpid()) + "_" + std::to_string(number++) + "_" + own_name();
        { std::ofstream file(path, std::ios::binary); file.write((const char*)image, (std::streamsize)bytes); }
        void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr) { std::fprintf(stderr, "stand-in: %s\n", dlerror()); }
        unlink(path.c_str());
        if (library == nullptr) { return invalid_image; }
        int arch = *(int*)dlsym(library, "standin_arch"), device = is("newer") ? 120 : 90;
        if (fails("arch") || (arch != device && !(*(int*)dlsym(library, "standin_is_ptx") && arch <= device))) { dlclose(library); return no_binary; }
        *module = new Module{library, {}};
        counts["modules"]++;
        return success;
    }

    int cuModuleUnload(Module* module) { IN_CONTEXT; dlclose(module->library); delete module; counts["modules"]--; return success; }

    int cuModuleGetFunction(Function** function, Module* module, const char* name)
    {
        IN_CONTEXT;
        void* run = dlsym(module->library, ("standin_" + std::string(name)).c_str());
        if (run == nullptr || fails("function")) { return not_found; }
        module->functions[name] = {(Runner)run, *(long long*)dlsym(module->library, ("standin_bytes_" + std::string(name)).c_str())};
        *function = &module->functions[name];
        return success;
    }

    int cuLaunchKernel(Function* function, unsigned gx, unsigned, unsigned, unsigned bx, unsigned, unsigned, unsigned, void* stream, void** arguments, void**)
    {
        IN_CONTEXT;
        if (fails("launch")) { return illegal_address; }
        if (gx == 0 || gx > 65535 || bx % 32 != 0 || bx > 128 || function->bytes > 4096) { return invalid_value; }
        counts["launches"]++;
        if (settings["counted"] != 0)
        {
            // As if steps before had counted as much; the eighth member of the argument says where.
            for (int i = 0; i < 5; i++) { (*(unsigned long long* const*)((const char*)arguments[0] + 56))[i] += (unsigned long long)settings["counted"]; }
            settings["counted"] = 0;
        }

        if (!streams[stream].capturing) { counts["last_stream"] = (long long)(intptr_t)stream; }
        const char* at = (const char*)arguments[0];
        std::vector<char> argument(at, at + function->bytes);
        return enqueue(stream, [=] { function->run(argument.data(), gx, bx); });
    }

    int cuMemAlloc_v2(uintptr_t* at, size_t bytes)
    {
        IN_CONTEXT;
        if (fails("alloc")) { return out_of_memory; }
        void* memory = std::aligned_alloc(512, (bytes + 511) / 512 * 512);
        std::memset(memory, 0xCD, bytes);
        *at = (uintptr_t)memory;
        allocations[*at] = bytes;
        return success;
    }

    int cuMemFree_v2(uintptr_t at)
    {
        IN_CONTEXT;
        if (allocations.erase(at) == 0) { return invalid_value; }
        std::free((void*)at);
        return success;
    }

    int cuMemcpyHtoDAsync_v2(uintptr_t to, const void* from, size_t bytes, void* stream)
    {
        IN_CONTEXT;
        if (!is_inside(to, bytes)) { return invalid_value; }
        counts["uploads"]++;
        counts["last_copy"] = (long long)(intptr_t)stream;
        auto copy = [=] { if (is_inside(to, bytes)) { std::memcpy((void*)to, from, bytes); } };
        if (settings["page_locked"] == 0 || streams[stream].capturing) { return enqueue(stream, copy); }
        streams[stream].late.push_back(copy);
        streams[stream].busy = true;
        return success;
    }

    int cuMemcpyDtoHAsync_v2(void* to, uintptr_t from, size_t bytes, void* stream)
    {
        IN_CONTEXT;
        if (!is_inside(from, bytes)) { return invalid_value; }
        return enqueue(stream, [=] { std::memcpy(to, (void*)from, bytes); });
    }

    int cuMemcpyDtoDAsync_v2(uintptr_t to, uintptr_t from, size_t bytes, void* stream)
    {
        IN_CONTEXT;
        if (!is_inside(from, bytes) || !is_inside(to, bytes)) { return invalid_value; }
        return enqueue(stream, [=] { std::memmove((void*)to, (void*)from, bytes); });
    }

    int cuMemsetD8Async(uintptr_t at, unsigned char value, size_t count, void* stream)
    {
        IN_CONTEXT;
        if (!is_inside(at, count)) { return invalid_value; }
        counts["last_fill"] = (long long)(intptr_t)stream;
        return enqueue(stream, [=] { std::memset((void*)at, value, count); });
    }

    int cuMemsetD32Async(uintptr_t at, unsigned value, size_t count, void* stream)
    {
        IN_CONTEXT;
        if (!is_inside(at, 4 * count)) { return invalid_value; }
        return enqueue(stream, [=] { for (size_t i = 0; i < count; i++) { ((unsigned*)at)[i] = value; } });
    }

    int cuStreamSynchronize(void* stream)
    {
        IN_CONTEXT;
        if (streams[stream].capturing) { return capture_unsupported; }
        flush(streams[stream]);
        streams[stream].busy = false;
        return success;
    }
    int cuStreamIsCapturing(void* stream, int* status) { IN_CONTEXT; *status = streams[stream].capturing ? 1 : 0; return success; }

    int cuGetErrorName(int code, const char** name)
    {
        static const std::map<int, const char*> names = {
            {invalid_value, "CUDA_ERROR_INVALID_VALUE"}, {out_of_memory, "CUDA_ERROR_OUT_OF_MEMORY"}, {no_device, "CUDA_ERROR_NO_DEVICE"}, {invalid_device, "CUDA_ERROR_INVALID_DEVICE"},
            {invalid_image, "CUDA_ERROR_INVALID_IMAGE"}, {invalid_context, "CUDA_ERROR_INVALID_CONTEXT"}, {no_binary, "CUDA_ERROR_NO_BINARY_FOR_GPU"}, {not_found, "CUDA_ERROR_NOT_FOUND"},
            {illegal_address, "CUDA_ERROR_ILLEGAL_ADDRESS"}, {capture_unsupported, "CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED"}};
        auto at = names.find(code);
        *name = at == names.end() ? nullptr : at->second;
        return at == names.end() ? invalid_value : success;
    }

    int cuGetErrorString(int code, const char** text) { *text = code == out_of_memory ? "out of memory" : "as the stand-in was told"; return success; }

    // Of libtorch: the test's current stream, and the data of a tensor, which here is a handle that points to it.
    int aoti_torch_get_current_cuda_stream(int, void** stream) { LOCKED; *stream = (void*)(intptr_t)settings["torch_stream"]; return 0; }
    int aoti_torch_get_data_ptr(void** tensor, void** data) { *data = *tensor; return 0; }
}
