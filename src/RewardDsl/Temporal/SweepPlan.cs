using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl;

/// <summary>
/// A formula as stages of sweeps over time. Operators on the future sweep backward, those on the past forward; as few passes as the
/// nesting of the two needs, mostly one.
/// </summary>
internal sealed class SweepPlan
{
    private const int MostOperands = 3;

    private readonly List<SweepStage> _stages = [];

    private SweepPlan()
    {
    }

    /// <summary>The stages, operands first; the last writes the output.</summary>
    public IReadOnlyList<SweepStage> Stages => _stages;

    /// <summary>Number of passes.</summary>
    public int Passes { get; private set; }

    /// <summary>Blocks of some steps that stages of one pass hand to each other.</summary>
    public int Blocks { get; private set; }

    /// <summary>Trajectories that one pass leaves to later ones.</summary>
    public int Kept { get; private set; }

    private bool StartsForward { get; set; }

    public static SweepPlan Of(TrajectoryFormula formula)
    {
        var plan = new SweepPlan();
        plan.Read(formula);
        plan.ChooseSigns();
        plan.ChoosePasses();
        plan.ChooseSlots();
        return plan;
    }

    /// <summary>Whether a pass goes forward in time.</summary>
    public bool IsForward(int pass) => StartsForward == (pass % 2 == 0);

    private void Read(TrajectoryFormula formula)
    {
        IReadOnlyList<FormulaNode> nodes = formula.Nodes;
        int[] uses = new int[nodes.Count];
        bool[] isRead = new bool[nodes.Count];
        isRead[^1] = true;
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (isRead[i] && nodes[i].HasOperand)
            {
                // Until of one step is its right operand.
                bool readsLeft = !nodes[i].IsBinary || nodes[i].Kind == FormulaNodeKind.Extreme || nodes[i].Steps != 0;
                isRead[nodes[i].Left] |= readsLeft;
                uses[nodes[i].Left] += readsLeft ? 1 : 0;
                if (nodes[i].IsBinary)
                {
                    isRead[nodes[i].Right] = true;
                    uses[nodes[i].Right]++;
                }
            }
        }

        var values = new SweepOperand[nodes.Count];
        var joins = new Dictionary<int, (List<SweepOperand> Operands, float Sign)>();
        for (int i = 0; i < nodes.Count; i++)
        {
            if (!isRead[i])
            {
                continue;
            }

            FormulaNode node = nodes[i];
            float sign = node.IsMax ? -1 : 1;
            values[i] = node.Kind switch
            {
                FormulaNodeKind.Constant => new SweepOperand(SweepSource.Infinity, 0, sign),
                FormulaNodeKind.Margin => new SweepOperand(SweepSource.Atom, node.Left, 1),
                FormulaNodeKind.Negate => values[node.Left].Times(-1),
                FormulaNodeKind.Extreme => ReadJoin(node, i),
                FormulaNodeKind.Until or FormulaNodeKind.Since when node.Steps == 0 => Flushed(node.Right),
                _ when node.Steps == 0 => Flushed(node.Left),
                FormulaNodeKind.Later or FormulaNodeKind.Earlier => Add(new SweepStage
                {
                    Kind = SweepKind.Delay,
                    Operands = [Flushed(node.Left)],
                    Sign = 1,
                    Steps = node.Steps,
                    IsPast = node.Kind == FormulaNodeKind.Earlier,
                    Missing = sign * float.PositiveInfinity,
                }),
                FormulaNodeKind.Ahead or FormulaNodeKind.Behind => Add(new SweepStage
                {
                    Kind = SweepKind.Window,
                    Operands = [Flushed(node.Left).Times(sign)],
                    Sign = sign,
                    Steps = node.Steps,
                    IsPast = node.Kind == FormulaNodeKind.Behind,
                }),

                // Until as it is; release is the negative of until of the negatives.
                _ => Add(new SweepStage
                {
                    Kind = SweepKind.Reach,
                    Operands = [Flushed(node.Left).Times(-sign), Flushed(node.Right).Times(-sign)],
                    Sign = -sign,
                    Steps = node.Steps,
                    IsPast = node.Kind == FormulaNodeKind.Since,
                }),
            };
        }

        SweepOperand root = Flushed(nodes.Count - 1);
        if (root.Source == SweepSource.Stage && root.Index == _stages.Count - 1)
        {
            // Nothing else reads the last stage, so it can give the negative.
            _stages[^1].Sign *= root.Sign;
        }
        else
        {
            Add(new SweepStage { Kind = SweepKind.Join, Operands = [root], Sign = 1 });
        }

        // Chains of extremes are one stage as long as nobody else reads their parts; they are written when the whole is known.
        SweepOperand ReadJoin(FormulaNode node, int index)
        {
            float sign = node.IsMax ? -1 : 1;
            var operands = new List<SweepOperand>();
            foreach (int operand in new[] { node.Left, node.Right })
            {
                int inner = operand;
                float outer = sign;
                while (nodes[inner].Kind == FormulaNodeKind.Negate && uses[inner] == 1)
                {
                    inner = nodes[inner].Left;
                    outer = -outer;
                }

                if (uses[inner] == 1 && joins.TryGetValue(inner, out (List<SweepOperand> Operands, float Sign) chain) && chain.Sign == outer)
                {
                    operands.AddRange(chain.Operands);
                    joins.Remove(inner);
                }
                else
                {
                    operands.Add(Flushed(operand).Times(sign));
                }
            }

            joins[index] = (operands, sign);
            return default;
        }

        SweepOperand Flushed(int index)
        {
            int inner = index;
            float sign = 1;
            while (nodes[inner].Kind == FormulaNodeKind.Negate)
            {
                inner = nodes[inner].Left;
                sign = -sign;
            }

            if (joins.Remove(inner, out (List<SweepOperand> Operands, float Sign) chain))
            {
                List<SweepOperand> operands = chain.Operands;
                while (operands.Count > MostOperands)
                {
                    SweepOperand part = Add(new SweepStage { Kind = SweepKind.Join, Operands = [.. operands.Take(MostOperands)], Sign = 1 });
                    operands = [.. operands.Skip(MostOperands), part];
                }

                values[inner] = Add(new SweepStage { Kind = SweepKind.Join, Operands = [.. operands], Sign = chain.Sign });
            }

            return values[inner].Times(sign);
        }
    }

    private SweepOperand Add(SweepStage stage)
    {
        _stages.Add(stage);
        return new SweepOperand(SweepSource.Stage, _stages.Count - 1, 1);
    }

    /// <summary>A stage that only one other reads writes what that one needs: the values or their negatives.</summary>
    private void ChooseSigns()
    {
        int[] readers = new int[_stages.Count];
        foreach (SweepOperand operand in _stages.SelectMany(static s => s.Operands).Where(static o => o.Source == SweepSource.Stage))
        {
            readers[operand.Index]++;
        }

        foreach (SweepStage stage in _stages)
        {
            for (int i = 0; i < stage.Operands.Length; i++)
            {
                SweepOperand operand = stage.Operands[i];
                if (operand.Source == SweepSource.Stage && readers[operand.Index] == 1)
                {
                    _stages[operand.Index].Sign *= operand.Sign;
                    stage.Operands[i] = operand with { Sign = 1 };
                }
            }

            if (stage.Kind == SweepKind.Join)
            {
                // Stable: the order decides nothing else.
                SweepOperand[] ordered = [.. stage.Operands.OrderBy(static o => o.IsPlain)];
                ordered.CopyTo(stage.Operands, 0);
            }
        }
    }

    private void ChoosePasses()
    {
        StartsForward = true;
        int forward = AssignPasses();
        StartsForward = false;
        int backward = AssignPasses();
        if (forward < backward)
        {
            StartsForward = true;
            AssignPasses();
        }

        Passes = Math.Min(forward, backward);
    }

    private int AssignPasses()
    {
        foreach (SweepStage stage in _stages)
        {
            int pass = stage.Operands.Max(o => o.Source == SweepSource.Stage ? _stages[o.Index].Pass : 0);
            stage.Pass = stage.IsPast is { } isPast && isPast != IsForward(pass) ? pass + 1 : pass;
        }

        return _stages[^1].Pass + 1;
    }

    private void ChooseSlots()
    {
        // After which stage a stage's values are not needed any more.
        int[] last = new int[_stages.Count];
        for (int i = 0; i < _stages.Count; i++)
        {
            foreach (SweepOperand operand in _stages[i].Operands.Where(static o => o.Source == SweepSource.Stage))
            {
                SweepStage source = _stages[operand.Index];
                source.IsKept |= source.Pass != _stages[i].Pass;
                last[operand.Index] = i;
            }
        }

        var free = new Stack<int>();
        for (int i = 0; i < _stages.Count - 1; i++)
        {
            // A stage may be of an earlier pass than the one before it; blocks of a pass are only shared inside of it.
            SweepStage stage = _stages[i];
            if (stage.IsKept)
            {
                stage.Slot = Kept++;
            }
            else
            {
                stage.Slot = free.Count > 0 ? free.Pop() : Blocks++;
            }

            for (int j = 0; j < i; j++)
            {
                if (last[j] == i && !_stages[j].IsKept)
                {
                    free.Push(_stages[j].Slot);
                }
            }
        }
    }
}
