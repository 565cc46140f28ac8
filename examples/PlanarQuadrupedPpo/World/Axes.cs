namespace PlanarQuadrupedPpo.World;

/// <summary>The joints, in the order of the physics: a hip and a knee for each leg.</summary>
public enum Joint
{
    FrontLeftHip,
    FrontLeftKnee,
    FrontRightHip,
    FrontRightKnee,
    RearLeftHip,
    RearLeftKnee,
    RearRightHip,
    RearRightKnee,
}

/// <summary>The feet, in the order of the legs.</summary>
public enum Foot
{
    FrontLeft,
    FrontRight,
    RearLeft,
    RearRight,
}
