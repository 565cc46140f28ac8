using System;
using System.Linq;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Which sums and comparisons are found, which unit each value has.</summary>
public sealed class UnitAnalysisTests
{
    [Theory]
    [InlineData("m", "m/s", MismatchKind.Dimension, "m and m/s")]
    [InlineData("mm", "m", MismatchKind.Scale, "mm and m (factor 1000)")]
    [InlineData("deg", "rad", MismatchKind.Scale, "deg and rad (factor 57.3)")]
    [InlineData("rad", "m", MismatchKind.Dimension, "rad and m")]
    [InlineData("N*m", "N", MismatchKind.Dimension, "N*m and N")]
    [InlineData("rpm", "Hz", MismatchKind.Scale, "rpm and Hz")]
    [InlineData("tokens", "chars", MismatchKind.Dimension, "tokens and chars")]
    public void Sum_OfTwoUnits_IsFound(string left, string right, MismatchKind kind, string text)
    {
        foreach (Opcode op in new[] { Opcode.Add, Opcode.Sub, Opcode.Min, Opcode.Max, Opcode.Less, Opcode.LessOrEqual, Opcode.Equal, Opcode.NotEqual, Opcode.Atan2 })
        {
            var p = new UnitProgram();
            Term a = p.Scalar(left);
            Term b = p.Scalar(right);
            Term sum = a.Do(op, b);
            (int value, Mismatch mismatch) = Assert.Single(p.Analyze().Findings());
            Assert.Equal((sum.Id, kind, text), (value, mismatch.Kind, mismatch.Text));
            Assert.Equal((left, right), (mismatch.Left, mismatch.Right));
            Assert.Equal(mismatch, p.Analyze().Check(op, a.Id, b.Id));
        }
    }

    [Theory]
    [InlineData("m", "m")]
    [InlineData("m", "meters")]
    [InlineData("m", "")]
    [InlineData("", "")]
    [InlineData("rad", "1")]
    [InlineData("rad/s", "1/s")]
    [InlineData("N*m*rad/s", "W")]
    [InlineData("J", "N*m")]
    [InlineData("m", "(m")]
    public void Sum_OfMatchingUnits_IsSilent(string left, string right)
    {
        var p = new UnitProgram();
        _ = p.Scalar(left) + p.Scalar(right);
        Assert.Empty(p.Analyze().Findings());
    }

    [Fact]
    public void Clamp_BoundOfAnotherUnit_IsFound()
    {
        var p = new UnitProgram();
        Term x = p.Scalar("m");
        Term high = p.Scalar("mm");
        int clamp = p.Builder.Apply(Opcode.Clamp, x.Id, p.Builder.Const(0f), high.Id);
        Assert.Equal("m and mm (factor 1000)", p.Analyze().Check(Opcode.Clamp, x.Id, p.Builder.Const(0f), high.Id)!.Text);
        Assert.Equal(clamp, Assert.Single(p.Analyze().Findings()).Value);
    }

    [Theory]
    [InlineData("deg", "Sin takes rad, not deg (factor 57.3)")]
    [InlineData("rev", "Sin takes rad, not rev (factor 6.28)")]
    [InlineData("rad", null)]
    [InlineData("1", null)]
    [InlineData("m", null)]
    [InlineData("", null)]
    public void Sine_OfAnotherAngle_IsFound(string unit, string? text)
    {
        var p = new UnitProgram();
        Term x = p.Scalar(unit);
        _ = x.Do(Opcode.Sin);
        _ = (0.01745329f * x).Do(Opcode.Sin);
        Assert.Equal(text, p.Analyze().Findings().SingleOrDefault().Mismatch?.Text);
    }

    [Fact]
    public void OneMistake_IsFoundOnce()
    {
        var p = new UnitProgram();
        Term wrong = p.Scalar("m") + p.Scalar("s");
        Term more = wrong + p.Scalar("kg");
        _ = more.Do(Opcode.Abs) > p.Scalar("A");
        UnitAnalysis analysis = p.Analyze();
        Assert.Null(analysis.UnitOf(wrong.Id));
        Assert.Equal([wrong.Id, p.Builder.Count - 1], analysis.Findings().Select(static f => f.Value));
    }

    [Fact]
    public void Operations_GiveTheirUnit()
    {
        var p = new UnitProgram();
        Term x = p.Scalar("m");
        Term v = p.Scalar("m/s");
        Term any = p.Scalar("");
        Term angle = p.Scalar("rad");
        Term flag = p.Scalar("", storage: InputStorage.Byte);
        Term joints = p.Vector(12, "N*m");
        Term count = flag.Do(Opcode.BoolToFloat);
        (string? Unit, Term Value)[] rows =
        [
            ("m", x), ("m", -x), ("m", x.Do(Opcode.Abs)), ("m", x.Do(Opcode.Floor)), ("m", x.Do(Opcode.MaxZero)), ("m", x + 0.1f), ("m", 1f - x), ("m", x.Do(Opcode.Max, p.Const(0f))),
            ("m", x - any), ("m", any.Do(Opcode.Min, x)), ("m", flag.Select(x, p.Const(0f))), ("m", -1f * x), ("m", x * count), ("m", x / count), ("m", x * x.Do(Opcode.Sign)),
            ("m²", x * x), ("m²/s", x * v), ("s", x / v), ("1", x / x), ("m²/s²", v * v), ("m/s", (v * v).Do(Opcode.Sqrt)), ("m^(1/2)", x.Do(Opcode.Sqrt)),
            ("m³", x.Do(Opcode.Pow, p.Const(3f))), ("m^(1/3)", x.Do(Opcode.Pow, p.Const(1f / 3f))), (null, x.Do(Opcode.Pow, p.Const(0.123f))), (null, x.Do(Opcode.Pow, any)), (null, x.Do(Opcode.Pow, p.Const(0f))),
            (null, 2f * x), (null, 1f * x), (null, x / 2f), (null, 1f / x), (null, x * p.Parameter()), (null, x * any), (null, any), (null, p.Const(1f)), ("1", count), ("1", count * count), ("1", count.Do(Opcode.Sqrt)), (null, 1f - count), (null, count / x), ("m", x + count), ("m", angle.Do(Opcode.Sin) - x), (null, x > v),
            ("1", x.Do(Opcode.Exp)), ("1", angle.Do(Opcode.Cos)), ("1", (x / 0.1f).Do(Opcode.Tanh)), ("m", x * angle.Do(Opcode.Sin)), ("rad", x.Do(Opcode.Atan2, x)), ("rad", any.Do(Opcode.Acos)),
            (null, x.Do(Opcode.Log)), (null, (x.Do(Opcode.Log) / 3f).Do(Opcode.Exp)), ("rad", angle + angle.Do(Opcode.Sin)), ("rad", angle.Do(Opcode.Sin) + angle),
            ("N*m", joints), ("N*m", joints[3]), ("N*m", joints.Do(Opcode.Sum)), ("N*m", joints.Do(Opcode.Sum) / 12f), (null, joints.Do(Opcode.Sum) / 11f), ("N²·m²", (joints * joints).Do(Opcode.Sum)),
            ("N*m", (joints * joints).Do(Opcode.Sum).Do(Opcode.Sqrt)), ("N*m", joints.Do(Opcode.ReduceMax)), ("N*m", joints - 1f), (null, 0.5f * joints),
        ];
        UnitAnalysis analysis = p.Analyze();
        foreach ((string? unit, Term value) in rows)
        {
            string line = ProgramPrinter.Print(p.Build()).Split('\n').First(l => l.StartsWith("%" + value.Id + " ", StringComparison.Ordinal));
            Assert.True(unit is null ? analysis.UnitOf(value.Id) is null : UnitExpressionTests.Parsed(unit).Equals(analysis.UnitOf(value.Id)), line + ": " + analysis.UnitOf(value.Id) + ", not " + unit);
        }

        Assert.Equal("N*m", analysis.UnitOf(joints[3].Id)!.Text);
        Assert.Equal("m²/s²", analysis.UnitOf((v * v).Id)!.Text);
    }

    [Fact]
    public void Errors_AreThoseOfEachSignal()
    {
        var p = new UnitProgram();
        _ = p.Scalar("m");
        _ = p.Scalar("m//s");
        Assert.Equal([null, new UnitError(3, "a unit is missing before '/'")], p.Analyze().Errors);
    }

    [Fact]
    public void Run_WrongCount_IsRefused()
    {
        var p = new UnitProgram();
        _ = p.Scalar("m");
        Assert.Throws<ArgumentException>(() => UnitAnalysis.Run(p.Build(), [], [""]));
    }

    [Fact]
    public void Previous_HasTheUnitOfWhatFeedsIt()
    {
        var p = new UnitProgram();
        Term x = p.Scalar("m");
        Term previous = p.Carry();
        Term speed = p.Scalar("m/s");
        Term moved = x - previous;
        Term wrong = moved - speed;
        Term perSecond = (moved / 0.02f) - speed;
        p.Feed(previous, x);
        UnitAnalysis analysis = p.Analyze();
        Assert.Equal("m", analysis.UnitOf(previous.Id)!.Text);
        Assert.Equal("m", analysis.UnitOf(moved.Id)!.Text);
        Assert.Equal("m and m/s", analysis.Check(Opcode.Sub, moved.Id, speed.Id)!.Text);
        Assert.Equal([wrong.Id], analysis.Findings().Select(static f => f.Value));
        Assert.Equal("m/s", analysis.UnitOf(perSecond.Id)!.Text);
    }

    [Fact]
    public void Initial_HasTheUnitThatTheResetGives()
    {
        var p = new UnitProgram();
        Term x = p.Scalar("m");
        Term initial = p.Carry("Initial.X");
        _ = initial > p.Scalar("s");
        p.FeedReset(initial, p.InReset(x));
        Assert.Equal("m and s", Assert.Single(p.Analyze().Findings()).Mismatch.Text.Replace("s and m", "m and s", StringComparison.Ordinal));
    }

    [Fact]
    public void Chain_OfCarries_IsFollowed()
    {
        var p = new UnitProgram();
        Term x = p.Scalar("m");
        Term[] chain = [p.Carry(), p.Carry(), p.Carry(), p.Carry()];
        for (int i = 0; i < chain.Length; i++)
        {
            p.Feed(chain[i], i + 1 < chain.Length ? chain[i + 1] : x);
        }

        Assert.All(chain, c => Assert.Equal("m", p.Analyze().UnitOf(c.Id)!.Text));
    }

    [Fact]
    public void State_OfItself_SettlesOrIsUnknown()
    {
        var p = new UnitProgram();
        Term x = p.Scalar("m");
        Term leak = p.Carry();
        Term best = p.Carry();
        Term power = p.Carry();
        Term square = p.Carry();
        Term other = p.Carry();
        p.Feed(leak, x + (0.9f * leak));
        p.Feed(best, best.Do(Opcode.Max, x));
        p.Feed(power, x * power);
        p.Feed(square, (square * square) + x);
        p.Feed(other, x);
        p.FeedReset(other, p.Reset.Leaf(Opcode.Input, IrType.Float, (int)p.Builder[p.Scalar("s").Id].Immediate));
        UnitAnalysis analysis = p.Analyze();
        Assert.Equal(["m", "m", null, null, null], new[] { leak, best, power, square, other }.Select(c => analysis.UnitOf(c.Id)?.Text));
        Assert.Empty(analysis.Findings());
    }

    [Fact]
    public void Units_PredictHowValuesScale()
    {
        // Other units of length and time multiply each value by what its unit says. Powers of 4, so that float32 roots are exact.
        string[] units = ["m", "s", "m/s", "m^2", "1"];
        Unit tiny = UnitExpressionTests.Parsed("10^-60");
        float[] factors = [16f, 4f, 4f, 256f, 1f];
        int checkedValues = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var p = new UnitProgram();
            System.Collections.Generic.List<Term> terms = units.Select(u => p.Scalar(u)).ToList();
            Opcode[] unary = [Opcode.Neg, Opcode.Abs, Opcode.Sqrt, Opcode.MaxZero];
            Opcode[] binary = [Opcode.Add, Opcode.Sub, Opcode.Mul, Opcode.Div, Opcode.Min, Opcode.Max];
            for (int i = 0; i < 25; i++)
            {
                Term a = terms[random.Next(terms.Count)];
                Term b = terms[random.Next(terms.Count)];
                terms.Add(random.Next(3) == 0 ? a.Do(unary[random.Next(unary.Length)]) : a.Do(binary[random.Next(binary.Length)], b));
            }

            RewardProgram program = p.Build();
            UnitAnalysis analysis = p.Analyze();
            bool[] isClean = new bool[program.Code.Count];
            InterpreterState state = RandomPrograms.State(program, seed);
            for (int i = 0; i < units.Length; i++)
            {
                state.Inputs[i][0] = (float)((random.NextDouble() * 2) - 1);
            }

            float[][] before = Interpreter.Run(program, state).Select(static v => (float[])v.Clone()).ToArray();
            for (int i = 0; i < units.Length; i++)
            {
                state.Inputs[i][0] *= factors[i];
            }

            float[][] after = Interpreter.Run(program, state);
            var found = analysis.Findings().Select(static f => f.Value).ToHashSet();
            for (int i = 0; i < program.Code.Count; i++)
            {
                Instruction code = program.Code[i];
                isClean[i] = !found.Contains(i) && Enumerable.Range(0, 3).Select(code.Operand).All(o => o < 0 || isClean[o]);
                float value = before[i][0];
                if (!isClean[i] || analysis.UnitOf(i) is not { } unit || !float.IsNormal(value) || Math.Abs(value) is > 1e20f or < 1e-20f)
                {
                    continue;
                }

                // The scale of a unit with 16 for m and 4 for s is what its text says when these words are numbers.
                double expected = UnitExpressionTests.Parsed(unit.Text.Replace("m", "16", StringComparison.Ordinal).Replace("s", "4", StringComparison.Ordinal)).FactorTo(tiny)!.Value * 1e-60;
                Assert.True(Math.Abs((after[i][0] / (double)value / expected) - 1) < 1e-5, $"seed {seed}, %{i} {unit}: {value} to {after[i][0]}\n{ProgramPrinter.Print(program)}");
                checkedValues++;
            }
        }

        Assert.InRange(checkedValues, 3000, int.MaxValue);
    }

    [Fact]
    public void RandomPrograms_SettleAndNeverThrow()
    {
        string[] units = ["m", "s", "rad", "deg", "", "1", "mm", "m/s", "x//y"];
        for (int seed = 0; seed < 1000; seed++)
        {
            RewardProgram program = RandomPrograms.Create(seed);
            var random = new Random(seed);
            string[] own = program.Inputs.Select(_ => units[random.Next(units.Length)]).ToArray();
            string[] frames = program.Inputs.Select(_ => random.Next(3) switch { 0 => "", 1 => "world", _ => "body" }).ToArray();
            UnitAnalysis analysis = UnitAnalysis.Run(program, own, frames);
            foreach ((int value, Mismatch mismatch) in analysis.Findings())
            {
                Assert.NotEmpty(mismatch.Text);
                Assert.Null(analysis.UnitOf(value)?.Text is { } unit && mismatch.Kind is MismatchKind.Dimension or MismatchKind.Scale && program.Code[value].Op is not Opcode.Atan2 and not Opcode.Clamp ? unit : null);
            }
        }
    }
}
