using System;
using System.Collections.Generic;
using System.ComponentModel;
using RewardDsl.Cuda.Compilation;
using RewardDsl.Cuda.Device;
using RewardDsl.Cuda.Kernels;

namespace RewardDsl.Cuda;

/// <content>The variants of the kernel: by alignment, strides, bits and the simulator's order.</content>
public abstract unsafe partial class CudaRewardEvaluator
{
    private readonly Dictionary<string, CudaModule> _modules = [];
    private readonly byte[] _forms;
    private readonly long[] _inputBytes;
    private readonly byte[] _loaded;
    private CudaModule _current;
    private bool _orderChanged;

    /// <summary>The same as <see cref="SetAxisOrder(Type, IReadOnlyList{string})"/>.</summary>
    /// <typeparam name="TAxis">The enum that names the elements.</typeparam>
    /// <param name="names">The simulator's names in its order.</param>
    public void SetAxisOrder<TAxis>(IReadOnlyList<string> names)
        where TAxis : struct, Enum => SetAxisOrder(typeof(TAxis), names);

    /// <summary>
    /// Tells in which order the simulator gives the elements of every signal with this axis; see <see cref="RewardEvaluator.SetAxisOrder(Type, IReadOnlyList{string})"/>. An order
    /// that is no contiguous run is compiled into a kernel of its own. Not on steps that a graph replays: they keep the order of their capture.
    /// </summary>
    /// <param name="axis">The enum that names the elements.</param>
    /// <param name="names">The simulator's names in its order; more than the reward uses are allowed.</param>
    /// <exception cref="ArgumentException">No signal has this axis, or a name is missing, ambiguous or given twice; nothing is changed.</exception>
    public void SetAxisOrder(Type axis, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(names);
        ThrowIfDisposed();
        AxisOrder.Apply(Info, _shapes, axis, names);
        OrderChanged();
    }

    /// <summary>The same for one signal, whose order may differ from that of the others.</summary>
    /// <param name="signal">Name of a signal with an axis.</param>
    /// <param name="names">The simulator's names in its order; more than the reward uses are allowed.</param>
    /// <exception cref="KeyNotFoundException">No such signal; the message lists those that exist.</exception>
    /// <exception cref="ArgumentException">The signal has no axis, or a name is missing, ambiguous or given twice; nothing is changed.</exception>
    public void SetAxisOrder(string signal, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(names);
        ThrowIfDisposed();
        AxisOrder.Apply(Info, _shapes, signal, names);
        OrderChanged();
    }

    /// <summary>Elements that a view of a signal has in each frame: those of the simulator's order, which may be more than the reward reads. Used by generated code.</summary>
    /// <param name="signal">Index of the signal.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int FrameElements(int signal) => _shapes[signal].ViewFrameWidth;

    /// <summary>
    /// Where in a frame of the simulator's order each element of a frame lies that the reward reads; null where both are the same. The list is another one after each
    /// change. Used by generated code.
    /// </summary>
    /// <param name="signal">Index of the signal.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<int>? FrameOrder(int signal) => _shapes[signal].Order;

    /// <summary>Forms that a call leaves as they are follow the order too.</summary>
    private void OrderChanged()
    {
        _orderChanged = true;
        for (int i = 0; i < _forms.Length; i++)
        {
            _forms[i] = InputVariant.Usual(Info.Signals[i], _shapes[i]);
        }
    }

    /// <summary>The kernels of the bound inputs.</summary>
    /// <param name="stream">The stream of the call.</param>
    /// <param name="mayLoad">The call is there to load.</param>
    private CudaModule Choose(nint stream, bool mayLoad)
    {
        if (!_orderChanged && _forms.AsSpan().SequenceEqual(_loaded))
        {
            return _current;
        }

        string lines = InputVariant.Lines(_forms, _shapes);
        if (!mayLoad && !_modules.ContainsKey(lines))
        {
            using CudaContext.Scope scope = _context.Enter();
            if (_context.Driver.IsCapturing(stream))
            {
                throw new InvalidOperationException(
                    "The stream is capturing, and the kernel for inputs of this alignment, strides and order is not loaded yet. Call Prepare with the same inputs before the capture.");
            }
        }

        _current = Load(lines);
        _forms.CopyTo(_loaded, 0);
        _orderChanged = false;
        return _current;
    }

    /// <summary>
    /// Launches each kernel once for no environment and waits. The driver reserves a kernel's local memory, and may load it, at its first launch, which waits for the
    /// device and can fail: that belongs here and not in a step.
    /// </summary>
    private void Warm(CudaModule module, nint stream)
    {
        if (module.IsWarm)
        {
            return;
        }

        using CudaContext.Scope scope = _context.Enter();
        ulong batch = _arguments[ArgumentSlots.Batch];
        _arguments[ArgumentSlots.Batch] = 0;
        try
        {
            Launch(module.Step, stream);
            Launch(module.Reset, stream);
            if (module.Gradient != 0)
            {
                Launch(module.Gradient, stream);
            }
        }
        finally
        {
            _arguments[ArgumentSlots.Batch] = batch;
        }

        _context.Driver.Synchronize(stream);
        module.IsWarm = true;
    }

    private CudaModule Load(string lines)
    {
        if (!_modules.TryGetValue(lines, out CudaModule? module))
        {
            byte[] image = KernelCompiler.Image(_nvrtc, _options, _context.Architecture, Info.Name, lines + _kernel.Source);
            module = new CudaModule(_context, image, _nvrtc.Version, _kernel.HasGradient);
            _modules.Add(lines, module);
        }

        return module;
    }
}
