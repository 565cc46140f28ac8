using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using RewardDsl.Specs;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>A run resumes with the same bits; what does not fit is refused and changes nothing.</summary>
public sealed class CheckpointTests
{
    public static TheoryData<string> Specs => CorpusTests.Specs;

    [Theory]
    [MemberData(nameof(Specs))]
    public void Resume_AtAnyStep_SameBits(string name)
    {
        CorpusSpec spec = Corpus.All.First(s => s.Type.FullName == name);
        const int Batch = 21;
        const int Steps = 6;
        for (int at = 0; at < Steps; at++)
        {
            // Saved at one vector width, resumed at the other.
            using RewardEvaluator straight = spec.CreateEvaluator(Batch, new EvaluatorOptions { Width = VectorWidth.Vector512 });
            using RewardEvaluator resumed = spec.CreateEvaluator(Batch, new EvaluatorOptions { Width = VectorWidth.Vector128 });
            ParameterInfo parameter = spec.Info.Parameters[0];
            if (parameter.PerEnvironment)
            {
                float[] values = [.. Enumerable.Range(0, Batch).Select(b => parameter.Min + ((parameter.Max - parameter.Min) * b / Batch))];
                straight.SetParameter(parameter.Name, values);
            }
            else
            {
                straight.Parameters[parameter.Name] = 0.25f;
            }

            List<float> expected = Run(spec, straight, 0, Steps, at, out byte[] checkpoint);
            resumed.Load(new MemoryStream(checkpoint));
            List<float> actual = Run(spec, resumed, at, Steps, -1, out _);
            Assert.Equal(expected.Skip(expected.Count - actual.Count).Select(BitConverter.SingleToInt32Bits), actual.Select(BitConverter.SingleToInt32Bits));
        }
    }

    private static List<float> Run(CorpusSpec spec, RewardEvaluator evaluator, int from, int to, int saveAt, out byte[] checkpoint)
    {
        int batch = evaluator.BatchSize;
        checkpoint = [];
        var results = new List<float>();
        var buffers = new SignalBuffers(spec.Info, batch);
        float[] total = new float[batch];
        bool[] terminated = new bool[batch];
        for (int t = from; t < to; t++)
        {
            var source = new SignalSource(spec, t);
            if (t == 0)
            {
                source.Fill(buffers);
                evaluator.Reset(default, buffers);
            }

            if (t == saveAt)
            {
                using var stream = new MemoryStream();
                evaluator.Save(stream);
                checkpoint = stream.ToArray();
            }

            source.Fill(buffers);
            bool[] truncated = Enumerable.Range(0, batch).Select(_ => source.Next() < 0.2).ToArray();
            evaluator.Step(buffers, new StepEnds { Truncated = truncated }, new StepOutputs { Total = total, Terminated = terminated });
            results.AddRange(total);
            foreach (string column in spec.Info.Columns)
            {
                results.AddRange(evaluator.EpisodeSum(column));
            }

            evaluator.Reset(truncated.Zip(terminated, static (a, b) => a | b).ToArray(), buffers);
        }

        return results;
    }

    [Fact]
    public void Load_WhatDoesNotFit_IsRefusedByName()
    {
        byte[] good = Save(new States.Evaluator(3));
        void Refused(RewardEvaluator evaluator, byte[] bytes, string part)
        {
            using (evaluator)
            {
                byte[] before = Save(evaluator);
                Assert.Contains(part, Assert.Throws<InvalidDataException>(() => evaluator.Load(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
                Assert.Equal(before, Save(evaluator));
            }
        }

        Refused(new States.Evaluator(4), good, "3 environments; this evaluator has 4");
        Refused(new Chains.Evaluator(3), good, "RewardDsl.Specs.States");
        Refused(new States.Evaluator(3, new EvaluatorOptions { EpisodeSums = false }), good, "EpisodeSums");
        Refused(new States.Evaluator(3), good[..^9], "damaged");
        Refused(new States.Evaluator(3), good[..40], "damaged");
        Refused(new States.Evaluator(3), [1, 2, 3], "not a checkpoint");
        byte[] flipped = (byte[])good.Clone();
        flipped[^50] ^= 1;
        Refused(new States.Evaluator(3), flipped, "checksum");
        byte[] other = (byte[])good.Clone();
        other[8 + 1 + "RewardDsl.Specs.States".Length + 5] ^= 1;
        Refused(new States.Evaluator(3), other, "damaged");
        SHA256.HashData(other.AsSpan(..^SHA256.HashSizeInBytes), other.AsSpan(^SHA256.HashSizeInBytes..));
        Refused(new States.Evaluator(3), other, "formulas, weights or constants have changed");
    }

    private static byte[] Save(RewardEvaluator evaluator)
    {
        using var stream = new MemoryStream();
        evaluator.Save(stream);
        return stream.ToArray();
    }
}
