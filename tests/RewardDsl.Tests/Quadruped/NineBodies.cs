using System;
using System.Collections.Generic;
using System.Linq;
using PlanarQuadrupedPpo.Physics;

namespace RewardDsl.Tests.Quadruped;

/// <summary>
/// The robot once more, as nine rigid bodies whose places and velocities are carried from joint to joint (v + ω × r): energies and momenta are sums over the bodies. Nothing is
/// taken from the example's equations but the model's numbers.
/// </summary>
internal sealed class NineBodies
{
    private readonly RobotModel _model;
    private readonly List<Body> _bodies = [];
    private double _rotorEnergy;

    public NineBodies(RobotModel model, double[] q, double[] v)
    {
        _model = model;
        var torso = new Body(model.TorsoMass, model.TorsoInertia, q[0], q[1], v[0], v[1], v[2]);
        _bodies.Add(torso);
        for (int leg = 0; leg < RobotModel.Legs; leg++)
        {
            double side = leg < 2 ? model.HipDistance : -model.HipDistance;
            Body hip = torso.At(side * Math.Cos(q[2]), side * Math.Sin(q[2]));
            double hipSpeed = v[3 + (2 * leg)] - v[2];
            double kneeSpeed = v[4 + (2 * leg)] - v[3 + (2 * leg)];
            Body knee = Link(hip, q[3 + (2 * leg)], hip.Turn + hipSpeed, model.ThighLength, model.ThighCentre, model.ThighMass, model.ThighInertia);
            Feet.Add(Link(knee, q[4 + (2 * leg)], knee.Turn + kneeSpeed, model.ShankLength, model.ShankCentre, model.ShankMass, model.ShankInertia));
            _rotorEnergy += 0.5 * model.RotorInertia * ((hipSpeed * hipSpeed) + (kneeSpeed * kneeSpeed));
        }
    }

    /// <summary>A body, or a point that moves with one: mass and inertia are 0 then.</summary>
    public readonly record struct Body(double Mass, double Inertia, double X, double Z, double SpeedX, double SpeedZ, double Turn)
    {
        public Body At(double x, double z) => new(0, 0, X + x, Z + z, SpeedX - (Turn * z), SpeedZ + (Turn * x), Turn);
    }

    public List<Body> Feet { get; } = [];

    public double Kinetic => _rotorEnergy + _bodies.Sum(b => 0.5 * ((b.Mass * ((b.SpeedX * b.SpeedX) + (b.SpeedZ * b.SpeedZ))) + (b.Inertia * b.Turn * b.Turn)));

    public double Potential => _bodies.Sum(b => b.Mass * _model.Gravity * b.Z);

    public double Mass => _bodies.Sum(b => b.Mass);

    public double MomentumX => _bodies.Sum(b => b.Mass * b.SpeedX);

    public double MomentumZ => _bodies.Sum(b => b.Mass * b.SpeedZ);

    /// <summary>About the centre of mass.</summary>
    public double Spin
    {
        get
        {
            double x = _bodies.Sum(b => b.Mass * b.X) / Mass;
            double z = _bodies.Sum(b => b.Mass * b.Z) / Mass;
            return _bodies.Sum(b => (b.Mass * (((b.X - x) * b.SpeedZ) - ((b.Z - z) * b.SpeedX))) + (b.Inertia * b.Turn));
        }
    }

    private Body Link(Body joint, double angle, double turn, double length, double centre, double mass, double inertia)
    {
        Body turned = joint with { Turn = turn };
        (double x, double z) = (Math.Sin(angle), -Math.Cos(angle));
        _bodies.Add(turned.At(centre * x, centre * z) with { Mass = mass, Inertia = inertia });
        return turned.At(length * x, length * z);
    }
}
