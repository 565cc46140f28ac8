using System;
using System.Numerics;

namespace PlanarQuadrupedPpo.Physics;

/// <summary>
/// The ground under the feet: it pushes by the depth d of a foot, more while the foot sinks in and less while it leaves (Hunt and Crossley 1975: k·d·(1 + c·d′)), and never
/// pulls; along the ground it drags by the foot's speed, within the cone of friction (Coulomb's law made continuous). Both are
/// continuous where a foot touches down. Only feet touch: a robot whose torso or knee reaches the ground has fallen.
/// </summary>
internal sealed class FootContact<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector<T> _stiffness;
    private readonly Vector<T> _damping;
    private readonly Vector<T> _friction;
    private readonly Vector<T> _drag;
    private readonly Vector<T> _thigh;
    private readonly Vector<T> _shank;
    private readonly Vector<T>[] _hips;

    public FootContact(RobotModel model)
    {
        _stiffness = Of(model.GroundStiffness);
        _damping = Of(model.GroundDamping);
        _friction = Of(model.Friction);
        _drag = Of(model.StickDrag);
        _thigh = Of(model.ThighLength);
        _shank = Of(model.ShankLength);
        _hips = [Of(model.HipDistance), Of(model.HipDistance), Of(-model.HipDistance), Of(-model.HipDistance)];
    }

    /// <summary>Adds what the ground does to the generalised forces.</summary>
    /// <param name="coordinates">q.</param>
    /// <param name="speeds">q′.</param>
    /// <param name="directions">Of the links.</param>
    /// <param name="forces">Q, added to.</param>
    /// <param name="ground">Takes the force on each foot: along the ground, then upwards.</param>
    public void Push(
        ReadOnlySpan<Vector<T>> coordinates, ReadOnlySpan<Vector<T>> speeds, ReadOnlySpan<Vector<T>> directions, Span<Vector<T>> forces, Span<Vector<T>> ground)
    {
        Vector<T> st = directions[0];
        Vector<T> ct = directions[1];
        for (int leg = 0; leg < RobotModel.Legs; leg++)
        {
            int thigh = 3 + (2 * leg);
            Vector<T> s1 = directions[2 + (4 * leg)];
            Vector<T> c1 = directions[3 + (4 * leg)];
            Vector<T> s2 = directions[4 + (4 * leg)];
            Vector<T> c2 = directions[5 + (4 * leg)];
            Vector<T> depth = (_thigh * c1) + (_shank * c2) - coordinates[1] - (_hips[leg] * st);
            Vector<T> turn1 = _thigh * speeds[thigh];
            Vector<T> turn2 = _shank * speeds[thigh + 1];
            Vector<T> turnHip = _hips[leg] * speeds[2];
            Vector<T> forward = speeds[0] - (turnHip * st) + (turn1 * c1) + (turn2 * c2);
            Vector<T> up = speeds[1] + (turnHip * ct) + (turn1 * s1) + (turn2 * s2);

            Vector<T> press = _stiffness * Vector.Max(depth, Vector<T>.Zero) * Vector.Max(Vector<T>.One - (_damping * up), Vector<T>.Zero);
            Vector<T> cone = _friction * press;
            Vector<T> drag = Vector.Max(Vector.Min(-(_drag * forward), cone), -cone);
            ground[2 * leg] = drag;
            ground[(2 * leg) + 1] = press;
            forces[0] += drag;
            forces[1] += press;
            forces[2] += _hips[leg] * ((press * ct) - (drag * st));
            forces[thigh] += _thigh * ((drag * c1) + (press * s1));
            forces[thigh + 1] += _shank * ((drag * c2) + (press * s2));
        }
    }

    private static Vector<T> Of(double value) => new(T.CreateTruncating(value));
}
