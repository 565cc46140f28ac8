using System;
using PlanarQuadrupedPpo.Physics;
using PlanarQuadrupedPpo.World;

namespace PlanarQuadrupedPpo.Search;

/// <summary>
/// A linear policy in what the robot senses and in the gait clock. The robot is the same when left and right change places, so both sides follow the same gains, the right one
/// half a turn of the clock later: half as many numbers to find, and no way to limp.
/// </summary>
internal static class MirroredPolicy
{
    /// <summary>The front and the rear leg of a side: hips and knees.</summary>
    private const int Outputs = 4;

    private const int Features = 19;

    public const int ParameterCount = Outputs * Features;

    /// <summary>Writes the actions of the environments from <paramref name="from"/> up to <paramref name="to"/>, which all follow one candidate.</summary>
    public static void Act(ReadOnlySpan<float> gains, QuadrupedWorld world, int from, int to)
    {
        Span<float> features = stackalloc float[Features];
        for (int i = from; i < to; i++)
        {
            ReadOnlySpan<float> row = world.Observation.AsSpan(i * QuadrupedObservation.Size, QuadrupedObservation.Size);
            Span<float> actions = world.Action.AsSpan(i * RobotModel.Joints, RobotModel.Joints);
            for (int side = 0; side < 2; side++)
            {
                Sense(row, side, features);
                for (int output = 0; output < Outputs; output++)
                {
                    ReadOnlySpan<float> own = gains.Slice(output * Features, Features);
                    float sum = 0;
                    for (int k = 0; k < Features; k++)
                    {
                        sum += own[k] * features[k];
                    }

                    actions[Joint(output, side)] = Math.Clamp(sum, -1f, 1f);
                }
            }
        }
    }

    private static void Sense(ReadOnlySpan<float> row, int side, Span<float> features)
    {
        float command = row[QuadrupedObservation.Command];
        float half = side == 0 ? 1 : -1;
        float sine = half * row[QuadrupedObservation.ClockSine];
        float cosine = half * row[QuadrupedObservation.ClockCosine];
        features[0] = 1;
        features[1] = command;
        features[2] = row[QuadrupedObservation.ForwardVelocity] - command;
        features[3] = row[QuadrupedObservation.VerticalVelocity];
        features[4] = row[QuadrupedObservation.Height];
        features[5] = row[QuadrupedObservation.Pitch];
        features[6] = row[QuadrupedObservation.PitchRate];
        features[7] = sine;
        features[8] = cosine;
        features[9] = command * sine;
        features[10] = command * cosine;
        for (int output = 0; output < Outputs; output++)
        {
            int joint = Joint(output, side);
            features[11 + output] = row[QuadrupedObservation.Joints + joint];
            features[15 + output] = row[QuadrupedObservation.JointRates + joint];
        }
    }

    /// <summary>The joint of an output: hip and knee of the front leg, then of the rear one; legs are numbered front left, front right, rear left, rear right.</summary>
    private static int Joint(int output, int side) => (4 * (output / 2)) + (2 * side) + (output % 2);
}
