using System;
using System.ComponentModel;
using RewardDsl.Cuda.Device;
using RewardDsl.Cuda.Kernels;

namespace RewardDsl.Cuda;

/// <content>The calls: check, choose the variant, launch.</content>
public abstract unsafe partial class CudaRewardEvaluator
{
    /// <summary>Compiles, loads and launches once, for no environment, what a call with these inputs needs, so that it can be captured. Waits for the stream.</summary>
    /// <typeparam name="TInputs">The generated inputs.</typeparam>
    /// <param name="inputs">Inputs as a step will have them: their alignment and strides count, not their content.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void PrepareCore<TInputs>(in TInputs inputs)
        where TInputs : struct, IDeviceSignals
    {
        ThrowIfDisposed();
        Bind(in inputs, isReset: false);
        nint at = StreamOf(null);
        using CudaContext.Scope scope = _context.Enter();
        if (_context.Driver.IsCapturing(at))
        {
            throw new InvalidOperationException("The stream is capturing. Call Prepare before the capture.");
        }

        Warm(Choose(at, mayLoad: true), at);
    }

    /// <summary>One step of every environment. Everything is checked before anything is launched.</summary>
    /// <typeparam name="TInputs">The generated inputs.</typeparam>
    /// <param name="inputs">One view for each signal, read after the step.</param>
    /// <param name="ends">How the simulator ended episodes.</param>
    /// <param name="outputs">Where the results go.</param>
    /// <param name="stream">The stream; null: that of the options.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void StepCore<TInputs>(in TInputs inputs, in DeviceStepEnds ends, in DeviceStepOutputs outputs, nint? stream)
        where TInputs : struct, IDeviceSignals
    {
        ThrowIfDisposed();
        BindEnds(in ends);
        BindOutputs(in outputs);
        Bind(in inputs, isReset: false);
        CheckOverlaps();
        nint at = StreamOf(stream);
        using CudaContext.Scope scope = _context.Enter();
        CudaModule module = Choose(at, mayLoad: false);
        UploadChanges(at);
        if (_arguments[ArgumentSlots.TermTotals] is not 0 and ulong totals)
        {
            // Sums over many steps would stop growing: a float has 24 bits.
            _context.Driver.Fill(totals, 0u, Info.Columns.Count, at);
        }

        Launch(module.Step, at);
    }

    /// <summary>Starts new episodes: clears every carry of the masked environments and takes their first observation.</summary>
    /// <typeparam name="TInputs">The generated inputs.</typeparam>
    /// <param name="mask"><c>[B]</c>: which environments start anew; empty: all.</param>
    /// <param name="inputs">The first observation. Views that a reset does not read (actions among them) may be left out.</param>
    /// <param name="stream">The stream; null: that of the options.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void ResetCore<TInputs>(DeviceBoolView mask, in TInputs inputs, nint? stream)
        where TInputs : struct, IDeviceSignals
    {
        ThrowIfDisposed();
        DeviceView view = mask.ToDeviceView();
        view.Extent.CheckDenseBytes(nameof(mask), BatchSize, optional: true);
        _arguments[ArgumentSlots.Mask] = view.Extent.Elements == 0 ? 0 : (ulong)view.Pointer;
        Bind(in inputs, isReset: true);
        nint at = StreamOf(stream);
        using CudaContext.Scope scope = _context.Enter();
        CudaModule module = Choose(at, mayLoad: false);
        UploadChanges(at);
        Launch(module.Reset, at);
    }

    /// <summary>The derivatives of the total that a step would pay now; changes no state.</summary>
    /// <typeparam name="TInputs">The generated inputs.</typeparam>
    /// <typeparam name="TGradients">The generated gradients.</typeparam>
    /// <param name="inputs">One view for each signal.</param>
    /// <param name="ends">How the simulator would end episodes.</param>
    /// <param name="gradients">For each float signal where its derivatives go, dense; empty: nowhere.</param>
    /// <param name="stream">The stream; null: that of the options.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void GradientCore<TInputs, TGradients>(in TInputs inputs, in DeviceStepEnds ends, in TGradients gradients, nint? stream)
        where TInputs : struct, IDeviceSignals
        where TGradients : struct, IDeviceSignals
    {
        ThrowIfDisposed();
        if (!_kernel.HasGradient)
        {
            throw new InvalidOperationException($"The reward '{Info.Name}' has no derivatives; say [RewardSpec(Gradient = true)].");
        }

        BindEnds(in ends);
        Bind(in inputs, isReset: false);
        for (int i = 0; i < _shapes.Length; i++)
        {
            BindGradient(i, gradients.View(i));
        }

        CheckGradientOverlaps();
        nint at = StreamOf(stream);
        using CudaContext.Scope scope = _context.Enter();
        CudaModule module = Choose(at, mayLoad: false);
        UploadChanges(at);
        Launch(module.Gradient, at);
    }

    private void BindEnds(in DeviceStepEnds ends)
    {
        DeviceView truncated = ends.Truncated.ToDeviceView();
        DeviceView external = ends.Terminated.ToDeviceView();
        truncated.Extent.CheckDenseBytes("ends.Truncated", BatchSize, optional: false);
        external.Extent.CheckDenseBytes("ends.Terminated", BatchSize, optional: true);
        _arguments[ArgumentSlots.Truncated] = (ulong)truncated.Pointer;
        _arguments[ArgumentSlots.External] = external.Extent.Elements == 0 ? 0 : (ulong)external.Pointer;
    }

    /// <summary>Checks the views and says where they lie and in which form.</summary>
    private void Bind<TInputs>(in TInputs inputs, bool isReset)
        where TInputs : struct, IDeviceSignals
    {
        for (int i = 0; i < _shapes.Length; i++)
        {
            InputShape shape = _shapes[i];
            DeviceView view = inputs.View(i);
            ViewExtent extent = view.Extent;
            shape.Check(in extent, BatchSize, isReset);
            int slot = ArgumentSlots.Input(i);
            if (extent.Elements == 0)
            {
                // Not read; the form stays what it was.
                _arguments[slot] = 0;
                _inputBytes[i] = 0;
                continue;
            }

            bool isWords = extent.WordBytes != 0;
            int size = isWords ? extent.WordBytes : shape.ElementSize;
            long row = extent.RowStride != 0 ? extent.RowStride : isWords ? 1 : shape.ViewWidth;
            long frame = extent.FrameStride != 0 ? extent.FrameStride : shape.ViewFrameWidth;
            nint address = view.Pointer + (isWords ? 0 : (nint)shape.FirstColumn * size);
            _arguments[slot] = (ulong)address;
            _arguments[slot + 1] = (ulong)row;
            _arguments[slot + 2] = (ulong)frame;
            _inputBytes[i] = (((BatchSize - 1) * row) + (isWords ? 1 : ((shape.Frames - 1) * frame) + (shape.Columns is null ? shape.FrameWidth : shape.ViewFrameWidth))) * size;
            _forms[i] = InputVariant.Of(Info.Signals[i], shape, in extent, address, row, frame);
        }
    }

    private void Launch(nint kernel, nint stream)
    {
        int block = BatchSize <= 4096 ? 32 : BatchSize <= 16384 ? 64 : 128;
        long grid = Math.Min((BatchSize + block - 1L) / block, 65_535);
        fixed (ulong* arguments = _arguments)
        {
            _context.Driver.Launch(kernel, (uint)grid, (uint)block, stream, arguments);
        }
    }
}
