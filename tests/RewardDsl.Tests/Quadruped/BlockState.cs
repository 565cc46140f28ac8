using System;
using System.Numerics;
using Examples.Shared;
using PlanarQuadrupedPpo.Physics;

namespace RewardDsl.Tests.Quadruped;

/// <summary>A block of robots in double precision, every lane in another state.</summary>
internal sealed class BlockState
{
    public static readonly int Lanes = Vector<double>.Count;

    public Vector<double>[] Coordinates { get; } = new Vector<double>[RobotModel.Coordinates];

    public Vector<double>[] Speeds { get; } = new Vector<double>[RobotModel.Coordinates];

    public Vector<double>[] Targets { get; } = new Vector<double>[RobotModel.Joints];

    public Vector<double>[] Torques { get; } = new Vector<double>[RobotModel.Joints];

    public Vector<double>[] Ground { get; } = new Vector<double>[2 * RobotModel.Legs];

    /// <summary>Links in any direction, within the given speeds, in the air.</summary>
    public static BlockState Tumbling(ulong seed, double speed)
    {
        var state = new BlockState();
        Fill(state.Coordinates, CounterRandom.Key(seed, 0), 3);
        Fill(state.Speeds, CounterRandom.Key(seed, 1), speed);
        state.Coordinates[1] += new Vector<double>(1000);
        return state;
    }

    public static double[] Lane(Vector<double>[] columns, int lane) => Array.ConvertAll(columns, column => column[lane]);

    public static void Fill(Span<Vector<double>> columns, ulong key, double range)
    {
        double[] lanes = new double[Lanes];
        for (int k = 0; k < columns.Length; k++)
        {
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] = CounterRandom.Uniform(key, (k * 64) + lane, -1, 1) * range;
            }

            columns[k] = new Vector<double>(lanes);
        }
    }

    public Vector<double>[] Directions()
    {
        var directions = new Vector<double>[LinkDirections<double>.Length];
        LinkDirections<double>.Fill(Coordinates, directions);
        return directions;
    }

    /// <summary>The accelerations of all lanes under generalised forces.</summary>
    public Vector<double>[] Accelerations(RobotModel model, Vector<double>[] forces)
    {
        var accelerations = new Vector<double>[RobotModel.Coordinates];
        new PlanarDynamics<double>(model).Accelerate(Directions(), Speeds, forces, accelerations);
        return accelerations;
    }
}
