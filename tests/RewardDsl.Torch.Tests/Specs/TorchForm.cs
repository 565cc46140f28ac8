using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using TorchSharp;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>The generated tensor evaluator or differentiable form of any spec, by reflection.</summary>
internal sealed class TorchForm : IDisposable
{
    private readonly Type _inputs;
    private readonly object _form;
    private readonly MethodInfo _step;
    private readonly MethodInfo _reset;

    private TorchForm(Type spec, string form, int batch, EvaluatorOptions? options)
    {
        Info = InfoOf(spec);
        _inputs = spec.GetNestedType("TorchInputs")!;
        Type type = spec.GetNestedType(form)!;
        _form = type.GetConstructors().Single().Invoke(BindingFlags.DoNotWrapExceptions, null, [(long)batch, null, options], null);
        _step = type.GetMethod("Step")!;
        _reset = type.GetMethods().Single(static m => m.Name == "Reset" && m.GetParameters().Length == 2);
    }

    public RewardSpecInfo Info { get; }

    public object Instance => _form;

    public ParameterSet Parameters => (ParameterSet)_form.GetType().GetProperty("Parameters")!.GetValue(_form)!;

    public torch.Tensor Ended => (torch.Tensor)_form.GetType().GetProperty("Ended")!.GetValue(_form)!;

    public static TorchForm Fused(Type spec, int batch, EvaluatorOptions? options = null) => new(spec, "TorchEvaluator", batch, options);

    public static TorchForm Eager(Type spec, int batch, EvaluatorOptions? options = null) => new(spec, "TorchReward", batch, options);

    public static RewardSpecInfo InfoOf(Type spec) =>
        (RewardSpecInfo)spec.GetProperty("Spec", BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)!.GetValue(null)!;

    public void AllowCopies() => _form.GetType().GetProperty("AllowCopies")!.SetValue(_form, true);

    public void Reset(torch.Tensor? mask, torch.Tensor?[] signals) => _reset.Invoke(_form, BindingFlags.DoNotWrapExceptions, null, [mask, Inputs(signals)], null);

    /// <summary>What a step gave, by name.</summary>
    public Dictionary<string, torch.Tensor> Step(torch.Tensor?[] signals, torch.Tensor? truncated, torch.Tensor? terminated = null, StepResults results = StepResults.All)
    {
        object step = _step.Invoke(_form, BindingFlags.DoNotWrapExceptions, null, [Inputs(signals), truncated, terminated, results], null)!;
        return step.GetType().GetProperties().Where(p => p.PropertyType == typeof(torch.Tensor) && p.GetValue(step) is not null).ToDictionary(static p => p.Name, p => (torch.Tensor)p.GetValue(step)!);
    }

    public void Dispose() => ((IDisposable)_form).Dispose();

    private object Inputs(torch.Tensor?[] signals)
    {
        object inputs = Activator.CreateInstance(_inputs)!;
        int at = 0;
        foreach (PropertyInfo property in _inputs.GetProperties().OrderBy(static p => p.MetadataToken))
        {
            property.SetValue(inputs, property.PropertyType == typeof(torch.Tensor) ? signals[at++] : (signals[at++]!, signals[at++]!));
        }

        return inputs;
    }
}
