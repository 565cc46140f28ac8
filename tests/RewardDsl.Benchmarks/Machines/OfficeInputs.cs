using QuadrupedVelocity;

namespace OfficeErrands;

/// <summary>Random labels, places and first states of some environments; every step sees the same labels and places.</summary>
internal sealed class OfficeInputs
{
    private static readonly double[] s_probabilities = [0.10, 0.10, 0.10, 0.02, 0.05];

    public OfficeInputs(int batch)
    {
        Batch = batch;
        Letters = new byte[batch];
        States = new byte[batch];
        Places = new float[2 * batch];
        int n = s_probabilities.Length;
        Labels = new bool[n][];
        Start = new bool[n][];
        Never = new bool[batch];
        None = new bool[n][];
        for (int k = 0; k < n; k++)
        {
            Labels[k] = new bool[batch];
            Start[k] = new bool[batch];
            None[k] = Never;
        }

        for (int b = 0; b < batch; b++)
        {
            for (int k = 0; k < n; k++)
            {
                Labels[k][b] = CounterRandom.Unit(31, (b * n) + k) < s_probabilities[k];
                Letters[b] |= (byte)(Labels[k][b] ? 1 << k : 0);
            }

            // The states with nothing, with mail, with coffee and with both: what a step from the start with these labels leads to.
            States[b] = (byte)(4 * CounterRandom.Unit(32, b));
            Start[0][b] = States[b] is 1 or 3;
            Start[1][b] = States[b] is 2 or 3;
            Places[2 * b] = CounterRandom.Uniform(33, 2 * b, 0, 12);
            Places[(2 * b) + 1] = CounterRandom.Uniform(33, (2 * b) + 1, 0, 12);
        }
    }

    public int Batch { get; }

    /// <summary>For each label one value an environment: mail room, coffee machine, office, decoration, spill.</summary>
    public bool[][] Labels { get; }

    /// <summary>The labels of a step that leads from the start to the first states.</summary>
    public bool[][] Start { get; }

    /// <summary>The labels of a reset: none, as the potential at a reset is that of the start.</summary>
    public bool[][] None { get; }

    /// <summary>The labels as bits.</summary>
    public byte[] Letters { get; }

    /// <summary>The first states.</summary>
    public byte[] States { get; }

    /// <summary><c>[B, 2]</c></summary>
    public float[] Places { get; }

    /// <summary>Nothing is cut.</summary>
    public bool[] Never { get; }

    public static OfficeByTable.Inputs ByTable(bool[][] labels) => new() { Mail = labels[0], Coffee = labels[1], Office = labels[2], Decoration = labels[3], Spill = labels[4] };

    public OfficeByPlace.Inputs ByPlace(bool[][] labels) => new() { Mail = labels[0], Coffee = labels[1], Office = labels[2], Decoration = labels[3], Spill = labels[4], Place = Places };
}
