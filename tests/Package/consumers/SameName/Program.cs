using System.Globalization;
using RewardDsl;

float[] level = [0.5f];
float[] total = new float[2];
using (var evaluator = new Kitchen.Tank.Evaluator(1))
{
    evaluator.Reset(new Kitchen.Tank.Inputs { Level = level });
    evaluator.Step(new Kitchen.Tank.Inputs { Level = level }, new StepEnds { Truncated = new bool[1] }, new StepOutputs { Total = total.AsSpan(0, 1) });
}

using (var evaluator = new Garden.Tank.Evaluator(1))
{
    evaluator.Reset(new Garden.Tank.Inputs { Level = level });
    evaluator.Step(new Garden.Tank.Inputs { Level = level }, new StepEnds { Truncated = new bool[1] }, new StepOutputs { Total = total.AsSpan(1, 1) });
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SameName {total[0]} {total[1]}"));

namespace Kitchen
{
    [RewardSpec]
    public sealed partial class Tank
    {
        [Signal(0, 1)]
        public float Level { get; init; }

        [Term(1)]
        private float Full => Level;
    }
}

namespace Garden
{
    [RewardSpec]
    public sealed partial class Tank
    {
        [Signal(0, 1)]
        public float Level { get; init; }

        [Penalty(1)]
        private float Full => Level;
    }
}
