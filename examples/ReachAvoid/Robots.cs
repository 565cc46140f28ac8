using System;
using System.Numerics;
using Examples.Shared;

namespace ReachAvoid;

/// <summary>
/// Point robots in the plane, double integrators: v′ = v + a·dt, p′ = p + v′·dt, with |a| and |v| bounded along each axis and a fence around the world that
/// nobody crosses. All as arrays over the batch.
/// </summary>
internal sealed class Robots(int count, int distinctStarts)
{
    public const float MaxSpeed = 2f;
    private const float StepSeconds = 0.1f;

    public int Count => count;

    public Vector2[] Position { get; } = new Vector2[count];

    public Vector2[] Velocity { get; } = new Vector2[count];

    /// <summary>The acceleration that the policy chose, within ±<see cref="ReachAvoidReward.MaxPush"/> on each axis.</summary>
    public Vector2[] Push { get; } = new Vector2[count];

    /// <summary>At rest, left in the arena; each candidate's robots start from the same places.</summary>
    public void Restart(ulong seed)
    {
        Array.Clear(Velocity);
        Array.Clear(Push);
        for (int i = 0; i < count; i++)
        {
            int start = i % distinctStarts;
            Position[i] = new Vector2(CounterRandom.Uniform(seed, 2 * start, -4.2f, -2.6f), CounterRandom.Uniform(seed, (2 * start) + 1, -4f, 4f));
        }
    }

    /// <summary>Moves the robots from <paramref name="from"/> up to <paramref name="to"/>.</summary>
    public void Step(int from, int to)
    {
        var speed = new Vector2(MaxSpeed);
        var fence = new Vector2(ReachAvoidReward.Fence);
        for (int i = from; i < to; i++)
        {
            Velocity[i] = Vector2.Clamp(Velocity[i] + (StepSeconds * Push[i]), -speed, speed);
            Position[i] = Vector2.Clamp(Position[i] + (StepSeconds * Velocity[i]), -fence, fence);
        }
    }
}
