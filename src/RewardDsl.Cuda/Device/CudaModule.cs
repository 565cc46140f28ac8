using System;

namespace RewardDsl.Cuda.Device;

/// <summary>The loaded kernels of one variant.</summary>
internal sealed class CudaModule : IDisposable
{
    private readonly CudaContext _context;
    private nint _module;

    public CudaModule(CudaContext context, byte[] image, string compiler, bool hasGradient)
    {
        _context = context;
        using CudaContext.Scope scope = context.Enter();
        _module = context.Driver.LoadModule(image, compiler);
        try
        {
            Step = context.Driver.Function(_module, "rewarddsl_step");
            Reset = context.Driver.Function(_module, "rewarddsl_reset");
            Gradient = hasGradient ? context.Driver.Function(_module, "rewarddsl_gradient") : 0;
        }
        catch (CudaException)
        {
            Dispose();
            throw;
        }
    }

    public nint Step { get; }

    public nint Reset { get; }

    public nint Gradient { get; }

    /// <summary>Each kernel was launched once: what the driver reserves at a first launch is reserved.</summary>
    public bool IsWarm { get; set; }

    public void Dispose()
    {
        if (_module == 0)
        {
            return;
        }

        nint module = _module;
        _module = 0;
        try
        {
            using CudaContext.Scope scope = _context.Enter();
            _ = _context.Driver.UnloadModule(module);
        }
        catch (CudaException)
        {
            // A context that is lost has unloaded it already.
        }
    }
}
