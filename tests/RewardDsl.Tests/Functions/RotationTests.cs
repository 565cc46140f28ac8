using System;
using System.Numerics;
using Xunit;

namespace RewardDsl.Tests.Functions;

/// <summary>Against rotation matrices in double, and Rodrigues' formula.</summary>
public sealed class RotationTests
{
    [Fact]
    public void ProductsAndConjugatesComposeRotations()
    {
        Random random = new(1);
        for (int i = 0; i < 2000; i++)
        {
            Quaternion a = RandomRotation(random);
            Quaternion b = RandomRotation(random);
            double[] v = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            AssertNear(Apply(Matrix(a), Apply(Matrix(b), v)), Apply(Matrix(RewardMath.Multiply(a, b)), v), 1e-5);
            AssertNear(v, Apply(Matrix(RewardMath.Conjugate(a)), Apply(Matrix(a), v)), 1e-5);
        }

        Assert.Equal(new Quaternion(-1f, -2f, -3f, 4f), RewardMath.Conjugate(new Quaternion(1f, 2f, 3f, 4f)));
        Assert.Equal(new Quaternion(0f, 0f, 1f, 0f), RewardMath.Multiply(new Quaternion(1f, 0f, 0f, 0f), new Quaternion(0f, 1f, 0f, 0f)));
    }

    [Fact]
    public void TheErrorTurnsOneRotationIntoTheOther()
    {
        Random random = new(2);
        for (int i = 0; i < 5000; i++)
        {
            Quaternion a = RandomRotation(random);
            Quaternion b = RandomRotation(random);
            Vector3 error = RewardMath.AxisAngleError(a, b);
            double[] v = [1.0, -2.0, 3.0];
            AssertNear(Apply(Matrix(a), v), Rodrigues(error, Apply(Matrix(b), v)), 2e-5);
            Assert.InRange(error.Length(), 0f, MathF.PI + 1e-5f);
            Assert.Equal(error.Length(), RewardMath.AngleBetween(a, b), 2e-3f);

            // The same rotation by the other quaternion, the same error.
            Vector3 other = RewardMath.AxisAngleError(-a, b);
            if (error.Length() < 3.1f)
            {
                Assert.Equal(0f, (error - other).Length(), 1e-5f);
            }
        }
    }

    [Theory]
    [InlineData(1e-1)]
    [InlineData(1e-3)]
    [InlineData(1.9e-6)]
    [InlineData(1e-6)]
    [InlineData(1e-8)]
    [InlineData(1e-18)]
    [InlineData(1e-30)]
    public void SmallErrorsKeepTheirDigits(double angle)
    {
        var a = new Quaternion(0f, (float)Math.Sin(angle / 2.0), 0f, (float)Math.Cos(angle / 2.0));
        Vector3 error = RewardMath.AxisAngleError(a, Quaternion.Identity);
        Assert.Equal(1.0, error.Y / angle, 1e-6);
        Assert.Equal(0f, error.X);
        Vector3 back = RewardMath.AxisAngleError(Quaternion.Identity, a);
        Assert.Equal(-1.0, back.Y / angle, 1e-6);
    }

    [Fact]
    public void ErrorsAtTheEdges()
    {
        Assert.Equal(Vector3.Zero, RewardMath.AxisAngleError(Quaternion.Identity, Quaternion.Identity));
        Assert.Equal(Vector3.Zero, RewardMath.AxisAngleError(Quaternion.Identity, -Quaternion.Identity));
        Vector3 half = RewardMath.AxisAngleError(new Quaternion(1f, 0f, 0f, 0f), Quaternion.Identity);
        Assert.Equal(Math.PI, half.X, 1e-6);
        Assert.True(float.IsNaN(RewardMath.AxisAngleError(new Quaternion(0f, 0f, 0f, float.NaN), Quaternion.Identity).X));
        Assert.True(float.IsNaN(RewardMath.AxisAngleError(default, Quaternion.Identity).X));
    }

    [Fact]
    public void AnglesRebuildTheRotation()
    {
        Random random = new(4);
        for (int i = 0; i < 5000; i++)
        {
            Quaternion q = RandomRotation(random);
            double[,] expected = Matrix(q);
            double[,] actual = Multiply(Multiply(About(2, RewardMath.Yaw(q)), About(1, RewardMath.Pitch(q))), About(0, RewardMath.Roll(q)));
            for (int row = 0; row < 3; row++)
            {
                // Close to straight up or down, yaw and roll are one angle, and pitch loses half of its digits.
                double tolerance = Math.Abs(expected[2, 0]) < 0.99 ? 1e-5 : 2e-3;
                for (int column = 0; column < 3; column++)
                {
                    Assert.Equal(expected[row, column], actual[row, column], tolerance);
                }
            }

            // The heading frame is level and has the same yaw.
            double[] level = Apply(Matrix(RewardMath.YawRotation(q)), [0.0, 0.0, 1.0]);
            AssertNear([0.0, 0.0, 1.0], level, 1e-6);
            double[] heading = Apply(Matrix(RewardMath.YawRotation(q)), [1.0, 0.0, 0.0]);
            Assert.Equal(Math.Cos(RewardMath.Yaw(q)), heading[0], 1e-6);
            Assert.Equal(Math.Sin(RewardMath.Yaw(q)), heading[1], 1e-6);

            // The body's gravity is the last row of the matrix, downwards.
            Vector3 gravity = RewardMath.ProjectedGravity(q);
            AssertNear([-expected[2, 0], -expected[2, 1], -expected[2, 2]], [gravity.X, gravity.Y, gravity.Z], 1e-5);
        }

        Assert.Equal(new Vector3(0f, 0f, -1f), RewardMath.ProjectedGravity(Quaternion.Identity));
        Assert.Equal(0f, RewardMath.Yaw(Quaternion.Identity));
        Assert.Equal(Math.PI / 2.0, RewardMath.Pitch(new Quaternion(0f, 0.70710678f, 0f, 0.70710678f)), 1e-3);
        Assert.True(float.IsNaN(RewardMath.Pitch(new Quaternion(float.NaN, 0f, 0f, 1f))));
        Assert.True(float.IsNaN(RewardMath.Yaw(new Quaternion(float.NaN, 0f, 0f, 1f))));
        Assert.True(float.IsNaN(RewardMath.Roll(new Quaternion(float.PositiveInfinity, 0f, 0f, 0f))));
    }

    private static Quaternion RandomRotation(Random random)
    {
        double[] q = new double[4];
        double size = 0.0;
        for (int i = 0; i < 4; i++)
        {
            q[i] = (random.NextDouble() * 2.0) - 1.0;
            size += q[i] * q[i];
        }

        size = Math.Sqrt(size);
        return new Quaternion((float)(q[0] / size), (float)(q[1] / size), (float)(q[2] / size), (float)(q[3] / size));
    }

    private static double[,] Matrix(Quaternion q)
    {
        (double x, double y, double z, double w) = (q.X, q.Y, q.Z, q.W);
        return new[,]
        {
            { 1 - (2 * ((y * y) + (z * z))), 2 * ((x * y) - (z * w)), 2 * ((x * z) + (y * w)) },
            { 2 * ((x * y) + (z * w)), 1 - (2 * ((x * x) + (z * z))), 2 * ((y * z) - (x * w)) },
            { 2 * ((x * z) - (y * w)), 2 * ((y * z) + (x * w)), 1 - (2 * ((x * x) + (y * y))) },
        };
    }

    /// <summary>A turn about a coordinate axis.</summary>
    private static double[,] About(int axis, double angle)
    {
        double[,] m = new double[3, 3];
        int a = (axis + 1) % 3;
        int b = (axis + 2) % 3;
        m[axis, axis] = 1.0;
        m[a, a] = m[b, b] = Math.Cos(angle);
        m[b, a] = Math.Sin(angle);
        m[a, b] = -Math.Sin(angle);
        return m;
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        double[,] m = new double[3, 3];
        for (int i = 0; i < 9; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                m[i / 3, i % 3] += a[i / 3, k] * b[k, i % 3];
            }
        }

        return m;
    }

    private static double[] Apply(double[,] m, double[] v)
    {
        double[] result = new double[3];
        for (int i = 0; i < 9; i++)
        {
            result[i / 3] += m[i / 3, i % 3] * v[i % 3];
        }

        return result;
    }

    /// <summary>v cos + (k × v) sin + k (k·v) (1 - cos).</summary>
    private static double[] Rodrigues(Vector3 rotation, double[] v)
    {
        double angle = Math.Sqrt(((double)rotation.X * rotation.X) + ((double)rotation.Y * rotation.Y) + ((double)rotation.Z * rotation.Z));
        double[] k = [rotation.X / angle, rotation.Y / angle, rotation.Z / angle];
        double along = (k[0] * v[0]) + (k[1] * v[1]) + (k[2] * v[2]);
        double[] cross = [(k[1] * v[2]) - (k[2] * v[1]), (k[2] * v[0]) - (k[0] * v[2]), (k[0] * v[1]) - (k[1] * v[0])];
        double[] result = new double[3];
        for (int i = 0; i < 3; i++)
        {
            result[i] = (v[i] * Math.Cos(angle)) + (cross[i] * Math.Sin(angle)) + (k[i] * along * (1.0 - Math.Cos(angle)));
        }

        return result;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
