using System;
using System.Numerics;

namespace PlanarQuadrupedPpo.Physics;

/// <summary>
/// Moves a block of environments by semi-implicit Euler: q′ += dt·q″, then q += dt·q′. First order: what a passive robot gains or loses of energy and
/// momentum in a given time is proportional to dt.
/// </summary>
internal sealed class BlockIntegrator<T>(RobotModel model, double seconds)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PlanarDynamics<T> _dynamics = new(model);
    private readonly FootContact<T> _contact = new(model);
    private readonly JointDrives<T> _drives = new(model);
    private readonly Vector<T> _seconds = new(T.CreateTruncating(seconds));

    /// <summary>Some steps.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="coordinates">q, moved.</param>
    /// <param name="speeds">q′, changed.</param>
    /// <param name="targets">Where the drives shall bring the joints.</param>
    /// <param name="torques">Takes the drives' torques of the last step.</param>
    /// <param name="ground">Takes the forces of the ground on the feet at the last step.</param>
    public void Step(
        int steps, Span<Vector<T>> coordinates, Span<Vector<T>> speeds, ReadOnlySpan<Vector<T>> targets, Span<Vector<T>> torques, Span<Vector<T>> ground)
    {
        Span<Vector<T>> directions = stackalloc Vector<T>[LinkDirections<T>.Length];
        Span<Vector<T>> forces = stackalloc Vector<T>[RobotModel.Coordinates];
        Span<Vector<T>> accelerations = stackalloc Vector<T>[RobotModel.Coordinates];
        for (int step = 0; step < steps; step++)
        {
            forces.Clear();
            LinkDirections<T>.Fill(coordinates, directions);
            _drives.Drive(coordinates, speeds, targets, forces, torques);
            _contact.Push(coordinates, speeds, directions, forces, ground);
            _dynamics.Accelerate(directions, speeds, forces, accelerations);
            for (int k = 0; k < RobotModel.Coordinates; k++)
            {
                speeds[k] += _seconds * accelerations[k];
                coordinates[k] += _seconds * speeds[k];
            }
        }
    }
}
