using System;
using System.Numerics;

namespace PlanarQuadrupedPpo.Physics;

/// <summary>
/// The drives of the joints: position control by a spring and a damper, within the torque that a drive can give; and the stops, springs with dampers beyond
/// the ends of a joint's range.
/// </summary>
internal sealed class JointDrives<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector<T> _limit;
    private readonly Vector<T> _stiffness;
    private readonly Vector<T> _damping;
    private readonly Vector<T> _stopStiffness;
    private readonly Vector<T> _stopDamping;
    private readonly Vector<T>[] _lowest;
    private readonly Vector<T>[] _highest;

    public JointDrives(RobotModel model)
    {
        _limit = Of(model.TorqueLimit);
        _stiffness = Of(model.DriveStiffness);
        _damping = Of(model.DriveDamping);
        _stopStiffness = Of(model.StopStiffness);
        _stopDamping = Of(model.StopDamping);
        _lowest = [Of(model.LowestHip), Of(model.LowestKnee)];
        _highest = [Of(model.HighestHip), Of(model.HighestKnee)];
    }

    /// <summary>Adds what drives and stops do to the generalised forces: a torque turns a link one way and the link before it the other.</summary>
    /// <param name="coordinates">q.</param>
    /// <param name="speeds">q′.</param>
    /// <param name="targets">Where the drives shall bring the joints.</param>
    /// <param name="forces">Q, added to.</param>
    /// <param name="torques">Takes the drives' torques.</param>
    public void Drive(
        ReadOnlySpan<Vector<T>> coordinates, ReadOnlySpan<Vector<T>> speeds, ReadOnlySpan<Vector<T>> targets, Span<Vector<T>> forces, Span<Vector<T>> torques)
    {
        for (int joint = 0; joint < RobotModel.Joints; joint++)
        {
            int link = 3 + joint;
            int before = joint % 2 == 0 ? 2 : link - 1;
            Vector<T> angle = coordinates[link] - coordinates[before];
            Vector<T> speed = speeds[link] - speeds[before];
            Vector<T> wanted = (_stiffness * (targets[joint] - angle)) - (_damping * speed);
            Vector<T> torque = Vector.Max(Vector.Min(wanted, _limit), -_limit);
            torques[joint] = torque;

            // Negative beyond the upper end. The damper acts in the stop only.
            Vector<T> beyond = Vector.Max(_lowest[joint % 2] - angle, Vector<T>.Zero) + Vector.Min(_highest[joint % 2] - angle, Vector<T>.Zero);
            Vector<T> stop = (_stopStiffness * beyond) - (_stopDamping * speed);
            torque += Vector.ConditionalSelect(Vector.Equals(beyond, Vector<T>.Zero), Vector<T>.Zero, stop);
            forces[link] += torque;
            forces[before] -= torque;
        }
    }

    private static Vector<T> Of(double value) => new(T.CreateTruncating(value));
}
