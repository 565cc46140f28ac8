using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Reads from the attributes what is paid and how, and checks it.</summary>
internal sealed class ColumnReader(
    SpecDeclaration spec, Bodies bodies, ParameterTable parameters, RewardDiagnostics diagnostics, CancellationToken cancellation)
{
    private static readonly string[] s_weighted = { "Term", "Penalty", "Bonus", "Potential" };

    /// <summary>Reads the [Parameter] members; must run before the columns, which may name them.</summary>
    public void ReadParameters()
    {
        foreach (SpecMember member in spec.Members.Where(static m => m.Role == MemberRole.Parameter))
        {
            AttributeData data = Attributes.Get(member.Symbol, "Parameter")!;
            double min = data.Number(0, 0);
            double max = data.Number(1, 0);
            float? value = null;
            foreach (SyntaxReference reference in member.Symbol.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellation) is PropertyDeclarationSyntax { Initializer.Value: { } initializer })
                {
                    Optional<object?> constant = bodies.Constant(initializer);
                    value = constant.HasValue ? constant.Value switch { float f => f, int i => i, _ => null } : null;
                }
            }

            if (value is not { } fitting || !(fitting >= (float)min && fitting <= (float)max))
            {
                diagnostics.Report(RuleCatalogue.ParameterDefault, member.Location, member.Name, SpecReader.Display(min), SpecReader.Display(max));
                value = 0;
            }

            parameters.Add(member.Name, value.Value, min, max, member.PerEnvironment);
        }
    }

    /// <summary>Reads what is paid, in column order.</summary>
    public List<Column> ReadColumns()
    {
        var columns = new List<Column>();
        Dictionary<string, double> reweighted = ReadReweights();
        List<GateUse> everywhere = spec.With("Gate").Where(static g => g.Data.Named("AppliesToAll", false)).Select(static g => Use(g.Member)).ToList();
        foreach (SpecMember member in spec.Members)
        {
            AttributeData? term = Attributes.Get(member.Symbol, "Term");
            AttributeData? data = term ?? Attributes.Get(member.Symbol, "Penalty");
            if (reweighted.TryGetValue(member.Name, out double changed) && changed == 0)
            {
                // Switched off: neither computed nor logged.
                continue;
            }

            if (data is not null && member.Role is MemberRole.Computed or MemberRole.State)
            {
                columns.Add(ReadTerm(member, data!, term is not null ? ColumnKind.Term : ColumnKind.Penalty, everywhere));
            }
            else if (Attributes.Get(member.Symbol, "Bonus") is { } bonus && member.Role is MemberRole.Computed or MemberRole.State)
            {
                columns.Add(ReadBonus(member, bonus, everywhere));
            }
        }

        foreach ((SpecMember member, AttributeData data) in spec.With("Termination").Where(static t => t.Data.Has("Reward")))
        {
            double payoff = data.Named("Reward", 0.0);
            if (double.IsNaN(payoff) || double.IsInfinity(payoff))
            {
                diagnostics.Report(RuleCatalogue.BadContract, data.Location(), member.Name, "Reward", SpecReader.Display(payoff), "a finite number");
            }

            string name = member.Name + ".Reward";
            parameters.Add(name, payoff, double.NegativeInfinity, double.PositiveInfinity);
            columns.Add(Simple(member, ColumnKind.Termination, name) with { Replaces = data.Named("Replaces", false) });
        }

        foreach (FormulaDeclaration formula in spec.Formulas)
        {
            double? Declared(string number, double min)
            {
                double? value = formula.Data.Has(number) ? formula.Data.Named(number, 0.0) : null;
                if (value is { } given)
                {
                    parameters.Add(formula.Name + "." + number, given, min, double.PositiveInfinity);
                }

                return value;
            }

            bool isRewarded = Declared("Reward", double.NegativeInfinity) is not null;
            bool isPenalised = Declared("Penalty", 0) is not null;
            if (isRewarded || isPenalised)
            {
                string name = formula.Name + (isRewarded && (!formula.IsConstraint || !isPenalised) ? ".Reward" : ".Penalty");
                columns.Add(OfFormula(formula, formula.Name, formula.IsConstraint ? ColumnKind.Constraint : ColumnKind.Objective, name));
            }
        }

        foreach (MachineDeclaration machine in spec.Machines.Where(MachineLowerer.Pays))
        {
            string name = machine.Name + ".Weight";
            parameters.Add(name, machine.Data.Named("Weight", 1.0), 0, double.PositiveInfinity);
            columns.Add(OfMachine(machine, machine.Name, ColumnKind.Machine, name));
        }

        foreach ((SpecMember member, AttributeData data) in spec.With("Potential").Where(p => !(reweighted.TryGetValue(p.Member.Name, out double changed) && changed == 0)))
        {
            CheckWeight(member, data, data.Number(0, 0), "negate the potential itself for the opposite sign");
            string name = member.Name + ".Weight";
            parameters.Add(name, data.Number(0, 0), 0, double.PositiveInfinity);
            columns.Add(Simple(member, ColumnKind.Potential, name) with { Schedule = ReadSchedule(member, data) });
        }

        foreach (FormulaDeclaration formula in spec.Formulas.Where(static f => f.Data.Named("Shaping", 0.0) != 0))
        {
            string name = formula.Name + ".Shaping";
            parameters.Add(name, formula.Data.Named("Shaping", 0.0), 0, double.PositiveInfinity);
            columns.Add(OfFormula(formula, name, ColumnKind.Potential, name));
        }

        foreach (MachineDeclaration machine in spec.Machines.Where(static m => m.Data.Named("Shaping", 0.0) != 0))
        {
            string name = machine.Name + ".Shaping";
            parameters.Add(name, machine.Data.Named("Shaping", 0.0), 0, double.PositiveInfinity);
            columns.Add(OfMachine(machine, name, ColumnKind.Potential, name));
        }

        foreach (KeyValuePair<string, double> change in reweighted.Where(static r => r.Value != 0))
        {
            parameters.Reweight(change.Key + ".Weight", change.Value);
        }

        return columns;
    }

    private Column OfFormula(FormulaDeclaration formula, string name, ColumnKind kind, string parameter) => new(
        name, kind, true, parameter, "", null, default, 0, Literals.Bits(1f), formula.Text ?? Formula(formula.Property!), Automaton: formula.Name);

    private static Column OfMachine(MachineDeclaration machine, string name, ColumnKind kind, string parameter) => new(
        name, kind, false, parameter, "", null, default, 0, Literals.Bits(1f), string.Join("; ", machine.Machine.Transitions.Select(t => Text(machine.Machine, t))), Automaton: machine.Name);

    private static string Text(RewardMachine machine, MachineTransition transition) =>
        machine.States[transition.From] + " → " + machine.States[transition.To] + " when " + transition.Guard + (transition.Reward == 0 ? "" : ": " + Literals.Display(transition.Reward));

    private Column Simple(SpecMember member, ColumnKind kind, string parameter) =>
        new(member.Name, kind, member.Type == MemberType.Bool, parameter, "", null, default, 0, Literals.Bits(1f), Formula(member));

    private Column ReadTerm(SpecMember member, AttributeData data, ColumnKind kind, List<GateUse> everywhere)
    {
        string weightMember = "";
        string parameter = member.Name + ".Weight";
        if (data.Named<string?>("Weight", null) is { } weightName)
        {
            if (data.ConstructorArguments.Length > 0)
            {
                diagnostics.Report(RuleCatalogue.RoleShape, data.Location(), member.Name, kind.ToString(), "either a weight or 'Weight = nameof(a parameter)', not both");
            }

            SpecMember? weight = spec.Find(weightName);
            if (weight?.Role == MemberRole.Parameter)
            {
                weightMember = weightName;
                parameter = weightName;
                AttributeData range = Attributes.Get(weight.Symbol, "Parameter")!;
                if (range.Number(0, 0) < 0)
                {
                    CheckWeight(member, data, range.Number(0, 0), Opposite(kind));
                }
            }
            else
            {
                diagnostics.Report(RuleCatalogue.UnknownName, data.Location(), member.Name, "Weight", weightName, "[Parameter]", Suggest(weightName, MemberRole.Parameter));
            }
        }
        else
        {
            double weight = data.ConstructorArguments.Length > 0 ? data.Number(0, 0) : double.NaN;
            if (data.ConstructorArguments.Length == 0)
            {
                diagnostics.Report(RuleCatalogue.RoleShape, data.Location(), member.Name, kind.ToString(), "a weight or 'Weight = nameof(a parameter)'");
            }
            else
            {
                CheckWeight(member, data, weight, Opposite(kind));
            }

            parameters.Add(parameter, weight, 0, double.PositiveInfinity);
        }

        var gates = new List<GateUse>();
        if (data.Named<string?>("Gate", null) is { } gateName)
        {
            SpecMember? gate = spec.Find(gateName);
            if (gate is not null && Attributes.Get(gate.Symbol, "Gate") is not null)
            {
                gates.Add(Use(gate));
            }
            else
            {
                diagnostics.Report(RuleCatalogue.UnknownName, data.Location(), member.Name, "Gate", gateName, "[Gate]", gate is null ? Suggest(gateName, null) : " (mark it [Gate])");
            }
        }

        gates.AddRange(everywhere.Where(g => !gates.Contains(g) && g.Name != member.Name));
        bool perSecond = data.Has("Rate") ? data.Named("Rate", 0) == 1 : spec.Contract.PerSecond;
        float rate = perSecond ? Literals.Float(spec.Contract.StepSecondsBits) : 1f;
        if (float.IsNaN(rate) && data.Has("Rate"))
        {
            diagnostics.Report(RuleCatalogue.StepSecondsMissing, data.Location(), member.Name);
        }

        if (data.Named<string?>("Critic", null) is { } critic && string.IsNullOrWhiteSpace(critic))
        {
            diagnostics.Report(RuleCatalogue.RoleShape, data.Location(), member.Name, kind.ToString(), "a Critic with a name (leave it out for the unnamed one)");
        }

        AttributeData? clamp = Attributes.Get(member.Symbol, "Clamp");
        AttributeData? budget = Attributes.Get(member.Symbol, "Budget");
        CheckCap(budget, member.Name);

        return new Column(
            member.Name,
            kind,
            member.Type == MemberType.Bool,
            parameter,
            weightMember,
            clamp is null ? null : ReadInterval(clamp),
            gates.ToEquatableArray(),
            Literals.Bits((float)data.Named("Else", 0.0)),
            Literals.Bits(rate),
            Formula(member),
            Attributes.Get(member.Symbol, "Progress") is not null ? PayTransform.Progress
                : Attributes.Get(member.Symbol, "BestSoFar") is not null ? PayTransform.BestSoFar : PayTransform.Value,
            Attributes.Get(member.Symbol, "Once") is not null ? PayLimit.Once : budget is not null ? PayLimit.Budget : PayLimit.None,
            Literals.Bits((float)(budget?.Number(0, 0) ?? 0)),
            Schedule: ReadSchedule(member, data),
            Critic: data.Named<string?>("Critic", null) is { } named && named != RewardCompiler.DefaultCritic ? named : "",
            SkipsEnd: !data.Named("OnTermination", true),
            IsOptional: member.Type == MemberType.OptionalFloat,
            IsRegulariser: data.Named("Role", 0) == 1,
            IsShaping: data.Named("Role", 0) == 2,
            Accumulation: ReadAccumulation(member));
    }

    private Accumulation? ReadAccumulation(SpecMember member)
    {
        if (Attributes.Get(member.Symbol, "Accumulate") is not { } data)
        {
            return null;
        }

        double other = data.Named("Else", 0.0);
        if (!(Math.Abs(other) <= float.MaxValue))
        {
            diagnostics.Report(RuleCatalogue.BadContract, data.Location(), member.Name, "Else", SpecReader.Display(other), "a finite number");
        }

        string outcome = "";
        if (data.ConstructorArguments.Length > 1)
        {
            outcome = data.ConstructorArguments[0].Value as string ?? "";
            if (spec.Find(outcome)?.Type != MemberType.Bool)
            {
                SpecMember? near = spec.Members.Where(static m => m.Type == MemberType.Bool).OrderBy(m => EditDistance.Between(m.Name, outcome)).FirstOrDefault();
                diagnostics.Report(RuleCatalogue.UnknownName, data.Location(), member.Name, "Outcome", outcome, "bool member", near is null ? "" : " (did you mean '" + near.Name + "'?)");
            }
        }
        else if (data.Has("Else"))
        {
            diagnostics.Report(RuleCatalogue.RoleShape, data.Location(), member.Name, "Accumulate(Else)", "an outcome that decides, 'nameof(a bool member)'");
        }

        int closing = data.ConstructorArguments.Length == 0 ? 0 : (int)data.Number(data.ConstructorArguments.Length - 1, 0);
        return new Accumulation(outcome, Literals.Bits((float)other), (ClosingRule)closing);
    }

    private void CheckCap(AttributeData? budget, string name)
    {
        if (budget is not null && !(budget.Number(0, 0) >= 0 && budget.Number(0, 0) <= float.MaxValue))
        {
            diagnostics.Report(RuleCatalogue.BadContract, budget.Location(), name, "The cap", SpecReader.Display(budget.Number(0, 0)), "a finite number of at least 0");
        }
    }

    private string ReadSchedule(SpecMember member, AttributeData data)
    {
        if (data.Named<string?>("Schedule", null) is not { } name)
        {
            return "";
        }

        if (!spec.Schedules.Any(s => s.Name == name))
        {
            diagnostics.Report(RuleCatalogue.UnknownName, data.Location(), member.Name, "Schedule", name, "[Schedule]", spec.Schedules.Count == 0 ? "" : " (did you mean '" + spec.Schedules.OrderBy(s => EditDistance.Between(s.Name, name)).First().Name + "'?)");
            return "";
        }

        return name;
    }

    /// <summary>The changed weights of a derived spec; the changes of the class itself count over those of its bases.</summary>
    private Dictionary<string, double> ReadReweights()
    {
        var weights = new Dictionary<string, double>();
        foreach (INamedTypeSymbol type in BaseSpecs.Chain(spec.Type))
        {
            bool isOwn = SymbolEqualityComparer.Default.Equals(type, spec.Type);
            var seen = new HashSet<string>();
            foreach (AttributeData data in type.GetAttributes().Where(static a => Attributes.NameOf(a) == "Reweight"))
            {
                string name = data.ConstructorArguments.Length > 0 ? data.ConstructorArguments[0].Value as string ?? "" : "";
                double weight = data.Number(1, double.NaN);
                SpecMember? member = spec.Find(name);
                AttributeData? paid = member is null ? null : s_weighted.Select(r => Attributes.Get(member.Symbol, r)).FirstOrDefault(static a => a is not null);
                bool isBonus = member is not null && Attributes.Get(member.Symbol, "Bonus") is not null;
                string? problem = paid is null ? "there is no term, penalty, bonus or potential of this name" + Suggest(name)
                    : SymbolEqualityComparer.Default.Equals(member!.Symbol.ContainingType, type) ? "the member is declared in the same spec: change its weight there"
                    : paid.Has("Weight") ? "its weight is the parameter '" + paid.Named("Weight", "") + "'"
                    : !(weight >= (isBonus ? float.MinValue : 0) && weight <= float.MaxValue) ? "the weight " + SpecReader.Display(weight) + " must be a finite number" + (isBonus ? "" : " of at least 0")
                    : !seen.Add(name) ? "it is changed twice"
                    : null;
                if (problem is null)
                {
                    weights[name] = weight;
                }
                else if (isOwn)
                {
                    diagnostics.Report(RuleCatalogue.ReweightMisuse, data.Location(), name, problem);
                }
            }
        }

        return weights;
    }

    private string Suggest(string name)
    {
        SpecMember? near = spec.Members.Where(static m => Attributes.Get(m.Symbol, "Term") is not null || Attributes.Get(m.Symbol, "Penalty") is not null).OrderBy(m => EditDistance.Between(m.Name, name)).FirstOrDefault();
        return near is null ? "" : " (did you mean '" + near.Name + "'?)";
    }

    private Column ReadBonus(SpecMember member, AttributeData data, List<GateUse> everywhere)
    {
        double value = data.Number(0, 0);
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            diagnostics.Report(RuleCatalogue.BadContract, data.Location(), member.Name, "The value", SpecReader.Display(value), "a finite number");
        }

        string name = member.Name + ".Weight";
        parameters.Add(name, value, double.NegativeInfinity, double.PositiveInfinity);
        double repeat = data.Number(1, 0);
        return Simple(member, ColumnKind.Bonus, name) with
        {
            Gates = everywhere.Where(g => g.Name != member.Name).ToEquatableArray(),
            Transform = repeat == 1 ? PayTransform.Rise : PayTransform.Value,
            Limit = repeat == 0 ? PayLimit.Once : PayLimit.None,
            Accumulation = ReadAccumulation(member),
        };
    }

    private static GateUse Use(SpecMember gate) => new(gate.Name, gate.Type == MemberType.Bool);

    private static Interval ReadInterval(AttributeData data) => new(Literals.Bits((float)data.Number(0, 0)), Literals.Bits((float)data.Number(1, 0)));

    /// <summary>Reads what happens to the weighted sum.</summary>
    public SumRules ReadSum()
    {
        AttributeData? OnClass(string name) => BaseSpecs.Chain(spec.Type).Reverse().Select(t => Attributes.Get(t, name)).FirstOrDefault(static a => a is not null);
        AttributeData? bounds = OnClass("Bounds");
        AttributeData? clamp = OnClass("Clamp");
        AttributeData? budget = OnClass("Budget");
        foreach (AttributeData? range in new[] { bounds, clamp })
        {
            if (range is not null)
            {
                SpecReader.CheckRange(range, spec.Type.Name, diagnostics);
            }
        }

        CheckCap(budget, spec.Type.Name);
        foreach ((string first, string second) in new[] { ("Progress", "BestSoFar"), ("Once", "Budget") })
        {
            if (OnClass(first) is not null && OnClass(second) is not null)
            {
                diagnostics.Report(RuleCatalogue.ConflictingRoles, spec.Location, spec.Type.Name, first, second);
            }
        }

        return new SumRules(
            spec.With("Total").Select(static t => t.Member.Name).FirstOrDefault() ?? "",
            OnClass("Progress") is not null ? PayTransform.Progress : OnClass("BestSoFar") is not null ? PayTransform.BestSoFar : PayTransform.Value,
            clamp is null ? null : ReadInterval(clamp),
            OnClass("Once") is not null ? PayLimit.Once : budget is not null ? PayLimit.Budget : PayLimit.None,
            Literals.Bits((float)(budget?.Number(0, 0) ?? 0)),
            spec.Contract.ToLowerBound && SpecReader.LowerBound(spec.Type) is { } lower ? Literals.Bits((float)lower) : null);
    }

    private static string Opposite(ColumnKind kind) =>
        "the sign is the role: use [" + (kind == ColumnKind.Term ? "Penalty" : "Term") + "] for the opposite sign";

    private void CheckWeight(SpecMember member, AttributeData data, double weight, string opposite)
    {
        if (!(weight >= 0 && weight <= float.MaxValue))
        {
            diagnostics.Report(RuleCatalogue.BadWeight, data.Location(), member.Name, SpecReader.Display(weight), opposite);
        }
    }

    private string Suggest(string name, MemberRole? role)
    {
        SpecMember? near = spec.Members
            .Where(m => role is null ? Attributes.Get(m.Symbol, "Gate") is not null : m.Role == role)
            .OrderBy(m => EditDistance.Between(m.Name, name)).FirstOrDefault();
        return near is null ? "" : " (did you mean '" + near.Name + "'?)";
    }

    /// <summary>The author's expression on one line, without comments, so that moving or commenting it changes nothing.</summary>
    private string Formula(SpecMember member) => Formula(member.Symbol);

    private string Formula(IPropertySymbol member)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is PropertyDeclarationSyntax property)
            {
                SyntaxNode? body = (SyntaxNode?)property.ExpressionBody?.Expression ?? property.AccessorList;
                string text = body is null ? "" : string.Join(" ", body.DescendantTokens().Select(static t => t.Text));
                return text.Replace(" . ", ".").Replace("( ", "(").Replace(" )", ")").Replace(" (", "(").Replace(" ,", ",").Replace(" ;", ";");
            }
        }

        return "";
    }
}
