using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Analyzers;

/// <summary>
/// Where the C# itself does not compile. There the compiler's own error is enough: what the frontend says about the
/// same place is a consequence of it.
/// </summary>
internal sealed class CompilerErrors(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>Whether a C# error touches the place of a finding.</summary>
    public bool Cover(Diagnostic finding)
    {
        Location place = finding.Location;
        if (place.SourceTree is not { } tree)
        {
            return false;
        }

        // What is proven is proven of a whole program, so its C# was bound without an error; only the text can still be damaged. A spec
        // may have many such findings, and asking for the errors of a place binds it once more.
        if (!finding.Id.StartsWith("RWD0", StringComparison.Ordinal))
        {
            return tree.GetDiagnostics(cancellation).Any(d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceSpan.IntersectsWith(place.SourceSpan));
        }

        // Asked only for places that already have a finding, so that a spec without findings costs nothing.
#pragma warning disable RS1030
        return compilation.GetSemanticModel(tree).GetDiagnostics(place.SourceSpan, cancellation)
#pragma warning restore RS1030
            .Any(d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceSpan.IntersectsWith(place.SourceSpan));
    }
}
