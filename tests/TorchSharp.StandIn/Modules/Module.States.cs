using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string lead = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach ((string key, Modules.Parameter parameter) in named_parameters())
                {
                    destination.TryAdd(lead + key, parameter);
                }

                foreach ((string key, Tensor buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(lead + key, buffer);
                }

                return destination;
            }

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                Dictionary<string, Tensor> target = state_dict();
                List<string> missing = target.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key)).ToList();
                List<string> unexpected = source.Keys.Where(key => !skip.Contains(key) && !target.ContainsKey(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                }

                using IDisposable mode = no_grad();
                foreach ((string key, Tensor value) in source)
                {
                    if (!skip.Contains(key) && target.TryGetValue(key, out Tensor? tensor))
                    {
                        tensor.copy_(value);
                    }
                }

                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using FileStream stream = File.Create(location);
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                KeyValuePair<string, Tensor>[] entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToArray();
                Leb128.Write(writer, entries.Length);
                foreach ((string key, Tensor value) in entries)
                {
                    writer.Write(key);
                    value.Save(writer);
                }
            }

            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                {
                    throw new FileNotFoundException(location);
                }

                using FileStream stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                Dictionary<string, Tensor> target = state_dict();
                long entries = Leb128.Read(reader);
                if (strict && entries != target.Count)
                {
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {target.Count}, but found {entries} entries.");
                }

                for (long i = 0; i < entries; i++)
                {
                    string key = reader.ReadString();
                    bool found = target.TryGetValue(key, out Tensor? tensor);
                    if (strict && !found)
                    {
                        throw new ArgumentException($"Mismatched module state names: the target modules does not have a submodule or buffer named '{key}'");
                    }

                    if (found && skip?.Contains(key) != true)
                    {
                        tensor!.Load(reader);
                    }
                    else
                    {
                        TensorExtensionMethods.Load(reader, skip: true)?.Dispose();
                    }

                    loadedParameters?.Add(key, found);
                }

                return this;
            }

            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }
        }
    }
}
