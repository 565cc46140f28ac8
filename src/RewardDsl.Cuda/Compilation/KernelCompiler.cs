using System.Collections.Generic;
using System.Linq;
using RewardDsl.Cuda.Native;

namespace RewardDsl.Cuda.Compilation;

/// <summary>From the text of a variant to an image that a device runs.</summary>
internal static class KernelCompiler
{
    /// <summary>The image of a text for a device; from the cache if it was compiled before.</summary>
    /// <param name="nvrtc">The compiler.</param>
    /// <param name="options">Numerics and the cache's folder.</param>
    /// <param name="architecture">The device's: 90 for 9.0.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="text">The text with the lines of its variant.</param>
    public static byte[] Image(Nvrtc nvrtc, CudaOptions options, int architecture, string name, string text)
    {
        // A device newer than the compiler takes the text in its intermediate language, which the driver compiles.
        bool isKnown = nvrtc.Architectures.Contains(architecture);
        int target = isKnown ? architecture : nvrtc.Architectures.Where(a => a <= architecture).DefaultIfEmpty(0).Max();
        if (target == 0)
        {
            throw new CudaException(
                $"NVRTC {nvrtc.Version} of '{nvrtc.Path}' does not compile for devices of compute capability {architecture / 10}.{architecture % 10}; it knows {string.Join(", ", nvrtc.Architectures)}. Take another one with {LibrarySearch.NvrtcVariable}.");
        }

        List<string> arguments = [(isKnown ? "--gpu-architecture=sm_" : "--gpu-architecture=compute_") + target];
        arguments.AddRange(options.Numerics == CudaNumerics.Fast ? ["-DRW_FAST=1", "--fmad=true"] : ["--fmad=false"]);
        string key = $"{string.Join(' ', arguments)}\n{nvrtc.Version}\n{text}";
        return CompileCache.Get(options.CacheFolder, key, () => nvrtc.Compile(name, text, arguments, isPtx: !isKnown));
    }
}
