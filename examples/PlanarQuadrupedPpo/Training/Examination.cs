using System;
using System.Collections.Generic;
using PlanarQuadrupedPpo.World;

namespace PlanarQuadrupedPpo.Training;

/// <summary>What a policy does from starts and at commands that training never sees: one episode of each robot.</summary>
internal sealed class Examination
{
    public const int Robots = 512;

    /// <param name="seed">Of the starts.</param>
    /// <param name="act">Writes the actions of a step.</param>
    public Examination(ulong seed, Action<QuadrupedTask> act)
    {
        using var task = new QuadrupedTask(Robots) { LogsFirstEpisodesOnly = true };
        task.Restart(seed);
        double errors = 0;
        double distance = 0;
        long steps = 0;
        while (task.Log.Episodes < Robots)
        {
            act(task);
            task.Step();
            for (int i = 0; i < Robots; i++)
            {
                if (task.World.Episode[i] == 0)
                {
                    errors += task.SpeedErrors[i];
                    steps++;
                    distance += task.Terminated[i] || task.Truncated[i] ? task.World.Place[i] : 0;
                }
            }

            task.StartEnded();
        }

        (Log, SpeedError, Distance) = (task.Log, errors / steps, distance / Robots);
    }

    public EpisodeLog Log { get; }

    /// <summary>Mean over the steps of how far the speed is from the commanded one, m/s.</summary>
    public double SpeedError { get; }

    /// <summary>Mean way of a robot, m.</summary>
    public double Distance { get; }

    public double Return => Log.MeanReturn;

    /// <summary>Share of the robots that fell.</summary>
    public double Falls => Log.TerminatedShare;

    public IReadOnlyList<double> Paid => Log.MeanPaid;
}
