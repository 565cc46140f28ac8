using System.Globalization;
using RewardDsl;

float[] total = new float[2];
using var evaluator = new Tank.Evaluator(2);
evaluator.Reset(new Tank.Inputs { Level = new[] { 0f, 0f } });
evaluator.Step(
    new Tank.Inputs { Level = new[] { 0.5f, 1f } },
    new StepEnds { Truncated = new bool[2] },
    new StepOutputs { Total = total });
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Plain {total[0]} {total[1]}"));

[RewardSpec]
public sealed partial class Tank
{
    [Signal(0, 1)]
    public float Level { get; init; }

    [Term(1)]
    private float Full => Level;
}
