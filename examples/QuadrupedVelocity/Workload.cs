using System;
using System.Runtime.InteropServices;
using RewardDsl;

namespace QuadrupedVelocity;

/// <summary>
/// One step of many robots, drawn from <see cref="CounterRandom"/>: a stream for each quantity, so that an implementation in
/// any language can make the same bits. All arrays are row-major.
/// </summary>
internal sealed class Workload
{
    public const int Frames = 3;

    public Workload(int count)
    {
        Count = count;
        Command = Uniform(1, 3, -1, 1);
        LinearVelocity = Uniform(2, 3, -1, 1);
        AngularVelocity = Uniform(3, 3, -1, 1);
        Gravity = Uniform(4, 3, -0.3, 0.3);
        Torque = Uniform(5, Robot.Joints, -40, 40);
        Acceleration = Uniform(6, Robot.Joints, -100, 100);
        Position = Uniform(7, Robot.Joints, -1.2, 1.2);
        Action = Uniform(8, Robot.Joints, -1, 1);
        PreviousAction = Uniform(9, Robot.Joints, -1, 1);
        ContactTime = Draw(Robot.Legs, static i => MathF.Max(CounterRandom.Unit(10, i) - 0.5f, 0f) * 0.4f);
        LastAirTime = Uniform(11, Robot.Legs, 0, 0.8);
        ThighForce = Uniform(12, Frames * Robot.Legs * 3, -0.8, 0.8);
        Terminated = new bool[count];
        for (int i = 0; i < count; i++)
        {
            Terminated[i] = CounterRandom.Unit(13, i) < 1f / 256;
        }
    }

    /// <summary>Robots B.</summary>
    public int Count { get; }

    public float[] Command { get; }

    public float[] LinearVelocity { get; }

    public float[] AngularVelocity { get; }

    public float[] Gravity { get; }

    public float[] Torque { get; }

    public float[] Acceleration { get; }

    public float[] Position { get; }

    public float[] Action { get; }

    public float[] PreviousAction { get; }

    /// <summary><c>[B, 4]</c>: feet only.</summary>
    public float[] ContactTime { get; }

    /// <summary><c>[B, 4]</c>: feet only.</summary>
    public float[] LastAirTime { get; }

    /// <summary><c>[B, 3, 4, 3]</c>: frames, thighs, components.</summary>
    public float[] ThighForce { get; }

    public bool[] Terminated { get; }

    /// <summary>CRC-32 of every input's bytes, in the order of the streams.</summary>
    public uint[] Checksums() =>
    [
        Of(Command), Of(LinearVelocity), Of(AngularVelocity), Of(Gravity), Of(Torque), Of(Acceleration), Of(Position), Of(Action),
        Of(PreviousAction), Of(ContactTime), Of(LastAirTime), Of(ThighForce), Crc32.Of(MemoryMarshal.AsBytes<bool>(Terminated)),
    ];

    /// <summary>The arrays as the reward's inputs, but for the contact sensor's, which the layout knows how to find.</summary>
    public VelocityReward.Inputs Inputs(float[] action, FloatView contactTime, FloatView lastAirTime, FloatView thighForce) => new()
    {
        Command = Command,
        BaseLinearVelocity = LinearVelocity,
        BaseAngularVelocity = AngularVelocity,
        ProjectedGravity = Gravity,
        JointTorque = Torque,
        JointAcceleration = Acceleration,
        JointPosition = Position,
        Action = action,
        ContactTime = contactTime,
        LastAirTime = lastAirTime,
        ThighContactForce = thighForce,
        Terminated = Terminated,
    };

    private static uint Of(float[] values) => Crc32.Of(MemoryMarshal.AsBytes<float>(values));

    private float[] Uniform(int stream, int width, double low, double high) =>
        Draw(width, i => CounterRandom.Uniform(stream, i, low, high));

    private float[] Draw(int width, Func<int, float> draw)
    {
        float[] values = new float[Count * width];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = draw(i);
        }

        return values;
    }
}
