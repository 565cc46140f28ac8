using System;
using Examples.Shared;
using RewardDsl;

namespace CartPole;

/// <summary>
/// Many cart-poles at once, one array for each quantity. The equations of motion are those of Barto, Sutton and Anderson,
/// "Neuronlike adaptive elements that can solve difficult learning control problems" (1983), without friction, and
/// with the force as a continuous action; integrated by semi-implicit Euler.
/// </summary>
internal sealed class CartPoleWorld(int count, int distinctStarts)
{
    private const float Gravity = 9.8f;
    private const float PoleMass = 0.1f;
    private const float TotalMass = 1.0f + PoleMass;
    private const float HalfLength = 0.5f;
    private const float StartRange = 0.05f;

    // The reward states the episode contract; the world obeys it instead of repeating the numbers.
    private static readonly float s_stepSeconds = CartPoleReward.Spec.StepSeconds;
    private static readonly int s_stepLimit = CartPoleReward.Spec.Horizon;

    private readonly int[] _age = new int[count];
    private readonly int[] _episode = new int[count];
    private ulong _seed;

    public int Count { get; } = count;

    public float[] Position { get; } = new float[count];

    public float[] Velocity { get; } = new float[count];

    public float[] Angle { get; } = new float[count];

    public float[] AngularVelocity { get; } = new float[count];

    /// <summary>What the policy chose; written by the caller before <see cref="Step"/>.</summary>
    public float[] Force { get; } = new float[count];

    /// <summary>The episode reached the step limit at the last step.</summary>
    public bool[] Truncated { get; } = new bool[count];

    /// <summary>The arrays as the reward's inputs; nothing is copied.</summary>
    public CartPoleReward.Inputs Observe() => new()
    {
        Position = Position,
        Angle = Angle,
        Force = Force,
    };

    /// <summary>Starts every environment's first episode.</summary>
    public void Restart(ulong seed)
    {
        _seed = seed;
        for (int i = 0; i < Count; i++)
        {
            _episode[i] = 0;
            StartEpisode(i);
        }
    }

    /// <summary>Starts the next episode of the environments in the mask.</summary>
    public void StartEpisodes(ReadOnlySpan<bool> mask)
    {
        for (int i = 0; i < Count; i++)
        {
            if (mask[i])
            {
                _episode[i]++;
                StartEpisode(i);
            }
        }
    }

    /// <summary>
    /// Moves the environments from <paramref name="from"/> up to <paramref name="to"/> by one step. Different ranges may
    /// run on different threads.
    /// </summary>
    public void Step(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            // The rounding of RewardMath is the same on every machine, that of MathF is not.
            float sine = RewardMath.Sin(Angle[i]);
            float cosine = RewardMath.Cos(Angle[i]);
            float push = (Force[i] + (PoleMass * HalfLength * AngularVelocity[i] * AngularVelocity[i] * sine)) / TotalMass;
            float angularAcceleration = ((Gravity * sine) - (cosine * push))
                / (HalfLength * ((4f / 3f) - (PoleMass * cosine * cosine / TotalMass)));
            float acceleration = push - (PoleMass * HalfLength * angularAcceleration * cosine / TotalMass);

            Velocity[i] += s_stepSeconds * acceleration;
            Position[i] += s_stepSeconds * Velocity[i];
            AngularVelocity[i] += s_stepSeconds * angularAcceleration;
            Angle[i] += s_stepSeconds * AngularVelocity[i];
            Truncated[i] = ++_age[i] >= s_stepLimit;
        }
    }

    private void StartEpisode(int i)
    {
        // Environments that share a start let candidates be compared on the same luck.
        ulong key = CounterRandom.Key(CounterRandom.Key(_seed, i % distinctStarts), _episode[i]);
        Position[i] = CounterRandom.Uniform(key, 0, -StartRange, StartRange);
        Velocity[i] = CounterRandom.Uniform(key, 1, -StartRange, StartRange);
        Angle[i] = CounterRandom.Uniform(key, 2, -StartRange, StartRange);
        AngularVelocity[i] = CounterRandom.Uniform(key, 3, -StartRange, StartRange);
        _age[i] = 0;
        Truncated[i] = false;
    }
}
