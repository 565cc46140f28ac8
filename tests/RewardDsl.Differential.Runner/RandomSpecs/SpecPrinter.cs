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
    private static readonly string[] s_modes = ["Stand", "Left", "Right", "Back"];

    private readonly RandomSpec _spec;
    private readonly List<VectorLiteral> _vectors = [];
    private readonly List<(int Axis, int[] Indices)> _sets = [];
    private readonly SortedSet<int> _axes = [];
    private int _names;

    private SpecPrinter(RandomSpec spec)
    {
        _spec = spec;
    }

    /// <summary>The source of a spec.</summary>
    public static string Print(RandomSpec spec, string name) => new SpecPrinter(spec).Print(name);

    private string Print(string name)
    {
        HashSet<string> used = Reach.Names(_spec);
        int own = _spec.Members.Length - _spec.Derived;
        string reach = _spec.Derived > 0 ? "protected" : "private";
        var members = new StringBuilder();
        foreach (Method method in _spec.Methods.Where(m => used.Contains(m.Name)))
        {
            string parameters = string.Join(", ", method.Parameters.Select(static (p, i) => p.CSharp + " " + Method.Parameter(i)));
            Append(members, "", $"{reach} static {method.Type.CSharp} {method.Name}({parameters})", method.Body, isProperty: false);
        }

        foreach (Member member in _spec.Members.Take(own).Where(m => used.Contains(m.Name)))
        {
            Append(members, Attributes(member), $"{reach} {member.Type.CSharp} {member.Name}", member.Body, isProperty: true);
        }

        var added = new StringBuilder();
        foreach (Member member in _spec.Members.Skip(own).Where(m => used.Contains(m.Name)))
        {
            Append(added, Attributes(member), $"private {member.Type.CSharp} {member.Name}", member.Body, isProperty: true);
        }

        var text = new StringBuilder("using System;\nusing System.Numerics;\nusing RewardDsl;\nusing static RewardDsl.RewardMath;\n\n");
        string rate = _spec.PerSecond ? ", Rate = PayRate.PerSecond" : "";
        string lower = _spec.ToLowerBound ? ", NonFinite = NonFinitePolicy.ToLowerBound" : "";
        string rules = string.Concat(_spec.ClassRules.Select(static r => ", " + r));
        text.Append(CultureInfo.InvariantCulture, $"[RewardSpec(Discount = {Plain(_spec.Discount)}, StepSeconds = {Plain(_spec.StepSeconds)}{rate}{lower}){rules}]\npublic {(_spec.Derived > 0 ? "" : "sealed ")}partial class {name}\n{{\n");
        Declare(text, name, used, reach);
        text.Append(members).Append("}\n");
        if (_spec.Derived > 0)
        {
            // A derived spec states the rules of its sum itself; what it does not state of the contract is the base's.
            IEnumerable<string> reweights = _spec.Members.Take(own).Where(m => used.Contains(m.Name) && NewWeight(m) != null)
                .Select(m => $", Reweight(\"{m.Name}\", {Plain(NewWeight(m)!.Value)})");
            text.Append(CultureInfo.InvariantCulture, $"\n[RewardSpec(Discount = 0.75){rules}{string.Concat(reweights)}]\npublic sealed partial class {name}D : {name}\n{{\n").Append(added).Append("}\n");
        }

        return text.ToString();
    }

    /// <summary>The weight of a member in the derived spec, where it is another: by its number.</summary>
    private static float? NewWeight(Member member) =>
        member.Role is MemberRole.Term or MemberRole.Penalty or MemberRole.Potential or MemberRole.Bonus && member.Payment.WeightParameter is null && (member.Name[^1] - '0') % 3 == 0
            ? (member.Name[^1] - '0') * 0.25f
            : null;

    /// <summary>Enums, constants, parameters, schedules and signals.</summary>
    private void Declare(StringBuilder text, string name, HashSet<string> used, string reach)
    {
        bool Reads(NodeType type) => type.Kind == NodeKind.Mode;
        List<Body> bodies = [.. _spec.Members.Where(m => used.Contains(m.Name)).Select(static m => m.Body), .. _spec.Methods.Where(m => used.Contains(m.Name)).Select(static m => m.Body)];
        bool hasMode = bodies.SelectMany(Walk.Nodes).Any(n => Reads(n.Type))
            || bodies.SelectMany(static b => b.Statements).Any(static s => s is Declare { Type.Kind: NodeKind.Mode })
            || _spec.Methods.Any(m => used.Contains(m.Name) && m.Parameters.Any(Reads));
        if (hasMode)
        {
            text.Append("    public enum Mode\n    {\n        Stand,\n        Left,\n        Right,\n        Back,\n    }\n\n");
        }

        foreach (int axis in _axes)
        {
            string names = string.Join(", ", Enumerable.Range(0, _spec.Lengths[axis]).Select(static e => "E" + e.ToString(CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $"    public enum Axis{axis} {{ {names} }}\n\n");
        }

        for (int i = 0; i < _sets.Count; i++)
        {
            (int axis, int[] indices) = _sets[i];
            string elements = string.Join(", ", indices.Select(e => string.Create(CultureInfo.InvariantCulture, $"Axis{axis}.E{e}")));
            text.Append(CultureInfo.InvariantCulture, $"    {reach} static readonly Axis{axis}[] s_p{i} = [{elements}];\n");
        }

        for (int i = 0; i < _vectors.Count; i++)
        {
            NodeType type = _vectors[i].Type;
            float Value(int at) => _vectors[i].Values[at % _vectors[i].Values.Length];
            IEnumerable<string> elements = Enumerable.Range(0, _spec.Lengths[type.LengthClass]).Select(e => type.Kind switch
            {
                NodeKind.Mask => Bool(Value(e)),
                NodeKind.List2 => $"new({Float(Value(2 * e))}, {Float(Value((2 * e) + 1))})",
                NodeKind.List3 => $"new({Float(Value(3 * e))}, {Float(Value((3 * e) + 1))}, {Float(Value((3 * e) + 2))})",
                _ => Float(Value(e)),
            });
            text.Append(CultureInfo.InvariantCulture, $"    {reach} static readonly {type.CSharp} s_k{i} = [{string.Join(", ", elements)}];\n");
        }

        foreach (NamedNumber number in _spec.Numbers.Where(n => used.Contains(n.Name)))
        {
            text.Append("    ").Append(number.Declaration.Replace("private", reach, StringComparison.Ordinal)).Append(Float(number.Value)).Append(";\n");
        }

        // A spec needs an input.
        List<Signal> signals = _spec.Signals.Where(s => used.Contains(s.Name)).ToList();
        foreach (Signal signal in signals.Count > 0 ? signals : [_spec.Signals[0]])
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Attribute(signal)} public {signal.Type.CSharp} {signal.Name} {{ get; init; }}\n");
        }
    }

    private string Attribute(Signal signal)
    {
        var arguments = new List<string>();
        if (!signal.Type.IsLogical && signal.Type.Kind != NodeKind.Mode)
        {
            arguments.Add(signal.Range < 0 ? "0" : Plain(-signal.Range));
            arguments.Add(Plain(Math.Abs(signal.Range)));
        }

        if (signal.Type.IsVector)
        {
            arguments.Add(_axes.Contains(signal.Type.LengthClass)
                ? string.Create(CultureInfo.InvariantCulture, $"Axis = typeof(Axis{signal.Type.LengthClass})")
                : "Length = " + _spec.Lengths[signal.Type.LengthClass].ToString(CultureInfo.InvariantCulture));
        }

        if (signal.Type.IsHistory)
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"History = {NodeType.Frames}"));
        }

        if (signal.IsBeforeStep)
        {
            arguments.Add("ReadAt = ReadTime.BeforeStep");
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
                return member.Type.IsLogical ? $"[State({Bool(member.Initial)})] " : $"[State({Double(member.Initial)})] ";
            case MemberRole.Gate:
                return "[Gate] ";
            case MemberRole.GateOfAll:
                return "[Gate(AppliesToAll = true)] ";
            case MemberRole.Termination:
                return $"[Termination(EpisodeEnd.{(pay.Weight < 1 ? "Success" : "Failure")}, Reward = {Plain(-pay.Weight)}{(pay.SkipsEnd ? ", Replaces = true" : "")})] ";
            case MemberRole.Potential or MemberRole.Cost:
                return $"[{member.Role}({Plain(pay.Weight)}{(pay.Schedule is { } ramp ? $", Schedule = nameof({ramp})" : "")})] ";
            case MemberRole.Bonus:
                return $"[Bonus({Plain(pay.Weight)}, RepeatPolicy.{pay.Limit ?? "WhileTrue"})] ";
            case MemberRole.Metric or MemberRole.Assume or MemberRole.Total:
                return $"[{member.Role}] ";
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

        if (pay.Schedule is { } schedule)
        {
            arguments.Add($"Schedule = nameof({schedule})");
        }

        if (pay.Critic is { } critic)
        {
            arguments.Add($"Critic = \"{critic}\"");
        }

        if (pay.SkipsEnd)
        {
            arguments.Add("OnTermination = false");
        }

        string clamp = pay.ClampMin is { } min ? $"Clamp({Plain(min)}, {Plain(pay.ClampMax)})" : "";
        return $"[{string.Join(", ", new[] { $"{member.Role}({string.Join(", ", arguments)})", clamp, pay.Transform ?? "", pay.Limit ?? "" }.Where(static a => a.Length > 0))}] ";
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
                return literal.Type.Kind switch
                {
                    NodeKind.Bool => Bool(literal.Value),
                    NodeKind.Int => Plain(literal.Value),
                    NodeKind.Mode => "Mode." + s_modes[(int)literal.Value],
                    _ => Float(literal.Value),
                };
            case Pick pick:
                int from = pick.Source.Type.LengthClass;
                _axes.Add(from);
                _sets.Add((from, pick.Indices(_spec.Lengths[from], _spec.Lengths[pick.Type.LengthClass])));
                int set = _sets.Count - 1;
                return string.Create(CultureInfo.InvariantCulture, $"Pick({Argument(pick.Source)}, s_p{set})");
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

                return Filled(text, apply);
            default:
                throw new NotSupportedException(node.ToString());
        }
    }

    /// <summary>A form with its index, axis and names.</summary>
    private string Filled(string text, Apply apply)
    {
        // The operands are whole: what is left of these signs belongs to the form.
        if (apply.Form.Text.Contains('@', StringComparison.Ordinal))
        {
            text = text.Replace("@", "p" + _names++.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        if (apply.Form.Text.Contains('~', StringComparison.Ordinal))
        {
            int axis = apply.Arguments[0].Type.LengthClass;
            _axes.Add(axis);
            text = text.Replace("~", "Axis" + axis.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        if (apply.Form.Text.Contains('#', StringComparison.Ordinal))
        {
            NodeType of = apply.Arguments[0].Type;
            int length = of.IsHistory ? NodeType.Frames : _spec.Lengths[of.LengthClass];
            text = text.Replace("#", (apply.Index % length).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>In an argument list a &lt; b and c &gt; (d) together would be a generic call.</summary>
    private string Argument(Node node) => node.Type.IsLogical ? Atom(node) : Show(node);

    private string Atom(Node node) => node is Apply { Form.IsOperator: true } || (node is Literal { Type.Kind: NodeKind.Float or NodeKind.Int } literal && float.IsNegative(literal.Value)) ? "(" + Show(node) + ")" : Show(node);

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
