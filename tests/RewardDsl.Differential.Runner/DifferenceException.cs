using System;

namespace RewardDsl.Differential;

/// <summary>Two forms of a spec disagree, or one leaves what was proven of it.</summary>
public sealed class DifferenceException(string message) : Exception(message);
