using System;

namespace RewardDsl;

/// <summary>The steps that each stage must see, for trajectories of some length and either the values of all steps or of the first one.</summary>
internal sealed class SweepRanges
{
    private readonly int[] _needFirst;
    private readonly int[] _needLast;

    public SweepRanges(SweepPlan plan, int atoms, int steps, bool isFirstOnly)
    {
        Steps = steps;
        IsFirstOnly = isFirstOnly;
        int count = plan.Stages.Count;
        First = new int[count];
        Last = new int[count];
        Length = new int[count];
        PassFirst = new int[plan.Passes];
        PassLast = new int[plan.Passes];
        AtomFirst = new int[plan.Passes, atoms];
        AtomLast = new int[plan.Passes, atoms];
        _needFirst = new int[count];
        _needLast = new int[count];
        Array.Fill(_needFirst, int.MaxValue);
        Array.Fill(_needLast, -1);
        Array.Fill(PassFirst, int.MaxValue);
        Array.Fill(PassLast, -1);
        for (int pass = 0; pass < plan.Passes; pass++)
        {
            for (int atom = 0; atom < atoms; atom++)
            {
                AtomFirst[pass, atom] = int.MaxValue;
                AtomLast[pass, atom] = -1;
            }
        }

        _needFirst[^1] = 0;
        _needLast[^1] = isFirstOnly ? 0 : steps - 1;
        for (int i = count - 1; i >= 0; i--)
        {
            Read(plan.Stages[i], i);
        }
    }

    /// <summary>Steps of the trajectories.</summary>
    public int Steps { get; }

    /// <summary>Whether only the values at the first step are wanted.</summary>
    public bool IsFirstOnly { get; }

    /// <summary>For each stage the first step that it sees.</summary>
    public int[] First { get; }

    /// <summary>For each stage the last step that it sees.</summary>
    public int[] Last { get; }

    /// <summary>For each stage the rows of its ring; 0: it needs none, as its window has no end inside of what it sees.</summary>
    public int[] Length { get; }

    /// <summary>For each pass the first step.</summary>
    public int[] PassFirst { get; }

    /// <summary>For each pass the last step.</summary>
    public int[] PassLast { get; }

    /// <summary>For each pass and atom the first step that is read.</summary>
    public int[,] AtomFirst { get; }

    /// <summary>For each pass and atom the last step that is read; −1 when none is.</summary>
    public int[,] AtomLast { get; }

    private void Read(SweepStage stage, int index)
    {
        int needFirst = _needFirst[index];
        int needLast = _needLast[index];
        long reach = stage.Kind == SweepKind.Join ? 0 : stage.Steps < 0 ? Steps : stage.Steps;
        int first = stage.IsPast == true ? (int)Math.Max(needFirst - reach, 0) : needFirst;
        int last = stage.IsPast == false ? (int)Math.Min(needLast + reach, Steps - 1) : needLast;
        First[index] = first;
        Last[index] = last;
        bool isCut = stage.IsPast == true ? needLast - reach > first : needFirst + reach < last;
        Length[index] = stage.Kind == SweepKind.Delay ? (int)Math.Min(reach, last - first + 1)
            : stage.Kind != SweepKind.Join && isCut ? (int)reach + 1
            : 0;
        int pass = stage.Pass;
        PassFirst[pass] = Math.Min(PassFirst[pass], first);
        PassLast[pass] = Math.Max(PassLast[pass], last);
        foreach (SweepOperand operand in stage.Operands)
        {
            if (operand.Source == SweepSource.Stage)
            {
                _needFirst[operand.Index] = Math.Min(_needFirst[operand.Index], first);
                _needLast[operand.Index] = Math.Max(_needLast[operand.Index], last);
            }
            else if (operand.Source == SweepSource.Atom)
            {
                AtomFirst[pass, operand.Index] = Math.Min(AtomFirst[pass, operand.Index], first);
                AtomLast[pass, operand.Index] = Math.Max(AtomLast[pass, operand.Index], last);
            }
        }
    }
}
