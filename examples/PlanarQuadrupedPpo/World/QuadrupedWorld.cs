using System;
using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;
using Examples.Shared;
using PlanarQuadrupedPpo.Physics;

namespace PlanarQuadrupedPpo.World;

/// <summary>
/// Many robots at once, one array for each quantity: the physics reads and writes a vector of neighbouring environments. What a reward or a policy takes as rows is
/// written as rows after each step. Everything that happens is a function of the seed; how the work is spread over threads changes nothing.
/// </summary>
internal sealed class QuadrupedWorld
{
    /// <summary>Environments in a row that one thread moves together: a multiple of every machine's vectors.</summary>
    public const int Block = 16;

    /// <summary>Steps of the gait clock's turn: half a second.</summary>
    public const int ClockSteps = 25;

    public static readonly RobotModel Model = RobotModel.Default with { StepSeconds = WalkReward.Spec.StepSeconds, TorqueLimit = WalkReward.TorqueLimit };

    private const float StartRange = 0.1f;

    private static readonly float[] s_clockSine = [.. Turn(RewardDsl.RewardMath.Sin)];
    private static readonly float[] s_clockCosine = [.. Turn(RewardDsl.RewardMath.Cos)];

    private readonly int _distinctStarts;
    private readonly BlockIntegrator<float> _integrator = new(Model, Model.StepSeconds / Model.Substeps);
    private readonly float[][] _coordinates;
    private readonly float[][] _speeds;
    private readonly int[] _clock;
    private readonly int[] _age;
    private readonly int[] _episode;
    private ulong _seed;

    /// <param name="count">Environments.</param>
    /// <param name="distinctStarts">Environment i starts like environment i modulo this: candidates are compared on the same luck.</param>
    public QuadrupedWorld(int count, int distinctStarts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _distinctStarts = distinctStarts;
        Count = count;
        int padded = (count + Block - 1) / Block * Block;
        _coordinates = Columns(RobotModel.Coordinates, padded);
        _speeds = Columns(RobotModel.Coordinates, padded);
        _clock = new int[padded];
        _age = new int[padded];
        _episode = new int[padded];
        Command = new float[padded];
        Clearance = new float[padded];
        Action = new float[padded * RobotModel.Joints];
        JointTorque = new float[padded * RobotModel.Joints];
        InContact = new bool[padded * RobotModel.Legs];
        Truncated = new bool[padded];
        Observation = new float[padded * QuadrupedObservation.Size];
    }

    public int Count { get; }

    /// <summary>Along the ground, from where the episode began.</summary>
    public ReadOnlySpan<float> Place => _coordinates[0].AsSpan(0, Count);

    public ReadOnlySpan<float> Height => _coordinates[1].AsSpan(0, Count);

    /// <summary>Steps of the running episode.</summary>
    public ReadOnlySpan<int> Age => _age.AsSpan(0, Count);

    /// <summary>How many episodes came before the running one.</summary>
    public ReadOnlySpan<int> Episode => _episode.AsSpan(0, Count);

    public float[] Command { get; }

    public float[] Clearance { get; }

    /// <summary><c>[B, 8]</c>: what the policy chose, in [−1, 1]: targets of the joints; written before <see cref="Step"/>.</summary>
    public float[] Action { get; }

    /// <summary><c>[B, 8]</c>: what the drives gave at the end of the step.</summary>
    public float[] JointTorque { get; }

    /// <summary><c>[B, 4]</c>: the ground pushes the foot at the end of the step.</summary>
    public bool[] InContact { get; }

    /// <summary>The episode reached the step limit at the last step.</summary>
    public bool[] Truncated { get; }

    /// <summary><c>[B, N]</c>: what a policy sees; see <see cref="QuadrupedObservation"/>.</summary>
    public float[] Observation { get; }

    /// <summary>The arrays as the reward's inputs; nothing is copied.</summary>
    public WalkReward.Inputs Observe() => new()
    {
        Command = Command.AsSpan(0, Count),
        ForwardVelocity = _speeds[0].AsSpan(0, Count),
        VerticalVelocity = _speeds[1].AsSpan(0, Count),
        Pitch = _coordinates[2].AsSpan(0, Count),
        PitchRate = _speeds[2].AsSpan(0, Count),
        Clearance = Clearance.AsSpan(0, Count),
        JointTorque = JointTorque.AsSpan(0, Count * RobotModel.Joints),
        Action = Action.AsSpan(0, Count * RobotModel.Joints),
        InContact = InContact.AsSpan(0, Count * RobotModel.Legs),
    };

    /// <summary>Starts every environment's first episode.</summary>
    public void Restart(ulong seed)
    {
        _seed = seed;
        Array.Clear(_episode);
        for (int i = 0; i < Truncated.Length; i++)
        {
            StartEpisode(i);
        }
    }

    /// <summary>Starts the next episode of the environments in the mask.</summary>
    public void StartEpisodes(ReadOnlySpan<bool> mask)
    {
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i])
            {
                _episode[i]++;
                StartEpisode(i);
            }
        }
    }

    /// <summary>
    /// Moves the environments from <paramref name="from"/>, a multiple of <see cref="Block"/>, up to <paramref name="to"/>, another or the last, by one step. Different
    /// ranges may run on different threads.
    /// </summary>
    public void Step(int from, int to)
    {
        int lanes = Vector<float>.Count;
        Span<Vector<float>> coordinates = stackalloc Vector<float>[RobotModel.Coordinates];
        Span<Vector<float>> speeds = stackalloc Vector<float>[RobotModel.Coordinates];
        Span<Vector<float>> targets = stackalloc Vector<float>[RobotModel.Joints];
        Span<Vector<float>> torques = stackalloc Vector<float>[RobotModel.Joints];
        Span<Vector<float>> ground = stackalloc Vector<float>[2 * RobotModel.Legs];
        for (int first = from; first < to; first += lanes)
        {
            for (int k = 0; k < RobotModel.Coordinates; k++)
            {
                coordinates[k] = new Vector<float>(_coordinates[k], first);
                speeds[k] = new Vector<float>(_speeds[k], first);
            }

            ReadTargets(first, MemoryMarshal.Cast<Vector<float>, float>(targets));
            _integrator.Step(Model.Substeps, coordinates, speeds, targets, torques, ground);
            for (int k = 0; k < RobotModel.Coordinates; k++)
            {
                coordinates[k].CopyTo(_coordinates[k], first);
                speeds[k].CopyTo(_speeds[k], first);
            }

            WriteRows(first, MemoryMarshal.Cast<Vector<float>, float>(torques), MemoryMarshal.Cast<Vector<float>, float>(ground));
        }

        for (int i = from; i < to; i++)
        {
            _clock[i] = (_clock[i] + 1) % ClockSteps;
            Truncated[i] = ++_age[i] >= WalkReward.Spec.Horizon;
            See(i);
        }
    }

    /// <summary>Writes everything that decides how the world goes on.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_seed);
        foreach (float[] column in (float[][])[.. _coordinates, .. _speeds, Command])
        {
            writer.Write(MemoryMarshal.AsBytes(column.AsSpan(0, Count)));
        }

        foreach (int[] column in (int[][])[_clock, _age, _episode])
        {
            writer.Write(MemoryMarshal.AsBytes(column.AsSpan(0, Count)));
        }

        writer.Write(MemoryMarshal.AsBytes(Action.AsSpan(0, Count * RobotModel.Joints)));
        writer.Write(MemoryMarshal.AsBytes(JointTorque.AsSpan(0, Count * RobotModel.Joints)));
        writer.Write(MemoryMarshal.AsBytes(InContact.AsSpan(0, Count * RobotModel.Legs)));
    }

    /// <summary>Goes on from what <see cref="Save"/> wrote for a world of the same size.</summary>
    public void Load(BinaryReader reader)
    {
        _seed = reader.ReadUInt64();
        foreach (float[] column in (float[][])[.. _coordinates, .. _speeds, Command])
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(column.AsSpan(0, Count)));
        }

        foreach (int[] column in (int[][])[_clock, _age, _episode])
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(column.AsSpan(0, Count)));
        }

        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Action.AsSpan(0, Count * RobotModel.Joints)));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(JointTorque.AsSpan(0, Count * RobotModel.Joints)));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(InContact.AsSpan(0, Count * RobotModel.Legs)));
        for (int i = 0; i < Count; i++)
        {
            See(i);
        }
    }

    private static float[][] Columns(int number, int length) => Array.ConvertAll(new float[number][], _ => new float[length]);

    private static float[] Turn(Func<float, float> function)
    {
        float[] values = new float[ClockSteps];
        for (int i = 0; i < ClockSteps; i++)
        {
            values[i] = function(2 * float.Pi * i / ClockSteps);
        }

        return values;
    }

    /// <summary>Where the policy wants the joints: standing is the middle.</summary>
    private void ReadTargets(int first, Span<float> targets)
    {
        int lanes = Vector<float>.Count;
        float scale = (float)Model.ActionScale;
        float bend = (float)Model.StandingBend;
        for (int lane = 0; lane < lanes; lane++)
        {
            Span<float> actions = Action.AsSpan((first + lane) * RobotModel.Joints, RobotModel.Joints);
            for (int joint = 0; joint < RobotModel.Joints; joint++)
            {
                targets[(joint * lanes) + lane] = (joint % 2 == 0 ? -bend : 2 * bend) + (scale * actions[joint]);
            }
        }
    }

    private void WriteRows(int first, ReadOnlySpan<float> torques, ReadOnlySpan<float> ground)
    {
        int lanes = Vector<float>.Count;
        for (int lane = 0; lane < lanes; lane++)
        {
            int i = first + lane;
            for (int joint = 0; joint < RobotModel.Joints; joint++)
            {
                JointTorque[(i * RobotModel.Joints) + joint] = torques[(joint * lanes) + lane];
            }

            for (int leg = 0; leg < RobotModel.Legs; leg++)
            {
                InContact[(i * RobotModel.Legs) + leg] = ground[(((2 * leg) + 1) * lanes) + lane] > 0;
            }
        }
    }

    private void StartEpisode(int i)
    {
        ulong key = CounterRandom.Key(CounterRandom.Key(_seed, i % _distinctStarts), _episode[i]);
        int draw = 0;
        float Draw(float range) => CounterRandom.Uniform(key, draw++, -range, range);
        foreach (float[] column in _speeds)
        {
            column[i] = Draw(StartRange);
        }

        float pitch = Draw(StartRange);
        float bend = (float)Model.StandingBend;
        _coordinates[0][i] = 0;
        _coordinates[2][i] = pitch;
        float lowest = 0;
        for (int leg = 0; leg < RobotModel.Legs; leg++)
        {
            float thigh = pitch - bend + Draw(StartRange);
            float shank = thigh + (2 * bend) + Draw(StartRange);
            _coordinates[3 + (2 * leg)][i] = thigh;
            _coordinates[4 + (2 * leg)][i] = shank;
            lowest = MathF.Min(lowest, Foot(i, leg));
        }

        // The lowest foot touches the ground.
        _coordinates[1][i] = -lowest;
        Command[i] = CounterRandom.Uniform(key, draw++, WalkReward.SlowestCommand, WalkReward.FastestCommand);
        _clock[i] = (int)CounterRandom.Uniform(key, draw, 0, ClockSteps);
        _age[i] = 0;
        Truncated[i] = false;
        Action.AsSpan(i * RobotModel.Joints, RobotModel.Joints).Clear();
        JointTorque.AsSpan(i * RobotModel.Joints, RobotModel.Joints).Clear();
        InContact.AsSpan(i * RobotModel.Legs, RobotModel.Legs).Clear();
        See(i);
    }

    /// <summary>Height of a foot over the torso's centre.</summary>
    private float Foot(int i, int leg) =>
        Knee(i, leg) - ((float)Model.ShankLength * RewardDsl.RewardMath.Cos(_coordinates[4 + (2 * leg)][i]));

    private float Knee(int i, int leg) =>
        ((leg < 2 ? 1 : -1) * (float)Model.HipDistance * RewardDsl.RewardMath.Sin(_coordinates[2][i]))
        - ((float)Model.ThighLength * RewardDsl.RewardMath.Cos(_coordinates[3 + (2 * leg)][i]));

    /// <summary>What is computed from the state of an environment: its clearance and the policy's row.</summary>
    private void See(int i)
    {
        float pitch = _coordinates[2][i];
        float height = _coordinates[1][i];
        float sag = (float)Model.TorsoReach * MathF.Abs(RewardDsl.RewardMath.Sin(pitch));
        float lowest = -sag - ((float)Model.TorsoHalfHeight * RewardDsl.RewardMath.Cos(pitch));
        for (int leg = 0; leg < RobotModel.Legs; leg++)
        {
            lowest = MathF.Min(lowest, Knee(i, leg));
        }

        Clearance[i] = height + lowest;
        Span<float> row = Observation.AsSpan(i * QuadrupedObservation.Size, QuadrupedObservation.Size);
        row[QuadrupedObservation.Command] = Command[i];
        row[QuadrupedObservation.ForwardVelocity] = _speeds[0][i];
        row[QuadrupedObservation.VerticalVelocity] = _speeds[1][i];
        row[QuadrupedObservation.Height] = 10 * (height - QuadrupedObservation.StandingHeight);
        row[QuadrupedObservation.Pitch] = 3 * pitch;
        row[QuadrupedObservation.PitchRate] = 0.3f * _speeds[2][i];
        row[QuadrupedObservation.ClockSine] = s_clockSine[_clock[i]];
        row[QuadrupedObservation.ClockCosine] = s_clockCosine[_clock[i]];
        float bend = (float)Model.StandingBend;
        for (int joint = 0; joint < RobotModel.Joints; joint++)
        {
            int link = 3 + joint;
            int before = joint % 2 == 0 ? 2 : link - 1;
            row[QuadrupedObservation.Joints + joint] = _coordinates[link][i] - _coordinates[before][i] - (joint % 2 == 0 ? -bend : 2 * bend);
            row[QuadrupedObservation.JointRates + joint] = 0.1f * (_speeds[link][i] - _speeds[before][i]);
            row[QuadrupedObservation.LastActions + joint] = Action[(i * RobotModel.Joints) + joint];
        }

        for (int leg = 0; leg < RobotModel.Legs; leg++)
        {
            row[QuadrupedObservation.Contacts + leg] = InContact[(i * RobotModel.Legs) + leg] ? 1 : 0;
        }
    }
}
