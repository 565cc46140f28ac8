using System.Collections.Generic;

namespace QuadrupedVelocity;

/// <summary>The bodies of ANYmal C as the simulator numbers them.</summary>
internal static class Robot
{
    public const int Joints = 12;
    public const int Legs = 4;
    public const int FirstThigh = 5;
    public const int FirstFoot = 13;

    /// <summary>All bodies, in the simulator's order; the names of <see cref="Foot"/> and <see cref="Thigh"/> are found among them.</summary>
    public static IReadOnlyList<string> Bodies { get; } =
    [
        "base",
        "LF_HIP", "LH_HIP", "RF_HIP", "RH_HIP",
        "LF_THIGH", "LH_THIGH", "RF_THIGH", "RH_THIGH",
        "LF_SHANK", "LH_SHANK", "RF_SHANK", "RH_SHANK",
        "LF_FOOT", "LH_FOOT", "RF_FOOT", "RH_FOOT",
    ];

    /// <summary>The same bodies leg by leg, as another simulator may number them: feet and thighs lie apart.</summary>
    public static IReadOnlyList<string> BodiesByLeg { get; } =
    [
        "RH_FOOT", "RH_SHANK", "RH_THIGH", "RH_HIP",
        "LF_FOOT", "LF_SHANK", "LF_THIGH", "LF_HIP",
        "base",
        "RF_HIP", "RF_THIGH", "RF_SHANK", "RF_FOOT",
        "LH_HIP", "LH_THIGH", "LH_SHANK", "LH_FOOT",
    ];
}
