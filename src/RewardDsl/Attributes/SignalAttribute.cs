using System;

namespace RewardDsl;

/// <summary>
/// Declares an input of the reward with its range. On an auto-property of type <see cref="float"/>, <see cref="bool"/>,
/// <see cref="System.Numerics.Vector2"/>, <see cref="System.Numerics.Vector3"/>, <see cref="System.Numerics.Vector4"/>,
/// <see cref="System.Numerics.Quaternion"/>, <see cref="Vec"/> or <see cref="Mask"/>.
/// Signals are read after the step (s′).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SignalAttribute : Attribute
{
    /// <summary>A signal without a declared range: unbounded for a float, {false, true} for a bool.</summary>
    public SignalAttribute()
    {
    }

    /// <summary>A signal whose every component lies in [<paramref name="min"/>, <paramref name="max"/>].</summary>
    /// <param name="min">Lower end, finite or −∞.</param>
    /// <param name="max">Upper end, at least <paramref name="min"/>, finite or +∞.</param>
    public SignalAttribute(double min, double max)
    {
        Min = min;
        Max = max;
    }

    /// <summary>Lower end of the range; −∞ when not declared.</summary>
    public double Min { get; } = double.NegativeInfinity;

    /// <summary>Upper end of the range; +∞ when not declared.</summary>
    public double Max { get; } = double.PositiveInfinity;

    /// <summary>Unit of the value, for example <c>m/s</c>, <c>rad</c>, <c>N*m</c>.</summary>
    public string? Unit { get; set; }

    /// <summary>Number of elements of a <see cref="Vec"/> or <see cref="Mask"/>, at least 1. Exclusive with <see cref="Axis"/>.</summary>
    public int Length { get; set; }

    /// <summary>An enum whose members name the elements of a <see cref="Vec"/> or <see cref="Mask"/>, in the simulator's order.</summary>
    public Type? Axis { get; set; }

    /// <summary>How a quaternion lies in memory. Required for quaternions: simulators differ, and a swap is silent.</summary>
    public QuaternionOrder Order { get; set; }
}

/// <summary>The order of a quaternion's components in memory.</summary>
public enum QuaternionOrder
{
    /// <summary>Vector part first: PyBullet, Isaac Gym, ROS.</summary>
    Xyzw,

    /// <summary>Scalar part first: MuJoCo, Isaac Lab, Eigen's constructor.</summary>
    Wxyz,
}

/// <summary>Marks a <see cref="SignalAttribute"/> that the policy chose at this step. Its previous value is 0 at the first step.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ActionAttribute : Attribute;

/// <summary>
/// A scalar that can be tuned at run time without recompiling. On a <see cref="float"/> auto-property with an
/// initializer, which is the default; the range limits what can be set.
/// </summary>
/// <param name="min">Lowest admissible value.</param>
/// <param name="max">Highest admissible value, at least <paramref name="min"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(double min, double max) : Attribute
{
    /// <summary>Lowest admissible value.</summary>
    public double Min { get; } = min;

    /// <summary>Highest admissible value.</summary>
    public double Max { get; } = max;
}
