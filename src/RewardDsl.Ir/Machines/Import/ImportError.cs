namespace RewardDsl.Ir;

/// <summary>Why a file is not read.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong there, and what is read.</param>
public sealed record ImportError(int Line, int Column, string Message);
