using System.Linq;
using QuadrupedVelocity;
using RewardDsl.Differential.Trajectories;
using RewardDsl.Ir;

namespace RewardDsl.Differential.Tests;

/// <summary>
/// G (speed &lt; 2) &amp; F[0,200] G[0,20] (distance &lt; 0.5) &amp; (trigger &gt; 0 → F[0,50] response &gt; 0) on four random signals, with the values that other
/// implementations of it computed.
/// </summary>
internal sealed class ThreeRequirements
{
    public const int Steps = 1000;

    private readonly int _batch;

    public ThreeRequirements(int batch)
    {
        _batch = batch;
        int count = Steps * batch;
        float[] distance = new float[count];
        for (int i = 0; i < count; i++)
        {
            float level = 0.6f * CounterRandom.Unit(22, (i / batch / 40 * batch) + (i % batch));
            float noise = 0.2f * CounterRandom.Unit(25, i);
            distance[i] = level + noise;
        }

        float[] Uniform(int stream, double low, double high) => [.. Enumerable.Range(0, count).Select(i => CounterRandom.Uniform(stream, i, low, high))];
        Inputs = [Uniform(21, 0, 1.8), distance, Uniform(23, -1, 0.25), Uniform(24, -1, 0.2)];
        Margins = [TrajectoryMargin.Below(Inputs[0], 2), TrajectoryMargin.Below(Inputs[1], 0.5f), Inputs[2], Inputs[3]];
    }

    public float[][] Inputs { get; }

    public TrajectoryMargin[] Margins { get; }

    public TrajectoryFormula Formula { get; } =
        TrajectoryCase.TableOf(RobustnessProgram.Of(TemporalParser.Parse("G a & F[0,200] G[0,20] b & (c -> F[0,50] d)", ["a", "b", "c", "d"], out _)!));

    /// <summary>Checksums of the inputs.</summary>
    public uint[] ExpectedInputs => _batch == 64 ? [0xa863d793, 0x55051804, 0x2a98aefb, 0x6f47e986] : [0xa757bca6, 0x61a0a295, 0xaca80df0, 0xb7356a06];

    /// <summary>The first eight values at the first step.</summary>
    public float[] ExpectedFirst => _batch == 64
        ? [0.20655131340026855f, 0.20186007022857666f, 0.19395792484283447f, 0.16330480575561523f, 0.17083966732025146f, 0.20194053649902344f, 0.1932770013809204f, 0.1746770143508911f]
        : [0.2028181552886963f, 0.20007193088531494f, 0.1844233274459839f, 0.11720782518386841f, 0.17083966732025146f, 0.15769195556640625f, 0.19647574424743652f, 0.15348327159881592f];
}
