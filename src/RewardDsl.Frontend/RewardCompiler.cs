using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The one way from a C# class to a reward program, shared by the generator and the analyzers.</summary>
public static class RewardCompiler
{
    /// <summary>Metadata name of the attribute that marks a spec.</summary>
    public const string SpecAttribute = Attributes.SpecMetadataName;

    /// <summary>Name of the value function that learns what no other is named for.</summary>
    public const string DefaultCritic = "Default";

    /// <summary>Reads and checks the declarations. Binds no body, so it needs no generated code.</summary>
    public static RewardDeclaration Read(INamedTypeSymbol type, AttributeData attribute, RewardDiagnostics diagnostics) =>
        new(SpecReader.Read(type, attribute, diagnostics), diagnostics);

    /// <summary>Reads and lowers a spec of a compilation that holds its generated surface.</summary>
    public static RewardUnit Compile(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation) =>
        Compile(Read(type, attribute, diagnostics), compilation, cancellation);

    /// <summary>
    /// Lowers a spec. The compilation must hold the generated surface, or <c>Previous</c> and <c>Step</c> do not bind; it
    /// may be a later one than the declarations were read from, as long as the author's syntax trees are the same.
    /// </summary>
    public static RewardUnit Compile(RewardDeclaration declaration, Compilation compilation, CancellationToken cancellation) =>
        Compile(declaration, compilation, new Sites(withOperations: false), cancellation);

    /// <summary>Compiles a spec as <see cref="Compile(INamedTypeSymbol, AttributeData, Compilation, RewardDiagnostics, CancellationToken)"/> does, and runs the rules on it.</summary>
    public static void Check(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation)
    {
        RewardDeclaration declaration = Read(type, attribute, diagnostics);
        var sites = new Sites(withOperations: true) { HoldsActions = ScenarioReader.Any(declaration.Spec) };
        if (Compile(declaration, compilation, sites, cancellation).Lowered is not { } lowered)
        {
            return;
        }

        try
        {
            List<float> claims = SpecClaim.Of(declaration.Spec).SelectMany(static c => new[] { (float)c.Data.Number(0, 0), (float)c.Data.Number(1, 0) }).ToList();
            SpecAnalysis analysis = SpecAnalysis.Of(lowered, declaration.Contract, claims);
            var context = new RuleContext(declaration.Spec, analysis, sites, compilation, diagnostics, cancellation);
            var scenarios = new ScenarioReader(declaration.Spec, compilation, diagnostics, cancellation);
            context.Scenarios = ScenarioSet.Read(scenarios, analysis, sites.HeldReset ?? lowered.Reset, diagnostics);
            SpecRules.Run(context);
        }
#pragma warning disable CA1031 // One bad spec must not take the others down; the rule carries the message.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            diagnostics.Report(RuleCatalogue.InternalError, declaration.Spec.Location, type.Name, failure.Message);
        }
    }

    /// <summary>Lowers a spec and names the values that analyses ask about.</summary>
    internal static RewardUnit Compile(RewardDeclaration declaration, Compilation compilation, Sites sites, CancellationToken cancellation)
    {
        SpecDeclaration spec = declaration.Spec;
        RewardDiagnostics diagnostics = declaration.Diagnostics;
        LoweredSpec? lowered = null;
        var bodies = new Bodies(compilation, cancellation);
        try
        {
            lowered = SpecLowerer.Lower(spec, bodies, diagnostics, sites, MarginScales.Of(spec, bodies, diagnostics, cancellation), cancellation);
            if (lowered is not null)
            {
                // Here, where a failure is one spec's: later it would be the whole generator's.
                Verifier.Require(lowered.Step, "lowering");
                Verifier.Require(lowered.Reset, "lowering");
            }
        }
        catch (InsufficientExecutionStackException)
        {
            diagnostics.Report(RuleCatalogue.TooLarge, spec.Location, spec.Type.Name, BodyLowerer.TooDeep);
        }
#pragma warning disable CA1031 // One bad spec must not take the others down; the rule carries the message.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            diagnostics.Report(RuleCatalogue.InternalError, spec.Location, spec.Type.Name, failure.Message);
        }

        declaration.AddFiles(bodies.Files);
        SpecSurface surface = declaration.Surface;
        if (diagnostics.HasErrors)
        {
            Diagnostic? first = diagnostics.All.FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error);
            return first is null
                ? new RewardUnit(surface, spec.Contract, null, RuleCatalogue.UnsupportedConstruct.Id, "the C# of '" + spec.Type.Name + "' does not compile")
                : new RewardUnit(surface, spec.Contract, null, first.Id, first.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }

        return new RewardUnit(surface, spec.Contract, lowered, "", "");
    }

    /// <summary>The base specs of a spec, the outermost base first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> BasesOf(INamedTypeSymbol type) =>
        BaseSpecs.Chain(type).Where(t => !SymbolEqualityComparer.Default.Equals(t, type)).ToList();

    /// <summary>Whether a method is marked as a reward function.</summary>
    public static bool IsFunction(IMethodSymbol method) => HasAttributes(method) && Attributes.Get(method, "RewardFunction") is not null;

    /// <summary>Whether any attribute is written on a symbol: a look at the syntax, because this is asked of every symbol of a project.</summary>
    private static bool HasAttributes(ISymbol symbol)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax { AttributeLists.Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a type that is no spec says as if it were one.</summary>
    public static void CheckOutsideSpec(INamedTypeSymbol type, RewardDiagnostics diagnostics)
    {
        foreach (ISymbol symbol in type.GetMembers().Where(static m => m is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }).Prepend(type).Where(HasAttributes))
        {
            foreach (AttributeData attribute in symbol.GetAttributes())
            {
                if (Attributes.NameOf(attribute) is { } name && SpecReader.NeedsSpec(name))
                {
                    diagnostics.Report(RuleCatalogue.OutsideSpec, attribute.Location(), name, symbol.Name, type.Name);
                }
            }
        }
    }

    /// <summary>Whether a member carries an attribute of RewardDsl.</summary>
    public static bool HasRole(ISymbol member) => member.GetAttributes().Any(static a => Attributes.NameOf(a) is not null);

    /// <summary>The RewardSpec attribute of a type, or null.</summary>
    public static AttributeData? AttributeOf(INamedTypeSymbol type) => Attributes.Get(type, "RewardSpec");
}

/// <summary>A spec's declarations, read from one compilation. Lives only while the spec is compiled: it holds symbols.</summary>
public sealed class RewardDeclaration
{
    private readonly HashSet<SyntaxTree> _files = new();

    internal RewardDeclaration(SpecDeclaration spec, RewardDiagnostics diagnostics)
    {
        Spec = spec;
        Diagnostics = diagnostics;
        Surface = SpecReader.Surface(spec);
        AddFiles(BaseSpecs.Chain(spec.Type).SelectMany(static t => t.DeclaringSyntaxReferences).Select(static r => r.SyntaxTree));
    }

    /// <summary>The declarations by value.</summary>
    public SpecSurface Surface { get; }

    /// <summary>The episode contract.</summary>
    public Contract Contract => Spec.Contract;

    /// <summary>The files whose text decided: those that declare the spec and its bases and, once it is compiled, those of which bodies were bound. Of all others only declarations did.</summary>
    public IReadOnlyCollection<SyntaxTree> Files => _files;

    internal SpecDeclaration Spec { get; }

    internal RewardDiagnostics Diagnostics { get; }

    internal void AddFiles(IEnumerable<SyntaxTree> files) => _files.UnionWith(files);
}
