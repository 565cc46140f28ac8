namespace RewardDsl.Ir;

/// <summary>
/// Which entry of a table a number names. Programs look up whole numbers that are places of the table; a state that was damaged outside, as in a
/// checkpoint, must still read inside of it, on every backend alike.
/// </summary>
public static class TableIndex
{
    /// <summary>The place: cut to a whole number and to the table; NaN names the first.</summary>
    public static int Of(float index, int count) => !(index > 0f) ? 0 : index >= count ? count - 1 : (int)index;
}
