using System;
using System.Linq;
using System.Numerics;
using PlanarQuadrupedPpo.Physics;
using Xunit;

namespace RewardDsl.Tests.Quadruped;

public class DynamicsTests
{
    private static readonly RobotModel s_model = RobotModel.Default;

    /// <summary>Nothing but gravity and inertia.</summary>
    private static readonly RobotModel s_passive = RobotModel.Default with { DriveStiffness = 0, DriveDamping = 0, StopStiffness = 0, StopDamping = 0, GroundStiffness = 0 };

    [Fact]
    public void SinesAreThoseOfTheLibrary()
    {
        for (double angle = -40; angle < 40; angle += 0.37)
        {
            LaneTrigonometry<double>.SinCos(new Vector<double>(angle), out Vector<double> sine, out Vector<double> cosine);
            Assert.Equal(Math.Sin(angle), sine[0], 1e-14);
            Assert.Equal(Math.Cos(angle), cosine[0], 1e-14);
            LaneTrigonometry<float>.SinCos(new Vector<float>((float)angle), out Vector<float> sineF, out Vector<float> cosineF);
            Assert.Equal(Math.Sin((float)angle), sineF[0], 2e-7);
            Assert.Equal(Math.Cos((float)angle), cosineF[0], 2e-7);
        }
    }

    [Fact]
    public void TheMassMatrixIsSymmetricAndPositiveDefiniteAndThatOfTheKineticEnergy()
    {
        const int n = RobotModel.Coordinates;
        for (ulong seed = 0; seed < 20; seed++)
        {
            BlockState state = BlockState.Tumbling(seed, speed: 5);
            Vector<double>[] free = state.Accelerations(s_model, new Vector<double>[n]);

            // A unit force more tells a column of the inverse.
            Vector<double>[][] columns = [.. Enumerable.Range(0, n).Select(j =>
            {
                var forces = new Vector<double>[n];
                forces[j] = Vector<double>.One;
                return state.Accelerations(s_model, forces);
            })];
            for (int lane = 0; lane < BlockState.Lanes; lane++)
            {
                double[,] inverse = new double[n, n];
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        inverse[i, j] = columns[j][i][lane] - free[i][lane];
                    }
                }

                double[,] mass = MassMatrix(BlockState.Lane(state.Coordinates, lane));
                double scale = inverse.Cast<double>().Max(Math.Abs);
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        Assert.Equal(inverse[i, j], inverse[j, i], 1e-9 * scale);
                        double product = Enumerable.Range(0, n).Sum(k => mass[i, k] * inverse[k, j]);
                        Assert.Equal(i == j ? 1 : 0, product, 1e-8);
                    }
                }

                Assert.True(IsPositiveDefinite(inverse));
            }
        }
    }

    /// <summary>d/dt ∂L/∂q′ − ∂L/∂q = Q along the motion that the example computes, with derivatives of the nine bodies' energies by differences.</summary>
    [Fact]
    public void AccelerationsSatisfyLagrangesEquations()
    {
        const int n = RobotModel.Coordinates;
        const double h = 1e-4;
        for (ulong seed = 100; seed < 120; seed++)
        {
            BlockState state = BlockState.Tumbling(seed, speed: 8);
            var forces = new Vector<double>[n];
            BlockState.Fill(forces, seed, 30);
            Vector<double>[] accelerations = state.Accelerations(s_model, forces);
            for (int lane = 0; lane < BlockState.Lanes; lane++)
            {
                double[] q = BlockState.Lane(state.Coordinates, lane);
                double[] v = BlockState.Lane(state.Speeds, lane);
                double[] a = BlockState.Lane(accelerations, lane);
                double[] before = Momenta(Moved(q, v, -h), Moved(v, a, -h));
                double[] after = Momenta(Moved(q, v, h), Moved(v, a, h));
                for (int i = 0; i < n; i++)
                {
                    double[] unit = new double[n];
                    unit[i] = 1;
                    double slope = (Lagrangian(Moved(q, unit, h), v) - Lagrangian(Moved(q, unit, -h), v)) / (2 * h);
                    Assert.Equal(forces[i][lane], ((after[i] - before[i]) / (2 * h)) - slope, 1e-4);
                }
            }
        }
    }

    [Fact]
    public void APassiveRobotKeepsItsEnergyToFirstOrder()
    {
        double coarse = Drift(1e-4, static robot => robot.Kinetic + robot.Potential - (robot.Mass * 9.81 * 1000), out double scale);
        double fine = Drift(5e-5, static robot => robot.Kinetic + robot.Potential - (robot.Mass * 9.81 * 1000), out _);
        Assert.InRange(coarse / scale, 0, 1e-3);
        Assert.InRange(coarse / fine, 1.8, 2.2);

        // The step that the example takes.
        double taken = Drift(s_model.StepSeconds / s_model.Substeps, static robot => robot.Kinetic + robot.Potential - (robot.Mass * 9.81 * 1000), out _);
        Assert.InRange(taken / scale, 0, 1e-2);
    }

    [Fact]
    public void AFlyingRobotKeepsItsMomentaToFirstOrder()
    {
        double coarse = Drift(1e-4, static robot => robot.MomentumX, out _);
        double fine = Drift(5e-5, static robot => robot.MomentumX, out _);
        Assert.InRange(coarse, 1e-9, 1e-2);
        Assert.InRange(coarse / fine, 1.8, 2.2);
        coarse = Drift(1e-4, static robot => robot.Spin, out _);
        fine = Drift(5e-5, static robot => robot.Spin, out _);
        Assert.InRange(coarse, 1e-9, 1e-3);
        Assert.InRange(coarse / fine, 1.8, 2.2);
    }

    [Fact]
    public void DrivesDoNotMoveTheCentreOfMassNorSpinTheRobot()
    {
        BlockState state = BlockState.Tumbling(7, speed: 3);
        var drives = new JointDrives<double>(s_model);
        var forces = new Vector<double>[RobotModel.Coordinates];
        drives.Drive(state.Coordinates, state.Speeds, state.Targets, forces, state.Torques);
        Assert.Equal(Vector<double>.Zero, forces[0]);
        Assert.Equal(Vector<double>.Zero, forces[1]);
        for (int lane = 0; lane < BlockState.Lanes; lane++)
        {
            Assert.Equal(0, forces.Skip(2).Sum(f => f[lane]), 1e-9);
            Assert.All(state.Torques, torque => Assert.InRange(torque[lane], -s_model.TorqueLimit, s_model.TorqueLimit));
            Assert.Contains(state.Torques, torque => Math.Abs(torque[lane]) == s_model.TorqueLimit);
        }
    }

    [Fact]
    public void TheGroundPushesWithinTheConeAndNeverPulls()
    {
        var contact = new FootContact<double>(s_model);
        int touching = 0;
        int sliding = 0;
        int sticking = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            BlockState state = BlockState.Tumbling(seed, speed: 2);
            state.Coordinates[1] -= new Vector<double>(999.9);
            var forces = new Vector<double>[RobotModel.Coordinates];
            contact.Push(state.Coordinates, state.Speeds, state.Directions(), forces, state.Ground);
            for (int lane = 0; lane < BlockState.Lanes; lane++)
            {
                var robot = new NineBodies(s_model, BlockState.Lane(state.Coordinates, lane), BlockState.Lane(state.Speeds, lane));
                double power = 0;
                for (int leg = 0; leg < RobotModel.Legs; leg++)
                {
                    double drag = state.Ground[2 * leg][lane];
                    double press = state.Ground[(2 * leg) + 1][lane];
                    NineBodies.Body foot = robot.Feet[leg];
                    Assert.True(press >= 0);
                    Assert.True(Math.Abs(drag) <= s_model.Friction * press);
                    Assert.True(drag * foot.SpeedX <= 0);
                    Assert.Equal(foot.Z < 0 && foot.SpeedZ < 1 / s_model.GroundDamping, press > 0);
                    power += (drag * foot.SpeedX) + (press * foot.SpeedZ);
                    touching += press > 0 ? 1 : 0;
                    sliding += press > 0 && Math.Abs(drag) == s_model.Friction * press ? 1 : 0;
                    sticking += press > 0 && Math.Abs(drag) < s_model.Friction * press ? 1 : 0;
                }

                // The generalised forces do the work of the forces at the feet.
                Assert.Equal(power, Enumerable.Range(0, RobotModel.Coordinates).Sum(k => forces[k][lane] * state.Speeds[k][lane]), 1e-6 * (1 + Math.Abs(power)));
            }
        }

        Assert.True(touching > 100 && sliding > 10 && sticking > 10, $"{touching} {sliding} {sticking}");
    }

    /// <summary>The ground holds the weight of a robot that stands. It creeps, because a foot that sticks is a foot that drags slowly.</summary>
    [Fact]
    public void AStandingRobotCreepsAtMost()
    {
        BlockState state = Standing();
        var integrator = new BlockIntegrator<double>(s_model, s_model.StepSeconds / s_model.Substeps);
        integrator.Step(100 * s_model.Substeps, state.Coordinates, state.Speeds, state.Targets, state.Torques, state.Ground);
        double weight = 11.8 * s_model.Gravity;
        Assert.Equal(weight, Enumerable.Range(0, RobotModel.Legs).Sum(leg => state.Ground[(2 * leg) + 1][0]), 0.1);
        Assert.InRange(state.Coordinates[1][0], 0.25, 0.32);
        Assert.All(state.Speeds, speed => Assert.InRange(speed[0], -0.05, 0.05));
    }

    /// <summary>A robot on the ground that lifts a foot moves in single precision as in double.</summary>
    [Fact]
    public void SinglePrecisionFollowsDouble()
    {
        BlockState state = Standing();
        var single = new BlockIntegrator<float>(s_model, s_model.StepSeconds / s_model.Substeps);
        Vector<float>[] q = Single(state.Coordinates);
        Vector<float>[] v = Single(state.Speeds);
        Vector<float>[] targets = Single(state.Targets);
        targets[1] += new Vector<float>(0.4f);
        state.Targets[1] += new Vector<double>(0.4f);
        single.Step(5 * s_model.Substeps, q, v, targets, new Vector<float>[RobotModel.Joints], new Vector<float>[2 * RobotModel.Legs]);
        new BlockIntegrator<double>(s_model, s_model.StepSeconds / s_model.Substeps).Step(
            5 * s_model.Substeps, state.Coordinates, state.Speeds, state.Targets, state.Torques, state.Ground);
        for (int k = 0; k < RobotModel.Coordinates; k++)
        {
            Assert.Equal(state.Coordinates[k][0], q[k][0], 1e-4);
            Assert.Equal(state.Speeds[k][0], v[k][0], 1e-2);
        }
    }

    private static Vector<float>[] Single(Vector<double>[] columns) => Array.ConvertAll(columns, static column => new Vector<float>((float)column[0]));

    private static BlockState Standing()
    {
        var state = new BlockState();
        double bend = s_model.StandingBend;
        state.Coordinates[1] = new Vector<double>((s_model.ThighLength + s_model.ShankLength) * Math.Cos(bend));
        for (int leg = 0; leg < RobotModel.Legs; leg++)
        {
            state.Coordinates[3 + (2 * leg)] = new Vector<double>(-bend);
            state.Coordinates[4 + (2 * leg)] = new Vector<double>(bend);
            state.Targets[2 * leg] = new Vector<double>(-bend);
            state.Targets[(2 * leg) + 1] = new Vector<double>(2 * bend);
        }

        return state;
    }

    /// <summary>The largest change of a quantity in half a second of free fall, over some robots; and how large the energy of their motion is.</summary>
    private static double Drift(double seconds, Func<NineBodies, double> quantity, out double scale)
    {
        var integrator = new BlockIntegrator<double>(s_passive, seconds);
        BlockState state = BlockState.Tumbling(3, speed: 4);
        NineBodies[] before = Robots(state);
        integrator.Step((int)Math.Round(0.5 / seconds), state.Coordinates, state.Speeds, state.Targets, state.Torques, state.Ground);
        NineBodies[] after = Robots(state);
        scale = after.Average(static robot => robot.Kinetic);
        return before.Zip(after, (b, a) => Math.Abs(quantity(a) - quantity(b))).Max();
    }

    private static NineBodies[] Robots(BlockState state) =>
        [.. Enumerable.Range(0, BlockState.Lanes).Select(lane => new NineBodies(s_passive, BlockState.Lane(state.Coordinates, lane), BlockState.Lane(state.Speeds, lane)))];

    private static double[] Moved(double[] from, double[] direction, double by) => [.. from.Zip(direction, (f, d) => f + (by * d))];

    private static double Lagrangian(double[] q, double[] v)
    {
        // Potential energy from the start's height: no digits are lost.
        var robot = new NineBodies(s_model, Moved(q, [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], -1000), v);
        return robot.Kinetic - robot.Potential;
    }

    /// <summary>∂L/∂q′: the kinetic energy is a quadratic form, so differences of any size are exact.</summary>
    private static double[] Momenta(double[] q, double[] v)
    {
        double[] momenta = new double[v.Length];
        for (int i = 0; i < v.Length; i++)
        {
            double[] unit = new double[v.Length];
            unit[i] = 1;
            momenta[i] = (new NineBodies(s_model, q, Moved(v, unit, 1)).Kinetic - new NineBodies(s_model, q, Moved(v, unit, -1)).Kinetic) / 2;
        }

        return momenta;
    }

    private static double[,] MassMatrix(double[] q)
    {
        int n = q.Length;
        double[,] mass = new double[n, n];
        for (int j = 0; j < n; j++)
        {
            double[] unit = new double[n];
            unit[j] = 1;
            double[] column = Momenta(q, unit);
            for (int i = 0; i < n; i++)
            {
                mass[i, j] = column[i];
            }
        }

        return mass;
    }

    /// <summary>Cholesky's factorisation succeeds.</summary>
    private static bool IsPositiveDefinite(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] factor = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i, j] - Enumerable.Range(0, j).Sum(k => factor[i, k] * factor[j, k]);
                if (i == j && rest <= 0)
                {
                    return false;
                }

                factor[i, j] = i == j ? Math.Sqrt(rest) : rest / factor[j, j];
            }
        }

        return true;
    }
}
