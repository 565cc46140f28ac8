using System.Globalization;
using RewardDsl;
using Strict;

float[] level = [0.5f, 0.75f];
float[] total = new float[2];
using var evaluator = new TankReward.Evaluator(2);
evaluator.Reset(new TankReward.Inputs { Level = level, Flow = level, Valve = new int[2] });
evaluator.Step(
    new TankReward.Inputs { Level = level, Flow = level, Valve = new int[2] },
    new StepEnds { Truncated = new bool[2] },
    new StepOutputs { Total = total });
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Strict {total[0]} {total[1]}"));
