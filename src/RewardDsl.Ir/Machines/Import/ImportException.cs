using System;

namespace RewardDsl.Ir;

/// <summary>Carries an error out of a reader; never leaves it.</summary>
internal sealed class ImportException(int line, int column, string message) : Exception(message)
{
    /// <summary>The error.</summary>
    public ImportError Error { get; } = new(line, column, message);
}
