using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Reads the scenarios of a spec and its preferences between them, and checks them. Only analyses need them: a kernel is the same
/// with and without.
/// </summary>
internal sealed class ScenarioReader
{
    /// <summary>Steps that one episode may have: they are computed while the author types.</summary>
    private const int MaximumSteps = 10_000;

    private readonly SpecDeclaration _spec;
    private readonly Bodies _bodies;
    private readonly RewardDiagnostics _diagnostics;
    private readonly CancellationToken _cancellation;
    private readonly List<IPropertySymbol> _declared;
    private readonly Dictionary<ISymbol, ScenarioState?> _states = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Scenario?> _scenarios = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _open = new();

    public ScenarioReader(SpecDeclaration spec, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation)
    {
        _spec = spec;
        _bodies = new Bodies(compilation, cancellation);
        _diagnostics = diagnostics;
        _cancellation = cancellation;
        _declared = Declared(spec.Type).ToList();
    }

    /// <summary>Whether a spec has scenarios.</summary>
    public static bool Any(SpecDeclaration spec) => Declared(spec.Type).Any();

    /// <summary>The scenarios without a mistake, those of the bases first.</summary>
    public IReadOnlyList<Scenario> Scenarios() => _declared.Select(Read).OfType<Scenario>().ToList();

    /// <summary>The preferences of the spec itself: those of a base are about the base's weights.</summary>
    public IReadOnlyList<Preference> Preferences()
    {
        var preferences = new List<Preference>();
        foreach (AttributeData data in _spec.Type.GetAttributes().Where(static a => Attributes.NameOf(a) == "Prefer" && a.ConstructorArguments.Length == 2))
        {
            IPropertySymbol? preferred = Named(data, data.ConstructorArguments[0].Value as string, "preferred");
            IPropertySymbol? over = Named(data, data.ConstructorArguments[1].Value as string, "over");
            if (preferred is not null && over is not null && Read(preferred) is { } better && Read(over) is { } worse)
            {
                if (IsAbove(preferences, worse, better))
                {
                    _diagnostics.Report(RuleCatalogue.PreferenceCycle, data.Location(), better.Name, worse.Name, better == worse ? "they are one scenario" : "the preferences before say the opposite");
                }
                else
                {
                    preferences.Add(new Preference(data, better, worse));
                }
            }
        }

        return preferences;
    }

    private static IEnumerable<IPropertySymbol> Declared(INamedTypeSymbol type) =>
        BaseSpecs.Chain(type).SelectMany(static t => t.GetMembers().OfType<IPropertySymbol>()).Where(static p => Attributes.Get(p, "Scenario") is not null);

    /// <summary>Whether the preferences so far put one scenario above another.</summary>
    private static bool IsAbove(List<Preference> preferences, Scenario upper, Scenario lower) =>
        upper == lower || preferences.Where(p => p.Preferred == upper).Any(p => IsAbove(preferences, p.Over, lower));

    private IPropertySymbol? Named(AttributeData data, string? name, string argument)
    {
        // A member of the derived spec hides one of its base.
        if (_declared.LastOrDefault(p => p.Name == name) is { } found)
        {
            return found;
        }

        string near = _declared.OrderBy(p => EditDistance.Between(p.Name, name ?? "")).Select(static p => " (did you mean '" + p.Name + "'?)").FirstOrDefault() ?? "";
        _diagnostics.Report(RuleCatalogue.UnknownName, data.Location(), _spec.Type.Name, argument, name ?? "", "[Scenario]", near);
        return null;
    }

    private Scenario? Read(IPropertySymbol property)
    {
        if (!_scenarios.TryGetValue(property, out Scenario? scenario))
        {
            scenario = Once(property, "comes after itself", () => ReadNew(property));
            _scenarios[property] = scenario;
        }

        return scenario;
    }

    private Scenario? ReadNew(IPropertySymbol property)
    {
        AttributeData data = Attributes.Get(property, "Scenario")!;
        bool hasBefore = data.Has("After");
        Scenario? before = hasBefore && Named(data, data.Named<string?>("After", null), "After") is { } earlier ? Read(earlier) : null;
        if (State(property) is not { } state || (hasBefore && before is null))
        {
            return null;
        }

        var scenario = new Scenario(property, (ScenarioKind)(int)data.Number(0, 0), data.Named("Steps", 1), state.Inputs, before);
        int horizon = _spec.Contract.Horizon;
        string? problem = scenario.Steps < 1 ? "its Steps must be at least 1"
            : horizon > 0 && scenario.TotalSteps > horizon ? "its episode has " + Literals.Integer(scenario.TotalSteps) + " steps, more than the horizon of " + Literals.Integer(horizon)
            : scenario.TotalSteps > MaximumSteps ? "its episode has " + Literals.Integer(scenario.TotalSteps) + " steps, more than " + Literals.Integer(MaximumSteps)
            : null;
        if (problem is not null)
        {
            Impossible(data.Location(), property, problem);
            return null;
        }

        return IsPossible(property, state) ? scenario : null;
    }

    /// <summary>The values of a scenario; null when something was reported.</summary>
    private ScenarioState? State(IPropertySymbol property)
    {
        if (!_states.TryGetValue(property, out ScenarioState? state))
        {
            state = Once(property, "copies itself", () => StateNew(property));
            _states[property] = state;
        }

        return state;
    }

    private ScenarioState? StateNew(IPropertySymbol property)
    {
        if (!property.IsStatic || property.IsIndexer || !BaseSpecs.Chain(_spec.Type).Any(t => SymbolEqualityComparer.Default.Equals(t, property.Type)))
        {
            Misshapen(property, "must be a static property of type '" + _spec.Type.Name + "'");
            return null;
        }

        switch (Written(property))
        {
            case IObjectCreationOperation { Arguments.Length: 0 } creation:
                return Changed(property, ScenarioState.AtRest(_spec), creation.Initializer);
            case IWithOperation { Operand: IPropertyReferenceOperation { Instance: null, Property: var copied } } copy when _declared.Contains(copied, SymbolEqualityComparer.Default):
                return State(copied) is { } from ? Changed(property, from.Copy(), copy.Initializer) : null;
            case IInvalidOperation:
                return null;
            default:
                Misshapen(property, "must be '=> new() { … }', or a 'with' of another scenario");
                return null;
        }
    }

    private ScenarioState? Changed(IPropertySymbol property, ScenarioState state, IObjectOrCollectionInitializerOperation? changes)
    {
        var values = new ScenarioValues(_spec, _bodies, _diagnostics, _cancellation);
        foreach (IOperation change in changes is null ? Enumerable.Empty<IOperation>() : changes.Initializers)
        {
            if (change is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target, Value: var written } || _spec.Find(target.Property.Name) is not { IsInput: true } member)
            {
                _diagnostics.Report(RuleCatalogue.ScenarioShape, change.Syntax.GetLocation(), property.Name, "gives values to whole signals only");
                return null;
            }

            if (!values.Put(state, member, written, problem => Impossible(written.Syntax.GetLocation(), property, problem)))
            {
                return null;
            }
        }

        return state;
    }

    /// <summary>Reads something of a scenario that may need another scenario, and not itself again.</summary>
    private T? Once<T>(IPropertySymbol property, string problem, Func<T?> read)
        where T : class
    {
        string key = property.ToDisplayString() + " " + problem;
        if (!_open.Add(key))
        {
            Misshapen(property, problem);
            return null;
        }

        T? result = read();
        _open.Remove(key);
        return result;
    }

    /// <summary>Whether every value lies in its range; those that are left out too.</summary>
    private bool IsPossible(IPropertySymbol property, ScenarioState state)
    {
        foreach (SpecMember member in _spec.Members.Where(static m => m.IsInput))
        {
            if (state.Problem(member) is { } problem)
            {
                SyntaxNode? written = state.Written(member);
                Impossible(written?.GetLocation() ?? Place(property), property, written is null ? "'" + member.Name + "' is left out, and " + problem : problem);
                return false;
            }
        }

        return true;
    }

    /// <summary>The expression of a property, without conversions; null when it is no single expression.</summary>
    private IOperation? Written(IPropertySymbol property)
    {
        IOperation? body = property.GetMethod is { } getter ? _bodies.Of(getter) : null;
        IOperation? value = body is IBlockOperation { Operations: { Length: 1 } only } && only[0] is IReturnOperation returned ? returned.ReturnedValue : _bodies.InitializerOf(property);
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private Location? Place(IPropertySymbol property) =>
        SymbolEqualityComparer.Default.Equals(property.ContainingType, _spec.Type) ? property.Locations.FirstOrDefault() : _spec.Location;

    private void Misshapen(IPropertySymbol property, string problem) => _diagnostics.Report(RuleCatalogue.ScenarioShape, property.Locations.FirstOrDefault(), property.Name, problem);

    private void Impossible(Location? place, IPropertySymbol property, string problem) => _diagnostics.Report(RuleCatalogue.ImpossibleScenario, place, property.Name, problem);
}
