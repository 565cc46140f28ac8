using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>Values over the steps of an episode as a row of characters, each for as many steps as have to share it.</summary>
internal sealed class TraceStrip
{
    /// <summary>How many characters a row has at most.</summary>
    public const int Widest = 64;

    private const string Levels = "▁▂▃▄▅▆▇█";
    private readonly int _steps;
    private readonly int _each;

    /// <summary>Rows for so many steps.</summary>
    public TraceStrip(int steps)
    {
        _steps = steps;
        _each = (steps + Widest - 1) / Widest;
    }

    /// <summary>How many steps share a character.</summary>
    public int Each => _each;

    /// <summary>Values by the least of the steps that share a character: a short failure is not lost.</summary>
    public string Of(IReadOnlyList<float> values)
    {
        float[] finite = [.. values.Where(float.IsFinite)];
        float least = finite.Length > 0 ? finite.Min() : 0f;
        float most = finite.Length > 0 ? finite.Max() : 0f;
        return Row(steps =>
        {
            float value = steps.Min(i => values[i]);
            return Levels[float.IsNegativeInfinity(value) ? 0 : float.IsPositiveInfinity(value) || most <= least ? (value < 0 ? 0 : Levels.Length - 1) : (int)Math.Round((double)(value - least) / (most - least) * (Levels.Length - 1))];
        });
    }

    /// <summary>What is so at all, some or none of the steps that share a character.</summary>
    public string Of(Func<int, bool> holds) => Row(steps => steps.All(holds) ? '█' : steps.Any(holds) ? '▒' : '·');

    /// <summary>A mark under a step.</summary>
    public string Mark(int step) => new string(' ', step / _each) + "^";

    private string Row(Func<IReadOnlyList<int>, char> of) =>
        string.Concat(Enumerable.Range(0, (_steps + _each - 1) / _each).Select(k => of([.. Enumerable.Range(k * _each, Math.Min(_each, _steps - (k * _each)))])));
}
