// A stand-in for NVRTC: its "image" is a library that g++ makes of the text, with a function for each kernel that runs it over a grid.
// Compiled with -DDEVICE_HEADER="..." (device.h) and -DFOLDER="..." (where the files go).
#include <atomic>
#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <unistd.h>

struct Program { std::string source, log, image; };

static std::atomic<int> compilations;
static std::string last_options;

static std::string read_all(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

extern "C"
{
    int standin_compilations() { return compilations; }
    const char* standin_options() { return last_options.c_str(); }

    // A file of another name is of a later version.
    int nvrtcVersion(int* major, int* minor)
    {
        Dl_info info;
        dladdr((void*)&nvrtcVersion, &info);
        *major = std::strstr(info.dli_fname, ".so.14") != nullptr ? 14 : 12;
        *minor = 99;
        return 0;
    }

    const char* nvrtcGetErrorString(int code) { return code == 6 ? "NVRTC_ERROR_COMPILATION" : code == 5 ? "NVRTC_ERROR_INVALID_OPTION" : "NVRTC_ERROR"; }
    int nvrtcGetNumSupportedArchs(int* count) { *count = 2; return 0; }
    int nvrtcGetSupportedArchs(int* archs) { archs[0] = 75; archs[1] = 90; return 0; }

    int nvrtcCreateProgram(Program** program, const char* source, const char*, int, const char**, const char**)
    {
        *program = new Program{source, "", ""};
        return 0;
    }

    int nvrtcDestroyProgram(Program** program) { delete *program; *program = nullptr; return 0; }

    int nvrtcCompileProgram(Program* program, int count, const char** options)
    {
        static std::atomic<int> number;
        std::string arch, defines, all;
        bool exact = false, ptx = false;
        for (int i = 0; i < count; i++)
        {
            std::string option = options[i];
            all += (i ? " " : "") + option;
            if (option.rfind("--gpu-architecture=sm_", 0) == 0) { arch = option.substr(22); }
            else if (option.rfind("--gpu-architecture=compute_", 0) == 0) { arch = option.substr(27); ptx = true; }
            else if (option.rfind("-D", 0) == 0) { defines += " " + option; }
            else if (option == "--fmad=false") { exact = true; }
            else if (option != "--fmad=true") { program->log = "nvrtc: error: invalid value for " + option; return 5; }
        }

        last_options = all;
        std::string stem = std::string(FOLDER) + "/kernel" + std::to_string(getpid()) + "_" + std::to_string(number++);
        std::ofstream text(stem + ".cpp");
        text << "#include \"" << DEVICE_HEADER << "\"\n" << program->source << "\n";
        for (const char* kernel : {"rewarddsl_step", "rewarddsl_reset", "rewarddsl_gradient"})
        {
            if (program->source.find(std::string(kernel) + "(") != std::string::npos)
            {
                text << "extern \"C\" void standin_" << kernel << "(const void* at, unsigned grid, unsigned block) { standin::launch(grid, block, [](const void* a) { "
                     << kernel << "(*(const RewardArguments*)a); }, at); }\n"
                     << "extern \"C\" const long long standin_bytes_" << kernel << " = sizeof(RewardArguments);\n";
            }
        }

        text << "extern \"C\" const int standin_arch = " << arch << ";\nextern \"C\" const int standin_is_ptx = " << ptx << ";\n";
        text.close();
        std::string command = "g++ -std=c++17 -O1 -w -fPIC -shared -ffp-contract=" + std::string(exact ? "off" : "fast") + defines + " " + stem + ".cpp -o " + stem + ".so 2> " + stem + ".log";
        int result = std::system(command.c_str());
        program->log = read_all(stem + ".log");
        if (result == 0) { program->image = read_all(stem + ".so"); }
        unlink((stem + ".cpp").c_str());
        unlink((stem + ".so").c_str());
        unlink((stem + ".log").c_str());
        compilations++;
        return result == 0 ? 0 : 6;
    }

    int nvrtcGetProgramLogSize(Program* program, size_t* size) { *size = program->log.size() + 1; return 0; }
    int nvrtcGetProgramLog(Program* program, char* log) { std::memcpy(log, program->log.c_str(), program->log.size() + 1); return 0; }
    int nvrtcGetCUBINSize(Program* program, size_t* size) { *size = program->image.size(); return 0; }
    int nvrtcGetCUBIN(Program* program, char* image) { std::memcpy(image, program->image.data(), program->image.size()); return 0; }
    int nvrtcGetPTXSize(Program* program, size_t* size) { return nvrtcGetCUBINSize(program, size); }
    int nvrtcGetPTX(Program* program, char* image) { return nvrtcGetCUBIN(program, image); }
}
