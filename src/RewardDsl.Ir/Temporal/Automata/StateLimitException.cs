using System;

namespace RewardDsl.Ir;

/// <summary>An automaton became too large; never leaves the builder.</summary>
internal sealed class StateLimitException : Exception;
