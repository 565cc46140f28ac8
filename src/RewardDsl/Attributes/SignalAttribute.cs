using System;

namespace RewardDsl;

/// <summary>
/// Declares an input of the reward with its range. On an auto-property of type <see cref="float"/>, <c>float?</c> (a value
/// that may be absent, which is neither 0 nor NaN), <see cref="bool"/>, <see cref="int"/>, an enum,
/// <see cref="System.Numerics.Vector2"/>, <see cref="System.Numerics.Vector3"/>, <see cref="System.Numerics.Vector4"/>,
/// <see cref="System.Numerics.Quaternion"/>, <see cref="Vec"/>, <see cref="Mask"/>, <see cref="Vec{T}"/> of vectors, or a
/// <see cref="History{T}"/> of any of these but <c>float?</c>, <see cref="int"/> and enums. Signals are read after the step (s′) unless
/// <see cref="ReadAt"/> says otherwise.
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

    /// <summary>Frames of a <see cref="History{T}"/>, at least 1.</summary>
    public int History { get; set; }

    /// <summary>Lower ends for each component or element, instead of one for all.</summary>
    public double[]? Lower { get; set; }

    /// <summary>Upper ends for each component or element, instead of one for all.</summary>
    public double[]? Upper { get; set; }

    /// <summary>Reference frame of the value, for example <c>world</c> or <c>body</c>.</summary>
    public string? Frame { get; set; }

    /// <summary>The vector has length 1.</summary>
    public bool UnitNorm { get; set; }

    /// <summary>Largest change of a component within one step, above 0.</summary>
    public double MaxStep { get; set; } = double.PositiveInfinity;

    /// <summary>
    /// The value may jump within an episode without the agent having moved it there: by a respawn, a teleport, a map or a target that is
    /// drawn anew. A difference between two steps then pays the jump. Exclusive with <see cref="MaxStep"/>.
    /// </summary>
    public bool Jumps { get; set; }

    /// <summary>Lower end of the usual values; rules of balance weigh terms by it.</summary>
    public double TypicalMin { get; set; } = double.NaN;

    /// <summary>Upper end of the usual values; rules of balance weigh terms by it.</summary>
    public double TypicalMax { get; set; } = double.NaN;

    /// <summary>Value while the agent does nothing; inside the range.</summary>
    public double Rest { get; set; }

    /// <summary>Never NaN or infinite.</summary>
    public bool Finite { get; set; }

    /// <summary>The policy observes it. Default true.</summary>
    public bool Observed { get; set; } = true;

    /// <summary>Exists in simulation only.</summary>
    public bool Privileged { get; set; }

    /// <summary>The size of a population that the agent controls, such as the number of units it can spawn.</summary>
    public bool AgentSized { get; set; }

    /// <summary>When the value is read. Default: after the step.</summary>
    public ReadTime ReadAt { get; set; } = ReadTime.AfterStep;

    /// <summary>Who computes the value.</summary>
    public SignalSource Source { get; set; }

    /// <summary>Name of the model, with <see cref="SignalSource.Learned"/>.</summary>
    public string? Model { get; set; }

    /// <summary>Version of the model, with <see cref="SignalSource.Learned"/>.</summary>
    public string? Version { get; set; }

    /// <summary>Who can change the value other than through the task. Unset: undeclared.</summary>
    public WriterKind WritableBy { get; set; }
}

/// <summary>When a signal is read.</summary>
public enum ReadTime
{
    /// <summary>After the step (s′).</summary>
    AfterStep,

    /// <summary>
    /// Before the step (s): for commands that the simulator draws anew inside a step. The evaluator keeps the value that
    /// came with the call before (a reset or a step) and computes this step with it.
    /// </summary>
    BeforeStep,
}

/// <summary>Who computes a signal.</summary>
public enum SignalSource
{
    /// <summary>Not stated.</summary>
    Unstated,

    /// <summary>The simulator's state.</summary>
    Simulator,

    /// <summary>A sensor, with noise and failures.</summary>
    Sensor,

    /// <summary>A learned model.</summary>
    Learned,

    /// <summary>The policy itself.</summary>
    Policy,

    /// <summary>A novelty or curiosity measure.</summary>
    Intrinsic,

    /// <summary>An automatic score that stands in for the goal.</summary>
    Proxy,
}

/// <summary>Who can change a signal other than through the task.</summary>
public enum WriterKind
{
    /// <summary>Not declared.</summary>
    Undeclared,

    /// <summary>The agent.</summary>
    Agent,

    /// <summary>Nobody.</summary>
    Nobody,
}

/// <summary>Which way of a signal or helper is better: read by the rules about direction.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AimAttribute : Attribute
{
    /// <summary>A target value, named by <see cref="Target"/>.</summary>
    public AimAttribute()
    {
    }

    /// <summary>A direction.</summary>
    /// <param name="kind">Which way is better.</param>
    public AimAttribute(AimKind kind) => Kind = kind;

    /// <summary>Which way is better.</summary>
    public AimKind Kind { get; } = AimKind.AtTarget;

    /// <summary>The best value.</summary>
    public double Target { get; set; } = double.NaN;
}

/// <summary>Which way is better.</summary>
public enum AimKind
{
    /// <summary>Lower is better.</summary>
    Lower,

    /// <summary>Higher is better.</summary>
    Higher,

    /// <summary>Nearer to the target is better.</summary>
    AtTarget,
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
/// A fact about the signals (a relation, a limit of change, flags that exclude each other) that analyses use. The evaluator
/// counts on request in how many environments it is violated. On a computed <see cref="bool"/> property.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AssumeAttribute : Attribute;

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

    /// <summary>Each environment has a value of its own, set by <c>SetParameter</c> of the evaluator; otherwise all share one.</summary>
    public bool PerEnvironment { get; set; }
}
