using System;
using System.Linq;
using RewardDsl;

namespace ReachAvoid;

/// <summary>What a policy does from starts that training never sees.</summary>
internal sealed class Examination
{
    public const int Episodes = 512;

    public Examination(float[] policy, ulong seed)
    {
        using var rollout = new Rollout(candidates: 1, Episodes);
        Recording = new Recording(ReachAvoidReward.Spec.Horizon, Episodes);
        rollout.Run(policy, seed, Recording);
        Offline = new OfflineRobustness(Recording);
        Return = rollout.Returns.Average();
        Solved = Holds(rollout, "Solved");
        Safe = Holds(rollout, nameof(ReachAvoidReward.Safe));
        Reaches = Holds(rollout, nameof(ReachAvoidReward.Reaches));
        Differences = CountDifferences(rollout);
    }

    public Recording Recording { get; }

    /// <summary>The robustness from the recorded margins.</summary>
    public OfflineRobustness Offline { get; }

    public double Return { get; }

    /// <summary>For each episode the verdict of the formula by truth.</summary>
    public bool[] Solved { get; }

    public bool[] Safe { get; }

    public bool[] Reaches { get; }

    /// <summary>In how many episodes what was paid, or whether it holds, is not what the recorded margins say, to the last bit.</summary>
    public int Differences { get; }

    /// <summary>The share of the episodes that do all that is asked.</summary>
    public double Share => Solved.Average(static s => s ? 1.0 : 0.0);

    private static bool[] Holds(Rollout rollout, string formula)
    {
        int column = Columns.Of([.. ReachAvoidReward.Spec.Formulas.Select(static f => f.Name)], formula);
        int columns = ReachAvoidReward.Spec.Formulas.Count;
        return [.. Enumerable.Range(0, Episodes).Select(i => rollout.Verdicts[(i * columns) + column] > 0)];
    }

    private static float Paid(Rollout rollout, int episode, string column) =>
        rollout.Paid[(episode * ReachAvoidReward.Spec.Columns.Count) + Columns.Of(ReachAvoidReward.Spec.Columns, column)];

    private static float Parameter(string name) => ReachAvoidReward.Spec.Parameters.First(p => p.Name == name).Default;

    private int CountDifferences(Rollout rollout)
    {
        (float reward, float penalty, float reach) = (Parameter("Safe.Reward"), Parameter("Safe.Penalty"), Parameter("Reaches.Reward"));
        int different = 0;
        for (int i = 0; i < Episodes; i++)
        {
            float safe = (MathF.Max(Offline.Safe[i], 0) * reward) + (MathF.Min(Offline.Safe[i], 0) * penalty);
            bool isSame = Paid(rollout, i, nameof(ReachAvoidReward.Safe)) == safe
                && Paid(rollout, i, nameof(ReachAvoidReward.Reaches)) == Offline.Reaches[i] * reach
                && Safe[i] == Offline.Safe[i] > 0
                && Reaches[i] == Offline.Reaches[i] > 0
                && Solved[i] == Offline.Of(i) > 0;
            different += isSame ? 0 : 1;
        }

        return different;
    }
}
