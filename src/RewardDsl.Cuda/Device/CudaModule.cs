using System;

namespace RewardDsl.Cuda.Device;

/// <summary>The loaded kernels of one variant.</summary>
internal sealed class CudaModule : IDisposable
{
    private readonly CudaContext _context;
    private nint _module;

    public CudaModule(CudaContext context, byte[] image, bool hasGradient)
    {
        _context = context;
        using CudaContext.Scope scope = context.Enter();
        _module = context.Driver.LoadModule(image);
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

    public void Dispose()
    {
        if (_module != 0)
        {
            using CudaContext.Scope scope = _context.Enter();
            _ = _context.Driver.UnloadModule(_module);
            _module = 0;
        }
    }
}
