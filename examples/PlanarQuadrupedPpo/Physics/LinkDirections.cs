using System;
using System.Numerics;

namespace PlanarQuadrupedPpo.Physics;

/// <summary>Sines and cosines of the links' angles for a block of environments: of the pitch, then of each leg's thigh and shank.</summary>
internal static class LinkDirections<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Vectors that <see cref="Fill"/> writes: a sine and a cosine for each angle.</summary>
    public const int Length = 2 * (1 + RobotModel.Joints);

    public static void Fill(ReadOnlySpan<Vector<T>> coordinates, Span<Vector<T>> directions)
    {
        for (int k = 0; k <= RobotModel.Joints; k++)
        {
            LaneTrigonometry<T>.SinCos(coordinates[2 + k], out directions[2 * k], out directions[(2 * k) + 1]);
        }
    }
}
