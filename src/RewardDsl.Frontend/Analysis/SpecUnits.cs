using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// Units and frames of the values of a spec, by the handles of its sites. They are those of the program as it was lowered: the
/// optimizer drops factors of 1, which are coefficients here.
/// </summary>
internal sealed class SpecUnits
{
    private readonly int[] _probes;

    private SpecUnits(LoweredSpec spec, Sites sites)
    {
        Program = spec.Step;
        _probes = new int[spec.Step.Outputs.Count(static o => o.Kind == OutputKind.Probe)];
        foreach (Output output in spec.Step.Outputs.Where(static o => o.Kind == OutputKind.Probe))
        {
            _probes[output.Index] = output.Value;
        }

        IsDeclared = spec.Signals.Any(static s => s.Unit.Length > 0 || s.Named.Frame.Length > 0);
        Analysis = UnitAnalysis.Run(
            spec.Step,
            spec.Signals.Select(static s => s.Unit).ToArray(),

            // A quaternion goes between frames.
            spec.Signals.Select(static s => s.Type is MemberType.Quaternion or MemberType.Vector4 or MemberType.VecOfVector4 ? "" : s.Named.Frame).ToArray(),
            spec.Reset,
            Timed(sites));
    }

    /// <summary>Whether any signal has a unit or a frame: without one nothing can be found.</summary>
    public bool IsDeclared { get; }

    /// <summary>The program as it was lowered.</summary>
    public RewardProgram Program { get; }

    /// <summary>What is inferred of its values.</summary>
    public UnitAnalysis Analysis { get; }

    /// <summary>Infers the units of a spec.</summary>
    public static SpecUnits Of(LoweredSpec spec, Sites sites) => new(spec, sites);

    /// <summary>The value of the lowered program behind a handle.</summary>
    public int Value(int handle) => _probes[handle];

    /// <summary>The unit that all components of a value have, for the author to read; null when it is not known.</summary>
    public string? Text(IReadOnlyList<int> handles)
    {
        Unit?[] units = handles.Select(h => Analysis.UnitOf(Value(h))).Distinct().ToArray();
        return units.Length == 1 ? units[0]?.ToString() : null;
    }

    /// <summary>
    /// What is multiplied or divided by the step's length. The program knows it as a number, which another place may write as a
    /// coefficient, so it is read from the text.
    /// </summary>
    private HashSet<int> Timed(Sites sites) => new(sites.All
        .Where(static s => s.Kind == SiteKind.Operator && s.Name is nameof(Opcode.Mul) or nameof(Opcode.Div))
        .Where(static s => s.Syntax switch
        {
            BinaryExpressionSyntax binary => IsStepSeconds(binary.Right) || (s.Name == nameof(Opcode.Mul) && IsStepSeconds(binary.Left)),
            AssignmentExpressionSyntax assignment => IsStepSeconds(assignment.Right),
            _ => false,
        })
        .SelectMany(s => s.Result.Select(Value))
        .Where(v => Program.Code[v].Op is Opcode.Mul or Opcode.Div));

    private static bool IsStepSeconds(ExpressionSyntax written) => written switch
    {
        ParenthesizedExpressionSyntax inner => IsStepSeconds(inner.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Seconds", Expression: var step } =>
            step is IdentifierNameSyntax { Identifier.ValueText: "Step" } or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: "Step" },
        _ => false,
    };
}
