using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <content>Questions about values that the program does not compute itself.</content>
public sealed partial class ProgramAnalysis
{
    /// <summary>The same analysis of a program with more values at its end: what is proven of the leaves holds as before.</summary>
    private ProgramAnalysis(ProgramAnalysis known, RewardProgram program)
    {
        Program = program;
        Dependences = new Dependences(program);
        _assumptions = known._assumptions;
        _box = known._box;
        IsContradictory = known.IsContradictory;
        _ranges = Evaluate(_box) ?? new RangeEvaluator(program, _box, Dependences);
    }

    /// <summary>Number of values: the first that is added has this number.</summary>
    public int Count => Program.Code.Count;

    /// <summary>The analysis with more values, which follow in order; those of the program keep their numbers.</summary>
    /// <param name="values">Instructions over values of the program and over each other.</param>
    public ProgramAnalysis With(params Instruction[] values) => new(this, Program with { Code = Program.Code.Concat(values).ToEquatableArray() });

    /// <summary>The part of a smaller box in which the conditions hold; null where nothing is left.</summary>
    public Branch? Over(Box box, IReadOnlyList<Condition> conditions) => Evaluate(box) is { } ranges ? Branch.Of(this, ranges, conditions) : null;
}
