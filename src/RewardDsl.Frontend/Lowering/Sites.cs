using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>What was written at a site.</summary>
internal enum SiteKind
{
    /// <summary>An operator with two operands; its name is the operation.</summary>
    Operator,

    /// <summary>A function of the table; its name is the method's.</summary>
    Call,

    /// <summary>A value instead of one that may be absent (??, GetValueOrDefault): the operands are its presence, the value and the fallback.</summary>
    Fallback,

    /// <summary>A choice (?:, if, an arm of a switch): the operands are the condition and the two values.</summary>
    Choice,
}

/// <summary>An operation in the author's text, with the program values of its operands and of its result.</summary>
/// <param name="Kind">What was written.</param>
/// <param name="Name">Operation or method.</param>
/// <param name="Syntax">Where.</param>
/// <param name="Member">The member whose body it is lowered for, or empty.</param>
/// <param name="Operands">Handles of the components of each operand.</param>
/// <param name="Result">Handles of the components of the result.</param>
internal sealed record Site(SiteKind Kind, string Name, SyntaxNode Syntax, string Member, IReadOnlyList<IReadOnlyList<int>> Operands, IReadOnlyList<int> Result);

/// <summary>
/// Values that rules ask about by the place where they were written: recorded while a spec is lowered for analysis and named as
/// outputs, so that they survive the passes under a handle. A kernel has none.
/// </summary>
internal sealed class Sites
{
    private readonly List<int> _values = new();
    private readonly List<Site> _all = new();
    private readonly Dictionary<(string Name, ProbedPart Part), IReadOnlyList<int>> _members = new();

    /// <summary>Every site, operands first.</summary>
    public IReadOnlyList<Site> All => _all;

    /// <summary>Records an operation.</summary>
    public void Add(SiteKind kind, string name, SyntaxNode syntax, string member, Value result, params Value[] operands)
    {
        if (!result.IsError && operands.All(static o => !o.IsError))
        {
            _all.Add(new Site(kind, name, syntax, member, operands.Select(o => Handles(o.Ids)).ToList(), Handles(result.Ids)));
        }
    }

    /// <summary>Records a value of a member.</summary>
    public void Add(string member, ProbedPart part, IReadOnlyList<int> values) => _members[(member, part)] = Handles(values);

    /// <summary>Handles of a member's value, empty when it was not recorded.</summary>
    public IReadOnlyList<int> Of(string member, ProbedPart part) =>
        _members.TryGetValue((member, part), out IReadOnlyList<int>? handles) ? handles : System.Array.Empty<int>();

    /// <summary>Names the values as outputs.</summary>
    public void Output(ProgramBuilder builder)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            builder.Output(OutputKind.Probe, i, _values[i]);
        }
    }

    private List<int> Handles(IReadOnlyList<int> values)
    {
        var handles = new List<int>(values.Count);
        foreach (int value in values)
        {
            handles.Add(_values.Count);
            _values.Add(value);
        }

        return handles;
    }
}

/// <summary>Which value of a member.</summary>
internal enum ProbedPart
{
    /// <summary>The C# value.</summary>
    Raw,

    /// <summary>Whether a value that may be absent is there.</summary>
    Present,

    /// <summary>Of what is paid: after progress, best so far and clamp, before gates.</summary>
    Transformed,

    /// <summary>Of what is paid: after the gates, before the weight.</summary>
    Gated,

    /// <summary>Of what is paid: weight × schedule × rate, negative for a penalty.</summary>
    Coefficient,

    /// <summary>Of what is paid: before once and budget.</summary>
    Weighted,

    /// <summary>Of the spec (no member): the sum of what the terms pay, before what happens to it.</summary>
    Sum,

    /// <summary>Of the spec (no member): what of the sum is paid.</summary>
    PaidSum,
}
