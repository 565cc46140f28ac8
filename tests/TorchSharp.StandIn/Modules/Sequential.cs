using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules one after the other; what goes from one to the next is disposed.</summary>
        public class Sequential : nn.Module<Tensor, Tensor>
        {
            private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> parts = [];

            internal Sequential()
                : base(nameof(Sequential))
            {
            }

            protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
                : this()
            {
                foreach ((string name, nn.Module<Tensor, Tensor> module) in modules)
                {
                    append(name, module);
                }
            }

            protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
                : this()
            {
                foreach (nn.Module<Tensor, Tensor> module in modules)
                {
                    append(module);
                }
            }

            public int Count => parts.Count;

            [IndexerName("SequentialItems")]
            public nn.IModule<Tensor, Tensor> this[int index] => parts[index].Module;

            public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
            {
                parts.Add((name, module));
                return this;
            }

            public Sequential append(nn.IModule<Tensor, Tensor> module) => append(parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

            public override Tensor forward(Tensor tensor)
            {
                if (parts.Count == 0)
                {
                    return tensor.alias();
                }

                Tensor result = parts[0].Module.call(tensor);
                foreach ((string _, nn.IModule<Tensor, Tensor> module) in parts.Skip(1))
                {
                    using Tensor before = result;
                    result = module.call(before);
                }

                return result;
            }

            public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach ((string child, nn.Module module) in recurse ? named_children() : [])
                {
                    foreach ((string inner, Parameter parameter) in module.named_parameters(true))
                    {
                        if (seen.Add(parameter.handle))
                        {
                            yield return ($"{child}.{inner}", parameter);
                        }
                    }
                }
            }

            public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach ((string child, nn.Module module) in recurse ? named_children() : [])
                {
                    foreach ((string inner, Tensor buffer) in module.named_buffers(true, include_persistent))
                    {
                        if (seen.Add(buffer.handle))
                        {
                            yield return ($"{child}.{inner}", buffer);
                        }
                    }
                }
            }

            public override IEnumerable<(string name, nn.Module module)> named_children() => parts.Select(part => (part.Name, (nn.Module)part.Module));

            public override nn.Module apply(Action<nn.Module> fn)
            {
                foreach (nn.Module module in children())
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new();

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => modules.Aggregate(Sequential(), (sequence, part) => sequence.append(part.name, part.submodule));

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => modules.Aggregate(Sequential(), (sequence, module) => sequence.append(module));
        }
    }
}
