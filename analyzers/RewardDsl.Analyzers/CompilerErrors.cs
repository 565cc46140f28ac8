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
    /// <summary>Whether a C# error touches the place.</summary>
    public bool Cover(Location place)
    {
        if (place.SourceTree is not { } tree)
        {
            return false;
        }

        // Asked only for places that already have a finding, so that a spec without findings costs nothing.
#pragma warning disable RS1030
        return compilation.GetSemanticModel(tree).GetDiagnostics(place.SourceSpan, cancellation)
#pragma warning restore RS1030
            .Any(d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceSpan.IntersectsWith(place.SourceSpan));
    }
}
