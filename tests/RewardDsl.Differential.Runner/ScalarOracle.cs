using System;
using System.Linq;
using System.Numerics;
using System.Reflection;

namespace RewardDsl.Differential;

/// <summary>Drives the author's class itself, one environment, step by step, through its generated scalar side.</summary>
public sealed class ScalarOracle
{
    private readonly CorpusSpec _spec;
    private readonly ParameterSet _parameters;
    private object? _previous;

    /// <summary>An environment before its first reset.</summary>
    public ScalarOracle(CorpusSpec spec, ParameterSet parameters)
    {
        _spec = spec;
        _parameters = parameters;
    }

    /// <summary>Starts an episode with an observation.</summary>
    public void Reset(float[][] signals) => _previous = Snapshot(Create(signals, null));

    /// <summary>One step.</summary>
    public RewardExplanation Step(float[][] signals, bool truncated, bool terminated)
    {
        object now = Create(signals, _previous);
        var explanation = (RewardExplanation)_spec.Type.GetMethod("Explain")!.Invoke(now, [truncated, terminated, _parameters])!;
        _previous = Snapshot(now);
        return explanation;
    }

    private object Create(float[][] signals, object? previous)
    {
        object instance = Activator.CreateInstance(_spec.Type)!;
        for (int i = 0; i < signals.Length; i++)
        {
            PropertyInfo property = _spec.Type.GetProperty(_spec.Info.Signals[i].Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
            float[] v = signals[i];
            property.SetValue(instance, property.PropertyType switch
            {
                { } t when t == typeof(float) => v[0],
                { } t when t == typeof(bool) => v[0] != 0f,
                { } t when t == typeof(Vector2) => new Vector2(v[0], v[1]),
                { } t when t == typeof(Vector3) => new Vector3(v[0], v[1], v[2]),
                { } t when t == typeof(Vector4) => new Vector4(v[0], v[1], v[2], v[3]),
                { } t when t == typeof(Quaternion) => IsScalarFirst(property) ? new Quaternion(v[1], v[2], v[3], v[0]) : new Quaternion(v[0], v[1], v[2], v[3]),
                { } t when t == typeof(Vec) => (Vec)v,
                { } t when t == typeof(Mask) => (Mask)v.Select(static x => x != 0f).ToArray(),
                { } t => throw new NotSupportedException(t.ToString()),
            });
        }

        foreach (ParameterInfo parameter in _spec.Info.Parameters.Where(static p => !p.Name.Contains('.', StringComparison.Ordinal)))
        {
            _spec.Type.GetProperty(parameter.Name)!.SetValue(instance, _parameters[parameter.Name]);
        }

        if (previous != null)
        {
            _spec.Type.GetProperty("Previous")!.SetValue(instance, previous);
        }

        return instance;
    }

    private static bool IsScalarFirst(PropertyInfo property) => property.GetCustomAttribute<SignalAttribute>()!.Order == QuaternionOrder.Wxyz;

    private object Snapshot(object instance) => _spec.Type.GetMethod("Snapshot")!.Invoke(instance, [_parameters])!;
}
