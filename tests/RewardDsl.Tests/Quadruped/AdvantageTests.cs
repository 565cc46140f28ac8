using System;
using Examples.Shared;
using PlanarQuadrupedPpo.Training;
using Xunit;

namespace RewardDsl.Tests.Quadruped;

public class AdvantageTests
{
    private const int Steps = 40;
    private const int Batch = 6;
    private const float Discount = 0.97f;
    private const float Decay = 0.9f;

    private readonly float[] _rewards = Draw(1);
    private readonly float[] _values = Draw(2);
    private readonly float[] _nextValues = Draw(3);
    private readonly bool[] _terminated = Array.ConvertAll(Draw(4), static x => x > 0.8f);
    private readonly bool[] _truncated = Array.ConvertAll(Draw(5), static x => x > 0.8f);

    /// <summary>The definition: Σ (γλ)^l δ over the steps of the episode that follow, where δ = r + γ·V(s′)·(1 − terminated) − V(s).</summary>
    [Fact]
    public void AdvantagesAreTheirDefinitionAtEveryBoundary()
    {
        (float[] advantages, float[] returns) = Estimate();
        (int both, int ends, int cuts) = (0, 0, 0);
        for (int t = 0; t < Steps; t++)
        {
            for (int b = 0; b < Batch; b++)
            {
                double sum = 0;
                double weight = 1;
                for (int later = t; later < Steps; later++)
                {
                    int k = (later * Batch) + b;
                    double after = _terminated[k] ? 0 : _nextValues[k];
                    sum += weight * (_rewards[k] + (Discount * after) - _values[k]);
                    weight *= Discount * Decay;
                    if (_terminated[k] || _truncated[k])
                    {
                        break;
                    }
                }

                int own = (t * Batch) + b;
                Assert.Equal(sum, advantages[own], 1e-5);
                Assert.Equal(sum + _values[own], returns[own], 1e-5);
                both += _terminated[own] && _truncated[own] ? 1 : 0;
                ends += _terminated[own] ? 1 : 0;
                cuts += _truncated[own] ? 1 : 0;
            }
        }

        Assert.True(both > 0 && ends > 10 && cuts > 10 && ends < Steps * Batch / 2);
    }

    /// <summary>What comes after a termination has no value whatever the critic says; at a truncation it has.</summary>
    [Fact]
    public void OnlyATruncationIsBootstrapped()
    {
        (float[] before, _) = Estimate();
        for (int k = 0; k < _nextValues.Length; k++)
        {
            _nextValues[k] += _terminated[k] ? 1000 : 0;
        }

        Assert.Equal(before, Estimate().Advantages);
        int cut = Array.FindIndex(_truncated, 0, t => t);
        while (_terminated[cut])
        {
            cut = Array.FindIndex(_truncated, cut + 1, t => t);
        }

        _nextValues[cut] += 1;
        Assert.Equal(before[cut] + Discount, Estimate().Advantages[cut], 1e-5f);
    }

    [Fact]
    public void ObservationsAreNormalisedByWhatWasSeenBeforeTheRound()
    {
        var normaliser = new RunningNormaliser(2);
        float[] normalised = new float[4];
        normaliser.Normalise([1, 2, 3, 4], normalised);
        Assert.Equal([1, 2, 3, 4], normalised);

        // Two rounds: together as if seen at once. A large mean costs no digits.
        double mean = 0;
        double squares = 0;
        const int Rows = 200;
        for (int round = 0; round < 2; round++)
        {
            float[] rows = new float[Rows];
            for (int i = 0; i < Rows; i += 2)
            {
                rows[i] = 1000 + CounterRandom.Uniform(7, (round * Rows) + i, -1, 1);
                rows[i + 1] = 5;
                mean += rows[i] / (double)Rows;
                squares += rows[i] * (double)rows[i] / Rows;
            }

            normaliser.See(rows);
            normaliser.Commit();
        }

        double deviation = Math.Sqrt(squares - (mean * mean));
        normaliser.Normalise([(float)(mean + deviation), 5, (float)(mean - (20 * deviation)), 5], normalised);
        Assert.Equal(1, normalised[0], 2e-3f);
        Assert.Equal(0, normalised[1]);
        Assert.Equal(-10, normalised[2]);
    }

    private static float[] Draw(ulong key)
    {
        float[] values = new float[Steps * Batch];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = CounterRandom.Uniform(key, k, -1, 1);
        }

        return values;
    }

    private (float[] Advantages, float[] Returns) Estimate()
    {
        float[] advantages = new float[Steps * Batch];
        float[] returns = new float[Steps * Batch];
        GeneralisedAdvantage.Estimate(Discount, Decay, Batch, _rewards, _values, _nextValues, _terminated, _truncated, advantages, returns);
        return (advantages, returns);
    }
}
