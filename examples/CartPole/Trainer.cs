using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Examples.Shared;

namespace CartPole;

/// <summary>How much is spent on training.</summary>
internal sealed record TrainingPlan(int Generations, int Population, int EpisodesEach)
{
    public static TrainingPlan Quick { get; } = new(Generations: 12, Population: 64, EpisodesEach: 8);

    public static TrainingPlan Full { get; } = new(Generations: 40, Population: 256, EpisodesEach: 16);
}

/// <summary>The returns of one generation's candidates.</summary>
internal readonly record struct Generation(double MeanReturn, double BestReturn);

/// <summary>What a policy earns on episodes that training never sees.</summary>
internal sealed record Examination(double Return, double Length, IReadOnlyList<double> TermReturns);

/// <summary>What training brought.</summary>
internal sealed record TrainingResult(
    Examination Before, Examination After, IReadOnlyList<Generation> Curve, long EnvironmentSteps, TimeSpan Elapsed);

/// <summary>
/// The cross-entropy method with decreasing noise (Szita and Lőrincz, "Learning Tetris using the noisy cross-entropy
/// method", 2006): draw policies from a normal distribution, fit it to the best of them, repeat.
/// </summary>
internal static class Trainer
{
    private const int ExaminationEpisodes = 512;
    private const float StartDeviation = 1f;

    // What the draws of a run are for: each purpose has its own stream of random numbers.
    private const int StartsStream = 0;
    private const int CandidatesStream = 1;
    private const int ExaminationStream = 2;

    public static TrainingResult Train(TrainingPlan plan, ulong seed, Action<Generation> report)
    {
        float[] mean = new float[LinearPolicy.ParameterCount];
        float[] deviation = [.. Enumerable.Repeat(StartDeviation, mean.Length)];
        float[] candidates = new float[plan.Population * mean.Length];
        var curve = new List<Generation>();

        Examination before = Examine(mean, seed);
        using var rollout = new Rollout(plan.Population, plan.EpisodesEach);
        long start = Stopwatch.GetTimestamp();
        for (int generation = 0; generation < plan.Generations; generation++)
        {
            Draw(candidates, mean, deviation, Key(seed, CandidatesStream, generation));
            rollout.Run(candidates, Key(seed, StartsStream, generation));

            int[] ranking = [.. Enumerable.Range(0, plan.Population).OrderByDescending(rollout.CandidateReturn)];
            float noise = 0.5f * (1f - ((generation + 1f) / plan.Generations));
            Fit(mean, deviation, candidates, ranking.AsSpan(0, plan.Population / 8), noise);

            curve.Add(new Generation(rollout.MeanReturn, rollout.CandidateReturn(ranking[0])));
            report(curve[^1]);
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new TrainingResult(before, Examine(mean, seed), curve, rollout.StepsPlayed, elapsed);
    }

    private static Examination Examine(float[] policy, ulong seed)
    {
        using var rollout = new Rollout(candidates: 1, ExaminationEpisodes);
        rollout.Run(policy, Key(seed, ExaminationStream, 0));
        return new Examination(rollout.MeanReturn, rollout.MeanLength, rollout.MeanTermReturns);
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

    private static ulong Key(ulong seed, int stream, int generation) =>
        CounterRandom.Key(CounterRandom.Key(seed, stream), generation);
}
