using System;
using PlanarQuadrupedPpo.Physics;

namespace PlanarQuadrupedPpo.World;

/// <summary>
/// Where things are in the row that a policy sees; all are of about the size of 1. The clock gives the policy a rhythm to walk by; it is no part of the reward.
/// </summary>
internal static class QuadrupedObservation
{
    public const int Command = 0;
    public const int ForwardVelocity = 1;
    public const int VerticalVelocity = 2;
    public const int Height = 3;
    public const int Pitch = 4;
    public const int PitchRate = 5;
    public const int ClockSine = 6;
    public const int ClockCosine = 7;
    public const int Joints = 8;
    public const int JointRates = Joints + RobotModel.Joints;
    public const int LastActions = JointRates + RobotModel.Joints;
    public const int Contacts = LastActions + RobotModel.Joints;
    public const int Size = Contacts + RobotModel.Legs;

    /// <summary>Of the torso's centre, with the feet below the hips.</summary>
    public static readonly float StandingHeight =
        (float)((RobotModel.Default.ThighLength + RobotModel.Default.ShankLength) * Math.Cos(RobotModel.Default.StandingBend));
}
