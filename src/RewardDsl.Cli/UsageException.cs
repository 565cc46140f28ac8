using System;

namespace RewardDsl.Cli;

/// <summary>An argument that cannot be checked. The message says what to do instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
