using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>Prints a spec as an author would write it, with those members alone that a payment needs.</summary>
public sealed class SpecPrinter
{
    private readonly RandomSpec _spec;
    private readonly List<VectorLiteral> _vectors = [];

    private SpecPrinter(RandomSpec spec)
    {
        _spec = spec;
    }

    /// <summary>The source of a spec.</summary>
    public static string Print(RandomSpec spec, string name) => new SpecPrinter(spec).Print(name);

    private string Print(string name)
    {
        HashSet<string> used = Reach.Names(_spec);
        var members = new StringBuilder();
        foreach (Method method in _spec.Methods.Where(m => used.Contains(m.Name)))
        {
            string parameters = string.Join(", ", method.Parameters.Select(static (p, i) => p.CSharp + " " + Method.Parameter(i)));
            Append(members, "", $"private static {method.Type.CSharp} {method.Name}({parameters})", method.Body, isProperty: false);
        }

        foreach (Member member in _spec.Members.Where(m => used.Contains(m.Name)))
        {
            Append(members, Attributes(member), $"private {member.Type.CSharp} {member.Name}", member.Body, isProperty: true);
        }

        var text = new StringBuilder("using System;\nusing System.Numerics;\nusing RewardDsl;\nusing static RewardDsl.RewardMath;\n\n");
        string rate = _spec.PerSecond ? ", Rate = PayRate.PerSecond" : "";
        string clamp = _spec.ClassClamp is { } limit ? $", Clamp({Plain(-limit)}, {Plain(limit)})" : "";
        text.Append(CultureInfo.InvariantCulture, $"[RewardSpec(Discount = {Plain(_spec.Discount)}, StepSeconds = {Plain(_spec.StepSeconds)}{rate}){clamp}]\npublic sealed partial class {name}\n{{\n");
        for (int i = 0; i < _vectors.Count; i++)
        {
            NodeType type = _vectors[i].Type;
            IEnumerable<string> elements = Enumerable.Range(0, _spec.Lengths[type.LengthClass])
                .Select(e => _vectors[i].Values[e % _vectors[i].Values.Length]).Select(v => type.Kind == NodeKind.Mask ? Bool(v) : Float(v));
            text.Append(CultureInfo.InvariantCulture, $"    private static readonly {type.CSharp} s_k{i} = [{string.Join(", ", elements)}];\n");
        }

        foreach (NamedNumber number in _spec.Numbers.Where(n => used.Contains(n.Name)))
        {
            text.Append("    ").Append(number.Declaration).Append(Float(number.Value)).Append(";\n");
        }

        // A spec needs an input.
        List<Signal> signals = _spec.Signals.Where(s => used.Contains(s.Name)).ToList();
        foreach (Signal signal in signals.Count > 0 ? signals : [_spec.Signals[0]])
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Attribute(signal)} public {signal.Type.CSharp} {signal.Name} {{ get; init; }}\n");
        }

        return text.Append(members).Append("}\n").ToString();
    }

    private string Attribute(Signal signal)
    {
        var arguments = new List<string>();
        if (signal.Type.Kind is not (NodeKind.Bool or NodeKind.Mask))
        {
            arguments.Add(signal.Range < 0 ? "0" : Plain(-signal.Range));
            arguments.Add(Plain(Math.Abs(signal.Range)));
        }

        if (signal.Type.IsVector)
        {
            arguments.Add("Length = " + _spec.Lengths[signal.Type.LengthClass].ToString(CultureInfo.InvariantCulture));
        }

        return "[Signal" + (arguments.Count > 0 ? "(" + string.Join(", ", arguments) + ")" : "") + (signal.IsAction ? ", Action]" : "]");
    }

    private static string Attributes(Member member)
    {
        Payment pay = member.Payment;
        switch (member.Role)
        {
            case MemberRole.Helper:
                return "";
            case MemberRole.State:
                return member.Type.Kind is NodeKind.Bool or NodeKind.Mask ? $"[State({Bool(member.Initial)})] " : $"[State({Double(member.Initial)})] ";
            case MemberRole.Gate:
                return "[Gate] ";
            case MemberRole.GateOfAll:
                return "[Gate(AppliesToAll = true)] ";
            case MemberRole.Termination:
                return $"[Termination(EpisodeEnd.{(pay.Weight < 1 ? "Success" : "Failure")}, Reward = {Plain(-pay.Weight)})] ";
            case MemberRole.Potential or MemberRole.Cost:
                return $"[{member.Role}({Plain(pay.Weight)})] ";
        }

        var arguments = new List<string> { pay.WeightParameter is { } parameter ? $"Weight = nameof({parameter})" : Plain(pay.Weight) };
        if (pay.Gate is { } gate)
        {
            arguments.Add($"Gate = nameof({gate})");
        }

        if (pay.Else is { } otherwise)
        {
            arguments.Add("Else = " + Plain(otherwise));
        }

        if (pay.PerSecond is { } perSecond)
        {
            arguments.Add("Rate = PayRate." + (perSecond ? "PerSecond" : "PerStep"));
        }

        return $"[{member.Role}({string.Join(", ", arguments)})" + (pay.ClampMin is { } min ? $", Clamp({Plain(min)}, {Plain(pay.ClampMax)})] " : "] ");
    }

    private void Append(StringBuilder text, string attributes, string declaration, Body body, bool isProperty)
    {
        text.Append("\n    ").Append(attributes).Append(declaration);
        if (body.Statements.IsEmpty)
        {
            text.Append(" => ").Append(Show(body.Result)).Append(";\n");
            return;
        }

        string indent = isProperty ? "            " : "        ";
        text.Append("\n    {\n");
        if (isProperty)
        {
            text.Append("        get\n        {\n");
        }

        Append(text, body.Statements, indent);
        text.Append(indent).Append("return ").Append(Show(body.Result)).Append(";\n");
        text.Append(isProperty ? "        }\n    }\n" : "    }\n");
    }

    private void Append(StringBuilder text, ImmutableArray<Statement> statements, string indent)
    {
        foreach (Statement statement in statements)
        {
            switch (statement)
            {
                case Declare declare:
                    text.Append(indent).Append(declare.Type.CSharp).Append(' ').Append(declare.Name).Append(declare.Value is null ? "" : " = " + Show(declare.Value)).Append(";\n");
                    break;
                case Assign assign:
                    text.Append(indent).Append(assign.Name).Append(' ').Append(assign.Operator).Append("= ").Append(Show(assign.Value)).Append(";\n");
                    break;
                case If branch:
                    text.Append(indent).Append("if (").Append(Show(branch.Condition)).Append(")\n");
                    Append(text, branch.Then, indent);
                    if (branch.Else != null)
                    {
                        text.Append(indent).Append("else\n");
                        Append(text, branch.Else, indent);
                    }

                    break;
            }
        }
    }

    private void Append(StringBuilder text, Branch branch, string indent)
    {
        text.Append(indent).Append("{\n");
        Append(text, branch.Statements, indent + "    ");
        if (branch.Return != null)
        {
            text.Append(indent).Append("    return ").Append(Show(branch.Return)).Append(";\n");
        }

        text.Append(indent).Append("}\n");
    }

    private string Show(Node node)
    {
        switch (node)
        {
            case Literal literal:
                return literal.Type.Kind == NodeKind.Bool ? Bool(literal.Value) : Float(literal.Value);
            case VectorLiteral vector:
                return "s_k" + Field(vector).ToString(CultureInfo.InvariantCulture);
            case Read read:
                return read.Time == ReadTime.Now ? read.Name : read.Time + "." + read.Name;
            case LocalRead local:
                return local.Name;
            case Call call:
                IEnumerable<string> arguments = call.Arguments.Select((a, i) => (call.Named ? Method.Parameter(i) + ": " : "") + Argument(a));
                return call.Method + "(" + string.Join(", ", call.Named ? arguments.Reverse() : arguments) + ")";
            case Apply apply:
                string text = apply.Form.Text;
                for (int i = 0; i < apply.Arguments.Length; i++)
                {
                    Node argument = apply.Arguments[i];
                    text = text.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", apply.Form.IsOperator || apply.Form.IsPostfix ? Atom(argument) : Argument(argument), StringComparison.Ordinal);
                }

                return apply.Arguments.IsEmpty ? text : text.Replace("#", (apply.Index % _spec.Lengths[apply.Arguments[0].Type.LengthClass]).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            default:
                throw new NotSupportedException(node.ToString());
        }
    }

    /// <summary>In an argument list a &lt; b and c &gt; (d) together would be a generic call.</summary>
    private string Argument(Node node) => node.Type.Kind is NodeKind.Bool or NodeKind.Mask ? Atom(node) : Show(node);

    private string Atom(Node node) => node is Apply { Form.IsOperator: true } || (node is Literal { Type.Kind: NodeKind.Float } literal && float.IsNegative(literal.Value)) ? "(" + Show(node) + ")" : Show(node);

    private int Field(VectorLiteral vector)
    {
        int index = _vectors.FindIndex(v => v.Type == vector.Type && v.Values.AsSpan().SequenceEqual(vector.Values.AsSpan()));
        if (index < 0)
        {
            index = _vectors.Count;
            _vectors.Add(vector);
        }

        return index;
    }

    private static string Bool(float value) => value != 0f ? "true" : "false";

    private static string Plain(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Double(float value) => float.IsFinite(value) ? Plain(value) : Float(value);

    private static string Float(float value) => value switch
    {
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float.MaxValue => "float.MaxValue",
        float.Epsilon => "float.Epsilon",
        _ => Plain(value) + "f",
    };
}
