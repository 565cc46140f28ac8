using System.IO;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return Load(reader);
        }

        public static Tensor Load(string location)
        {
            using FileStream stream = File.Exists(location) ? File.OpenRead(location) : throw new FileNotFoundException(location);
            return Load(stream);
        }
    }
}
