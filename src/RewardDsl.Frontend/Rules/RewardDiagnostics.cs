using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>
/// Collects what is wrong with a spec while it is read and lowered. The analyzer reports the diagnostics; the generator
/// only needs to know that there are some.
/// </summary>
public sealed class RewardDiagnostics
{
    private readonly List<Diagnostic> _all = new();

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<Diagnostic> All => _all;

    /// <summary>Whether an error was reported, here or by the C# compiler.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Marks the spec as failed where the C# itself does not compile: the compiler's own error says all.</summary>
    public void Fail() => HasErrors = true;

    /// <summary>Reports a finding, once for each place and rule.</summary>
    public void Report(DiagnosticDescriptor rule, Location? location, params object[] arguments) =>
        Report(rule, location, rule.DefaultSeverity, null, arguments);

    /// <summary>Reports a finding whose severity depends on how certain it is, with data for tools.</summary>
    public void Report(DiagnosticDescriptor rule, Location? location, DiagnosticSeverity severity, ImmutableDictionary<string, string?>? data, params object[] arguments)
    {
        HasErrors |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        foreach (Diagnostic known in _all)
        {
            if (known.Id == rule.Id && known.Location == (location ?? Location.None))
            {
                return;
            }
        }

        _all.Add(severity == rule.DefaultSeverity
            ? Diagnostic.Create(rule, location, data, arguments)
            : Diagnostic.Create(rule, location, severity, null, data, arguments));
    }
}
