using System.Collections.Generic;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The states of scenarios as parts of a box.</summary>
internal static class ScenarioParts
{
    /// <summary>What of a part lies at the state of a scenario, but for some elements of signals; null when nothing does.</summary>
    /// <param name="part">The part.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="free">The elements that keep what they can be in the part.</param>
    public static Branch? At(Branch part, Scenario scenario, ISet<(int Input, int Element)>? free = null)
    {
        Box box = part.Box.Clone();
        for (int i = 0; i < box.Inputs.Length; i++)
        {
            for (int j = 0; j < box.Inputs[i].Length; j++)
            {
                box.Inputs[i][j] = free?.Contains((i, j)) == true ? box.Inputs[i][j] : box.Inputs[i][j].Meet(FloatRange.Of(scenario.Inputs[i][j]));
                if (box.Inputs[i][j].IsNothing)
                {
                    return null;
                }
            }
        }

        return part.Within(box);
    }
}
