using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The usual part of the declared box.</summary>
internal static class TypicalRanges
{
    /// <summary>Whether a signal that the value reads has typical ends.</summary>
    public static bool Has(RuleContext context, int value) => context.Program.Dependences.Inputs(value).Any(i => context.Signal(i).Named.Typical is not null);

    /// <summary>The box with each signal at its typical values where they are declared; null where the assumptions exclude it.</summary>
    public static Branch? Of(RuleContext context)
    {
        Box box = context.Program.Leaves.Clone();
        Narrow(context, box);
        return context.Program.Over(box);
    }

    /// <summary>Narrows a box to the typical values where they are declared and lie in it.</summary>
    public static void Narrow(RuleContext context, Box box)
    {
        for (int i = 0; i < box.Inputs.Length; i++)
        {
            if (context.Signal(i).Named.Typical is { } typical)
            {
                FloatRange usual = FloatRange.Of(Literals.Float(typical.MinBits), Literals.Float(typical.MaxBits));
                for (int j = 0; j < box.Inputs[i].Length; j++)
                {
                    FloatRange both = box.Inputs[i][j].Meet(usual);
                    box.Inputs[i][j] = both.HasNumber ? both : box.Inputs[i][j];
                }
            }
        }
    }
}
