using System;
using System.Numerics;

namespace PlanarQuadrupedPpo.Physics;

/// <summary>
/// The equations of motion M(q)·q″ + h(q, q′) = Q of the robot, for a block of environments. The generalised coordinates are the place and pitch of the
/// torso and the <em>absolute</em> angles of the links: 0 hangs down, positive swings forward, so a joint's angle is a difference. h holds the centrifugal terms and
/// gravity; in absolute angles there are no other products of speeds. The rotors count by their inertia times the joint's speed squared.
/// <para>A leg's accelerations couple only to the torso's and to each other's, so M has blocks of 2 for the legs and a border of 3 for the torso. The
/// legs are eliminated one after the other (a Schur complement), what is left is 3 by 3: exact, and linear in the number of legs.</para>
/// </summary>
internal sealed class PlanarDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector<T> _mass;
    private readonly Vector<T> _legMass;
    private readonly Vector<T> _weight;
    private readonly Vector<T> _gravity;

    // First moments of a leg along its thigh (with the shank at the knee) and along its shank, and the second one between them.
    private readonly Vector<T> _thighMoment;
    private readonly Vector<T> _shankMoment;
    private readonly Vector<T> _kneeMoment;
    private readonly Vector<T> _torsoInertia;
    private readonly Vector<T> _thighInertia;
    private readonly Vector<T> _shankInertia;
    private readonly Vector<T> _rotor;
    private readonly Vector<T>[] _hips;

    public PlanarDynamics(RobotModel model)
    {
        double leg = model.ThighMass + model.ShankMass;
        double thigh = (model.ThighMass * model.ThighCentre) + (model.ShankMass * model.ThighLength);
        double shank = model.ShankMass * model.ShankCentre;
        _mass = Of(model.TorsoMass + (RobotModel.Legs * leg));
        _legMass = Of(leg);
        _weight = Of((model.TorsoMass + (RobotModel.Legs * leg)) * model.Gravity);
        _gravity = Of(model.Gravity);
        _thighMoment = Of(thigh);
        _shankMoment = Of(shank);
        _kneeMoment = Of(shank * model.ThighLength);
        _torsoInertia = Of(model.TorsoInertia + (RobotModel.Legs * ((leg * model.HipDistance * model.HipDistance) + model.RotorInertia)));
        _thighInertia = Of(
            model.ThighInertia + (model.ThighMass * model.ThighCentre * model.ThighCentre) + (model.ShankMass * model.ThighLength * model.ThighLength)
            + (2 * model.RotorInertia));
        _shankInertia = Of(model.ShankInertia + (model.ShankMass * model.ShankCentre * model.ShankCentre) + model.RotorInertia);
        _rotor = Of(model.RotorInertia);
        _hips = [Of(model.HipDistance), Of(model.HipDistance), Of(-model.HipDistance), Of(-model.HipDistance)];
    }

    /// <summary>The accelerations that generalised forces cause.</summary>
    /// <param name="directions">Of the links, from <see cref="LinkDirections{T}"/>.</param>
    /// <param name="speeds">q′.</param>
    /// <param name="forces">Q: forces on the torso, then the moments that turn each link.</param>
    /// <param name="accelerations">Takes q″.</param>
    public void Accelerate(ReadOnlySpan<Vector<T>> directions, ReadOnlySpan<Vector<T>> speeds, ReadOnlySpan<Vector<T>> forces, Span<Vector<T>> accelerations)
    {
        // For each leg what eliminating it leaves: the two rows of E in β = w − E·a, and w.
        Span<Vector<T>> eliminated = stackalloc Vector<T>[8 * RobotModel.Legs];
        Vector<T> st = directions[0];
        Vector<T> ct = directions[1];
        Vector<T> pitchSquared = speeds[2] * speeds[2];

        // The upper triangle of the torso's block and its right-hand side.
        Vector<T> mxx = _mass;
        Vector<T> mxz = Vector<T>.Zero;
        Vector<T> mxt = Vector<T>.Zero;
        Vector<T> mzz = _mass;
        Vector<T> mzt = Vector<T>.Zero;
        Vector<T> mtt = _torsoInertia;
        Vector<T> rx = forces[0];
        Vector<T> rz = forces[1] - _weight;
        Vector<T> rt = forces[2];
        for (int leg = 0; leg < RobotModel.Legs; leg++)
        {
            Vector<T> h = _hips[leg];
            int thigh = 3 + (2 * leg);
            Vector<T> s1 = directions[2 + (4 * leg)];
            Vector<T> c1 = directions[3 + (4 * leg)];
            Vector<T> s2 = directions[4 + (4 * leg)];
            Vector<T> c2 = directions[5 + (4 * leg)];
            Vector<T> v1 = speeds[thigh] * speeds[thigh];
            Vector<T> v2 = speeds[thigh + 1] * speeds[thigh + 1];

            // The coupling of the leg's two accelerations to the torso's three.
            Vector<T> h1 = h * _thighMoment;
            Vector<T> h2 = h * _shankMoment;
            Vector<T> x1 = _thighMoment * c1;
            Vector<T> z1 = _thighMoment * s1;
            Vector<T> t1 = (h1 * ((s1 * ct) - (c1 * st))) - _rotor;
            Vector<T> x2 = _shankMoment * c2;
            Vector<T> z2 = _shankMoment * s2;
            Vector<T> t2 = h2 * ((s2 * ct) - (c2 * st));
            Vector<T> between = (_kneeMoment * ((c1 * c2) + (s1 * s2))) - _rotor;

            // Centrifugal terms and gravity go to the right-hand side.
            Vector<T> along1 = h1 * ((c1 * ct) + (s1 * st));
            Vector<T> along2 = h2 * ((c2 * ct) + (s2 * st));
            Vector<T> knee = _kneeMoment * ((s2 * c1) - (c2 * s1));
            Vector<T> r1 = forces[thigh] + (along1 * pitchSquared) + (knee * v2) - (_gravity * z1);
            Vector<T> r2 = forces[thigh + 1] + (along2 * pitchSquared) - (knee * v1) - (_gravity * z2);
            Vector<T> arm = h * _legMass;
            mxt -= arm * st;
            mzt += arm * ct;
            rx += (arm * ct * pitchSquared) + (z1 * v1) + (z2 * v2);
            rz += (arm * st * pitchSquared) - (x1 * v1) - (x2 * v2);
            rt -= (arm * ct * _gravity) + (along1 * v1) + (along2 * v2);

            Vector<T> scale = Vector<T>.One / ((_thighInertia * _shankInertia) - (between * between));
            Vector<T> a = _shankInertia * scale;
            Vector<T> b = between * scale;
            Vector<T> d = _thighInertia * scale;
            Vector<T> ex1 = (a * x1) - (b * x2);
            Vector<T> ez1 = (a * z1) - (b * z2);
            Vector<T> et1 = (a * t1) - (b * t2);
            Vector<T> w1 = (a * r1) - (b * r2);
            Vector<T> ex2 = (d * x2) - (b * x1);
            Vector<T> ez2 = (d * z2) - (b * z1);
            Vector<T> et2 = (d * t2) - (b * t1);
            Vector<T> w2 = (d * r2) - (b * r1);
            mxx -= (x1 * ex1) + (x2 * ex2);
            mxz -= (x1 * ez1) + (x2 * ez2);
            mxt -= (x1 * et1) + (x2 * et2);
            mzz -= (z1 * ez1) + (z2 * ez2);
            mzt -= (z1 * et1) + (z2 * et2);
            mtt -= (t1 * et1) + (t2 * et2);
            rx -= (x1 * w1) + (x2 * w2);
            rz -= (z1 * w1) + (z2 * w2);
            rt -= (t1 * w1) + (t2 * w2);

            Span<Vector<T>> own = eliminated.Slice(8 * leg, 8);
            own[0] = ex1;
            own[1] = ez1;
            own[2] = et1;
            own[3] = w1;
            own[4] = ex2;
            own[5] = ez2;
            own[6] = et2;
            own[7] = w2;
        }

        // 3 by 3, symmetric and positive definite: L·D·Lᵀ.
        Vector<T> inverseX = Vector<T>.One / mxx;
        Vector<T> lz = mxz * inverseX;
        Vector<T> lt = mxt * inverseX;
        mzz -= lz * mxz;
        mzt -= lz * mxt;
        mtt -= lt * mxt;
        rz -= lz * rx;
        rt -= lt * rx;
        Vector<T> inverseZ = Vector<T>.One / mzz;
        Vector<T> lzt = mzt * inverseZ;
        mtt -= lzt * mzt;
        rt -= lzt * rz;
        Vector<T> pitch = rt / mtt;
        Vector<T> z = (rz * inverseZ) - (lzt * pitch);
        Vector<T> x = (rx * inverseX) - (lz * z) - (lt * pitch);
        accelerations[0] = x;
        accelerations[1] = z;
        accelerations[2] = pitch;
        for (int leg = 0; leg < RobotModel.Legs; leg++)
        {
            ReadOnlySpan<Vector<T>> own = eliminated.Slice(8 * leg, 8);
            accelerations[3 + (2 * leg)] = own[3] - (own[0] * x) - (own[1] * z) - (own[2] * pitch);
            accelerations[4 + (2 * leg)] = own[7] - (own[4] * x) - (own[5] * z) - (own[6] * pitch);
        }
    }

    private static Vector<T> Of(double value) => new(T.CreateTruncating(value));
}
