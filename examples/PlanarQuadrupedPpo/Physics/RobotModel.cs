namespace PlanarQuadrupedPpo.Physics;

/// <summary>
/// A quadruped of 11.8 kg that moves in its sagittal plane: a torso and four legs of two links each, nine rigid bodies. The left and the right
/// leg of a pair share a hip axis and pass through each other. SI units; lengths along a link are measured from its upper joint.
/// </summary>
internal sealed record RobotModel
{
    /// <summary>Front left, front right, rear left, rear right.</summary>
    public const int Legs = 4;

    /// <summary>A hip and a knee for each leg: joint 2·leg is the hip, 2·leg + 1 the knee.</summary>
    public const int Joints = 2 * Legs;

    /// <summary>Generalised coordinates: x, z and pitch of the torso, then the angle of each leg's thigh and shank.</summary>
    public const int Coordinates = 3 + Joints;

    /// <summary>The robot that the example trains.</summary>
    public static RobotModel Default { get; } = new();

    public double Gravity { get; init; } = 9.81;

    public double TorsoMass { get; init; } = 8;

    /// <summary>About the torso's centre of mass, which is midway between the hips.</summary>
    public double TorsoInertia { get; init; } = 0.17;

    /// <summary>From the torso's centre to the front hips; the rear ones are as far behind.</summary>
    public double HipDistance { get; init; } = 0.2;

    /// <summary>From the torso's centre to its ends, and from its mid-line to its underside.</summary>
    public double TorsoReach { get; init; } = 0.27;

    public double TorsoHalfHeight { get; init; } = 0.05;

    public double ThighMass { get; init; } = 0.7;

    public double ThighLength { get; init; } = 0.2;

    public double ThighCentre { get; init; } = 0.08;

    public double ThighInertia { get; init; } = 0.0025;

    public double ShankMass { get; init; } = 0.25;

    public double ShankLength { get; init; } = 0.2;

    public double ShankCentre { get; init; } = 0.1;

    public double ShankInertia { get; init; } = 0.0009;

    /// <summary>Inertia of a joint's rotor, as felt behind its gear, kg·m².</summary>
    public double RotorInertia { get; init; } = 0.01;

    /// <summary>Stiffness of the ground, N/m, and how much harder it pushes while a foot sinks in, by speed, s/m (Hunt and Crossley).</summary>
    public double GroundStiffness { get; init; } = 8000;

    public double GroundDamping { get; init; } = 1.2;

    /// <summary>Coefficient of friction, and the drag of a foot that sticks, N·s/m.</summary>
    public double Friction { get; init; } = 0.8;

    public double StickDrag { get; init; } = 300;

    /// <summary>What a drive can give, N·m, and the gains of its position control, N·m/rad and N·m·s/rad.</summary>
    public double TorqueLimit { get; init; } = 30;

    public double DriveStiffness { get; init; } = 50;

    public double DriveDamping { get; init; } = 1.2;

    /// <summary>Where the joints stop, rad, and the spring and damper of the stops.</summary>
    public double LowestHip { get; init; } = -1.9;

    public double HighestHip { get; init; } = 0.7;

    public double LowestKnee { get; init; } = 0.3;

    public double HighestKnee { get; init; } = 2.5;

    public double StopStiffness { get; init; } = 150;

    public double StopDamping { get; init; } = 1;

    /// <summary>Half the angle of the knee when the robot stands: the foot is below its hip then, the knee behind it.</summary>
    public double StandingBend { get; init; } = 0.7;

    /// <summary>How far from standing an action of 1 asks a joint to go, rad.</summary>
    public double ActionScale { get; init; } = 0.6;

    /// <summary>An environment step, s, in this many steps of the integrator.</summary>
    public double StepSeconds { get; init; } = 0.02;

    public int Substeps { get; init; } = 16;
}
