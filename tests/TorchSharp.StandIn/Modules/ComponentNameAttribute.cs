using System;

namespace TorchSharp.Utils;

/// <summary>Names a component apart from its field.</summary>
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; } = null!;
}
