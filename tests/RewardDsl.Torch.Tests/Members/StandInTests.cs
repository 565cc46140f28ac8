using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests;

/// <summary>The one place of tests that concern the stand-in only; on the real library they have nothing to say.</summary>
public sealed class StandInTests
{
    private static Assembly Library => typeof(torch).Assembly;

    internal static bool IsStandIn => Library.GetType("TorchSharp.StandIn.Body") is not null;

    /// <summary>What the stand-in offers beyond the table would pass here and be missing there.</summary>
    [Fact]
    public void It_offers_nothing_that_is_not_in_the_table()
    {
        if (!IsStandIn)
        {
            return;
        }

        string[] offered = MemberText.Of(Library, withInherited: false).ToArray();
        if (Environment.GetEnvironmentVariable("WRITE_MEMBERS") is { Length: > 0 } path)
        {
            File.WriteAllLines(path, offered);
        }

        HashSet<string> table = MemberTests.Table.ToHashSet(StringComparer.Ordinal);
        string[] unknown = offered.Where(line => !table.Contains(line)).ToArray();
        Assert.True(unknown.Length == 0, $"Not in the table (compare with TorchSharp 0.107.0 before adding):{Environment.NewLine}{string.Join(Environment.NewLine, unknown)}");
    }
}
