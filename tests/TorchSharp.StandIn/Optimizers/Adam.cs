#nullable disable
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Steps by running means of gradients and of their squares (Kingma and Ba 2015).</summary>
        public class Adam : OptimizerHelper, optim.IBetas
        {
            public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
            {
            }

            public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            {
                if (lr < 0 || eps < 0 || beta1 is < 0 or >= 1 || beta2 is < 0 or >= 1 || weight_decay < 0)
                {
                    throw new ArgumentException("Invalid options of Adam.");
                }

                _defaults = new Options { LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize };
                _parameter_groups = [];
                foreach (ParamGroup group in parameters)
                {
                    add_param_group(group);
                }
            }

            public (double, double) Betas
            {
                get => (Defaults.beta1.Value, Defaults.beta2.Value);
                set => (Defaults.beta1, Defaults.beta2) = value;
            }

            private Options Defaults => (Options)_defaults;

            public override Tensor step(Func<Tensor> closure = null) => _step<ParamGroup>(
                group =>
                {
                    foreach (Parameter parameter in group.Parameters)
                    {
                        Step(parameter, group.Options, (State)_state[parameter.Handle]);
                    }
                },
                closure);

            public override void add_param_group(Modules.ParamGroup param_group)
            {
                param_group.Options ??= new Options();
                var options = (Options)param_group.Options;
                options.LearningRate ??= Defaults.LearningRate;
                options.beta1 ??= Defaults.beta1;
                options.beta2 ??= Defaults.beta2;
                options.eps ??= Defaults.eps;
                options.weight_decay ??= Defaults.weight_decay;
                options.amsgrad ??= Defaults.amsgrad;
                options.maximize ??= Defaults.maximize;
                options.InitialLearningRate = options.LearningRate.Value;
                _parameter_groups.Add(param_group);
                foreach (Parameter parameter in param_group.Parameters)
                {
                    var state = new State(parameter);
                    _state[parameter.Handle] = state;
                    state.Initialize(options);
                }
            }

            protected override void Dispose(bool disposing)
            {
                base.Dispose(disposing);
                foreach ((IntPtr _, OptimizerState state) in _state)
                {
                    ((State)state).Dispose();
                }
            }

            private static void Step(Parameter parameter, Options options, State state)
            {
                Tensor gradient = parameter.grad;
                if (gradient is null)
                {
                    return;
                }

                (double beta1, double beta2) = (options.beta1.Value, options.beta2.Value);
                gradient = options.maximize.Value ? -gradient : gradient;
                gradient = options.weight_decay.Value != 0 ? gradient.add(parameter, options.weight_decay.Value) : gradient;
                state.step++;
                state.exp_avg.mul_(beta1).add_(gradient, 1 - beta1);
                state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
                Tensor squares = state.exp_avg_sq;
                if (options.amsgrad.Value)
                {
                    using Tensor before = state.max_exp_avg_sq;
                    squares = state.max_exp_avg_sq = maximum(before, state.exp_avg_sq).DetachFromDisposeScope();
                }

                // The means start at zero; the corrections take out what that does to the first steps.
                Tensor denominator = (squares.sqrt() / Math.Sqrt(1 - Math.Pow(beta2, state.step))).add_(options.eps.Value);
                parameter.addcdiv_(state.exp_avg, denominator, -options.LearningRate.Value / (1 - Math.Pow(beta1, state.step)));
            }

            /// <summary>The running means of one parameter.</summary>
            public sealed class State : OptimizerState, IDisposable
            {
                public long step;
                public Tensor exp_avg;
                public Tensor exp_avg_sq;
                public Tensor max_exp_avg_sq;

                public State(Parameter parameter)
                    : base(parameter)
                {
                }

                public void Dispose()
                {
                    exp_avg.Dispose();
                    exp_avg_sq.Dispose();
                    max_exp_avg_sq?.Dispose();
                }

                public override void Initialize(OptimizerOptions options)
                {
                    exp_avg?.Dispose();
                    exp_avg_sq?.Dispose();
                    max_exp_avg_sq?.Dispose();
                    step = 0;
                    exp_avg = zeros_like(_parameter).DetachFromDisposeScope();
                    exp_avg_sq = zeros_like(_parameter).DetachFromDisposeScope();
                    max_exp_avg_sq = ((Options)options).amsgrad.Value ? zeros_like(_parameter).DetachFromDisposeScope() : null;
                }

                public override void SaveStateDict(BinaryWriter writer)
                {
                    writer.Write(step);
                    exp_avg.Save(writer);
                    exp_avg_sq.Save(writer);
                    writer.Write(max_exp_avg_sq is not null);
                    max_exp_avg_sq?.Save(writer);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    step = reader.ReadInt64();
                    exp_avg.Load(reader);
                    exp_avg_sq.Load(reader);
                    max_exp_avg_sq?.Dispose();
                    max_exp_avg_sq = reader.ReadBoolean() ? Tensor.Load(reader).DetachFromDisposeScope() : null;
                }
            }

            /// <summary>The options of a group.</summary>
            public class Options : OptimizerOptions
            {
                public double? beta1;
                public double? beta2;
                public double? weight_decay;
                public double? eps;
                public bool? amsgrad;
                public bool? maximize;

                public override void SaveStateDict(BinaryWriter writer)
                {
                    base.SaveStateDict(writer);
                    writer.Write(beta1.Value);
                    writer.Write(beta2.Value);
                    writer.Write(eps.Value);
                    writer.Write(weight_decay.Value);
                    writer.Write(amsgrad.Value);
                    writer.Write(maximize.Value);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    base.LoadStateDict(reader);
                    beta1 = reader.ReadDouble();
                    beta2 = reader.ReadDouble();
                    eps = reader.ReadDouble();
                    weight_decay = reader.ReadDouble();
                    amsgrad = reader.ReadBoolean();
                    maximize = reader.ReadBoolean();
                }
            }

            /// <summary>Parameters with options of their own.</summary>
            public class ParamGroup : ParamGroup<Options>, optim.IBetas
            {
                public ParamGroup()
                {
                }

                public ParamGroup(IEnumerable<Parameter> parameters, Options options)
                    : base(parameters, options)
                {
                }

                public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                    : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize })
                {
                }

                public (double, double) Betas
                {
                    get => (Options.beta1.Value, Options.beta2.Value);
                    set => (Options.beta1, Options.beta2) = value;
                }
            }
        }
    }

    public static partial class torch
    {
        public static partial class optim
        {
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
