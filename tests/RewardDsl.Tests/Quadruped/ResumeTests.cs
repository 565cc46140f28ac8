using System;
using System.IO;
using System.Linq;
using PlanarQuadrupedPpo;
using PlanarQuadrupedPpo.Search;
using PlanarQuadrupedPpo.Training;
using Xunit;

namespace RewardDsl.Tests.Quadruped;

public class ResumeTests
{
    private static readonly SearchPlan s_plan = new(Generations: 8, Pairs: 4, RobotsEach: 4, Steps: 90);

    /// <summary>Policy, robots and what the reward carries are saved in the middle of episodes; the bits are those of a search that was not interrupted.</summary>
    [Fact]
    public void AResumedSearchGivesTheSameBits()
    {
        using var whole = new RandomSearch(s_plan, seed: 2);
        RoundResult[] results = [.. Enumerable.Range(0, s_plan.Generations).Select(_ => whole.Improve())];

        using var first = new RandomSearch(s_plan, seed: 2);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(results[i], first.Improve());
        }

        Assert.Contains(first.Task.World.Age.ToArray(), age => age > 0);
        using var resumed = new RandomSearch(s_plan, seed: 2);
        using (var reader = new BinaryReader(new MemoryStream(State(first))))
        {
            resumed.Load(reader);
        }

        for (int i = 3; i < s_plan.Generations; i++)
        {
            Assert.Equal(results[i], resumed.Improve());
        }

        Assert.Equal(State(whole), State(resumed));
        Assert.Equal(whole.Gains, resumed.Gains);
    }

    [Fact]
    public void AFileTellsHowTheRunWentAndRefusesDamage()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            new CheckpointFile("search", Quick: true, Seed: 7, [new RoundResult(1, 2)], [1, 2, 3]).Write(path);
            CheckpointFile read = CheckpointFile.Read(path);
            Assert.Equal(("search", true, 7UL), (read.Trainer, read.Quick, read.Seed));
            Assert.Equal([new RoundResult(1, 2)], read.Curve);
            Assert.Equal([1, 2, 3], read.State);

            byte[] bytes = File.ReadAllBytes(path);
            bytes[^40] ^= 1;
            File.WriteAllBytes(path, bytes);
            Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(path)).Message, StringComparison.Ordinal);
            File.WriteAllText(path, "something else");
            Assert.Contains("not a checkpoint", Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("Unknown argument '--fast'", "--fast")]
    [InlineData("'--seed' needs a value", "--seed")]
    [InlineData("'--rounds' needs a value", "--rounds", "--quick")]
    [InlineData("not a whole number from 1", "--rounds", "0")]
    [InlineData("not a whole number from 0", "--seed", "-1")]
    [InlineData("There is no trainer 'sac'", "--trainer", "sac")]
    [InlineData("There is no checkpoint", "--resume", "nowhere.ckpt")]
    [InlineData("The directory of", "--out", "no/such/place.svg")]
    [InlineData("The directory of", "--checkpoint", "no/such/place.ckpt")]
    public void WrongArgumentsAreNamed(string message, params string[] arguments) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Options.Parse(arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public void WhatTheCheckpointFixesCannotBeChanged()
    {
        string path = Path.GetTempFileName();
        try
        {
            Assert.Contains("'--seed' is that of the checkpoint", Assert.Throws<FormatException>(() => Options.Parse(["--resume", path, "--seed", "3"])).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ABuildWithoutTorchSharpSaysWhatIsMissing() =>
        Assert.Contains("-p:Torch=cpu", Assert.Throws<InvalidDataException>(() => TrainerFactory.Create(new Options { TrainerName = "ppo" })).Message, StringComparison.Ordinal);

    private static byte[] State(RandomSearch search)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        search.Save(writer);
        return content.ToArray();
    }
}
