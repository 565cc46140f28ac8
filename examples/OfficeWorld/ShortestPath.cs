using System.Collections.Generic;
using RewardDsl;

namespace OfficeWorld;

/// <summary>The fewest steps to success: a search over cells and states of the machine, with the labels that the reward's own evaluator gives.</summary>
internal static class ShortestPath
{
    public static int Of(OfficeTask task)
    {
        int cells = OfficeMap.Width * OfficeMap.Height;
        using RewardEvaluator evaluator = task.Create(cells);
        MachineInfo machine = evaluator.Info.Machines[0];

        // What holds in a cell does not depend on how one came there: one step of an environment in each.
        int[] x = new int[cells];
        int[] y = new int[cells];
        for (int c = 0; c < cells; c++)
        {
            (x[c], y[c]) = (c / OfficeMap.Height, c % OfficeMap.Height);
        }

        float[] letters = new float[cells];
        bool[] all = new bool[cells];
        System.Array.Fill(all, true);
        task.Reset(evaluator, all, x, y);
        task.Step(evaluator, x, y, new bool[cells], new StepOutputs { Total = new float[cells], Letters = letters });

        var distance = new Dictionary<(int X, int Y, int State), int>();
        var work = new Queue<(int X, int Y, int State)>();
        distance.Add((OfficeMap.StartX, OfficeMap.StartY, machine.Start), 0);
        work.Enqueue((OfficeMap.StartX, OfficeMap.StartY, machine.Start));
        while (work.TryDequeue(out (int X, int Y, int State) at))
        {
            for (int move = 0; move < OfficeMap.Moves; move++)
            {
                (int toX, int toY) = OfficeMap.Move(at.X, at.Y, move);
                (int state, float reward) = machine.Step(at.State, (int)letters[(toX * OfficeMap.Height) + toY]);
                if (reward > 0f)
                {
                    return distance[at] + 1;
                }

                bool isOver = false;
                foreach (int final in machine.Final)
                {
                    isOver |= final == state;
                }

                if (!isOver && distance.TryAdd((toX, toY, state), distance[at] + 1))
                {
                    work.Enqueue((toX, toY, state));
                }
            }
        }

        return -1;
    }
}
