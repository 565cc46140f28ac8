using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>What the payments of a spec need.</summary>
public static class Reach
{
    /// <summary>The names of all members, signals, numbers and methods that a payment reads, and of the payments.</summary>
    public static HashSet<string> Names(RandomSpec spec)
    {
        Dictionary<string, Member> members = spec.Members.ToDictionary(static m => m.Name);
        Dictionary<string, Method> methods = spec.Methods.ToDictionary(static m => m.Name);
        var names = new HashSet<string>();
        var work = new Stack<string>(spec.Members.Where(static m => m.IsPaid || m.Role == MemberRole.GateOfAll).Select(static m => m.Name));
        while (work.TryPop(out string? name))
        {
            if (!names.Add(name))
            {
                continue;
            }

            if (members.TryGetValue(name, out Member? member))
            {
                Push(member.Body);
                foreach (string other in new[] { member.Payment.Gate, member.Payment.WeightParameter, member.Payment.Schedule }.OfType<string>())
                {
                    work.Push(other);
                }
            }
            else if (methods.TryGetValue(name, out Method? method))
            {
                Push(method.Body);
            }
        }

        return names;

        void Push(Body body)
        {
            foreach (Node node in Walk.Nodes(body))
            {
                if (((node as Read)?.Name ?? (node as Call)?.Method) is { } read)
                {
                    work.Push(read);
                }
            }
        }
    }
}
