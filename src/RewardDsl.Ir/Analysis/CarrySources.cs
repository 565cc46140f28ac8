using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Where the carries of a step program come from. What a carry holds was computed one step before by the same program: from the
/// signals of that step alone, or from what even earlier steps left.
/// </summary>
public sealed class CarrySources
{
    private readonly int[] _next;
    private readonly bool[] _remembers;
    private readonly bool[] _isOfOneStep;
    private readonly bool[] _isSignal;

    /// <summary>Finds the sources of all carries.</summary>
    /// <param name="step">The step program.</param>
    /// <param name="dependences">What its values read.</param>
    /// <param name="signals">Carries that hold a signal for the step itself: one that is read before the step.</param>
    public CarrySources(RewardProgram step, Dependences dependences, IReadOnlyCollection<int>? signals = null)
    {
        int count = step.Carries.Count;
        _isSignal = Enumerable.Range(0, count).Select(c => signals is not null && signals.Contains(c)).ToArray();
        _next = Enumerable.Repeat(-1, count).ToArray();
        foreach (Output output in step.Outputs.Where(static o => o.Kind == OutputKind.Carry))
        {
            _next[output.Index] = output.Value;
        }

        // What is computed from itself, at any distance, remembers: everything that is left is a chain that ends at signals. So does what keeps several
        // steps: it is not of the step before.
        _remembers = _isSignal.Select(static s => !s).ToArray();
        bool changes = true;
        while (changes)
        {
            changes = false;
            for (int c = 0; c < count; c++)
            {
                if (_remembers[c] && _next[c] >= 0 && !step.Carries[c].IsRing && Enumerable.Range(0, count).All(d => !_remembers[d] || !dependences.ReadsCarry(_next[c], d)))
                {
                    _remembers[c] = false;
                    changes = true;
                }
            }
        }

        _isOfOneStep = Enumerable.Range(0, count).Select(c => !_isSignal[c] && _next[c] >= 0 && !step.Carries[c].IsRing && !Enumerable.Range(0, count).Any(d => !_isSignal[d] && dependences.ReadsCarry(_next[c], d))).ToArray();
    }

    /// <summary>What a step leaves in a carry, −1 where no program writes it.</summary>
    public int Next(int carry) => _next[carry];

    /// <summary>Whether what a carry holds may depend on all that happened in the episode: it reads itself, at some distance, or nobody writes it.</summary>
    public bool Remembers(int carry) => _remembers[carry];

    /// <summary>Whether a carry holds a function of the signals of the step before, and of nothing else.</summary>
    public bool IsOfOneStep(int carry) => _isOfOneStep[carry];

    /// <summary>Whether a carry holds a signal for the step itself.</summary>
    public bool IsSignal(int carry) => _isSignal[carry];
}
