namespace OfficeErrands;

/// <summary>The machine as array code has it: state × 32 labels, the next state and the reward; what states are worth, and where they send one.</summary>
internal static class OfficeTable
{
    public const int Letters = 32;
    public const int FirstFinal = 4;
    public const float Discount = 0.99f;

    /// <summary>By state.</summary>
    public static float[] Worth { get; } = [0f, 0.3f, 0.3f, 0.6f, 1f, 0f];

    /// <summary>By state.</summary>
    public static float[] X { get; } = [1f, 8f, 1f, 4f, 4f, 4f];

    /// <summary>By state.</summary>
    public static float[] Y { get; } = [1f, 2f, 1f, 8f, 8f, 8f];

    public static byte[] Next { get; } = new byte[6 * Letters];

    public static float[] Reward { get; } = new float[6 * Letters];

    /// <summary>The reward with the potential over the states.</summary>
    public static float[] Shaped { get; } = new float[6 * Letters];

    static OfficeTable()
    {
        for (int i = 0; i < Next.Length; i++)
        {
            int state = i / Letters;
            bool mail = (i & 1) != 0, coffee = (i & 2) != 0, office = (i & 4) != 0, decoration = (i & 8) != 0, spill = (i & 16) != 0;
            (int next, float reward) = state switch
            {
                >= FirstFinal => (state, 0f),
                _ when decoration => (5, -1f),
                0 => ((mail ? 1 : 0) + (coffee ? 2 : 0), 0f),
                1 when coffee && !spill => (3, 0f),
                2 when spill => (0, -0.1f),
                2 when mail => (3, 0f),
                3 when spill => (1, -0.1f),
                3 when office => (4, 1f),
                _ => (state, 0f),
            };
            Next[i] = (byte)next;
            Reward[i] = reward;
            Shaped[i] = reward + (Discount * (next >= FirstFinal ? 0f : Worth[next])) - Worth[state];
        }
    }
}
