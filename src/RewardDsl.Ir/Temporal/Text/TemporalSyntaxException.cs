using System;

namespace RewardDsl.Ir;

/// <summary>Carries an error out of the parser; never leaves it.</summary>
internal sealed class TemporalSyntaxException(int at, int length, string message) : Exception(message)
{
    /// <summary>The error.</summary>
    public TemporalError Error { get; } = new(at + 1, length, message);
}
