using System;
using System.Numerics;
using RewardDsl;

namespace ReachAvoid;

/// <summary>
/// A force field with gains to learn: a pull to the goal, damping, and around each pillar a push away from it and one along it, to the side on which the
/// goal is nearer, that fade with the distance.
/// </summary>
internal static class FieldPolicy
{
    private const int FieldGains = 2;
    private const int PillarGains = 3;

    /// <summary>From farther away the pull is the same, in metres.</summary>
    private const float PullReach = 2f;

    /// <summary>Number of gains: pull and damping, then push away, push along and reach of each pillar.</summary>
    public static int ParameterCount { get; } = FieldGains + (PillarGains * ReachAvoidReward.PillarX.Length);

    /// <summary>Straight to the goal, whatever stands in the way.</summary>
    public static float[] Naive()
    {
        float[] gains = new float[ParameterCount];
        (gains[0], gains[1]) = (1.5f, 1.5f);
        return gains;
    }

    /// <summary>Chooses the push of the robots from <paramref name="from"/> up to <paramref name="to"/>, which all follow one candidate.</summary>
    public static void Act(ReadOnlySpan<float> gains, Robots robots, int from, int to)
    {
        var limit = new Vector2(ReachAvoidReward.MaxPush);
        var goal = new Vector2(ReachAvoidReward.GoalX, ReachAvoidReward.GoalY);
        for (int i = from; i < to; i++)
        {
            Vector2 position = robots.Position[i];
            Vector2 way = goal - position;
            Vector2 pull = way * (PullReach / RewardMath.Max(RewardMath.Sqrt(way.LengthSquared()), PullReach));
            Vector2 force = (gains[0] * pull) - (gains[1] * robots.Velocity[i]);
            for (int k = 0; k < ReachAvoidReward.PillarX.Length; k++)
            {
                ReadOnlySpan<float> own = gains.Slice(FieldGains + (k * PillarGains), PillarGains);
                Vector2 away = position - new Vector2(ReachAvoidReward.PillarX[k], ReachAvoidReward.PillarY[k]);
                float distance = RewardMath.Max(RewardMath.Sqrt(away.LengthSquared()), 1e-3f);
                away /= distance;
                var along = new Vector2(-away.Y, away.X);
                along = Vector2.Dot(along, way) < 0 ? -along : along;

                // A reach of 0.2 … 1.8 m: what is learned is any number.
                float reach = 1f + (0.8f * RewardMath.Tanh(own[2]));
                float strength = RewardMath.Exp((ReachAvoidReward.PillarRadius[k] - distance) / reach);
                force += strength * ((own[0] * away) + (own[1] * along));
            }

            robots.Push[i] = Vector2.Clamp(force, -limit, limit);
        }
    }
}
