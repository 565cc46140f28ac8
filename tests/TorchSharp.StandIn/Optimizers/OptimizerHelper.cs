#nullable disable
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp.StandIn;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What optimizers share: groups, state per parameter, files.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults;
    protected Utils.OrderedDict<IntPtr, OptimizerState> _state = new();

    public override void zero_grad()
    {
        foreach (Parameter parameter in parameters())
        {
            using Tensor gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    public void save_state_dict(string location)
    {
        using FileStream stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using FileStream stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        Leb128.Write(writer, _parameter_groups.Count);
        Leb128.Write(writer, States().Count());
        foreach (ParamGroup group in _parameter_groups)
        {
            group.Options.SaveStateDict(writer);
        }

        foreach (OptimizerState state in States())
        {
            state.SaveStateDict(writer);
        }
    }

    public void load_state_dict(BinaryReader reader)
    {
        string name = reader.ReadString();
        if (name != GetType().Name)
        {
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        }

        if (Leb128.Read(reader) != _parameter_groups.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        }

        if (Leb128.Read(reader) != States().Count())
        {
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        }

        foreach (ParamGroup group in _parameter_groups)
        {
            group.Options.LoadStateDict(reader);
        }

        foreach (OptimizerState state in States())
        {
            state.LoadStateDict(reader);
        }
    }

    protected Tensor _step<T>(Action<T> body, Func<Tensor> loss_closure = null)
        where T : ParamGroup
    {
        Tensor loss = null;
        if (loss_closure is not null)
        {
            using IDisposable on = enable_grad();
            loss = loss_closure();
        }

        using IDisposable mode = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (ParamGroup group in _parameter_groups)
        {
            body((T)group);
        }

        return loss;
    }

    private IEnumerable<OptimizerState> States() => parameters().Select(parameter => _state[parameter.Handle]);
}
