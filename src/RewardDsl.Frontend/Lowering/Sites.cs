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

    /// <summary>A pattern or a negation, whose result is a truth value: a pattern's first operand is what it tests, unless it joins two others.</summary>
    Test,
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
/// outputs, so that they survive the passes under a handle. What a kernel is made of has none.
/// </summary>
/// <param name="withOperations">Record all operations; otherwise only members, and what units depend on.</param>
internal sealed class Sites(bool withOperations)
{
    private readonly List<int> _values = new();
    private readonly List<Site> _all = new();
    private readonly List<int> _timed = new();
    private readonly Dictionary<(string Name, ProbedPart Part), IReadOnlyList<int>> _members = new();
    private readonly HashSet<(string Reader, string Read)> _reads = new();

    /// <summary>Whether rules ask: then values are named that no kernel computes.</summary>
    public bool HasRules => withOperations;

    /// <summary>Whether someone asks what a formula's author wrote as conditions.</summary>
    public bool HasLeaves { get; init; }

    /// <summary>Whether a reset is wanted on which actions are held like signals.</summary>
    public bool HoldsActions { get; set; }

    /// <summary>That reset program: what scenarios start from. Null where none was wanted or lowering failed.</summary>
    public RewardProgram? HeldReset { get; set; }

    /// <summary>Every site, operands first.</summary>
    public IReadOnlyList<Site> All => _all;

    /// <summary>Which member's body names which member, now or at another step.</summary>
    public IReadOnlyCollection<(string Reader, string Read)> Reads => _reads;

    /// <summary>Records that a body reads a member; what is read outside any body (<paramref name="reader"/> empty) is no reader of its own.</summary>
    public void Read(string reader, string read)
    {
        if (reader.Length > 0 && reader != read)
        {
            _reads.Add((reader, read));
        }
    }

    /// <summary>Records an operation.</summary>
    public void Add(SiteKind kind, string name, SyntaxNode syntax, string member, Value result, params Value[] operands)
    {
        bool isTimed = kind == SiteKind.Operator && StepTime.IsIn(name, syntax);
        if ((!withOperations && !isTimed) || result.IsError || operands.Any(static o => o.IsError))
        {
            return;
        }

        var site = new Site(kind, name, syntax, member, operands.Select(o => Handles(o.Ids)).ToList(), Handles(result.Ids));
        _all.Add(site);
        if (isTimed)
        {
            _timed.AddRange(site.Result);
        }
    }

    /// <summary>Records a value of a member.</summary>
    public void Add(string member, ProbedPart part, IReadOnlyList<int> values) => _members[(member, part)] = Handles(values);

    /// <summary>Handles of a member's value, empty when it was not recorded.</summary>
    public IReadOnlyList<int> Of(string member, ProbedPart part) =>
        _members.TryGetValue((member, part), out IReadOnlyList<int>? handles) ? handles : System.Array.Empty<int>();

    /// <summary>The recorded C# values of members, by value.</summary>
    public EquatableArray<MemberProbe> Members() => _members.Where(static m => m.Key.Part == ProbedPart.Raw && m.Value.Count > 0)
        .Select(static m => new MemberProbe(m.Key.Name, m.Value[0], m.Value.Count)).ToEquatableArray();

    /// <summary>Handles of what is multiplied or divided by the length of a step.</summary>
    public EquatableArray<int> Timed() => _timed.ToEquatableArray();

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

    /// <summary>Of what is paid at the end of the episode: the sum that was collected, this step included.</summary>
    Collected,

    /// <summary>Of the spec (no member): the sum of what the terms pay, before what happens to it.</summary>
    Sum,

    /// <summary>Of the spec (no member): what of the sum is paid.</summary>
    PaidSum,

    /// <summary>Of the spec (no member): what of the sum is paid again at each step in which it holds: without what is paid once, up to a budget, or for a new best.</summary>
    Income,

    /// <summary>Of a goal: the conditions that it is made of, all of which it needs.</summary>
    Conjuncts,

    /// <summary>Of a formula: the conditions that are the atoms of its automaton; of a reward machine: those that its guards name, by number.</summary>
    Conditions,

    /// <summary>Of a formula: by how much each of these conditions holds.</summary>
    Margins,

    /// <summary>Of a formula: the margins of the comparisons that these conditions are made of, in a fixed order, not divided by anything.</summary>
    MarginParts,

    /// <summary>Of a formula: what the author wrote as conditions of a step, by number.</summary>
    Leaves,

    /// <summary>Of a formula: by how much each of those that it reads holds.</summary>
    LeafMargins,

    /// <summary>Of a goal: for each of its conditions whether it is missed by the declared tolerance.</summary>
    Missed,
}
