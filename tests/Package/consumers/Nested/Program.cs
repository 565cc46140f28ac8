using System.Globalization;
using RewardDsl;

float[] level = [0.5f];
float[] total = new float[1];
using var evaluator = new Plant.IRoom.Shelf.Tank.Evaluator(1);
evaluator.Reset(new Plant.IRoom.Shelf.Tank.Inputs { Level = level });
evaluator.Step(
    new Plant.IRoom.Shelf.Tank.Inputs { Level = level },
    new StepEnds { Truncated = new bool[1] },
    new StepOutputs { Total = total });
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Nested {total[0]}"));

public static partial class Plant
{
    internal partial interface IRoom
    {
        public partial record struct Shelf(int Number)
        {
            [RewardSpec]
            internal sealed partial record Tank
            {
                [Signal(0, 1)]
                public float Level { get; init; }

                [Term(4)]
                private float Full => Level;
            }
        }
    }
}
