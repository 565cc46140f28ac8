using System.Linq;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Vectors of two reference frames are found where they meet, and only there.</summary>
public sealed class FrameAnalysisTests
{
    private readonly UnitProgram _p = new();

    [Fact]
    public void Difference_OfTwoFrames_IsFound()
    {
        Term[] world = _p.Components(3, "m/s", "world");
        Term[] body = _p.Components(3, "m/s", "body");
        Term[] difference = Enumerable.Range(0, 3).Select(i => world[i] - body[i]).ToArray();
        _ = (difference[0] * difference[0]) + (difference[1] * difference[1]);
        Assert.Equal(difference.Select(static d => (d.Id, "frames world and body")), Found());
        Assert.Equal(MismatchKind.Frame, _p.Analyze().Findings().First().Mismatch.Kind);
    }

    [Theory]
    [InlineData("world", "body", true)]
    [InlineData("world", "World ", false)]
    [InlineData("world", "", false)]
    [InlineData("", "", false)]
    public void Comparison_OfTwoFrames_IsFound(string left, string right, bool isFound)
    {
        Term a = _p.Components(3, "", left)[2];
        Term b = _p.Scalar("", right);
        foreach (Opcode op in new[] { Opcode.Less, Opcode.Max, Opcode.Atan2, Opcode.Equal, Opcode.Add })
        {
            Assert.Equal(isFound, _p.Analyze().Check(op, a.Id, b.Id) is not null);
        }

        Assert.Equal(isFound, _p.Analyze().CheckDot(a.Id, b.Id) is not null);
    }

    [Fact]
    public void DotAndCross_OfTwoFrames_AreFound()
    {
        Term[] world = _p.Components(3, "", "world");
        Term[] body = _p.Components(3, "", "body");
        Term start = (world[0] * body[0]) + (body[1] * world[1]);
        _ = start + (world[2] * body[2]);
        Term cross = (world[1] * body[2]) - (world[2] * body[1]);
        Term scaled = ((0.5f * world[0]) * body[0]) + ((world[1] / 2f) * body[1]);
        Assert.Equal([start.Id, cross.Id, scaled.Id], Found().Select(static f => f.Value));
    }

    [Fact]
    public void DotProduct_OfWholeVectors_IsFound()
    {
        Term sum = (_p.Vector(3, "", "world") * _p.Vector(3, "", "body")).Do(Opcode.Sum);
        _ = (_p.Vector(12, "", "world") * _p.Vector(12, "", "body")).Do(Opcode.Sum);
        Assert.Equal([(sum.Id, "frames world and body")], Found());
    }

    [Fact]
    public void ElementsOfWholeVectors_AreComponents()
    {
        Term world = _p.Vector(3, "", "world");
        Term body = _p.Vector(3, "", "body");
        Term wrong = (world[0] * body[0]) + (world[1] * body[1]);
        _ = world[0] + body[1];
        Assert.Equal([(wrong.Id, "frames world and body")], Found());
    }

    [Fact]
    public void Lengths_AreFreeOfFrames()
    {
        Term world = Length(_p.Components(3, "m", "world"));
        Term body = Length(_p.Components(3, "m", "body"));
        _ = world - body;
        _ = world > body;
        Assert.Empty(Found());
        Assert.Null(_p.Analyze().FrameOf(world.Id));
        Assert.Equal("m", _p.Analyze().UnitOf(world.Id)!.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("world")]
    public void Rotation_LeavesTheFrame(string quaternionFrame)
    {
        Term[] q = _p.Components(4, "", quaternionFrame);
        Term[] turned = Rotate(q, _p.Components(3, "m/s", "body"));
        Term[] world = _p.Components(3, "m/s", "world");
        for (int i = 0; i < 3; i++)
        {
            _ = world[i] - turned[i];
        }

        Assert.Empty(Found());
        Assert.All(turned, t => Assert.Null(_p.Analyze().FrameOf(t.Id)));
    }

    [Fact]
    public void ConstantRotationsAndHeadings_LeaveTheFrame()
    {
        Term[] body = _p.Components(3, "m/s", "body");
        Term[] world = _p.Components(3, "m/s", "world");
        Term yaw = _p.Scalar("rad");
        Term[] mount = Rotate([_p.Const(0f), _p.Const(0.7f), _p.Const(0f), _p.Const(0.7f)], body);
        for (int i = 0; i < 3; i++)
        {
            _ = world[i] - mount[i];
        }

        _ = world[0] - ((yaw.Do(Opcode.Cos) * body[0]) - (yaw.Do(Opcode.Sin) * body[1]));
        _ = world[0] - ((0.8f * body[0]) + (0.6f * body[1]));
        _ = world[0] - (body[0] + body[1]);
        _ = world[0] - (_p.Scalar("") * body[0]);
        Assert.Empty(Found());
    }

    [Fact]
    public void Costs_OfTwoFrames_MayBeAdded()
    {
        Term[] position = _p.Components(3, "m", "world");
        Term[] velocity = _p.Components(3, "m", "body");
        _ = position[0].Do(Opcode.Abs) + velocity[0].Do(Opcode.Abs);
        _ = position[1] - (0.1f * velocity[1]);
        _ = position[0] - velocity[1];
        _ = position[2].Do(Opcode.MaxZero) + velocity[2].Do(Opcode.MaxZero);
        _ = (position[0] * position[0]) + (velocity[0] * velocity[0]);
        _ = (position[2] * velocity[2]) + (position[2] * velocity[0]);
        Term[] feet = _p.List(4, "m", "world");
        Term[] speeds = _p.List(4, "m", "body");
        _ = (feet[2].Do(Opcode.Abs) * speeds[0]).Do(Opcode.Sum);
        _ = (feet[2] * speeds[2]).Do(Opcode.Sum);
        Assert.Empty(Found());
    }

    [Fact]
    public void Previous_HasTheFrameOfWhatFeedsIt()
    {
        Term[] world = _p.Components(3, "m", "world");
        Term[] body = _p.Components(3, "m", "body");
        Term previous = _p.Carry();
        Term older = _p.Carry();
        _p.Feed(older, -previous);
        _p.Feed(previous, world[0]);
        Term wrong = body[0] - previous;
        Term alsoWrong = body[0] - older;
        _ = world[0] - previous;
        Assert.Equal([wrong.Id, alsoWrong.Id], Found().Select(static f => f.Value));
        Assert.Equal("world", _p.Analyze().FrameOf(older.Id));
    }

    [Fact]
    public void Offsets_KeepTheFrame()
    {
        Term[] world = _p.Components(3, "m", "world");
        UnitAnalysis analysis = _p.Analyze();
        Assert.Equal("world", analysis.FrameOf(world[2].Id));
        Term height = (world[2] - 0.3f).Do(Opcode.Max, _p.Const(0f));
        Term gated = (_p.Scalar("") > 0f).Select(-height, _p.Const(0f));
        Assert.Equal("world", _p.Analyze().FrameOf(gated.Id));
        Term body = _p.Components(3, "m", "body")[2];
        Assert.NotNull(_p.Analyze().Check(Opcode.Add, gated.Id, body.Id));
    }

    private (int Value, string Text)[] Found() => _p.Analyze().Findings().Select(static f => (f.Value, f.Mismatch.Text)).ToArray();

    private static Term Length(Term[] v) => ((v[0] * v[0]) + (v[1] * v[1]) + (v[2] * v[2])).Do(Opcode.Sqrt);

    private static Term[] Cross(Term[] a, Term[] b) => [(a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0])];

    /// <summary>As the vocabulary rotates.</summary>
    private static Term[] Rotate(Term[] q, Term[] v)
    {
        Term[] axis = q[..3];
        Term[] twice = Cross(axis, v).Select(static x => 2f * x).ToArray();
        Term[] around = Cross(axis, twice);
        return v.Select((x, i) => x + (q[3] * twice[i]) + around[i]).ToArray();
    }
}
