using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Frontend;

/// <summary>
/// Facts for want of which rules had to stay silent on a spec that they could otherwise judge: collected, so that the author reads of
/// all of them once (RWD9007).
/// </summary>
internal sealed class MissingFacts
{
    private readonly SortedDictionary<string, SortedSet<string>> _rules = new(System.StringComparer.Ordinal);

    /// <summary>Says that a rule stays silent because a fact is not declared.</summary>
    /// <param name="rule">Its id.</param>
    /// <param name="fact">What to declare, as an author writes it: "a [Goal]", "Discount in [RewardSpec]", "Tolerance of the goal 'Placed'".</param>
    public void Say(string rule, string fact)
    {
        if (!_rules.TryGetValue(fact, out SortedSet<string>? rules))
        {
            _rules.Add(fact, rules = new SortedSet<string>(System.StringComparer.Ordinal));
        }

        rules.Add(rule);
    }

    /// <summary>Each fact with the rules that ask for it.</summary>
    public IReadOnlyList<(string Fact, IReadOnlyList<string> Rules)> All => _rules.Select(static f => (f.Key, (IReadOnlyList<string>)f.Value.ToList())).ToList();
}
