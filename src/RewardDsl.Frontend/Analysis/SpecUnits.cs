using System.Collections.Generic;
using System.Linq;
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

    private SpecUnits(LoweredSpec spec)
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
            new HashSet<int>(spec.Timed.Select(Value).Where(v => spec.Step.Code[v].Op is Opcode.Mul or Opcode.Div)));
    }

    /// <summary>Whether any signal has a unit or a frame: without one nothing can be found.</summary>
    public bool IsDeclared { get; }

    /// <summary>The program as it was lowered.</summary>
    public RewardProgram Program { get; }

    /// <summary>What is inferred of its values.</summary>
    public UnitAnalysis Analysis { get; }

    /// <summary>Infers the units of a spec.</summary>
    public static SpecUnits Of(LoweredSpec spec) => new(spec);

    /// <summary>The value of the lowered program behind a handle.</summary>
    public int Value(int handle) => _probes[handle];

    /// <summary>The unit that all components of a value have, for the author to read; null when it is not known.</summary>
    public string? Text(IReadOnlyList<int> handles)
    {
        Unit?[] units = handles.Select(h => Analysis.UnitOf(Value(h))).Distinct().ToArray();
        return units.Length == 1 ? units[0]?.ToString() : null;
    }
}
