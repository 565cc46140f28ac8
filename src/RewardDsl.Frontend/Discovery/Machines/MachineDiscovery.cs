using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Finds the reward machines of a spec and checks their declarations.</summary>
internal static class MachineDiscovery
{
    private const int MostAtoms = 64;

    /// <summary>Whether an attribute belongs to a machine.</summary>
    public static bool IsRole(string? attribute) => attribute is "RewardMachine" or "Transition";

    /// <summary>Reads the states of a machine; null where the property cannot be one. Guards are read when all members are known.</summary>
    public static MachineDeclaration? ReadProperty(SpecDeclaration spec, IPropertySymbol property, RewardDiagnostics diagnostics)
    {
        List<AttributeData> attributes = [.. property.GetAttributes().Where(static a => IsRole(Attributes.NameOf(a)))];
        if (attributes.Find(static a => Attributes.NameOf(a) == "RewardMachine") is not { } data)
        {
            Shape(diagnostics, attributes[0].Location(), property.Name, "a [Transition] stands beside the [RewardMachine] that it belongs to");
            return null;
        }

        string? problem = !SpecReader.IsEnum(property.Type) ? "the type of the property is an enum, whose members are the states"
            : property.SetMethod is not null || property.GetMethod is null ? "the state is only read: declare the property '{ get; }'"
            : !property.IsPartialDefinition ? "the generator writes the state: declare the property 'public partial " + property.Type.Name + " " + property.Name + " { get; }'"
            : null;
        if (problem is not null)
        {
            Shape(diagnostics, data.Location(), property.Name, problem);
            return null;
        }

        var member = new SpecMember(property, MemberType.Int, MemberRole.State);
        var machine = new MachineDeclaration(member, data);
        member.Machine = machine;
        spec.Members.Add(member);
        spec.Machines.Add(machine);
        if (States((INamedTypeSymbol)property.Type) is not { } states)
        {
            State(diagnostics, data.Location(), property.Name, "the members of '" + property.Type.Name + "' are to be numbered 0, 1, 2, … without gaps, as they are where no numbers are written");
            return machine;
        }

        machine.Machine = machine.Machine with { States = states.ToEquatableArray() };
        ReadStates(machine, diagnostics);
        machine.Transitions.AddRange(attributes.Where(static a => Attributes.NameOf(a) == "Transition"));
        foreach ((string number, double fallback) in new[] { ("Weight", 1.0), ("Shaping", 0.0) })
        {
            double value = data.Named(number, fallback);
            if (!(value >= 0 && value <= float.MaxValue))
            {
                diagnostics.Report(RuleCatalogue.BadContract, data.Location(), property.Name, number, SpecReader.Display(value), "a finite number of at least 0");
            }
        }

        return machine;
    }

    /// <summary>Reads the transitions of all machines; every member of the spec is known.</summary>
    public static void ReadTransitions(SpecDeclaration spec, RewardDiagnostics diagnostics)
    {
        foreach (MachineDeclaration machine in spec.Machines)
        {
            // Those that occur come first, so that their numbers are small whatever else the spec has.
            string all = string.Join(" ", machine.Transitions.Select(static t => t.Named("When", "")));
            machine.Atoms = [.. spec.Members.Where(static m => m.Type == MemberType.Bool).Select(static m => m.Name).OrderBy(n => all.IndexOf(n, StringComparison.Ordinal) < 0).Take(MostAtoms)];
            var read = new List<AttributeData>();
            var transitions = new List<MachineTransition>();
            foreach (AttributeData data in machine.Transitions)
            {
                if (Transition(spec, machine, data, diagnostics) is { } transition)
                {
                    read.Add(data);
                    transitions.Add(transition);
                }
            }

            machine.Transitions.Clear();
            machine.Transitions.AddRange(read);
            machine.Machine = machine.Machine with { Transitions = transitions.ToEquatableArray() };
        }
    }

    /// <summary>What the generator writes the property of a machine from.</summary>
    public static SurfaceMachine Surface(MachineDeclaration machine)
    {
        var property = machine.Member.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as PropertyDeclarationSyntax;
        var transitions = new List<SurfaceTransition>();
        foreach (MachineTransition transition in machine.Machine.Transitions)
        {
            // C# refuses a case that an earlier one leaves nothing of.
            bool isCovered = transitions.Exists(t => t.From == transition.From && t.Guard.Kind == TemporalOperator.True);
            if (!machine.Machine.IsFinal(transition.From) && !isCovered)
            {
                transitions.Add(new SurfaceTransition(transition.From, transition.To, transition.Guard, Literals.Bits(transition.Reward)));
            }
        }

        return new SurfaceMachine(
            property is null ? "public partial" : string.Join(" ", property.Modifiers.Select(static m => m.Text)), machine.Machine.States, transitions.ToEquatableArray());
    }

    /// <summary>The members of an enum by their number; null where they are not numbered from 0 without gaps.</summary>
    private static IReadOnlyList<string>? States(INamedTypeSymbol type)
    {
        (string Name, decimal Number)[] members =
            [.. type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue).Select(static f => (f.Name, Convert.ToDecimal(f.ConstantValue, CultureInfo.InvariantCulture))).OrderBy(static m => m.Item2)];
        return members.Length > 0 && members.Select(static (m, i) => m.Number == i).All(static fits => fits) ? [.. members.Select(static m => m.Name)] : null;
    }

    private static void ReadStates(MachineDeclaration machine, RewardDiagnostics diagnostics)
    {
        AttributeData data = machine.Data;
        var final = new List<int>();
        int start = data.ConstructorArguments.Length == 0 ? 0 : StateOf(machine, data.ConstructorArguments[0], Place(data, 0), diagnostics);
        TypedConstant listed = data.NamedArguments.FirstOrDefault(static a => a.Key == "Final").Value;
        Location? place = data.Written("Final")?.Expression.GetLocation() ?? data.Location();
        if (listed is { Kind: TypedConstantKind.Array, IsNull: false })
        {
            final.AddRange(listed.Values.Select(v => StateOf(machine, v, place, diagnostics)).Where(static s => s >= 0));
        }

        machine.Machine = machine.Machine with { Start = Math.Max(start, 0), Final = final.Distinct().ToEquatableArray() };
        if (start >= 0 && final.Contains(start))
        {
            State(diagnostics, place, machine.Name, "the start '" + machine.Machine.States[start] + "' is final: the task would be over before it starts");
        }
    }

    private static MachineTransition? Transition(SpecDeclaration spec, MachineDeclaration machine, AttributeData data, RewardDiagnostics diagnostics)
    {
        if (data.ConstructorArguments.Length != 2)
        {
            diagnostics.Fail();
            return null;
        }

        int from = StateOf(machine, data.ConstructorArguments[0], Place(data, 0), diagnostics);
        int to = StateOf(machine, data.ConstructorArguments[1], Place(data, 1), diagnostics);
        if (from >= 0 && machine.Machine.IsFinal(from))
        {
            State(diagnostics, Place(data, 0), machine.Name, "'" + machine.Machine.States[from] + "' is final: no step leaves it");
            from = -1;
        }

        double reward = data.Named("Reward", 0.0);
        if (!(Math.Abs(reward) <= float.MaxValue))
        {
            diagnostics.Report(RuleCatalogue.BadContract, data.Location(), machine.Name, "Reward", SpecReader.Display(reward), "a finite number");
            reward = 0;
        }

        TemporalFormula? guard = data.Has("When") ? Guard(spec, machine, data, diagnostics) : TemporalFormula.True;
        return from < 0 || to < 0 || guard is null ? null : new MachineTransition(from, to, guard, (float)reward);
    }

    private static TemporalFormula? Guard(SpecDeclaration spec, MachineDeclaration machine, AttributeData data, RewardDiagnostics diagnostics)
    {
        string text = data.Named<string?>("When", null) ?? "";
        ExpressionSyntax? written = data.Written("When")?.Expression;
        Location? whole = written?.GetLocation() ?? data.Location();

        // A name is that member even where it reads as an operator.
        int named = machine.Atoms.ToList().IndexOf(text);
        TemporalError? error = null;
        TemporalFormula? guard = named >= 0 ? TemporalFormula.Proposition(named, text) : TemporalParser.Parse(text, machine.Atoms, out error);
        if (guard is { IsTemporal: false })
        {
            return guard;
        }

        if (guard is not null)
        {
            diagnostics.Report(RuleCatalogue.MachineGuard, whole, machine.Name, "it reads other steps than the present one; what is remembered of them is a state of the machine, or a member of its own");
            return null;
        }

        string wrong = text.Substring(Math.Min(error!.Column - 1, text.Length), Math.Min(error.Length, Math.Max(0, text.Length - error.Column + 1)));
        Location? place = LiteralText.At(written, data, error.Column, error.Length);
        diagnostics.Report(
            RuleCatalogue.MachineGuard,
            place,
            DiagnosticSeverity.Error,
            Suggestion(wrong, machine.Atoms),
            machine.Name,
            spec.Find(wrong) is { Type: not MemberType.Bool } other
                ? "'" + wrong + "' is " + (other.Symbol.Type.TypeKind == TypeKind.Enum ? "a state or a choice" : "a number") + ", a guard reads bool members: compare it in a member of its own" : error.Message);
        return null;
    }

    /// <summary>What a misspelled name may mean, for a fix.</summary>
    private static ImmutableDictionary<string, string?>? Suggestion(string wrong, IReadOnlyList<string> known) =>
        wrong.Length > 0 && EditDistance.Nearest(wrong, known) is { } near ? RangeData.None.Add("name", near) : null;

    /// <summary>The number of a state that an argument names; −1 where it names none.</summary>
    private static int StateOf(MachineDeclaration machine, TypedConstant constant, Location? place, RewardDiagnostics diagnostics)
    {
        if (constant.Kind == TypedConstantKind.Error)
        {
            // The compiler has already said what is wrong there.
            diagnostics.Fail();
            return -1;
        }

        ITypeSymbol states = machine.Member.Symbol.Type;
        if (constant.Kind != TypedConstantKind.Enum || !SymbolEqualityComparer.Default.Equals(constant.Type, states) || constant.Value is null)
        {
            State(diagnostics, place, machine.Name, "a state is a member of '" + states.Name + "', not " + (constant.IsNull ? "null" : "'" + constant.ToCSharpString() + "'"));
            return -1;
        }

        decimal number = System.Convert.ToDecimal(constant.Value, CultureInfo.InvariantCulture);
        if (number < 0 || number >= machine.Machine.States.Count)
        {
            State(diagnostics, place, machine.Name, "'" + states.Name + "' has no member " + number.ToString(CultureInfo.InvariantCulture));
            return -1;
        }

        return (int)number;
    }

    private static Location? Place(AttributeData data, int argument) =>
        (data.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments.Where(static a => a.NameEquals is null).ElementAtOrDefault(argument)?.Expression.GetLocation() ?? data.Location();

    private static void Shape(RewardDiagnostics diagnostics, Location? location, string name, string problem) => diagnostics.Report(RuleCatalogue.MachineShape, location, name, problem);

    private static void State(RewardDiagnostics diagnostics, Location? location, string name, string problem) => diagnostics.Report(RuleCatalogue.MachineState, location, name, problem);
}
