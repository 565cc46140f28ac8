using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using RewardDsl.Kernels;
using Xunit;

namespace RewardDsl.Tests.Evaluation;

/// <summary>A checkpoint of another version of a spec is refused with what changed.</summary>
public sealed class CheckpointNameTests
{
    private static EvaluatorLayout Layout(string hash, string terms, string states, string parameters)
    {
        EvaluatorLayout layout = RecordingEvaluator.LayoutOf(RecordingEvaluator.Signal("X", 1));
        IEnumerable<(string Name, string Size)> Pairs(string text) =>
            text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static p => (p.Split(':')[0], p.Split(':')[^1]));
        return layout with
        {
            Spec = layout.Spec with
            {
                ContentHash = hash,
                Columns = terms.Split(' '),
                Parameters = [.. Pairs(parameters).Select(static p => new ParameterInfo(p.Name, 1f, 0f, 2f, p.Size == "B"))],
            },
            Carries =
            [
                .. Pairs(states).Select(static s => new CarryLayout(s.Name, int.Parse(s.Size, CultureInfo.InvariantCulture), false, int.Parse(s.Size, CultureInfo.InvariantCulture) > 1)),
                .. Pairs(parameters).Where(static p => p.Size == "B").Select(static p => new CarryLayout("Parameter." + p.Name, 1, false, false) { Constant = 1f }),
            ],
        };
    }

    private static byte[] Save(RewardEvaluator evaluator)
    {
        using var stream = new MemoryStream();
        evaluator.Save(stream);
        return stream.ToArray();
    }

    [Theory]
    [InlineData("Speed Torque", "Clock:1", "K", "the term 'Torque' is new")]
    [InlineData("Speed", "Clock:1", "K", ": terms, states and parameters have the same names; formulas, weights or constants have changed.")]
    [InlineData("Pace", "Clock:1", "K", ": the term 'Pace' is new; the term 'Speed' is gone.")]
    [InlineData("Speed", "AirTime:4 Clock:1", "K", ": the state 'AirTime' is new.")]
    [InlineData("Speed Torque", "", "K", ": the term 'Torque' is new; the state 'Clock' is gone.")]
    [InlineData("Speed", "Clock:3", "K", ": the state 'Clock' has 3 elements instead of 1 element.")]
    [InlineData("Speed", "Clock:1", "Gain", ": the parameter 'Gain' is new; the parameter 'K' is gone.")]
    [InlineData("Speed", "Clock:1", "K:B", ": the parameter 'K' now has a value for each environment.")]
    public void AnotherVersion_IsRefusedWithTheDifference(string terms, string states, string parameters, string message)
    {
        using var old = new RecordingEvaluator(3, Layout("old", "Speed", "Clock:1", "K"));
        using var current = new RecordingEvaluator(3, Layout("new", terms, states, parameters));
        byte[] before = Save(current);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => current.Load(new MemoryStream(Save(old)))).Message, StringComparison.Ordinal);
        Assert.Equal(before, Save(current));
    }

    [Fact]
    public void OtherOrderAndSharedParameters_AreNamed()
    {
        using var old = new RecordingEvaluator(3, Layout("old", "A B", "Clock:2", "K:B"));
        using var current = new RecordingEvaluator(3, Layout("new", "B A", "Clock:2", "K"));
        Assert.Contains(": the terms are in another order; the parameter 'K' is now shared by all environments.", Assert.Throws<InvalidDataException>(
            () => current.Load(new MemoryStream(Save(old)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "format version 1; this library reads version 2. An older library wrote it")]
    [InlineData(3, "format version 3; this library reads version 2. A newer library wrote it")]
    public void OtherFormats_AreRefused(int version, string message)
    {
        using var evaluator = new RecordingEvaluator(3, Layout("new", "Speed", "Clock:1", "K"));
        byte[] content = Save(evaluator)[..^SHA256.HashSizeInBytes];
        BitConverter.TryWriteBytes(content.AsSpan(4), version);
        byte[] bytes = [.. content, .. SHA256.HashData(content)];
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => evaluator.Load(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFlippedBit_IsNoticed()
    {
        using var evaluator = new RecordingEvaluator(2, Layout("new", "Speed Torque", "Clock:3", "K:B"));
        byte[] good = Save(evaluator);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = (byte[])good.Clone();
            bad[i] ^= 16;
            Assert.Throws<InvalidDataException>(() => evaluator.Load(new MemoryStream(bad)));
            Assert.Throws<InvalidDataException>(() => evaluator.Load(new MemoryStream(good, 0, i)));
        }

        evaluator.Load(new MemoryStream(good));
    }
}
