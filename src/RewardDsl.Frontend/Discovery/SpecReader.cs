using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Reads the declarations of a spec and checks them (RWD00xx). Binds no body.</summary>
internal static class SpecReader
{
    /// <summary>Names that the generator adds to a spec.</summary>
    public static readonly IReadOnlyList<string> GeneratedNames = new[]
    {
        "Previous", "Initial", "Step", "Snapshot", "Explain", "Values", "Inputs", "Evaluator", "CudaEvaluator", "Spec", "TorchInputs", "TorchStep", "TorchEvaluator", "TorchReward",
    };

    /// <summary>Members that every class has; one of another kind would hide them in generated types too.</summary>
    private static readonly string[] s_objectNames = { "Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString" };

    /// <summary>The name that the generator adds where derivatives are asked for.</summary>
    private const string GradientsName = "Gradients";

    /// <summary>Names that the generator adds where a member replaces the sum.</summary>
    private static readonly string[] s_sumNames = { "WeightedSum", "WeightTotal" };

    private static readonly string[] s_roles =
    {
        "Term", "Penalty", "Potential", "Cost", "Gate", "Clamp", "Bounds", "State", "Termination", "Goal", "Bonus", "Progress", "BestSoFar", "Once", "Budget",
        "Metric", "Assume", "Stage", "Total", "Aim", "Objective", "Constraint", "RewardMachine", "Transition", "Accumulate",
    };

    /// <summary>Whether an attribute has a meaning in a spec only.</summary>
    public static bool NeedsSpec(string attribute) => s_roles.Contains(attribute) || attribute is "Signal" or "Parameter" or "Action" or "Schedule" or "Reweight" or "Scenario" or "Prefer";

    public static SpecDeclaration Read(INamedTypeSymbol type, AttributeData attribute, RewardDiagnostics diagnostics)
    {
        var spec = new SpecDeclaration(type, attribute);
        ReadType(spec, diagnostics);
        ReadContract(spec, diagnostics);
        foreach (ISymbol symbol in BaseSpecs.Chain(type).SelectMany(static t => t.GetMembers()))
        {
            if (symbol.IsImplicitlyDeclared || IsGenerated(symbol))
            {
                continue;
            }

            if (!SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type) || symbol is IPropertySymbol { IsStatic: false })
            {
                BaseSpecs.Check(spec, symbol, diagnostics);
            }

            if (IsReserved(spec, symbol) && symbol is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet })
            {
                spec.CanEmit = false;
                diagnostics.Report(RuleCatalogue.ReservedName, symbol.Locations.FirstOrDefault(), symbol.Name);
            }

            if (symbol is IMethodSymbol { IsOverride: true, MethodKind: MethodKind.Ordinary } overriding)
            {
                BaseSpecs.CheckOverride(spec, overriding, diagnostics);
            }

            if (symbol is IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 } hidden)
            {
                // Nothing can name it in a body; a role on it would never be paid.
                foreach (AttributeData misplaced in hidden.GetAttributes())
                {
                    if (Attributes.NameOf(misplaced) is { } role)
                    {
                        diagnostics.Report(RuleCatalogue.RoleShape, misplaced.Location(), hidden.Name, role, "a property that is not an explicit interface implementation");
                    }
                }
            }
            else if (symbol is IPropertySymbol { IsStatic: false, IsIndexer: false } property)
            {
                ReadProperty(spec, property, diagnostics);
            }
            else if (symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && Attributes.Get(method, "Schedule") is { } schedule)
            {
                spec.Schedules.Add(method);
                BaseSpecs.CheckSchedule(spec, method, diagnostics);
                if (!IsSchedule(method))
                {
                    diagnostics.Report(RuleCatalogue.ScheduleShape, schedule.Location(), method.Name);
                }
            }
            else if (symbol is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary })
            {
                foreach (AttributeData misplaced in symbol.GetAttributes())
                {
                    string? name = Attributes.NameOf(misplaced);
                    if (name is "Signal" or "Parameter")
                    {
                        diagnostics.Report(RuleCatalogue.SignalShape, symbol.Locations.FirstOrDefault(), symbol.Name);
                    }
                    else if (name is not null && s_roles.Contains(name))
                    {
                        diagnostics.Report(RuleCatalogue.RoleShape, misplaced.Location(), symbol.Name, name, "an instance property with a body");
                    }
                }
            }
            else if (symbol is IFieldSymbol { IsStatic: false, IsConst: false } field && field.AssociatedSymbol is null)
            {
                diagnostics.Report(RuleCatalogue.UnlabelledProperty, field.Locations.FirstOrDefault(), field.Name);
            }
        }

        // Two members of one name are an error of C#, or were reported with the base; what reads the name means the first.
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (spec.Members.RemoveAll(m => !names.Add(m.Name)) > 0)
        {
            diagnostics.Fail();
        }

        CheckWhole(spec, diagnostics);
        FormulaDiscovery.ReadClass(spec, diagnostics);
        MachineDiscovery.ReadTransitions(spec, diagnostics);
        BaseSpecs.CheckBase(spec, diagnostics);
        return spec;
    }

    /// <summary>Whether a method has the shape of a schedule.</summary>
    public static bool IsSchedule(IMethodSymbol method) =>
        method is { IsStatic: true, IsGenericMethod: false, ReturnsByRef: false, ReturnsByRefReadonly: false, ReturnType.SpecialType: SpecialType.System_Single, Parameters.Length: 1 }
        && method.Parameters[0].RefKind is RefKind.None or RefKind.In && IsClock(method.Parameters[0].Type);

    /// <summary>Whether the type is RewardDsl.TrainingClock.</summary>
    public static bool IsClock(ITypeSymbol type) => type is { Name: "TrainingClock", ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The finite lower end of the class's clamp or bounds, or null.</summary>
    public static double? LowerBound(INamedTypeSymbol type)
    {
        foreach (string name in new[] { "Clamp", "Bounds" })
        {
            AttributeData? range = BaseSpecs.Chain(type).Reverse().Select(t => Attributes.Get(t, name)).FirstOrDefault(static a => a is not null);
            if (range?.Number(0, double.NegativeInfinity) is { } lower && lower >= float.MinValue && lower <= float.MaxValue)
            {
                return lower;
            }
        }

        return null;
    }

    private static bool IsReserved(SpecDeclaration spec, ISymbol symbol) =>
        GeneratedNames.Contains(symbol.Name) || (spec.Contract.Gradient && symbol.Name == GradientsName) || symbol.Name.StartsWith("__", StringComparison.Ordinal) || (symbol is IPropertySymbol && s_objectNames.Contains(symbol.Name));

    /// <summary>What no single member shows.</summary>
    private static void CheckWhole(SpecDeclaration spec, RewardDiagnostics diagnostics)
    {
        foreach ((SpecMember member, AttributeData data) in spec.With("Total").Skip(1))
        {
            diagnostics.Report(RuleCatalogue.TotalMisuse, data.Location(), member.Name, "a spec has one [Total]");
        }

        IEnumerable<ISymbol> named = BaseSpecs.Chain(spec.Type).SelectMany(static t => t.GetMembers()).Append(spec.Type);
        if (spec.With("Total").Count > 0 && named.FirstOrDefault(static m => s_sumNames.Contains(m.Name) && !IsGenerated(m)) is { } taken)
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.ReservedName, taken.Locations.FirstOrDefault(), taken.Name);
        }

        var places = new HashSet<double>();
        foreach ((SpecMember member, AttributeData data) in spec.With("Stage"))
        {
            double place = data.Number(0, 0);
            if (place < 1 || !places.Add(place))
            {
                diagnostics.Report(RuleCatalogue.StageOrder, data.Location(), member.Name, Display(place), place < 1 ? "counts from 1" : "is already taken");
            }
        }
    }

    /// <summary>The declarations by value. Vector states get the lengths that lowering inferred, where it has run.</summary>
    public static SpecSurface Surface(SpecDeclaration spec)
    {
        var containers = new List<string>();
        for (INamedTypeSymbol? outer = spec.Type.ContainingType; outer != null; outer = outer.ContainingType)
        {
            containers.Insert(0, Declaration(outer));
        }

        return new SpecSurface(
            spec.Type.ContainingNamespace.IsGlobalNamespace ? "" : spec.Type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat),
            containers.ToEquatableArray(),
            Declaration(spec.Type),
            Identifiers.Escape(spec.Type.Name),
            MetadataName(spec.Type),
            HintName(spec.Type),
            spec.Members.Select(m => new SurfaceMember(
                m.Name,
                m.Type,
                m.Role,
                m.Length,
                m.Role == MemberRole.State ? Literals.Bits((float)InitialState(m)) : 0,
                m.Symbol.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                m.Frames,
                IsEnum(m.Symbol.Type),
                !SymbolEqualityComparer.Default.Equals(m.Symbol.ContainingType, spec.Type),
                m.Machine is null ? null : MachineDiscovery.Surface(m.Machine))).ToEquatableArray(),
            spec.CanEmit,
            BaseSpecs.Of(spec.Type)?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "",
            spec.With("Total").Exists(t => SymbolEqualityComparer.Default.Equals(t.Member.Symbol.ContainingType, spec.Type)));
    }

    /// <summary>The value of a state after a reset, in each element.</summary>
    public static double InitialState(SpecMember member) => member.Machine?.Machine.Start ?? Attributes.Get(member.Symbol, "State")?.Number(0, 0) ?? 0;

    /// <summary>Full name with nesting, as reflection spells it.</summary>
    public static string MetadataName(INamedTypeSymbol type)
    {
        string name = type.MetadataName;
        for (INamedTypeSymbol? outer = type.ContainingType; outer != null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        // Not the display string: that escapes keywords.
        for (INamespaceSymbol? space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name = space.MetadataName + "." + name;
        }

        return name;
    }

    /// <summary>
    /// File names ignore letter case; types and namespaces do not. Where the project declares another spelling of any part
    /// of the name, the case pattern is appended.
    /// </summary>
    private static string HintName(INamedTypeSymbol type)
    {
        string name = MetadataName(type).Replace('+', '.');
        string[] parts = name.Split('.');
        bool clash = type.ContainingAssembly is ISourceAssemblySymbol assembly && assembly.Compilation.ContainsSymbolsWithName(
            n => parts.Any(p => p != n && string.Equals(p, n, StringComparison.OrdinalIgnoreCase)), SymbolFilter.Namespace | SymbolFilter.Type);
        return clash ? name + "-" + string.Concat(name.Select(static c => char.IsUpper(c) ? '1' : '0')) : name;
    }

    public static bool IsGenerated(ISymbol symbol) =>
        symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "GeneratedCodeAttribute" && a.ConstructorArguments.Length > 0 && a.ConstructorArguments[0].Value as string == "RewardDsl");

    private static string Declaration(INamedTypeSymbol type) =>
        "partial " + (type.IsRecord ? type.IsValueType ? "record struct " : "record " : type.TypeKind switch
        {
            TypeKind.Struct => "struct ",
            TypeKind.Interface => "interface ",
            _ => "class ",
        }) + Identifiers.Escape(type.Name);

    private static void ReadType(SpecDeclaration spec, RewardDiagnostics diagnostics)
    {
        INamedTypeSymbol type = spec.Type;
        if (GeneratedNames.Contains(type.Name) || type.Name.StartsWith("__", StringComparison.Ordinal))
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.ReservedName, spec.Location, type.Name);
        }

        if (!IsPartial(type))
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.NotPartial, spec.Location, type.Name);
        }

        for (INamedTypeSymbol? outer = type.ContainingType; outer != null; outer = outer.ContainingType)
        {
            if (outer.IsGenericType)
            {
                spec.CanEmit = false;
                diagnostics.Report(RuleCatalogue.UnsupportedSpecType, spec.Location, type.Name, "nested in a generic type");
            }

            if (!IsPartial(outer))
            {
                spec.CanEmit = false;
                diagnostics.Report(RuleCatalogue.ContainerNotPartial, outer.Locations.FirstOrDefault(), outer.Name, type.Name);
            }
        }

        string? problem = type.IsGenericType ? "generic"
            : type.IsStatic ? "static"
            : type.IsAbstract ? "abstract"
            : type.BaseType is { SpecialType: not SpecialType.System_Object } && BaseSpecs.Of(type) is null ? "derived from '" + type.BaseType.Name + "'"
            : type.IsFileLocal ? "file-local"
            : null;
        if (problem != null)
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.UnsupportedSpecType, spec.Location, type.Name, problem);
        }
        else if (!type.InstanceConstructors.Any(static c => c.Parameters.Length == 0))
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.NoConstructor, spec.Location, type.Name);
        }
    }

    /// <summary>Whether the property holds a value of its own, or is declared as if it did.</summary>
    public static bool IsStored(IPropertySymbol property) =>
        HasStorage(property) || Attributes.Get(property, "Signal") is not null || Attributes.Get(property, "Parameter") is not null;

    private static bool HasStorage(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    private static bool HasBody(IPropertySymbol property) => property.DeclaringSyntaxReferences.Any(static r =>
        r.GetSyntax() is PropertyDeclarationSyntax { AccessorList: { } accessors } && accessors.Accessors.Any(static a => a.Body is not null || a.ExpressionBody is not null));

    private static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.All(static r => r.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static void ReadContract(SpecDeclaration spec, RewardDiagnostics diagnostics)
    {
        // A derived spec says only what is different.
        List<AttributeData> stated = BaseSpecs.Chain(spec.Type).Reverse().Select(t => SymbolEqualityComparer.Default.Equals(t, spec.Type) ? spec.Attribute : Attributes.Get(t, "RewardSpec")!).ToList();
        AttributeData By(string name) => stated.FirstOrDefault(a => a.Has(name)) ?? spec.Attribute;
        AttributeData attribute = spec.Attribute;
        double discount = By("Discount").Named("Discount", 1.0);
        int horizon = By("Horizon").Named("Horizon", 0);
        double seconds = By("StepSeconds").Named("StepSeconds", double.NaN);
        Location? location = attribute.Location();
        if (!(discount >= 0 && discount <= 1))
        {
            if (attribute.Has("Discount") || stated.Count == 1)
            {
                diagnostics.Report(RuleCatalogue.BadContract, location, spec.Type.Name, "Discount", Display(discount), "from 0 to 1");
            }

            // That of a base is the base's error. What follows needs one that it can count with.
            diagnostics.Fail();
            discount = 1;
        }

        if (attribute.Has("Horizon") && horizon < 1)
        {
            diagnostics.Report(RuleCatalogue.BadContract, location, spec.Type.Name, "Horizon", Literals.Integer(horizon), "at least 1");
        }
        else if (attribute.Has("Horizon") && !By("TimeLimit").Has("TimeLimit"))
        {
            diagnostics.Report(RuleCatalogue.TimeLimitMissing, location, spec.Type.Name);
        }

        if (stated.Count > 1 && attribute.Has("StepSeconds") && stated.Skip(1).Any(a => a.Named("StepSeconds", double.NaN) != seconds))
        {
            diagnostics.Report(RuleCatalogue.InheritedMember, location, spec.Type.Name, "a derived spec keeps the StepSeconds of its base, which the base's bodies read");
        }

        if (attribute.Has("StepSeconds") && !(seconds > 0 && seconds <= float.MaxValue))
        {
            diagnostics.Report(RuleCatalogue.BadContract, location, spec.Type.Name, "StepSeconds", Display(seconds), "a finite number above 0");
        }

        if (By("Rate").Named("Rate", 0) == 1 && double.IsNaN(seconds))
        {
            diagnostics.Report(RuleCatalogue.StepSecondsMissing, location, spec.Type.Name);
        }

        if (By("NonFinite").Named("NonFinite", 0) == 1)
        {
            if (LowerBound(spec.Type) is null)
            {
                diagnostics.Report(RuleCatalogue.NonFiniteBound, location, spec.Type.Name);
            }
        }

        spec.Contract = new Contract(Literals.Bits((float)discount), horizon, Literals.Bits((float)seconds), By("Consumer").Named("Consumer", 0), By("Rate").Named("Rate", 0) == 1, By("NonFinite").Named("NonFinite", 0) == 1)
        {
            Gradient = By("Gradient").Named("Gradient", false),
        };
    }

    private static void ReadProperty(SpecDeclaration spec, IPropertySymbol property, RewardDiagnostics diagnostics)
    {
        AttributeData? signal = Attributes.Get(property, "Signal");
        AttributeData? parameter = Attributes.Get(property, "Parameter");
        AttributeData? action = Attributes.Get(property, "Action");
        AttributeData? state = Attributes.Get(property, "State");
        List<(string Name, AttributeData Data)> roles = property.GetAttributes()
            .Select(static a => (Name: Attributes.NameOf(a)!, Data: a)).Where(static r => r.Name is not null && s_roles.Contains(r.Name)).ToList();
        bool isAuto = HasStorage(property);
        MemberType? frame = FrameOf(property.Type);
        MemberType? type = frame ?? TypeOf(property.Type);
        Location? location = property.Locations.FirstOrDefault();

        if (signal != null || parameter != null)
        {
            string input = signal != null ? "Signal" : "Parameter";
            if (signal != null && parameter != null)
            {
                diagnostics.Report(RuleCatalogue.ConflictingRoles, location, property.Name, "Signal", "Parameter");
            }

            foreach ((string name, AttributeData data) in roles.Where(r => r.Name != "Aim" && !(r.Name == "Metric" && signal is not null && frame is null && type is MemberType.Float or MemberType.Bool)))
            {
                diagnostics.Report(RuleCatalogue.ConflictingRoles, data.Location(), property.Name, input, name);
            }

            // A body that uses 'field' would compute something that the batched evaluator does not.
            if (!isAuto || property.GetMethod is null || property.SetMethod is null || HasBody(property))
            {
                spec.CanEmit = false;
                diagnostics.Report(RuleCatalogue.SignalShape, location, property.Name);
                return;
            }
        }

        if (action != null && signal is null)
        {
            diagnostics.Report(RuleCatalogue.ActionNotSignal, action.Location(), property.Name);
        }

        if (signal != null)
        {
            if (property.Type.TypeKind == TypeKind.Error)
            {
                // The compiler has already said that there is no such type.
                spec.CanEmit = false;
                diagnostics.Fail();
                return;
            }

            if (type is null)
            {
                spec.CanEmit = false;
                diagnostics.Report(RuleCatalogue.SignalType, location, property.Name, property.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat));
                return;
            }

            if (signal.ConstructorArguments.Length == 2)
            {
                CheckRange(signal, property.Name, diagnostics);
            }

            var member = new SpecMember(property, type.Value, action != null ? MemberRole.Action : MemberRole.Signal)
            {
                Frames = frame is null ? 0 : signal.Named("History", 0),
                IsBeforeStep = signal.Named("ReadAt", 0) == 1,
            };
            ReadLength(member, signal, diagnostics);
            ReadOrder(member, signal, diagnostics);
            CheckNamed(spec, property, diagnostics);
            SignalChecks.Run(member, signal, frame is not null, diagnostics);
            spec.Members.Add(member);
        }
        else if (parameter != null)
        {
            if (type != MemberType.Float || frame is not null)
            {
                diagnostics.Report(RuleCatalogue.RoleShape, parameter.Location(), property.Name, "Parameter", "the type float");
                return;
            }

            CheckRange(parameter, property.Name, diagnostics);
            spec.Members.Add(new SpecMember(property, MemberType.Float, MemberRole.Parameter) { PerEnvironment = parameter.Named("PerEnvironment", false) });
        }
        else if (roles.Any(static r => MachineDiscovery.IsRole(r.Name)))
        {
            MachineDeclaration? machine = MachineDiscovery.ReadProperty(spec, property, diagnostics);
            foreach ((string name, AttributeData data) in roles.Where(r => machine is not null && !MachineDiscovery.IsRole(r.Name)))
            {
                diagnostics.Report(RuleCatalogue.ConflictingRoles, data.Location(), property.Name, "RewardMachine", name);
            }

            CheckNamed(spec, property, diagnostics);
        }
        else if (isAuto)
        {
            foreach ((string name, AttributeData data) in roles)
            {
                diagnostics.Report(RuleCatalogue.RoleShape, data.Location(), property.Name, name, "a computed property ('=> …' or a get body)");
            }

            if (roles.Count == 0)
            {
                diagnostics.Report(RuleCatalogue.UnlabelledProperty, location, property.Name);
            }
        }
        else
        {
            if (FormulaDiscovery.IsFormula(property.Type))
            {
                FormulaDiscovery.ReadProperty(spec, property, diagnostics);
                roles.RemoveAll(static r => FormulaDiscovery.IsRole(r.Name));
            }

            // A window over time is an input only.
            CheckRoles(property, frame is null ? type : null, roles, diagnostics);
            CheckNamed(spec, property, diagnostics);
            if (type != null && property.GetMethod != null)
            {
                spec.Members.Add(new SpecMember(property, type.Value, state != null && frame is null ? MemberRole.State : MemberRole.Computed));
            }
        }
    }

    /// <summary>Checks that the generated members, which are internal at most, may name the enum of a member.</summary>
    private static void CheckNamed(SpecDeclaration spec, IPropertySymbol property, RewardDiagnostics diagnostics)
    {
        if (IsEnum(property.Type) && Reach(property.Type) is { } reach && !IsWithin(Reach(spec.Type), reach))
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.HiddenEnum, property.Locations.FirstOrDefault(), property.Name, property.Type.Name);
        }
    }

    /// <summary>The type outside which a type cannot be named in this project, or null.</summary>
    private static INamedTypeSymbol? Reach(ITypeSymbol type)
    {
        for (ITypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (part.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return part.ContainingType;
            }
        }

        return null;
    }

    private static bool IsWithin(INamedTypeSymbol? type, INamedTypeSymbol outer)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, outer))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckRoles(IPropertySymbol property, MemberType? type, List<(string Name, AttributeData Data)> roles, RewardDiagnostics diagnostics)
    {
        foreach ((string name, AttributeData data) in roles)
        {
            string? needs = name switch
            {
                "Term" or "Penalty" => type is MemberType.Float or MemberType.Bool or MemberType.OptionalFloat ? null : "the type float, bool or float?",
                "Cost" or "Metric" => type is MemberType.Float or MemberType.Bool ? null : "the type float or bool",
                "Total" => type is MemberType.Float ? null : "the type float",
                "Assume" or "Stage" => type is MemberType.Bool ? null : "the type bool",
                "Objective" or "Constraint" => "the type Formula",
                "Potential" => type is MemberType.Float ? null : "the type float",
                "Gate" => type is MemberType.Float or MemberType.Bool ? null : "the type float (0 to 1) or bool",
                "Bonus" => type is MemberType.Bool ? null : "the type bool",
                "Progress" or "BestSoFar" when type is MemberType.OptionalFloat => "a value that is always there (decide by '??' what an absent one counts)",
                "Progress" or "BestSoFar" or "Once" or "Budget" => !roles.Any(static r => r.Name is "Term" or "Penalty") ? "a [Term] or [Penalty] beside it" : null,
                "Accumulate" => !roles.Any(static r => r.Name is "Term" or "Penalty" or "Bonus") ? "a [Term], [Penalty] or [Bonus] beside it" : null,
                "Termination" or "Goal" => type is MemberType.Bool ? null : "the type bool",
                "Clamp" => !roles.Any(static r => r.Name is "Term" or "Penalty") ? "a [Term] or [Penalty] beside it" : null,
                "State" => type is null or MemberType.Quaternion or MemberType.Int or MemberType.OptionalFloat ? "the type float, bool, Vector2, Vector3, Vector4, Vec, Mask or Vec<Vector3>" : null,
                _ => null,
            };
            if (needs != null)
            {
                diagnostics.Report(RuleCatalogue.RoleShape, data.Location(), property.Name, name, needs);
            }

            if (name == "Aim")
            {
                SignalChecks.Aim(property, type, data, double.NegativeInfinity, double.PositiveInfinity, diagnostics);
            }

            if (name is "Clamp" or "Bounds")
            {
                CheckRange(data, property.Name, diagnostics);
            }
        }

        if (roles.Any(static r => r.Name == "Termination" && r.Data.Has("Reward")))
        {
            // Two columns of one name, and the end paid twice.
            CheckPair(property, roles, "Termination", "Term", diagnostics);
            CheckPair(property, roles, "Termination", "Penalty", diagnostics);
            CheckPair(property, roles, "Termination", "Bonus", diagnostics);
        }

        foreach (string paidRole in new[] { "Term", "Penalty", "Bonus", "Potential" })
        {
            CheckPair(property, roles, "Total", paidRole, diagnostics);
            CheckPair(property, roles, "Metric", paidRole, diagnostics);
        }

        CheckPair(property, roles, "Progress", "BestSoFar", diagnostics);
        CheckPair(property, roles, "Once", "Budget", diagnostics);
        string[] paid = roles.Select(static r => r.Name).Where(static n => n is "Term" or "Penalty" or "Potential" or "Cost" or "Bonus").ToArray();
        if (paid.Length > 1)
        {
            diagnostics.Report(RuleCatalogue.ConflictingRoles, property.Locations.FirstOrDefault(), property.Name, paid[0], paid[1]);
        }
    }

    private static void CheckPair(IPropertySymbol property, List<(string Name, AttributeData Data)> roles, string first, string second, RewardDiagnostics diagnostics)
    {
        if (roles.Any(r => r.Name == first) && roles.Any(r => r.Name == second))
        {
            diagnostics.Report(RuleCatalogue.ConflictingRoles, property.Locations.FirstOrDefault(), property.Name, first, second);
        }
    }

    /// <summary>Checks the interval of an attribute's first two arguments.</summary>
    public static void CheckRange(AttributeData attribute, string name, RewardDiagnostics diagnostics)
    {
        double min = attribute.Number(0, 0);
        double max = attribute.Number(1, 0);
        string? problem = double.IsNaN(min) || double.IsNaN(max) ? "is not a number"
            : min > max ? "is empty: its lower end is above its upper end"
            : double.IsPositiveInfinity(min) || double.IsNegativeInfinity(max) ? "holds no finite number"
            : null;
        if (problem != null)
        {
            diagnostics.Report(RuleCatalogue.BadRange, attribute.Location(), name, Display(min), Display(max), problem);
        }
    }

    public static string Display(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static void ReadOrder(SpecMember member, AttributeData signal, RewardDiagnostics diagnostics)
    {
        bool isQuaternion = member.Type == MemberType.Quaternion;
        if (signal.Has("Order") != isQuaternion)
        {
            diagnostics.Report(
                RuleCatalogue.RoleShape, signal.Location(), member.Name, isQuaternion ? "Signal" : "Signal(Order)",
                isQuaternion ? "the order of its components in memory ('Order = QuaternionOrder.Xyzw' or 'Wxyz'; simulators differ)" : "the type Quaternion");
        }

        member.ScalarFirst = isQuaternion && signal.Named("Order", 0) == 1;
    }

    private static void ReadLength(SpecMember member, AttributeData signal, RewardDiagnostics diagnostics)
    {
        bool isVector = member.Type.IsVector();
        bool hasLength = signal.Has("Length");
        bool hasAxis = signal.Has("Axis");
        if (!isVector)
        {
            if (hasLength || hasAxis)
            {
                diagnostics.Report(RuleCatalogue.RoleShape, signal.Location(), member.Name, hasLength ? "Signal(Length)" : "Signal(Axis)", "the type Vec or Mask");
            }

            return;
        }

        if (hasLength != hasAxis)
        {
            if (hasLength && signal.Named("Length", 0) is > 0 and < 65536 and int length)
            {
                member.Length = length;
                return;
            }

            if (hasAxis && signal.NamedArguments.Any(static a => a.Key == "Axis" && (a.Value.Kind == TypedConstantKind.Error || a.Value.Value is ITypeSymbol { TypeKind: TypeKind.Error })))
            {
                // No such type: the compiler's own error says all.
                diagnostics.Fail();
                return;
            }

            if (hasAxis && signal.Named<INamedTypeSymbol?>("Axis", null) is { TypeKind: TypeKind.Enum } axis)
            {
                List<IFieldSymbol> names = axis.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue).ToList();
                bool ordered = names.Select(static (f, i) => (f, i)).All(static p => Convert.ToDecimal(p.f.ConstantValue, System.Globalization.CultureInfo.InvariantCulture) == p.i);
                if (names.Count > 0 && ordered)
                {
                    member.Length = names.Count;
                    member.AxisType = axis;
                    member.Axis = names.Select(static f => f.Name).ToList();
                    return;
                }
            }
        }

        diagnostics.Report(RuleCatalogue.VectorLength, signal.Location() ?? member.Location, member.Name, member.Type.ToString());
    }

    /// <summary>Whether the type is an enum.</summary>
    public static bool IsEnum(ITypeSymbol type) => type.TypeKind == TypeKind.Enum;

    /// <summary>The numbers of an enum's members, or null for another type.</summary>
    public static (double Min, double Max)? EnumRange(ITypeSymbol type)
    {
        List<double> numbers = IsEnum(type)
            ? type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue).Select(static f => Convert.ToDouble(f.ConstantValue, System.Globalization.CultureInfo.InvariantCulture)).ToList()
            : new List<double>();
        return numbers.Count == 0 ? null : (numbers.Min(), numbers.Max());
    }

    /// <summary>The member type of the frames of a RewardDsl.History, or null for any other type.</summary>
    public static MemberType? FrameOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "History", TypeArguments.Length: 1, ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } } history
            ? TypeOf(history.TypeArguments[0])
            : null;

    /// <summary>The member type of a C# type, or null.</summary>
    public static MemberType? TypeOf(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Single:
                return MemberType.Float;
            case SpecialType.System_Boolean:
                return MemberType.Bool;
            case SpecialType.System_Int32:
                return MemberType.Int;
        }

        if (IsEnum(type))
        {
            return MemberType.Int;
        }

        if (type is INamedTypeSymbol { TypeArguments.Length: 1 } generic)
        {
            return generic.ConstructedFrom.SpecialType == SpecialType.System_Nullable_T
                ? generic.TypeArguments[0].SpecialType == SpecialType.System_Single ? MemberType.OptionalFloat : null
                : generic is { Name: "Vec", ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } }
                    ? TypeOf(generic.TypeArguments[0]) switch
                    {
                        MemberType.Vector2 => MemberType.VecOfVector2,
                        MemberType.Vector3 => MemberType.VecOfVector3,
                        MemberType.Vector4 => MemberType.VecOfVector4,
                        _ => null,
                    }
                    : null;
        }

        return (type.ContainingNamespace?.ToDisplayString(), type.Name) switch
        {
            ("System.Numerics", "Vector2") => MemberType.Vector2,
            ("System.Numerics", "Vector3") => MemberType.Vector3,
            ("System.Numerics", "Vector4") => MemberType.Vector4,
            ("System.Numerics", "Quaternion") => MemberType.Quaternion,
            ("RewardDsl", "Vec") => MemberType.Vec,
            ("RewardDsl", "Mask") => MemberType.Mask,
            _ => null,
        };
    }
}
