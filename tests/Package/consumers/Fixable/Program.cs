using System.Globalization;
using RewardDsl;

float[] level = [0.5f];
float[] total = new float[2];
using (var evaluator = new Tank.Evaluator(1))
{
    evaluator.Reset(new Tank.Inputs { Level = level });
    evaluator.Step(new Tank.Inputs { Level = level }, new StepEnds { Truncated = new bool[1] }, new StepOutputs { Total = total.AsSpan(0, 1) });
}

using (var evaluator = new Pool.Evaluator(1))
{
    evaluator.Reset(new Pool.Inputs { Level = level });
    evaluator.Step(new Pool.Inputs { Level = level }, new StepEnds { Truncated = new bool[1] }, new StepOutputs { Total = total.AsSpan(1, 1) });
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Fixable {total[0]} {total[1]}"));
