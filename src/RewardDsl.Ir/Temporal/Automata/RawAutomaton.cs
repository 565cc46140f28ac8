using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>
/// A complete deterministic automaton over classes of letters that it does not tell apart. State 0 is where it starts, and whether it
/// accepts there means nothing: a trace has at least one step.
/// </summary>
/// <param name="Letters">The letters it reads.</param>
/// <param name="Class">For each of them its class.</param>
/// <param name="Classes">How many classes there are.</param>
/// <param name="Next">For each state and class the next state.</param>
/// <param name="IsAccepting">Whether a trace may end in a state.</param>
internal sealed record RawAutomaton(LetterSet Letters, int[] Class, int Classes, List<int[]> Next, List<bool> IsAccepting);
