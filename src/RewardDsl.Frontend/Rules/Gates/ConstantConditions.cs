using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD5001: a condition that holds at no point of the declared signals. RWD5002: one that holds at every point. The smallest
/// condition that is the cause is marked; the severity tells what it decides.
/// </summary>
internal sealed class ConstantConditions
{
    private readonly RuleContext _context;
    private readonly HashSet<string> _constants = new();
    private readonly HashSet<int> _explained = new();
    private readonly HashSet<string> _members = new();

    private readonly List<(SpecMember Member, int Value)> _deciders;

    private ConstantConditions(RuleContext context)
    {
        _context = context;
        _deciders = ConditionUse.Deciders(context).Select(m => (m, context.Value(m.Name))).ToList();
    }

    /// <summary>Runs both rules.</summary>
    public static void Check(RuleContext context)
    {
        if (context.Program.IsContradictory)
        {
            // Nothing is true of no point.
            Contradiction(context);
            return;
        }

        var rules = new ConstantConditions(context);
        foreach (ConditionNode root in ConditionNode.Roots(context))
        {
            if (!root.Sites.All(s => IsAssumed(context, s)))
            {
                rules.Root(root);
            }
        }

        foreach ((SpecMember member, int value) in rules._deciders)
        {
            rules.Whole(member, value);
        }

        foreach ((SpecMember member, _) in context.With("Gate").Where(static g => g.Member.Type == MemberType.Float))
        {
            rules.Soft(member);
        }
    }

    private static void Contradiction(RuleContext context)
    {
        foreach ((SpecMember member, AttributeData data) in context.With("Assume"))
        {
            int value = context.Value(member.Name);
            if (context.Analysis.Spec.Assumptions.Count == 1 || (value >= 0 && ConditionTruth.Of(context, value) == Truth.Never))
            {
                context.Report(RuleCatalogue.DeadGate, data.Location(), member.Name, "no point of the declared signals satisfies it, so nothing can be proven of this reward");
                return;
            }
        }

        IReadOnlyList<(SpecMember Member, AttributeData Data)> all = context.With("Assume");
        (SpecMember last, AttributeData place) = all[all.Count - 1];
        context.Report(RuleCatalogue.DeadGate, place.Location(), last.Name, "together with the other assumptions it excludes every point of the declared signals, so nothing can be proven of this reward");
    }

    /// <summary>What is assumed holds by declaration, and so does what only an assumption is made of.</summary>
    private static bool IsAssumed(RuleContext context, Site site) =>
        context.Analysis.Spec.Assumptions.Contains(site.Member)
        || (context.Spec.Find(site.Member) is { } member && member.Symbol.GetAttributes().Length == 0 && context.Value(site.Member) is >= 0 and int value && ConditionReason.AssumedBy(context, value) is not null);

    private void Root(ConditionNode root)
    {
        _context.Cancellation.ThrowIfCancellationRequested();
        ConditionUse use = ConditionUse.Of(_context, _deciders, root);
        Truth truth = Of(root, use);
        if (truth != Truth.Open)
        {
            Explain(root, truth, use, truth);
        }
        else if (use.IsBranch && root.Values(_context).All(v => ConditionTruth.WhereRead(_context, v) == Truth.Never))
        {
            Report(root, Truth.Never, DiagnosticSeverity.Warning, "where it is read, what was tested before excludes it" + use.Consequence(Truth.Never));
        }
        else
        {
            foreach (ConditionNode part in root.Parts)
            {
                Part(part, use);
            }
        }
    }

    /// <summary>With a search where a predicate depends on it.</summary>
    private Truth Of(ConditionNode node, ConditionUse use) => use.IsPredicate ? ConditionTruth.Searched(_context, node) : ConditionTruth.Of(_context, node);

    /// <summary>Marks what makes a condition constant.</summary>
    private void Explain(ConditionNode node, Truth truth, ConditionUse use, Truth whole)
    {
        ConditionNode? cause = node.Join == (truth == Truth.Never ? ConditionJoin.And : ConditionJoin.Or) ? node.Parts.FirstOrDefault(p => ConditionTruth.Of(_context, p) == truth) : null;
        if (cause is not null)
        {
            Explain(cause, truth, use, whole);
            return;
        }

        _explained.UnionWith(node.Values(_context));
        _members.UnionWith(node.Sites.Select(static s => s.Member));
        if (IsCausedElsewhere(node, truth) || IsLastArm(node, truth) || IsKnownConstant(node))
        {
            return;
        }

        bool isSevere = use.IsPredicate && whole == Truth.Never;
        bool isGuard = !use.IsPredicate && Touches(node);
        Report(
            node,
            truth,
            isSevere ? DiagnosticSeverity.Error : isGuard ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            ConditionReason.Of(_context, node, truth) + use.Consequence(whole));
    }

    /// <summary>A part that decides nothing: the whole is what its other parts are.</summary>
    private void Part(ConditionNode part, ConditionUse use)
    {
        Truth truth = Of(part, use);
        if (truth == Truth.Open)
        {
            foreach (ConditionNode inner in part.Parts)
            {
                Part(inner, use);
            }

            return;
        }

        if (IsCausedElsewhere(part, truth) || Touches(part) || IsKnownConstant(part) || IsAllConstant(part))
        {
            return;
        }

        string effect = (part.Whole!.Join, truth) switch
        {
            (ConditionJoin.And, Truth.Always) or (ConditionJoin.Or, Truth.Never) => ", so it changes nothing",
            _ => "",
        };
        Report(part, truth, DiagnosticSeverity.Warning, ConditionReason.Of(_context, part, truth) + effect);
    }

    /// <summary>A member that decides something and is constant for another reason than a comparison in it.</summary>
    private void Whole(SpecMember member, int value)
    {
        Truth truth = value < 0 ? Truth.Open : ConditionTruth.Of(_context, value);
        if (truth == Truth.Open || _members.Contains(member.Name) || (!ConditionReason.IsConstant(_context, value) && _explained.Contains(value)))
        {
            return;
        }

        ExpressionSyntax? body = (member.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_context.Cancellation) as PropertyDeclarationSyntax)?.ExpressionBody?.Expression;
        bool isName = body is IdentifierNameSyntax or MemberAccessExpressionSyntax or LiteralExpressionSyntax;
        if (isName && _context.Spec.Find(body!.ToString()) is { Type: MemberType.Bool })
        {
            // What it reads has its own finding.
            return;
        }

        ConditionUse use = ConditionUse.Of(_context, member);
        bool isConstant = ConditionReason.IsConstant(_context, value);

        // Switched off or on by hand: worth knowing, and once.
        bool isSwitch = isName && isConstant;
        if (isSwitch && !_constants.Add(body!.ToString()))
        {
            return;
        }

        string reason = isConstant ? "it is a constant" : "no point of the declared signals makes it " + (truth == Truth.Never ? "true" : "false");
        _context.Report(
            truth == Truth.Never ? RuleCatalogue.DeadGate : RuleCatalogue.OpenGate,
            body?.GetLocation() ?? member.Location,
            isSwitch ? DiagnosticSeverity.Info : truth == Truth.Never && use.IsPredicate ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            RangeData.None,
            body?.ToString() ?? member.Name,
            reason + use.Consequence(truth));
    }

    /// <summary>A soft gate that multiplies by 0 or by 1 at every point.</summary>
    private void Soft(SpecMember gate)
    {
        int value = _context.Value(gate.Name);
        FloatRange range = value < 0 ? FloatRange.All : _context.Program.Range(value);
        bool isClosed = range is { MayBeNaN: false, HasNumber: true, Hi: <= 0f };
        if (isClosed || range is { IsSingle: true, Lo: 1f })
        {
            ExpressionSyntax? body = (gate.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_context.Cancellation) as PropertyDeclarationSyntax)?.ExpressionBody?.Expression;
            _context.Report(
                isClosed ? RuleCatalogue.DeadGate : RuleCatalogue.OpenGate,
                body?.GetLocation() ?? gate.Location,
                isClosed ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                RangeData.Of(range),
                gate.Name + " > 0",
                "the soft gate '" + gate.Name + "' is " + RangeData.Text(range.Lo) + " at every point" + (isClosed ? "; it never opens" : "; it changes nothing"));
        }
    }

    private void Report(ConditionNode node, Truth truth, DiagnosticSeverity severity, string reason) => _context.Report(
        truth == Truth.Never ? RuleCatalogue.DeadGate : RuleCatalogue.OpenGate,
        node.Place.GetLocation(),
        severity,
        ConditionReason.Data(_context, node),
        node.Place.ToString(),
        reason);

    /// <summary>Whether a part that is written elsewhere (a member, a call) is the cause: it has its own finding, or is a guard.</summary>
    private bool IsCausedElsewhere(ConditionNode node, Truth truth)
    {
        if (node.Join is ConditionJoin.None || node.Syntax is PatternSyntax || node.Parts.Any(p => p.Compares && ConditionTruth.Of(_context, p) != Truth.Open))
        {
            return false;
        }

        List<int> operands = ConditionReason.Compared(_context, node.Sites[0]).Where(v => ConditionTruth.Of(_context, v) != Truth.Open).ToList();
        return operands.Count > 0 && (node.Join == ConditionJoin.Not ? operands : operands.Where(v => !ConditionReason.IsConstant(_context, v))).Any();
    }

    /// <summary>Whether what it compares is the same in every build: a switch of the author.</summary>
    private bool IsAllConstant(ConditionNode node) => ConditionReason.Compared(_context, node.Sites[0]).All(v => ConditionReason.IsConstant(_context, v));

    /// <summary>A constant that switches several conditions is named once.</summary>
    private bool IsKnownConstant(ConditionNode node) => ConditionReason.Constant(_context, node) is { } constant && !_constants.Add(constant);

    /// <summary>A switch must end with an arm for everything else, also where the arm before it takes all that is left.</summary>
    private static bool IsLastArm(ConditionNode node, Truth truth) => truth == Truth.Always
        && node.Syntax.FirstAncestorOrSelf<SwitchExpressionArmSyntax>() is { Parent: SwitchExpressionSyntax choice } arm
        && choice.Arms.IndexOf(arm) == choice.Arms.Count - 2;

    /// <summary>A limit at the end of what is declared: written to be safe, and harmless.</summary>
    private bool Touches(ConditionNode node) => ConditionReason.Operands(_context, node.Sites[0]) is { } sides
        && (sides.Left.Lo == sides.Right.Hi || sides.Left.Hi == sides.Right.Lo);
}
