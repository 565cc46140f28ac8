using System;
using System.Diagnostics;
using System.Linq;
using Examples.Shared;

namespace ReachAvoid;

/// <summary>How much is spent on training.</summary>
internal sealed record TrainingPlan(int Generations, int Population, int EpisodesEach)
{
    public static TrainingPlan Quick { get; } = new(Generations: 20, Population: 64, EpisodesEach: 16);

    public static TrainingPlan Full { get; } = new(Generations: 40, Population: 192, EpisodesEach: 32);
}

/// <summary>What training brought.</summary>
internal sealed record TrainingResult(Examination Before, Examination After, long RobotSteps, TimeSpan Elapsed);

/// <summary>
/// The cross-entropy method with decreasing noise (Szita and Lőrincz, "Learning Tetris using the noisy cross-entropy method", 2006): draw policies
/// from a normal distribution, fit it to the best of them, repeat. It selects by the return of whole episodes, so that the policy need not see what the
/// formulas remember.
/// </summary>
internal static class Trainer
{
    private const float StartDeviation = 1f;

    // What the draws of a run are for: each purpose has its own stream of random numbers.
    private const int StartsStream = 0;
    private const int CandidatesStream = 1;
    private const int ExaminationStream = 2;

    public static TrainingResult Train(TrainingPlan plan, ulong seed, Action<int, double> report)
    {
        float[] mean = FieldPolicy.Naive();
        float[] deviation = [.. Enumerable.Repeat(StartDeviation, mean.Length)];
        float[] candidates = new float[plan.Population * mean.Length];

        var before = new Examination(mean, Key(seed, ExaminationStream, 0));
        using var rollout = new Rollout(plan.Population, plan.EpisodesEach);
        long start = Stopwatch.GetTimestamp();
        for (int generation = 0; generation < plan.Generations; generation++)
        {
            Draw(candidates, mean, deviation, Key(seed, CandidatesStream, generation));
            rollout.Run(candidates, Key(seed, StartsStream, generation));

            int[] ranking = [.. Enumerable.Range(0, plan.Population).OrderByDescending(rollout.CandidateReturn)];
            float noise = 0.3f * (1f - ((generation + 1f) / plan.Generations));
            Fit(mean, deviation, candidates, ranking.AsSpan(0, plan.Population / 8), noise);
            report(generation + 1, rollout.Returns.Average());
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new TrainingResult(before, new Examination(mean, Key(seed, ExaminationStream, 0)), rollout.StepsPlayed, elapsed);
    }

    private static void Draw(float[] candidates, float[] mean, float[] deviation, ulong key)
    {
        for (int i = 0; i < candidates.Length; i++)
        {
            int parameter = i % mean.Length;
            candidates[i] = mean[parameter] + (deviation[parameter] * CounterRandom.Normal(key, i));
        }
    }

    /// <summary>Mean and deviation of the elite; the noise keeps the search from narrowing before it has found the way.</summary>
    private static void Fit(float[] mean, float[] deviation, float[] candidates, ReadOnlySpan<int> elite, float noise)
    {
        for (int parameter = 0; parameter < mean.Length; parameter++)
        {
            float sum = 0;
            float squares = 0;
            foreach (int candidate in elite)
            {
                sum += candidates[(candidate * mean.Length) + parameter];
            }

            mean[parameter] = sum / elite.Length;
            foreach (int candidate in elite)
            {
                float distance = candidates[(candidate * mean.Length) + parameter] - mean[parameter];
                squares += distance * distance;
            }

            deviation[parameter] = MathF.Sqrt((squares / elite.Length) + (noise * noise));
        }
    }

    private static ulong Key(ulong seed, int stream, int generation) => CounterRandom.Key(CounterRandom.Key(seed, stream), generation);
}
