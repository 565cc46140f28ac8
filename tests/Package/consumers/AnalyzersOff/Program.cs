using System;
using System.Globalization;
using RewardDsl;

namespace AnalyzersOff
{
    public static class Program
    {
        public static void Main()
        {
            float[] total = new float[1];
            using (var evaluator = new Tank.Evaluator(1))
            {
                evaluator.Reset(new Tank.Inputs { Level = new[] { 0f } });
                evaluator.Step(
                    new Tank.Inputs { Level = new[] { 0.25f } },
                    new StepEnds { Truncated = new bool[1] },
                    new StepOutputs { Total = total });
            }

            Console.WriteLine("AnalyzersOff " + total[0].ToString(CultureInfo.InvariantCulture));
        }
    }

    [RewardSpec]
    public sealed partial class Tank
    {
        [Signal(0, 1)]
        public float Level { get; init; }

        [Term(1)]
        private float Full => Level;
    }
}
