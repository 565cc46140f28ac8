#nullable disable
using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimizers.</summary>
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups;

            private protected Optimizer()
            {
            }

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            public virtual void zero_grad() => throw Unsaid();

            public virtual Tensor step(Func<Tensor> closure = null) => throw Unsaid();

            public virtual void add_param_group(ParamGroup param_group) => throw Unsaid();

            /// <summary>The methods are virtual as TorchSharp's are; what derives from this class says how it steps.</summary>
            private static NotSupportedException Unsaid() => new("This optimizer does not say how it steps.");

            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);
        }

        /// <summary>A rate that schedules change.</summary>
        public interface ILearningRateController
        {
            double LearningRate { set; get; }

            double InitialLearningRate { set; get; }
        }

        /// <summary>The two rates of forgetting of Adam's kind.</summary>
        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }
    }
}
