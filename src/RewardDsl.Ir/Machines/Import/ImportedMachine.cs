using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>A reward machine that was read from a file.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Atoms">The names of its atoms; an atom's number is its place among them.</param>
/// <param name="Notes">What the file says that the machine does not, and what was added to mean the same.</param>
public sealed record ImportedMachine(RewardMachine Machine, IReadOnlyList<string> Atoms, IReadOnlyList<string> Notes);
