using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using RewardDsl.Cuda.Compilation;
using RewardDsl.Cuda.Native;
using Xunit;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>What a machine can lack and what a driver can refuse: one clear exception, and nothing left behind.</summary>
[Collection("stand-in")]
public sealed class FailureTests : StandInTests
{
    [Fact]
    public void NoDriver_IsOneReason_AndTheRestWorks()
    {
        var options = new CudaOptions { DriverPath = "/no/libcuda.so.1" };
        string? reason = CudaBackend.Probe(options);
        Assert.StartsWith("unavailable: the CUDA driver could not be loaded from '/no/libcuda.so.1' (there is no such file", reason, StringComparison.Ordinal);
        Assert.Equal(reason, Assert.Throws<CudaException>(() => new Hopper.CudaEvaluator(4, options)).Message);
        Assert.Equal(reason, Assert.Throws<CudaException>(() => new DeviceBuffer<int>(4, options)).Message);

        // Whatever this machine has, asking does not throw.
        if (CudaBackend.Unavailable is { } here)
        {
            Assert.StartsWith("unavailable: ", here, StringComparison.Ordinal);
        }

        using var cpu = new Hopper.Evaluator(4);
        Assert.Equal(4, cpu.BatchSize);

        // In this process another test may have loaded the stand-in of libtorch.
        if (LibrarySearch.LoadedModule(LibrarySearch.TorchCpu) is null)
        {
            Assert.Contains("libtorch", Assert.Throws<CudaException>(() => TorchMemory.DataPointer(1)).Message, StringComparison.Ordinal);
        }
    }

    [StandInTheory]
    [InlineData("libcuda_nodevice.so", "unavailable: the CUDA driver shows no device")]
    [InlineData("libcuda_noinit.so", "unavailable: cuInit failed: CUDA_ERROR_NO_DEVICE (100)")]
    public void NoDevice_IsOneReason(string driver, string reason)
    {
        CudaOptions options = StandIn.On(driver);
        Assert.StartsWith(reason, CudaBackend.Probe(options), StringComparison.Ordinal);
        Assert.StartsWith(reason, Assert.Throws<CudaException>(() => new Hopper.CudaEvaluator(4, options)).Message, StringComparison.Ordinal);
    }

    [StandInFact]
    public void OtherMissingParts_AreNamed()
    {
        Assert.StartsWith("unavailable: there is no device 3: the CUDA driver shows 1", CudaBackend.Probe(StandIn.Options with { Device = 3 }), StringComparison.Ordinal);
        Assert.StartsWith("unavailable: NVRTC could not be loaded from '/no/nvrtc'", CudaBackend.Probe(StandIn.Options with { NvrtcPath = "/no/nvrtc" }), StringComparison.Ordinal);

        // A library that is another one.
        Assert.Contains("has no function cuInit", CudaBackend.Probe(StandIn.Options with { DriverPath = StandIn.Options.NvrtcPath }), StringComparison.Ordinal);
        Assert.Null(CudaBackend.Probe(StandIn.Options));
    }

    [StandInTheory]
    [InlineData("alloc", 1, "cuMemAlloc failed (", "CUDA_ERROR_OUT_OF_MEMORY (2), out of memory. The device has not enough free memory")]
    [InlineData("function", 1, "cuModuleGetFunction failed (the kernel is 'rewarddsl_step')", "CUDA_ERROR_NOT_FOUND (500)")]
    [InlineData("function", 2, "cuModuleGetFunction failed (the kernel is 'rewarddsl_reset')", "must have the same version")]
    [InlineData("load", 1, "cuModuleLoadData failed", "CUDA_ERROR_INVALID_IMAGE (200)")]
    [InlineData("arch", 1, "cuModuleLoadData failed (compiled by NVRTC 12.99; the driver is of CUDA 12.4)", "CUDA_ERROR_NO_BINARY_FOR_GPU (209)")]
    public void Creation_ThatTheDriverRefuses(string what, int nth, string call, string reason)
    {
        StandIn.Fail(what, nth);
        CudaException failure = Assert.Throws<CudaException>(() => new Hopper.CudaEvaluator(4, StandIn.Options));
        StandIn.Fail(what, 0);
        Assert.Contains(call, failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, failure.Code);
        using var again = new Hopper.CudaEvaluator(4, StandIn.Options);
    }

    [StandInFact]
    public void Launch_ThatTheDriverRefuses()
    {
        using var run = new HopperRun(4, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(4, StandIn.Options);
        StandIn.Fail("launch", 1);
        CudaException failure = Assert.Throws<CudaException>(() => evaluator.Reset(run.Inputs));
        Assert.Equal(("cuLaunchKernel", 700), (failure.Call, failure.Code));
        Assert.Contains("check that every pointer is device memory", failure.Message, StringComparison.Ordinal);
    }

    [StandInFact]
    public void Creation_WhoseFirstLaunchIsRefused_LeavesNothing()
    {
        StandIn.Fail("launch", 2);
        Assert.Equal("cuLaunchKernel", Assert.Throws<CudaException>(() => new Hopper.CudaEvaluator(4, StandIn.Options)).Call);
        StandIn.Fail("launch", 0);
    }

    [StandInFact]
    public void Dispose_AfterTheContextIsLost_DoesNotThrow()
    {
        var evaluator = new Hopper.CudaEvaluator(4, StandIn.Options);
        var buffer = new DeviceBuffer<int>(4, StandIn.Options);
        StandIn.Lose();
        try
        {
            // A thread of its own has no context yet.
            Exception? failure = null;
            var thread = new Thread(() => failure = Record.Exception(() =>
            {
                evaluator.Dispose();
                buffer.Dispose();
            }));
            thread.Start();
            thread.Join();
            Assert.Null(failure);
        }
        finally
        {
            StandIn.Set("lost", 0);
        }

        using var again = new Hopper.CudaEvaluator(4, StandIn.Options);
    }

    [StandInFact]
    public void Cache_OfMemoryAndFiles_IsUsed_AndMended()
    {
        CudaOptions options = StandIn.Options with { CacheFolder = Path.Combine(StandIn.Folder, "mended") };
        CompileCache.Forget();
        int before = StandIn.Compilations;
        void Create()
        {
            using var evaluator = new Hopper.CudaEvaluator(4, options);
        }

        Create();
        Create();
        Assert.Equal(before + 1, StandIn.Compilations);
        CompileCache.Forget();
        Create();
        Assert.Equal(before + 1, StandIn.Compilations);

        string file = Assert.Single(Directory.GetFiles(options.CacheFolder!));
        byte[] good = File.ReadAllBytes(file);
        foreach (byte[] damaged in new[] { good[..^1], [], [.. good[..60], (byte)(good[60] ^ 1), .. good[61..]] })
        {
            File.WriteAllBytes(file, damaged);
            CompileCache.Forget();
            int compiled = StandIn.Compilations;
            Create();
            Assert.Equal(compiled + 1, StandIn.Compilations);
            Assert.Equal(good.Length, new FileInfo(file).Length);
        }

        // A folder that cannot be made is not missed.
        string blocked = Path.Combine(StandIn.Folder, "a file");
        File.WriteAllText(blocked, "");
        options = options with { CacheFolder = Path.Combine(blocked, "cache") };
        CompileCache.Forget();
        Create();
        options = options with { CacheFolder = "" };
        CompileCache.Forget();
        Create();
    }

    [StandInFact]
    public void CompileError_HoldsTheCompilersLog()
    {
        CudaException failure = Assert.Throws<CudaException>(() => new Broken(4, StandIn.Options));
        Assert.Equal(("nvrtcCompileProgram", 6), (failure.Call, failure.Code));
        Assert.Contains("NVRTC_ERROR_COMPILATION (6)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("was not declared", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SpecWithoutACudaForm_HasAnEvaluatorThatIsAnErrorAndSaysWhy()
    {
        Type stub = typeof(Wide).GetNestedType("CudaEvaluator")!;
        ObsoleteAttribute error = stub.GetCustomAttribute<ObsoleteAttribute>()!;
        Assert.True(error.IsError);
        Assert.Equal("the reward 'Wide' has no CUDA form: a kernel takes at most 4096 bytes of arguments; the 124 signals need 4160", error.Message);
        TargetInvocationException failure = Assert.Throws<TargetInvocationException>(() => Activator.CreateInstance(stub, 4, null));
        Assert.Equal(error.Message, Assert.IsType<NotSupportedException>(failure.InnerException).Message);
        using var cpu = new Wide.Evaluator(4);
        Assert.Equal(124, cpu.Info.Signals.Count);
    }

    [StandInFact]
    public void DeviceNewerThanTheCompiler_TakesTheIntermediateLanguage()
    {
        CudaOptions options = StandIn.On("libcuda_newer.so");
        Assert.Null(CudaBackend.Probe(options));
        using var evaluator = new Hopper.CudaEvaluator(4, options);
        Assert.Equal("--gpu-architecture=compute_90 --fmad=false", StandIn.LastOptions);
    }

    [StandInFact]
    public void Search_TakesACompilerThatIsWholeAndNotNewerThanTheDriver()
    {
        string root = Path.Combine(StandIn.Folder, "search");
        string torch = Directory.CreateDirectory(Path.Combine(root, "site-packages", "torch", "lib")).FullName;
        string toolkit = Directory.CreateDirectory(Path.Combine(root, "cuda", "lib64")).FullName;
        string fit = Path.Combine(toolkit, "libnvrtc.so.12");
        File.WriteAllText(Path.Combine(torch, "libtorch_cuda.so"), "");

        // Beside torch another library of that name, and one that makes images that the driver of CUDA 12.4 does not know.
        File.Copy(StandIn.Options.DriverPath!, Path.Combine(torch, "libnvrtc-0.so.12"));
        File.Copy(StandIn.Options.NvrtcPath!, Path.Combine(torch, "libnvrtc-00.so.14"));
        File.Copy(StandIn.Options.NvrtcPath!, fit);
        var driver = new CudaOptions { DriverPath = Path.Combine(StandIn.Folder, "libcuda_search.so") };
        File.Copy(StandIn.Options.DriverPath!, driver.DriverPath!);
        string[] variables = ["LD_LIBRARY_PATH", "CUDA_HOME", "CUDA_PATH", LibrarySearch.NvrtcVariable];
        string?[] before = [.. variables.Select(Environment.GetEnvironmentVariable)];
        try
        {
            foreach ((string variable, string? value) in variables.Zip([torch, Path.Combine(root, "cuda"), null, null]))
            {
                Environment.SetEnvironmentVariable(variable, value);
            }

            Assert.Null(CudaBackend.Probe(driver));
            Assert.Equal(fit, CudaLibraries.Of(driver).Nvrtc.Path);

            // One that is given is taken.
            CudaOptions given = driver with { NvrtcPath = Path.Combine(torch, "libnvrtc-00.so.14") };
            Assert.Equal("14.99", CudaLibraries.Of(given).Nvrtc.Version);
            Assert.Contains("has no function nvrtcVersion", CudaBackend.Probe(driver with { NvrtcPath = Path.Combine(torch, "libnvrtc-0.so.12") }), StringComparison.Ordinal);
        }
        finally
        {
            foreach ((string variable, string? value) in variables.Zip(before))
            {
                Environment.SetEnvironmentVariable(variable, value);
            }
        }
    }

    [Fact]
    public void Search_OrdersToolkitsByVersion() => Assert.Equal(
        ["/usr/local/cuda-13", "/usr/local/cuda-12.10", "/usr/local/cuda-12.4", "/usr/local/cuda-9.2", "/usr/local/cuda-old"],
        LibrarySearch.NewestFirst(["/usr/local/cuda-12.10", "/usr/local/cuda-12.4", "/usr/local/cuda-13", "/usr/local/cuda-9.2", "/usr/local/cuda-old"]));

    [Fact]
    public void Search_FindsRenamedFilesBesideTorch_AndItsBuiltins()
    {
        string root = Directory.CreateTempSubdirectory("rewarddsl-search-").FullName;
        string torch = Path.Combine(root, "site-packages", "torch", "lib");
        string wheel = Path.Combine(root, "site-packages", "nvidia", "cuda_nvrtc", "lib");
        string toolkit = Path.Combine(root, "cuda", "lib64");
        foreach (string folder in new[] { torch, wheel, toolkit })
        {
            Directory.CreateDirectory(folder);
        }

        string[] files =
        [
            Path.Combine(torch, "libnvrtc-0a1b2c3d.so.12"), Path.Combine(wheel, "libnvrtc.so.12"), Path.Combine(toolkit, "libnvrtc.so.13"),
        ];
        string builtins = Path.Combine(torch, "libnvrtc-builtins-77.so.12.8");
        foreach (string file in files.Append(builtins).Append(Path.Combine(torch, "libtorch_cuda.so")))
        {
            File.WriteAllText(file, "");
        }

        string? path = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH");
        string? home = Environment.GetEnvironmentVariable("CUDA_HOME");
        try
        {
            Environment.SetEnvironmentVariable("LD_LIBRARY_PATH", torch);
            Environment.SetEnvironmentVariable("CUDA_HOME", Path.Combine(root, "cuda"));
            if (OperatingSystem.IsLinux())
            {
                List<string> found = [.. LibrarySearch.Compilers()];
                Assert.Equal(files, found.Where(f => f.StartsWith(root, StringComparison.Ordinal)));
                Assert.Equal("libnvrtc.so.13", found.First(static f => !f.Contains('/', StringComparison.Ordinal)));
                Assert.Equal([builtins], LibrarySearch.BuiltinsBeside(files[0]));
                Assert.Empty(LibrarySearch.BuiltinsBeside("libnvrtc.so.12"));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("LD_LIBRARY_PATH", path);
            Environment.SetEnvironmentVariable("CUDA_HOME", home);
            Directory.Delete(root, recursive: true);
        }
    }

    private sealed class Broken(int batch, CudaOptions options) : CudaRewardEvaluator(
        batch, new Kernels.CudaKernel { Layout = Hopper.Evaluator.Layout, Source = "extern \"C\" __global__ void rewarddsl_step(int x) { undeclared = x; }" }, options);
}
