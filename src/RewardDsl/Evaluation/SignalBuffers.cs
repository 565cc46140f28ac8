using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl;

/// <summary>
/// Owned buffers for every signal of a spec, by name: for trainers, loggers and tests that work with any spec. Code that
/// knows its spec uses the generated <c>Inputs</c> over the simulator's own memory instead.
/// </summary>
public sealed class SignalBuffers
{
    private readonly RewardSpecInfo _spec;
    private readonly float[]?[] _floats;
    private readonly byte[]?[] _bytes;
    private readonly int[]?[] _ints;

    /// <summary>Allocates dense, cleared buffers.</summary>
    /// <param name="spec">The spec's metadata.</param>
    /// <param name="batchSize">Number of environments B, at least 1.</param>
    public SignalBuffers(RewardSpecInfo spec, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        _spec = spec;
        BatchSize = batchSize;
        _floats = [.. spec.Signals.Select(s => s.Storage == SignalStorage.Float32 ? new float[batchSize * s.Width] : null)];
        _bytes = [.. spec.Signals.Select(s => s.Storage == SignalStorage.Byte ? new byte[batchSize * s.Width] : null)];
        _ints = [.. spec.Signals.Select(s => s.Storage == SignalStorage.Int32 ? new int[batchSize * s.Width] : null)];
    }

    /// <summary>Number of environments.</summary>
    public int BatchSize { get; }

    /// <summary>The buffer of a float signal, <c>[B]</c>, <c>[B, D]</c> or <c>[B, H, D]</c> row-major.</summary>
    /// <param name="signal">Name of the signal.</param>
    /// <exception cref="KeyNotFoundException">There is no float signal of this name.</exception>
    public float[] Float(string signal) => _floats[IndexOf(signal)] ?? throw NotStoredAs(signal);

    /// <summary>The buffer of a true/false signal, a byte for each element, row-major.</summary>
    /// <param name="signal">Name of the signal.</param>
    /// <exception cref="KeyNotFoundException">There is no true/false signal of this name.</exception>
    public byte[] Bytes(string signal) => _bytes[IndexOf(signal)] ?? throw NotStoredAs(signal);

    /// <summary>The buffer of an integer signal, row-major.</summary>
    /// <param name="signal">Name of the signal.</param>
    /// <exception cref="KeyNotFoundException">There is no integer signal of this name.</exception>
    public int[] Int(string signal) => _ints[IndexOf(signal)] ?? throw NotStoredAs(signal);

    internal RewardSpecInfo Spec => _spec;

    internal Views AsInputs() => new(this);

    private int IndexOf(string signal)
    {
        for (int i = 0; i < _spec.Signals.Count; i++)
        {
            if (_spec.Signals[i].Name == signal)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"There is no signal '{signal}'. The spec has: {string.Join(", ", _spec.Signals.Select(static s => s.Name))}.");
    }

    private KeyNotFoundException NotStoredAs(string signal) => new(_spec.Signals[IndexOf(signal)].Storage switch
    {
        SignalStorage.Byte => $"'{signal}' holds bytes; use Bytes.",
        SignalStorage.Int32 => $"'{signal}' holds integers; use Int.",
        _ => $"'{signal}' holds floats; use Float.",
    });

    internal readonly struct Views(SignalBuffers buffers) : ISignalInputs, ISignalGradients
    {
        public Span<float> Of(int index) => buffers._floats[index];

        public SignalView View(int index) =>
            buffers._floats[index] is { } floats ? new FloatView(floats).ToSignalView()
            : buffers._ints[index] is { } ints ? new IntView(ints).ToSignalView()
            : new BoolView(buffers._bytes[index]).ToSignalView();
    }
}
