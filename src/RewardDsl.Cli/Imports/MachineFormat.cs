namespace RewardDsl.Cli;

/// <summary>How a file is read as a reward machine.</summary>
/// <param name="Name">Name of the property; the enum and the class are named after it.</param>
/// <param name="Holes">Of an edge list: what happens where no edge of a state holds.</param>
/// <param name="Pay">Of an automaton: what is paid.</param>
/// <param name="Accepted">Of an automaton: what acceptance pays, or a visit.</param>
/// <param name="Rejected">Of an automaton: what rejection pays, or a visit of what is to be visited seldom.</param>
internal sealed record MachineFormat(string Name, Ir.EdgeListHoles Holes, Ir.HoaPay Pay, float Accepted, float Rejected);
