using System;
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

    /// <summary>Reads the declarations only: what the generated surface depends on. Nothing is lowered.</summary>
    public static RewardUnit ReadDeclarations(INamedTypeSymbol type, AttributeData attribute)
    {
        SpecDeclaration spec = SpecReader.Read(type, attribute, new RewardDiagnostics());
        return new RewardUnit(SpecReader.Surface(spec), spec.Contract, null, "", "");
    }

    /// <summary>
    /// Reads and lowers a spec. The compilation must hold the generated surface, or <c>Previous</c> and <c>Step</c> do not bind.
    /// </summary>
    public static RewardUnit Compile(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation)
    {
        SpecDeclaration spec = SpecReader.Read(type, attribute, diagnostics);
        LoweredSpec? lowered = null;
        try
        {
            lowered = SpecLowerer.Lower(spec, compilation, diagnostics, cancellation);
        }
#pragma warning disable CA1031 // One bad spec must not take the others down; the rule carries the message.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            diagnostics.Report(RuleCatalogue.InternalError, spec.Location, type.Name, failure.Message);
        }

        SpecSurface surface = SpecReader.Surface(spec);
        if (diagnostics.HasErrors)
        {
            Diagnostic? first = diagnostics.All.FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error);
            return first is null
                ? new RewardUnit(surface, spec.Contract, null, RuleCatalogue.UnsupportedConstruct.Id, "the C# of '" + type.Name + "' does not compile")
                : new RewardUnit(surface, spec.Contract, null, first.Id, first.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }

        return new RewardUnit(surface, spec.Contract, lowered, "", "");
    }

    /// <summary>The RewardSpec attribute of a type, or null.</summary>
    public static AttributeData? AttributeOf(INamedTypeSymbol type) => Attributes.Get(type, "RewardSpec");
}
