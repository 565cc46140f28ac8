using System;
using System.Collections.Generic;
using RewardDsl;

namespace QuadrupedVelocity;

/// <summary>How the contact sensor's values lie in memory. The reward's class does not change with it, nor do its results.</summary>
internal abstract class Layout(string name)
{
    /// <summary>The reward's own order: rows of the four feet and of the four thighs.</summary>
    public static Layout Compact { get; } = new CompactLayout();

    /// <summary>The name to show.</summary>
    public string Name { get; } = name;

    /// <summary>All four ways for one workload.</summary>
    public static IReadOnlyList<Layout> All(Workload workload)
    {
        var simulator = new BodySensor(workload, Robot.Bodies);
        return
        [
            Compact,
            new StridedLayout(simulator),
            new NamedLayout("17 bodies, by name", simulator),
            new NamedLayout("17 bodies, another order", new BodySensor(workload, Robot.BodiesByLeg)),
        ];
    }

    /// <summary>An evaluator that reads this layout.</summary>
    public abstract VelocityReward.Evaluator CreateEvaluator(int count, EvaluatorOptions options);

    /// <summary>Views of the arrays as they lie; the evaluator picks what it needs, a tile at a time.</summary>
    public abstract VelocityReward.Inputs Inputs(Workload workload, float[] action);

    private sealed class CompactLayout() : Layout("compact")
    {
        public override VelocityReward.Evaluator CreateEvaluator(int count, EvaluatorOptions options) => new(count, options);

        public override VelocityReward.Inputs Inputs(Workload workload, float[] action) =>
            workload.Inputs(action, workload.ContactTime, workload.LastAirTime, workload.ThighForce);
    }

    /// <summary>The reward's elements are a run of each row, so an offset and strides find them.</summary>
    private sealed class StridedLayout(BodySensor sensor) : Layout("17 bodies, by strides")
    {
        public override VelocityReward.Evaluator CreateEvaluator(int count, EvaluatorOptions options) => new(count, options);

        public override VelocityReward.Inputs Inputs(Workload workload, float[] action) => workload.Inputs(
            action,
            new FloatView(sensor.ContactTime, offset: Robot.FirstFoot, rowStride: Robot.Bodies.Count),
            new FloatView(sensor.LastAirTime, offset: Robot.FirstFoot, rowStride: Robot.Bodies.Count),
            new FloatView(sensor.Force, offset: 3 * Robot.FirstThigh, rowStride: Workload.Frames * 3 * Robot.Bodies.Count, frameStride: 3 * Robot.Bodies.Count));
    }

    /// <summary>The evaluator is told the simulator's names once, and finds the elements.</summary>
    private sealed class NamedLayout(string name, BodySensor sensor) : Layout(name)
    {
        public override VelocityReward.Evaluator CreateEvaluator(int count, EvaluatorOptions options)
        {
            var evaluator = new VelocityReward.Evaluator(count, options);
            evaluator.SetAxisOrder<Foot>(sensor.Bodies);
            evaluator.SetAxisOrder<Thigh>(sensor.Bodies);
            return evaluator;
        }

        public override VelocityReward.Inputs Inputs(Workload workload, float[] action) =>
            workload.Inputs(action, sensor.ContactTime, sensor.LastAirTime, sensor.Force);
    }
}

/// <summary>
/// A simulator's contact sensor, which reports every body of the robot. Feet and thighs hold the workload's values; every
/// other body holds NaN, so that a read of the wrong body cannot go unseen.
/// </summary>
internal sealed class BodySensor
{
    public BodySensor(Workload workload, IReadOnlyList<string> bodies)
    {
        Bodies = bodies;
        ContactTime = Spread<Foot>(workload.ContactTime, rows: workload.Count, each: 1);
        LastAirTime = Spread<Foot>(workload.LastAirTime, rows: workload.Count, each: 1);
        Force = Spread<Thigh>(workload.ThighForce, rows: workload.Count * Workload.Frames, each: 3);
    }

    public IReadOnlyList<string> Bodies { get; }

    /// <summary><c>[B, 17]</c></summary>
    public float[] ContactTime { get; }

    /// <summary><c>[B, 17]</c></summary>
    public float[] LastAirTime { get; }

    /// <summary><c>[B, 3, 17, 3]</c></summary>
    public float[] Force { get; }

    private float[] Spread<TAxis>(float[] values, int rows, int each)
        where TAxis : struct, Enum
    {
        float[] result = new float[rows * Bodies.Count * each];
        Array.Fill(result, float.NaN);
        string[] names = Enum.GetNames<TAxis>();
        for (int column = 0; column < names.Length; column++)
        {
            int body = IndexOf(names[column]);
            for (int row = 0; row < rows; row++)
            {
                values.AsSpan(((row * names.Length) + column) * each, each).CopyTo(result.AsSpan(((row * Bodies.Count) + body) * each));
            }
        }

        return result;
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < Bodies.Count; i++)
        {
            if (Bodies[i].Replace("_", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"No body is called '{name}'.");
    }
}
