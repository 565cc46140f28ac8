using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests;

/// <summary>
/// The members of TorchSharp 0.107.0 that the project may use, with their signatures, are in <c>members.txt</c>. The library that the tests
/// run on, the stand-in or with <c>-p:Torch</c> the real one, must have every one of them.
/// </summary>
public sealed class MemberTests
{
    internal static string[] Table { get; } = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Members", "members.txt")).Where(line => line.Length > 0 && line[0] != '#').ToArray();

    [Fact]
    public void The_library_has_every_member_of_the_table()
    {
        HashSet<string> offered = MemberText.Of(typeof(torch).Assembly, withInherited: true).ToHashSet(StringComparer.Ordinal);
        string[] missing = Table.Where(line => !offered.Contains(line)).ToArray();
        Assert.True(missing.Length == 0, $"{missing.Length} of {Table.Length} are missing or differ:{Environment.NewLine}{string.Join(Environment.NewLine, missing)}");
    }

    [Fact]
    public void The_table_is_in_order_and_names_the_essentials()
    {
        Assert.Equal(Table.Distinct().Order(StringComparer.Ordinal), Table);
        Assert.Contains("TorchSharp.torch.Tensor: TorchSharp.torch.Tensor sum(System.Int64 dim, System.Boolean keepdim = False, System.Nullable<TorchSharp.torch.ScalarType> type = null)", Table);
        Assert.Contains("TorchSharp.torch.Tensor: System.Span<System.Byte> get_bytes()", Table);
    }
}
