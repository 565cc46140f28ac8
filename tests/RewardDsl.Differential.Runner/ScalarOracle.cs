using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;

namespace RewardDsl.Differential;

/// <summary>Drives the author's class itself, one environment, step by step, through its generated scalar side.</summary>
public sealed class ScalarOracle
{
    private readonly CorpusSpec _spec;
    private readonly ParameterSet _parameters;
    private readonly IReadOnlyDictionary<string, float> _ownParameters;
    private object? _previous;
    private readonly List<List<Formula>> _traces;
    private float[][] _last = [];

    /// <summary>An environment before its first reset.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="parameters">Shared parameters.</param>
    /// <param name="ownParameters">Those that the environment has for itself.</param>
    public ScalarOracle(CorpusSpec spec, ParameterSet parameters, IReadOnlyDictionary<string, float> ownParameters)
    {
        _spec = spec;
        _parameters = parameters;
        _ownParameters = ownParameters;
        _traces = [.. spec.Info.Formulas.Select(static _ => new List<Formula>())];
    }

    /// <summary>Starts an episode with an observation.</summary>
    public void Reset(float[][] signals)
    {
        _previous = Snapshot(Create(signals, null));
        _last = signals;
        _traces.ForEach(static t => t.Clear());
    }

    /// <summary>One step.</summary>
    public RewardExplanation Step(float[][] signals, bool truncated, bool terminated)
    {
        // What is read before the step came with the call before.
        float[][] read = [.. signals.Select((s, i) => IsBeforeStep(i) ? _last[i] : s)];
        object now = Create(read, _previous);
        var explanation = (RewardExplanation)_spec.Type.GetMethod("Explain", Declared)!.Invoke(now, [truncated, terminated, _parameters])!;
        _previous = Snapshot(now);
        _last = signals;
        CheckFormulas(now, explanation);
        return explanation;
    }

    /// <summary>What the automata accept so far is compared with the definition of the operators on the whole trace.</summary>
    private void CheckFormulas(object now, RewardExplanation explanation)
    {
        int automaton = -1;
        for (int i = 0; i < _traces.Count; i++)
        {
            automaton += _spec.Lowered.Formulas[i].Table is null ? 0 : 1;

            // A formula as text has no value of its own, and what has no automaton has no state here.
            if (_spec.Lowered.Formulas[i].Table is { } table && _spec.Type.GetProperty(_spec.Info.Formulas[i].Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is { } property)
            {
                _traces[i].Add((Formula)property.GetValue(now)!);
                bool accepts = explanation.Automata[automaton] >= table.FirstAccepting && explanation.Automata[automaton] != table.False;
                bool holds = Formula.Holds(_traces[i], _spec.Info.StepSeconds);
                if (accepts != holds)
                {
                    throw new DifferenceException($"{_spec}: after {_traces[i].Count} steps {property.Name} {(holds ? "holds" : "fails")} by the definition, its automaton says otherwise: {string.Join(" | ", _traces[i])}");
                }
            }
        }
    }

    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private bool IsBeforeStep(int signal) => Property(signal).GetCustomAttribute<SignalAttribute>()!.ReadAt == ReadTime.BeforeStep;

    private PropertyInfo Property(int signal)
    {
        string name = _spec.Info.Signals[signal].Name;
        name = name.EndsWith(".Present", StringComparison.Ordinal) ? name[..^".Present".Length] : name;
        return _spec.Type.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
    }

    private object Create(float[][] signals, object? previous)
    {
        object instance = Activator.CreateInstance(_spec.Type)!;
        for (int i = 0; i < signals.Length; i++)
        {
            PropertyInfo property = Property(i);
            if (property.PropertyType == typeof(float?))
            {
                property.SetValue(instance, signals[i + 1][0] != 0f ? signals[i][0] : null);
                i++;
                continue;
            }

            property.SetValue(instance, Convert(property.PropertyType, signals[i], property.GetCustomAttribute<SignalAttribute>()!));
        }

        foreach (ParameterInfo parameter in _spec.Info.Parameters.Where(static p => !p.Name.Contains('.', StringComparison.Ordinal)))
        {
            _spec.Type.GetProperty(parameter.Name)!.SetValue(instance, parameter.PerEnvironment ? _ownParameters[parameter.Name] : _parameters[parameter.Name]);
        }

        if (previous != null)
        {
            _spec.Type.GetProperty("Previous", Declared)!.SetValue(instance, previous);
        }

        return instance;
    }

    /// <summary>The value of a signal, from its numbers as the evaluator takes them.</summary>
    public static object Convert(Type type, float[] v, SignalAttribute signal)
    {
        if (type.IsEnum)
        {
            return Enum.ToObject(type, (int)v[0]);
        }

        if (type.IsGenericType)
        {
            // A history of frames or a vector of vectors: an array that converts.
            Type element = type.GetGenericArguments()[0];
            int count = type.GetGenericTypeDefinition() == typeof(History<>) ? signal.History : v.Length / (System.Runtime.InteropServices.Marshal.SizeOf(element) / sizeof(float));
            var array = Array.CreateInstance(element, count);
            for (int i = 0; i < count; i++)
            {
                array.SetValue(Convert(element, v[(i * v.Length / count)..((i + 1) * v.Length / count)], signal), i);
            }

            return type.GetMethod("op_Implicit", [array.GetType()])!.Invoke(null, [array])!;
        }

        return type switch
        {
            { } t when t == typeof(float) => v[0],
            { } t when t == typeof(bool) => v[0] != 0f,
            { } t when t == typeof(int) => (int)v[0],
            { } t when t == typeof(Vector2) => new Vector2(v[0], v[1]),
            { } t when t == typeof(Vector3) => new Vector3(v[0], v[1], v[2]),
            { } t when t == typeof(Vector4) => new Vector4(v[0], v[1], v[2], v[3]),
            { } t when t == typeof(Quaternion) => signal.Order == QuaternionOrder.Wxyz ? new Quaternion(v[1], v[2], v[3], v[0]) : new Quaternion(v[0], v[1], v[2], v[3]),
            { } t when t == typeof(Vec) => (Vec)v,
            { } t when t == typeof(Mask) => (Mask)v.Select(static x => x != 0f).ToArray(),
            { } t => throw new NotSupportedException(t.ToString()),
        };
    }

    private object Snapshot(object instance) => _spec.Type.GetMethod("Snapshot", Declared)!.Invoke(instance, [_parameters])!;
}
