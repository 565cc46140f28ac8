using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Ways from one state to another and back that pay.</summary>
public sealed class ClosedLoopTests
{
    private static readonly FloatRange s_unit = FloatRange.Of(0f, 1f);

    [Fact]
    public void Difference_PaysNothing() => Assert.Null(Search(static (b, now, before) => b.Apply(Opcode.Sub, now[0], before[0]), s_unit));

    [Fact]
    public void DifferenceOfAFunction_PaysNothing() => Assert.Null(Search(
        static (b, now, before) => b.Apply(Opcode.Sub, Bump(b, now[0]), Bump(b, before[0])), FloatRange.Of(-3f, 3f)));

    [Fact]
    public void DiscountedDifference_PaysOnlyWhatStayingDoes() => Assert.Null(Search(
        static (b, now, before) => b.Apply(Opcode.Sub, b.Apply(Opcode.Mul, b.Const(0.9f), now[0]), before[0]), FloatRange.Of(-5f, 0f)));

    [Fact]
    public void Rectified_Pays()
    {
        LoopIncome? found = Search(static (b, now, before) => b.Apply(Opcode.MaxZero, b.Apply(Opcode.Sub, now[0], before[0])), FloatRange.Of(0f, 2f));
        Assert.NotNull(found);
        Assert.Equal((2f, 0f, 0f), (found.There + found.Back, Math.Min(found.There, found.Back), found.Stay));
        Assert.Equal(2f, Math.Abs(found.From[0][0].Lo - found.To[0][0].Lo));
        Assert.False(found.Remembers);
    }

    [Fact]
    public void Size_Pays() => Assert.NotNull(Search(static (b, now, before) => b.Apply(Opcode.Abs, b.Apply(Opcode.Sub, now[0], before[0])), s_unit));

    [Fact]
    public void GainAboveLoss_Pays() => Assert.NotNull(Search(static (b, now, before) => Choice(b, now[0], before[0], 0.1f, -0.05f), s_unit));

    [Fact]
    public void LossAboveGain_PaysNothing() => Assert.Null(Search(static (b, now, before) => Choice(b, now[0], before[0], 0.05f, -0.1f), s_unit));

    [Fact]
    public void LossAsLargeAsGain_PaysNothing() => Assert.Null(Search(static (b, now, before) => Choice(b, now[0], before[0], 0.1f, -0.1f), s_unit));

    [Fact]
    public void Smoothness_PaysNothing() => Assert.Null(Search(
        static (b, now, before) => b.Apply(Opcode.Sub, b.Const(1f), b.Apply(Opcode.Abs, b.Apply(Opcode.Sub, now[0], before[0]))), s_unit));

    [Fact]
    public void LevelBesideADifference_PaysNothing() => Assert.Null(Search(
        static (b, now, before) => b.Apply(Opcode.Add, b.Apply(Opcode.Mul, b.Const(5f), now[0]), b.Apply(Opcode.Sub, now[0], before[0])), s_unit));

    [Fact]
    public void GatedByTheState_Pays()
    {
        LoopIncome? found = Search(
            static (b, now, before) => b.Apply(Opcode.Select, b.Apply(Opcode.Less, b.Const(0.5f), now[1]), b.Apply(Opcode.Sub, now[0], before[0]), b.Const(0f)), s_unit, s_unit);
        Assert.NotNull(found);
        Assert.True(found.From[1][0].Lo > 0.5f != found.To[1][0].Lo > 0.5f);
    }

    [Fact]
    public void ThatCannotDecrease_PaysNothing() => Assert.Null(Search(
        static (b, now, before) =>
        {
            b.Output(OutputKind.Assumption, 0, b.Apply(Opcode.LessOrEqual, before[0], now[0]));
            return b.Apply(Opcode.MaxZero, b.Apply(Opcode.Sub, now[0], before[0]));
        },
        s_unit));

    [Fact]
    public void InSmallSteps_Pays() => Assert.NotNull(Search(
        static (b, now, before) =>
        {
            int step = b.Apply(Opcode.Sub, now[0], before[0]);
            b.Output(OutputKind.Assumption, 0, b.Apply(Opcode.LessOrEqual, b.Apply(Opcode.Abs, step), b.Const(0.1f)));
            return b.Apply(Opcode.MaxZero, step);
        },
        FloatRange.Of(0f, 1000f)));

    [Fact]
    public void DifferenceInSmallSteps_PaysNothing() => Assert.Null(Search(
        static (b, now, before) =>
        {
            int step = b.Apply(Opcode.Sub, now[0], before[0]);
            b.Output(OutputKind.Assumption, 0, b.Apply(Opcode.LessOrEqual, b.Apply(Opcode.Abs, step), b.Const(0.1f)));
            return step;
        },
        FloatRange.Of(0f, 1000f)));

    [Fact]
    public void AcrossAnEnd_IsNoLoop()
    {
        RewardProgram? program = null;
        int end = -1;
        int Formula(ProgramBuilder b, int[] now, int[] before)
        {
            end = b.Apply(Opcode.Less, b.Const(0.4f), now[0]);
            int jump = b.Apply(Opcode.Sub, b.Apply(Opcode.Floor, b.Apply(Opcode.Mul, now[0], b.Const(2f))), b.Apply(Opcode.Floor, b.Apply(Opcode.Mul, before[0], b.Const(2f))));
            return b.Apply(Opcode.MaxZero, jump);
        }

        (ProgramAnalysis analysis, int value) = Analyse(Formula, s_unit);
        program = analysis.Program;
        var sources = new CarrySources(program, analysis.Dependences);
        Assert.NotNull(ClosedLoop.Search(analysis, sources, [(value, 1f)], [], [], [], 16));
        Assert.Null(ClosedLoop.Search(analysis, sources, [(value, 1f)], [], [], [end], 16));
    }

    [Fact]
    public void SumOfParts_CountsTogether()
    {
        static int Gain(ProgramBuilder b, int[] now, int[] before) => b.Apply(Opcode.MaxZero, b.Apply(Opcode.Sub, now[0], before[0]));
        int loss = -1;
        (ProgramAnalysis analysis, int gain) = Analyse(
            (b, now, before) =>
            {
                loss = b.Apply(Opcode.Mul, b.Const(-2f), b.Apply(Opcode.MaxZero, b.Apply(Opcode.Sub, before[0], now[0])));
                return Gain(b, now, before);
            },
            s_unit);
        var sources = new CarrySources(analysis.Program, analysis.Dependences);
        Assert.NotNull(ClosedLoop.Search(analysis, sources, [(gain, 1f)], [], [], [], 16));
        Assert.Null(ClosedLoop.Search(analysis, sources, [(gain, 1f), (loss, 1f)], [], [], [], 16));
        Assert.NotNull(ClosedLoop.Search(analysis, sources, [(gain, 3f), (loss, 1f)], [], [], [], 16));
        Assert.Null(ClosedLoop.Search(analysis, sources, [(gain, -1f)], [], [], [], 16));
    }

    [Fact]
    public void OnePointAtAnEdge_DoesNotCount() => Assert.Null(Search(
        static (b, now, before) =>
        {
            // −1 at the difference of exactly −2, else the difference: as an angle that wraps.
            int difference = b.Apply(Opcode.Sub, now[0], before[0]);
            return b.Apply(Opcode.Select, b.Apply(Opcode.LessOrEqual, difference, b.Const(-2f)), b.Const(2f), difference);
        },
        FloatRange.Of(-1f, 1f)));

    [Fact]
    public void Sources_ChainsAndMemories()
    {
        var builder = new ProgramBuilder();
        int signal = builder.Leaf(Opcode.Input, IrType.Float, 0);
        int previous = builder.Leaf(Opcode.Carry, IrType.Float, 0);
        int speed = builder.Apply(Opcode.Sub, signal, previous);
        int counter = builder.Leaf(Opcode.Carry, IrType.Float, 2);
        builder.Output(OutputKind.Carry, 0, signal);
        builder.Output(OutputKind.Carry, 1, speed);
        builder.Output(OutputKind.Carry, 2, builder.Apply(Opcode.Add, counter, builder.Const(1f)));
        builder.Output(OutputKind.Carry, 3, counter);
        RewardProgram program = builder.Build(Slots(1), Enumerable.Range(0, 5).Select(static i => new CarrySlot("C" + i, IrType.Float)).ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray());
        var sources = new CarrySources(program, new Dependences(program));
        Assert.Equal([true, false, false, false, false], Enumerable.Range(0, 5).Select(sources.IsOfOneStep));
        Assert.Equal([false, false, true, true, true], Enumerable.Range(0, 5).Select(sources.Remembers));
        Assert.Equal((signal, -1), (sources.Next(0), sources.Next(4)));
    }

    [Fact]
    public void SignalReadBefore_BelongsToItsStep()
    {
        (ProgramAnalysis analysis, int value) = Analyse(static (b, now, before) => Bump(b, b.Apply(Opcode.Sub, now[0], before[1])), FloatRange.Of(-3f, 3f), FloatRange.Of(-3f, 3f));
        Assert.NotNull(ClosedLoop.Search(analysis, new CarrySources(analysis.Program, analysis.Dependences), [(value, 1f)], [], [], [], 16));
        var sources = new CarrySources(analysis.Program, analysis.Dependences, [1]);
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(sources.IsOfOneStep));
        Assert.Null(ClosedLoop.Search(analysis, sources, [(value, 1f)], [], [], [], 16));
    }

    [Fact]
    public void KeptSignal_IsTheSameInBoth()
    {
        // The distance to a goal that is read now, of places then and now.
        (ProgramAnalysis analysis, int value) = Analyse(
            static (b, now, before) => b.Apply(Opcode.Sub, b.Apply(Opcode.Abs, b.Apply(Opcode.Sub, before[0], now[1])), b.Apply(Opcode.Abs, b.Apply(Opcode.Sub, now[0], now[1]))), s_unit, s_unit);
        var sources = new CarrySources(analysis.Program, analysis.Dependences);
        Assert.NotNull(ClosedLoop.Search(analysis, sources, [(value, 1f)], [], [], [], 16));
        Assert.Null(ClosedLoop.Search(analysis, sources, [(value, 1f)], [1], [], [], 16));
    }

    [Fact]
    public void StepLimit_IsFarFromTheRange()
    {
        (ProgramAnalysis analysis, int value) = Analyse(
            static (b, now, before) =>
            {
                int difference = b.Apply(Opcode.Sub, now[0], before[0]);
                b.Output(OutputKind.Assumption, 0, b.Apply(Opcode.LessOrEqual, b.Apply(Opcode.Abs, difference), b.Const(0.1f)));
                return b.Apply(Opcode.MaxZero, difference);
            },
            FloatRange.Of(0f, 1000f));
        LoopIncome? found = ClosedLoop.Search(analysis, new CarrySources(analysis.Program, analysis.Dependences), [(value, 1f)], [], [0.1f], [], 16);
        Assert.NotNull(found);
        Assert.Equal(0.099, found.Round, 3);
        Assert.Equal(0.099, Math.Abs(found.From[0][0].Lo - found.To[0][0].Lo), 3);
    }

    private static int Bump(ProgramBuilder b, int x) => b.Apply(Opcode.Exp, b.Apply(Opcode.Neg, b.Apply(Opcode.Mul, x, x)));

    private static int Choice(ProgramBuilder b, int now, int before, float gain, float loss) =>
        b.Apply(Opcode.Select, b.Apply(Opcode.Less, before, now), b.Const(gain), b.Const(loss));

    private static LoopIncome? Search(Func<ProgramBuilder, int[], int[], int> formula, params FloatRange[] signals)
    {
        (ProgramAnalysis analysis, int value) = Analyse(formula, signals);
        return ClosedLoop.Search(analysis, new CarrySources(analysis.Program, analysis.Dependences), [(value, 1f)], [], [], [], 16);
    }

    private static (ProgramAnalysis Analysis, int Value) Analyse(Func<ProgramBuilder, int[], int[], int> formula, params FloatRange[] signals)
    {
        var builder = new ProgramBuilder();
        int[] now = [.. signals.Select((_, i) => builder.Leaf(Opcode.Input, IrType.Float, i))];
        int[] before = [.. signals.Select((_, i) => builder.Leaf(Opcode.Carry, IrType.Float, i))];
        int value = formula(builder, now, before);
        builder.Output(OutputKind.Total, 0, value);
        var reset = new ProgramBuilder();
        for (int i = 0; i < signals.Length; i++)
        {
            builder.Output(OutputKind.Carry, i, now[i]);
            reset.Output(OutputKind.Carry, i, reset.Leaf(Opcode.Input, IrType.Float, i));
        }

        EquatableArray<CarrySlot> carries = signals.Select((_, i) => new CarrySlot("Previous.X" + i, IrType.Float)).ToEquatableArray();
        RewardProgram step = builder.Build(Slots(signals.Length), carries, Array.Empty<ParameterSlot>().ToEquatableArray());
        return (ProgramAnalysis.Run(step, reset.Build(step.Inputs, carries, step.Parameters), new AnalysisFacts([.. signals.Select(static s => new[] { s })], [], 0)), value);
    }

    private static EquatableArray<InputSlot> Slots(int count) => Enumerable.Range(0, count).Select(static i => new InputSlot("X" + i, InputStorage.Float32, 1, InputForm.Scalar)).ToEquatableArray();
}
