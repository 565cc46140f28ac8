using Xunit;

namespace RewardDsl.Tests.Evaluation;

/// <summary>Steps counted for as long as an evaluator lives.</summary>
public sealed class RingClockTests
{
    /// <summary>Where the count starts anew rows go on in their order, and ages are right as far as any ring reaches.</summary>
    [Fact]
    public void CountedAnew_NothingChanges()
    {
        const int Limit = 64;
        var clock = new RingClock(3, Limit);
        int row = clock.Row(7, 0);
        int[] born = new int[3];
        for (int step = 0; step < 1000; step++)
        {
            if (step % 17 == 0)
            {
                clock.SetAge(1, 0);
                born[1] = step;
            }

            Assert.InRange(clock.Tick, 0, Limit);
            Assert.Equal((row + step) % 7, clock.Row(7, 0));
            Assert.Equal(step - born[1], clock.Age(1));
            Assert.True(clock.Age(0) >= System.Math.Min(step, Limit / 4), "age " + clock.Age(0) + " at step " + step);
            clock.Next();
        }
    }

    [Fact]
    public void Groups_AreARowApart()
    {
        var clock = new RingClock(2 * RingClock.Group);
        Assert.Equal(clock.Row(9, 0), clock.Row(9, RingClock.Group - 1));
        Assert.Equal((clock.Row(9, 0) + 1) % 9, clock.Row(9, RingClock.Group));
    }
}
