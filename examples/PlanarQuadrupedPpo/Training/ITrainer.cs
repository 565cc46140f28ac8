using System;
using System.IO;
using PlanarQuadrupedPpo.World;

namespace PlanarQuadrupedPpo.Training;

/// <summary>What a round of training brought, for each robot in a second.</summary>
/// <param name="Mean">What the robots earned in the mean.</param>
/// <param name="Best">What the best policy of the round earned; NaN where there is only one.</param>
internal readonly record struct RoundResult(double Mean, double Best);

/// <summary>Something that makes a policy better, round by round.</summary>
internal interface ITrainer : IDisposable
{
    /// <summary>What a round is called.</summary>
    string RoundName { get; }

    /// <summary>Rounds that the plan asks for.</summary>
    int PlannedRounds { get; }

    /// <summary>One line about the plan.</summary>
    string Plan { get; }

    /// <summary>The robots that it trains with.</summary>
    QuadrupedTask Task { get; }

    /// <summary>Steps of all robots in a round.</summary>
    long StepsPerRound { get; }

    /// <summary>One round.</summary>
    RoundResult Improve();

    /// <summary>Writes the actions that the policy found so far prefers for robots, without exploring.</summary>
    void Act(QuadrupedTask robots);

    /// <summary>Writes policy, optimiser, robots and what the reward carries.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Goes on from what <see cref="Save"/> wrote.</summary>
    void Load(BinaryReader reader);
}
