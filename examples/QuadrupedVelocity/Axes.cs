namespace QuadrupedVelocity;

/// <summary>The actuated joints of ANYmal C in the order of Isaac Lab: hip abduction, hip flexion, knee flexion of each leg.</summary>
public enum Joint
{
    LfHaa,
    LhHaa,
    RfHaa,
    RhHaa,
    LfHfe,
    LhHfe,
    RfHfe,
    RhHfe,
    LfKfe,
    LhKfe,
    RfKfe,
    RhKfe,
}

/// <summary>The bodies that may touch the ground.</summary>
public enum Foot
{
    LfFoot,
    LhFoot,
    RfFoot,
    RhFoot,
}

/// <summary>The bodies that must not.</summary>
public enum Thigh
{
    LfThigh,
    LhThigh,
    RfThigh,
    RhThigh,
}
