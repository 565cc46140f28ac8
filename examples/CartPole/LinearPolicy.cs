using System;
using RewardDsl;

namespace CartPole;

/// <summary>force = limit · tanh(weights · state + bias), with the state scaled to about [−1, 1]. All parameters in one flat array.</summary>
internal static class LinearPolicy
{
    public const int ParameterCount = 5;

    private const float PositionScale = 1f / 2.4f;
    private const float VelocityScale = 1f / 2f;
    private const float AngleScale = 1f / 0.2f;
    private const float AngularVelocityScale = 1f / 2f;

    /// <summary>Chooses the force of the environments from <paramref name="from"/> up to <paramref name="to"/>, which all follow one candidate.</summary>
    public static void Act(ReadOnlySpan<float> parameters, CartPoleWorld world, int from, int to)
    {
        float position = parameters[0] * PositionScale;
        float velocity = parameters[1] * VelocityScale;
        float angle = parameters[2] * AngleScale;
        float angularVelocity = parameters[3] * AngularVelocityScale;
        float bias = parameters[4];
        for (int i = from; i < to; i++)
        {
            float sum = bias
                + (position * world.Position[i])
                + (velocity * world.Velocity[i])
                + (angle * world.Angle[i])
                + (angularVelocity * world.AngularVelocity[i]);
            world.Force[i] = CartPoleReward.MaxForce * RewardMath.Tanh(sum);
        }
    }
}
