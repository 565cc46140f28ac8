using System.Linq;
using System.Security.Cryptography;
using System.Text;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>A spec ready to be printed: optimized programs laid out as loops.</summary>
/// <param name="Unit">The spec.</param>
/// <param name="Step">The step kernel.</param>
/// <param name="Reset">The reset kernel.</param>
/// <param name="ContentHash">SHA-256 of everything that decides what is paid.</param>
/// <param name="Proven">What its author and its user are told about ranges.</param>
internal sealed record KernelUnit(RewardUnit Unit, KernelPlan Step, KernelPlan Reset, string ContentHash, ProvenFacts Proven)
{
    /// <summary>The kernel of the derivatives of the total, or null where the spec does not ask for one.</summary>
    public KernelPlan? Gradient { get; init; }

    public static KernelUnit Create(RewardUnit unit)
    {
        LoweredSpec lowered = unit.Lowered!;
        KernelPlan step = KernelPlan.Create(Optimizer.Run(lowered.Step.WithoutProbes()));
        KernelPlan reset = KernelPlan.Create(Optimizer.Run(lowered.Reset));
        return new KernelUnit(unit, step, reset, Hash(unit, step.Program, reset.Program), ProvenFacts.Of(lowered, unit.Contract))
        {
            Gradient = unit.Contract.Gradient ? KernelPlan.Create(Optimizer.Run(ReverseMode.Run(step.Program))) : null,
        };
    }

    /// <summary>The value of a carry after a reset, by its bits; those that keep several steps start from a constant.</summary>
    public uint InitialBits(int carry) =>
        Reset.Program.Find(OutputKind.Carry, carry) is >= 0 and int value && Reset.Program.Code[value] is { Op: Opcode.Const } constant ? constant.Immediate
        : Step.Program.Carries[carry].IsRing ? throw new System.InvalidOperationException("The carry '" + Step.Program.Carries[carry].Name + "' keeps several steps but does not start from a constant.")
        : 0u;

    private static string Hash(RewardUnit unit, RewardProgram step, RewardProgram reset)
    {
        var text = new StringBuilder(unit.Surface.MetadataName).Append('\n');
        text.Append(unit.Contract.DiscountBits).Append(' ').Append(unit.Contract.Horizon).Append(' ').Append(unit.Contract.StepSecondsBits).Append('\n');
        foreach (Column column in unit.Lowered!.Columns)
        {
            text.Append(column.Kind).Append(' ').Append(column.Name).Append(' ').Append(column.Parameter).Append(' ').Append(column.Critic).Append('\n');
        }

        foreach (string name in unit.Lowered.Costs.Select(static c => c.Name).Concat(unit.Lowered.Terminations).Concat(unit.Lowered.Metrics.Select(static m => m.Name)).Concat(unit.Lowered.Assumptions))
        {
            text.Append(name).Append('\n');
        }

        text.Append(ProgramPrinter.Print(step)).Append(ProgramPrinter.Print(reset));
        using SHA256 algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(text.ToString()));
        return string.Concat(hash.Select(static b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
