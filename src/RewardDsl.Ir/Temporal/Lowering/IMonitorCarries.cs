namespace RewardDsl.Ir;

/// <summary>Where a monitor keeps what it needs at the next step: the carries of the program that it becomes a part of.</summary>
public interface IMonitorCarries
{
    /// <summary>Adds a carry.</summary>
    /// <param name="slot">What it holds.</param>
    /// <param name="initialBits">Its value after a reset, as float bits.</param>
    /// <returns>Its index among the carries of the program.</returns>
    int Add(CarrySlot slot, uint initialBits);

    /// <summary>States what a step leaves in a carry; once for each.</summary>
    /// <param name="carry">Its index.</param>
    /// <param name="value">The value of the step program.</param>
    void Write(int carry, int value);
}
