using System;
using System.Linq;
using RewardDsl.Differential;
using RewardDsl.Ir;
using Xunit;
using Xunit.Abstractions;

namespace RewardDsl.Ir.Tests;

/// <summary>
/// No value of a random program, and no derivative where it is smooth, lies outside of what is proven. REWARDDSL_SOUNDNESS_SEED
/// and REWARDDSL_SOUNDNESS_PROGRAMS choose other programs and more.
/// </summary>
public sealed class RandomSoundnessTests(ITestOutputHelper output)
{
    private const int Samples = 2500;

    [Fact]
    public void RandomPrograms_StayInTheProvenRanges()
    {
        int seed = Setting("REWARDDSL_SOUNDNESS_SEED", 4000);
        int programs = Setting("REWARDDSL_SOUNDNESS_PROGRAMS", 400);
        long values = 0;
        long derivatives = 0;
        for (int n = 0; n < programs; n++)
        {
            (RewardProgram step, RewardProgram reset, AnalysisFacts facts) = Program(seed + n);
            var check = new ProgramSoundness("program " + (seed + n), step, reset, ProgramAnalysis.Run(step, reset, facts)) { SlopesEvery = 10 };
            values += check.Run(Samples, seed + n);
            derivatives += check.Derivatives;
        }

        string summary = $"seed {seed}: {programs} programs, {Samples} samples each, {values} values, {derivatives} derivatives";
        output.WriteLine(summary);
        Console.WriteLine(summary);
        Assert.True(derivatives > programs * 10L, summary);
    }

    [Fact]
    public void WrongRange_IsSeen()
    {
        (RewardProgram program, ProgramAnalysis analysis, _) = Ranges.Of((b, v) => b.Apply(Opcode.Mul, v[0], v[0]), FloatRange.Of(0f, 0.5f));
        var check = new ProgramSoundness("narrow", program, Empty(program), analysis);
        Assert.True(check.Run(500, 1) > 0);
        Assert.True(check.Derivatives > 0);

        // From here on the harness draws from another box than the one that was analysed.
        analysis.Leaves.Inputs[0][0] = FloatRange.Of(0f, 0.6f);
        Assert.Throws<DifferenceException>(() => check.Run(500, 1));
    }

    [Theory]
    [InlineData(Opcode.Mul, true)]
    [InlineData(Opcode.Exp, false)]
    [InlineData(Opcode.Tanh, false)]
    public void WrongSlope_IsSeen(Opcode op, bool isSquare)
    {
        // Proven for [1, 2], looked at near −0.5 and 4: the square falls there, the others are flatter or steeper.
        (RewardProgram program, ProgramAnalysis analysis, _) = Ranges.Of((b, v) => b.Apply(op, v[0], isSquare ? v[0] : -1), FloatRange.Of(1f, 2f));
        var slopes = new SlopeSoundness(program, analysis);
        Assert.Null(slopes.Check(new InterpreterState { Inputs = [[1.5f]] }, [], new Random(1)));
        Assert.Equal(1, slopes.Compared);
        analysis.Leaves.Inputs[0][0] = FloatRange.Of(-4f, 4f);
        Assert.NotNull(slopes.Check(new InterpreterState { Inputs = [[-0.5f]] }, [], new Random(1)));
        Assert.NotNull(slopes.Check(new InterpreterState { Inputs = [[3.9f]] }, [], new Random(1)));
    }

    /// <summary>A random program whose carries start at 0, over a random box.</summary>
    private static (RewardProgram Step, RewardProgram Reset, AnalysisFacts Facts) Program(int seed)
    {
        RewardProgram step = RandomPrograms.Create(seed);
        var reset = new ProgramBuilder();
        for (int i = 0; i < step.Carries.Count; i++)
        {
            IrType type = step.Carries[i].Type;
            reset.Output(OutputKind.Carry, i, type.IsVector ? reset.ConstVector(type.Kind, Enumerable.Repeat(0u, type.Length).ToEquatableArray()) : reset.ConstBits(type.Kind, 0));
        }

        var random = new Random(seed);
        FloatRange[][] inputs = [.. step.Inputs.Select(slot => Enumerable.Range(0, slot.Width).Select(_ => slot.Kind == IrKind.Bool ? FloatRange.Either : Range(random)).ToArray())];
        return (step, reset.Build(step.Inputs, step.Carries, step.Parameters), new AnalysisFacts(inputs, [FloatRange.Of(-2f, 3f)], random.Next(3) == 0 ? 50 : 0));
    }

    private static FloatRange Range(Random random) => random.Next(10) switch
    {
        0 => FloatRange.All,
        1 => FloatRange.Numbers,
        2 => FloatRange.Of(0f, float.PositiveInfinity),
        3 => FloatRange.Of(-0.75f),
        4 => FloatRange.Of(0f, 1f),
        5 => FloatRange.Of(-1000f, 1000f),
        6 => FloatRange.Of(0.25f, 3f),
        7 => FloatRange.Of(-1f, 1f),
        _ => FloatRange.Of(-4f, 4f),
    };

    private static RewardProgram Empty(RewardProgram program) => new ProgramBuilder().Build(program.Inputs, program.Carries, program.Parameters);

    private static int Setting(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int value) ? value : otherwise;
}
