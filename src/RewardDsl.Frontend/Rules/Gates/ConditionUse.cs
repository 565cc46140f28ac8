using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>What a condition decides: a member with a role, a branch, or something else.</summary>
/// <param name="Role">The role of the member, or empty.</param>
/// <param name="Member">The member, or null.</param>
/// <param name="IsBranch">It chooses between two values.</param>
internal sealed record ConditionUse(string Role, SpecMember? Member, bool IsBranch)
{
    /// <summary>Roles of truth values, those that decide more first.</summary>
    private static readonly string[] s_roles = { "Gate", "Termination", "Goal", "Stage", "Bonus", "Term", "Penalty", "Cost", "Metric" };

    /// <summary>Whether it decides what is paid or when an episode ends, so that a wrong one is no detail.</summary>
    public bool IsPredicate => Role.Length > 0 && Role is not ("Cost" or "Metric");

    /// <summary>Whether the member is paid at most once.</summary>
    public bool IsOnce { get; private init; }

    /// <summary>What a condition that nothing contains decides.</summary>
    /// <param name="context">The spec.</param>
    /// <param name="deciders">The truth values with a role, with their program values.</param>
    /// <param name="root">The condition.</param>
    public static ConditionUse Of(RuleContext context, IReadOnlyList<(SpecMember Member, int Value)> deciders, ConditionNode root)
    {
        foreach ((SpecMember member, int value) in deciders)
        {
            if (root.Sites.Any(s => s.Member == member.Name) && root.Values(context).Contains(value) && IsBody(root, member))
            {
                return Of(context, member);
            }
        }

        // A helper that a gate or a termination consists of.
        foreach ((SpecMember member, int value) in deciders)
        {
            if (value >= 0 && !ConditionReason.IsConstant(context, value) && root.Values(context).Contains(value))
            {
                return Of(context, member);
            }
        }

        SyntaxNode place = root.Place;
        while (place.Parent is ParenthesizedExpressionSyntax)
        {
            place = place.Parent;
        }

        bool isBranch = place.Parent switch
        {
            ConditionalExpressionSyntax choice => choice.Condition == place,
            IfStatementSyntax or SwitchExpressionArmSyntax or WhenClauseSyntax => true,
            _ => false,
        };
        return new ConditionUse("", null, isBranch);
    }

    /// <summary>What a member decides.</summary>
    public static ConditionUse Of(RuleContext context, SpecMember member) =>
        new(s_roles.FirstOrDefault(r => Attributes.Get(member.Symbol, r) is not null) ?? "Gate", member, false)
        {
            IsOnce = context.Columns.Any(c => c.Column.Name == member.Name && c.Column.Limit == PayLimit.Once),
        };

    /// <summary>The truth values with a role.</summary>
    public static IEnumerable<SpecMember> Deciders(RuleContext context) => context.Spec.Members.Where(m =>
        m.Type == MemberType.Bool && !m.IsInput && (s_roles.Any(r => Attributes.Get(m.Symbol, r) is not null) || context.Columns.Any(c => c.Column.Accumulation?.Outcome == m.Name)));

    /// <summary>What follows, in the author's words.</summary>
    public string Consequence(Truth truth)
    {
        bool never = truth == Truth.Never;
        string name = Member is null ? "" : "'" + Member.Name + "'";
        return Role switch
        {
            "Gate" => never ? "; the gate " + name + " never opens" : "; the gate " + name + " never closes",
            "Termination" => never ? "; " + name + " never ends an episode" : "; " + name + " ends every episode at its first step",
            "Goal" => never ? "; the goal " + name + " cannot be reached" : "; the goal " + name + " holds from the start",
            "Stage" => never ? "; the milestone " + name + " cannot be reached" : "; the milestone " + name + " is reached from the start",
            "Bonus" or "Term" => never ? "; " + name + " never pays" : IsOnce ? "; " + name + " is paid in every episode" : "; " + name + " pays the same at every step",
            "Penalty" => never ? "; " + name + " never costs" : IsOnce ? "; " + name + " is paid in every episode" : "; " + name + " costs the same at every step",
            "Cost" or "Metric" => never ? "; " + name + " is always 0" : "; " + name + " is always 1",
            _ => !IsBranch ? "" : never ? "; its branch is never taken" : "; the other branch is never taken",
        };
    }

    private static bool IsBody(ConditionNode root, SpecMember member) =>
        member.Symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == root.Syntax.SyntaxTree && r.Span.Contains(root.Syntax.Span));
}
