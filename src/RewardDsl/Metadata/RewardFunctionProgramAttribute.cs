using System;
using System.ComponentModel;

namespace RewardDsl;

/// <summary>The program of a <see cref="RewardFunctionAttribute"/> method, for the compilers of other assemblies. Written by the generator.</summary>
/// <param name="method">Documentation id of the method.</param>
/// <param name="program">Its program as text.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RewardFunctionProgramAttribute(string method, string program) : Attribute
{
    /// <summary>Documentation id of the method.</summary>
    public string Method { get; } = method;

    /// <summary>Its program as text.</summary>
    public string Program { get; } = program;
}
