using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>Which members a spec needs: followed from what is paid, measured, ends the episode or is read by rules, through bodies and attributes.</summary>
internal sealed class ReadGraph
{
    /// <summary>Roles whose value comes out of the evaluator or is read by rules; a gate, a state and a helper only serve others.</summary>
    private static readonly HashSet<string> s_results = new() { "Term", "Penalty", "Bonus", "Potential", "Termination", "Goal", "Stage", "Cost", "Metric", "Assume", "Total", "Bounds", "Aim" };

    private readonly ILookup<string, string> _readers;
    private readonly HashSet<string> _needed = new();

    /// <summary>Follows the reads.</summary>
    public ReadGraph(RuleContext context)
    {
        List<(string Reader, string Read)> reads = context.Sites.Reads.ToList();
        foreach (Column column in context.Analysis.Spec.Columns)
        {
            reads.AddRange(column.Gates.Select(g => (column.Name, g.Name)));
            reads.Add((column.Name, column.WeightMember));
            reads.Add((column.Name, column.Accumulation?.Outcome ?? ""));
        }

        _readers = reads.ToLookup(static r => r.Read, static r => r.Reader);
        ILookup<string, string> read = reads.ToLookup(static r => r.Reader, static r => r.Read);
        var work = new Stack<string>(context.Spec.Members.Where(IsResult).Select(static m => m.Name).Concat(context.Spec.Formulas.Select(static f => f.Name)).Concat(Results(context)));
        while (work.Count > 0)
        {
            string next = work.Pop();
            if (_needed.Add(next))
            {
                foreach (string behind in read[next])
                {
                    work.Push(behind);
                }
            }
        }
    }

    /// <summary>Whether something that comes out of the reward reads the member.</summary>
    public bool IsNeeded(SpecMember member) => _needed.Contains(member.Name);

    /// <summary>The members whose bodies or attributes name the member.</summary>
    public IEnumerable<string> Readers(SpecMember member) => _readers[member.Name];

    /// <summary>The reward machines that pay, end the episode or are observed.</summary>
    private static IEnumerable<string> Results(RuleContext context) =>
        context.Analysis.Spec.Machines.Where(static m => m.Weight.Length > 0 || m.EndsEpisode || m.IsObserved).Select(static m => m.Name);

    private static bool IsResult(SpecMember member) =>
        (member.Role is MemberRole.Computed or MemberRole.State && member.Symbol.GetAttributes().Any(static a => Attributes.NameOf(a) is { } name && s_results.Contains(name)))
        || (member.IsInput && Attributes.Get(member.Symbol, "Metric") is not null)
        || (member.Role == MemberRole.Computed && Attributes.Get(member.Symbol, "Gate") is null && member.Symbol.DeclaredAccessibility != Accessibility.Private);
}
