using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// Lowers a spec to its step and reset programs. All payment (clamp, gate, weight, rate, sum, shaping, end causes) becomes
/// program values here, so that analyses and emitters see one expression.
/// </summary>
internal sealed class SpecLowerer
{
    private readonly SpecDeclaration _spec;
    private readonly Compilation _compilation;
    private readonly RewardDiagnostics _diagnostics;
    private readonly CancellationToken _cancellation;
    private readonly List<ParameterSlot> _parameters = new();
    private readonly Dictionary<string, int> _parameterIndex = new();
    private readonly CarryTable _carries = new();
    private readonly LengthInference _lengths;

    private SpecLowerer(SpecDeclaration spec, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation)
    {
        _spec = spec;
        _compilation = compilation;
        _diagnostics = diagnostics;
        _cancellation = cancellation;
        _lengths = new LengthInference(spec, compilation, cancellation);
    }

    /// <summary>Lowers a spec; null when an error was reported.</summary>
    public static LoweredSpec? Lower(SpecDeclaration spec, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation) =>
        new SpecLowerer(spec, compilation, diagnostics, cancellation).Run();

    private LoweredSpec? Run()
    {
        ReadParameters();
        List<Column> columns = ReadColumns();
        Interval? classClamp = ReadClassClamp();
        List<(SpecMember Member, AttributeData Data)> costs = With("Cost");
        List<(SpecMember Member, AttributeData Data)> terminations = With("Termination");
        List<(SpecMember Member, AttributeData Data)> goals = With("Goal");
        if (columns.Count == 0 && !_diagnostics.HasErrors)
        {
            _diagnostics.Report(RuleCatalogue.NothingPaid, _spec.Location, _spec.Type.Name);
        }

        foreach ((SpecMember member, AttributeData data) in costs.Where(static c => double.IsNaN(c.Data.Number(0, 0))))
        {
            _diagnostics.Report(RuleCatalogue.BadContract, data.Location(), member.Name, "Limit", "NaN", "a number");
        }

        var step = new ProgramBuilder();
        SpecScope scope = Scope(step, reset: false);

        // Helpers that nothing reads yet are lowered too: a mistake in them is an error while the author types.
        foreach (SpecMember member in _spec.Members.Where(static m => !m.IsInput))
        {
            scope.Now(member, member.Location);
        }

        if (_diagnostics.HasErrors)
        {
            LowerReset(columns);
            return null;
        }

        List<int> ends = terminations.Select(t => scope.Now(t.Member, t.Member.Location).Id).ToList();
        int external = step.Leaf(Opcode.ExternalEnd, IrType.Bool);
        int terminated = ends.Aggregate(external, (all, end) => step.Apply(Opcode.Or, all, end));
        step.Output(OutputKind.Terminated, 0, terminated);
        step.Output(OutputKind.EndCause, 0, EndCause(step, ends, external));
        Pay(step, scope, columns, classClamp, terminated);
        for (int i = 0; i < costs.Count; i++)
        {
            step.Output(OutputKind.Cost, i, AsFloat(step, scope.Now(costs[i].Member, costs[i].Member.Location).Id));
        }

        // Lowering the value of one carry may ask for another.
        for (int i = 0; i < _carries.Entries.Count; i++)
        {
            CarryTable.Entry entry = _carries.Entries[i];
            if (entry.Kind == CarryKind.Previous)
            {
                Value now = scope.Now(entry.Member, entry.Member.Location);
                OutputCarry(step, entry, now);
            }
        }

        RewardProgram? reset = LowerReset(columns);
        if (_diagnostics.HasErrors || reset is null)
        {
            return null;
        }

        return new LoweredSpec(
            Build(step),
            reset,
            _spec.Members.Where(static m => m.IsInput).Select(Facts).ToEquatableArray(),
            columns.ToEquatableArray(),
            classClamp,
            costs.Select(static c => new CostFacts(c.Member.Name, c.Member.Type == MemberType.Bool, Literals.Bits((float)c.Data.Number(0, 0)))).ToEquatableArray(),
            terminations.Select(static t => t.Member.Name).ToEquatableArray(),
            goals.Select(static g => g.Member.Name).ToEquatableArray(),
            _spec.Members.Where(static m => m.Role == MemberRole.State && m.Type is MemberType.Vec or MemberType.Mask).Select(m => new StateLength(m.Name, _lengths.Of(m))).ToEquatableArray());
    }

    private SpecScope Scope(ProgramBuilder builder, bool reset) =>
        new(_spec, _compilation, builder, _carries, _lengths, _parameterIndex, _diagnostics, reset, _cancellation);

    private RewardProgram Build(ProgramBuilder builder) => builder.Build(
        _spec.Members.Where(static m => m.IsInput).Select(static m => new InputSlot(
            m.Name,
            m.Type is MemberType.Bool or MemberType.Mask ? IrKind.Bool : IrKind.Float,
            m.Type switch { MemberType.Vector2 => 2, MemberType.Vector3 => 3, MemberType.Vec or MemberType.Mask => m.Length, _ => 1 },
            m.Type switch
            {
                MemberType.Vector2 or MemberType.Vector3 => InputForm.Components,
                MemberType.Vec or MemberType.Mask => InputForm.Vector,
                _ => InputForm.Scalar,
            })).ToEquatableArray(),
        _carries.Slots.ToEquatableArray(),
        _parameters.ToEquatableArray());

    private List<(SpecMember Member, AttributeData Data)> With(string attribute) => _spec.Members
        .Where(static m => m.Role is MemberRole.Computed or MemberRole.State)
        .Select(m => (Member: m, Data: Attributes.Get(m.Symbol, attribute)!))
        .Where(static p => p.Data is not null).ToList();

    private int AddParameter(string name, double value, double min, double max)
    {
        int index = _parameters.Count;
        _parameters.Add(new ParameterSlot(name, Literals.Bits((float)value), Literals.Bits((float)min), Literals.Bits((float)max)));
        _parameterIndex[name] = index;
        return index;
    }

    private void ReadParameters()
    {
        foreach (SpecMember member in _spec.Members.Where(static m => m.Role == MemberRole.Parameter))
        {
            AttributeData data = Attributes.Get(member.Symbol, "Parameter")!;
            double min = data.Number(0, 0);
            double max = data.Number(1, 0);
            float? value = null;
            foreach (SyntaxReference reference in member.Symbol.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(_cancellation) is PropertyDeclarationSyntax { Initializer.Value: { } initializer })
                {
#pragma warning disable RS1030
                    Optional<object?> constant = _compilation.GetSemanticModel(initializer.SyntaxTree).GetConstantValue(initializer, _cancellation);
#pragma warning restore RS1030
                    value = constant.HasValue ? constant.Value switch { float f => f, int i => i, _ => null } : null;
                }
            }

            if (value is not { } fitting || !(fitting >= (float)min && fitting <= (float)max))
            {
                _diagnostics.Report(RuleCatalogue.ParameterDefault, member.Location, member.Name, SpecReader.Display(min), SpecReader.Display(max));
                value = 0;
            }

            AddParameter(member.Name, value.Value, min, max);
        }
    }

    private List<Column> ReadColumns()
    {
        var columns = new List<Column>();
        List<GateUse> everywhere = With("Gate").Where(static g => g.Data.Named("AppliesToAll", false)).Select(static g => Use(g.Member)).ToList();
        foreach (SpecMember member in _spec.Members)
        {
            AttributeData? term = Attributes.Get(member.Symbol, "Term");
            AttributeData? data = term ?? Attributes.Get(member.Symbol, "Penalty");
            if (data is not null && member.Role is MemberRole.Computed or MemberRole.State)
            {
                columns.Add(ReadTerm(member, data!, term is not null ? ColumnKind.Term : ColumnKind.Penalty, everywhere));
            }
        }

        foreach ((SpecMember member, AttributeData data) in With("Termination").Where(static t => t.Data.Has("Reward")))
        {
            double payoff = data.Named("Reward", 0.0);
            if (double.IsNaN(payoff) || double.IsInfinity(payoff))
            {
                _diagnostics.Report(RuleCatalogue.BadContract, data.Location(), member.Name, "Reward", SpecReader.Display(payoff), "a finite number");
            }

            string name = member.Name + ".Reward";
            AddParameter(name, payoff, double.NegativeInfinity, double.PositiveInfinity);
            columns.Add(Simple(member, ColumnKind.Termination, name));
        }

        foreach ((SpecMember member, AttributeData data) in With("Potential"))
        {
            CheckWeight(member, data, data.Number(0, 0), "negate the potential itself for the opposite sign");
            string name = member.Name + ".Weight";
            AddParameter(name, data.Number(0, 0), 0, double.PositiveInfinity);
            columns.Add(Simple(member, ColumnKind.Potential, name));
        }

        return columns;
    }

    private Column Simple(SpecMember member, ColumnKind kind, string parameter) =>
        new(member.Name, kind, member.Type == MemberType.Bool, parameter, "", null, default, 0, Literals.Bits(1f), Formula(member));

    private Column ReadTerm(SpecMember member, AttributeData data, ColumnKind kind, List<GateUse> everywhere)
    {
        string weightMember = "";
        string parameter = member.Name + ".Weight";
        if (data.Named<string?>("Weight", null) is { } weightName)
        {
            if (data.ConstructorArguments.Length > 0)
            {
                _diagnostics.Report(RuleCatalogue.RoleShape, data.Location(), member.Name, kind.ToString(), "either a weight or 'Weight = nameof(a parameter)', not both");
            }

            SpecMember? weight = _spec.Find(weightName);
            if (weight?.Role == MemberRole.Parameter)
            {
                weightMember = weightName;
                parameter = weightName;
                AttributeData range = Attributes.Get(weight.Symbol, "Parameter")!;
                if (range.Number(0, 0) < 0)
                {
                    CheckWeight(member, data, range.Number(0, 0), Opposite(kind));
                }
            }
            else
            {
                _diagnostics.Report(RuleCatalogue.UnknownName, data.Location(), member.Name, "Weight", weightName, "[Parameter]", Suggest(weightName, MemberRole.Parameter));
            }
        }
        else
        {
            double weight = data.ConstructorArguments.Length > 0 ? data.Number(0, 0) : double.NaN;
            if (data.ConstructorArguments.Length == 0)
            {
                _diagnostics.Report(RuleCatalogue.RoleShape, data.Location(), member.Name, kind.ToString(), "a weight or 'Weight = nameof(a parameter)'");
            }
            else
            {
                CheckWeight(member, data, weight, Opposite(kind));
            }

            AddParameter(parameter, weight, 0, double.PositiveInfinity);
        }

        var gates = new List<GateUse>();
        if (data.Named<string?>("Gate", null) is { } gateName)
        {
            SpecMember? gate = _spec.Find(gateName);
            if (gate is not null && Attributes.Get(gate.Symbol, "Gate") is not null)
            {
                gates.Add(Use(gate));
            }
            else
            {
                _diagnostics.Report(RuleCatalogue.UnknownName, data.Location(), member.Name, "Gate", gateName, "[Gate]", gate is null ? Suggest(gateName, null) : " (mark it [Gate])");
            }
        }

        gates.AddRange(everywhere.Where(g => !gates.Contains(g) && g.Name != member.Name));
        int defaultRate = _spec.Attribute.Named("Rate", 0);
        bool perSecond = (data.Has("Rate") ? data.Named("Rate", 0) : defaultRate) == 1;
        float rate = perSecond ? Literals.Float(_spec.Contract.StepSecondsBits) : 1f;
        if (float.IsNaN(rate) && data.Has("Rate"))
        {
            _diagnostics.Report(RuleCatalogue.StepSecondsMissing, data.Location(), member.Name);
        }

        AttributeData? clamp = Attributes.Get(member.Symbol, "Clamp");
        return new Column(
            member.Name,
            kind,
            member.Type == MemberType.Bool,
            parameter,
            weightMember,
            clamp is null ? null : ReadInterval(clamp),
            gates.ToEquatableArray(),
            Literals.Bits((float)data.Named("Else", 0.0)),
            Literals.Bits(rate),
            Formula(member));
    }

    private static GateUse Use(SpecMember gate) => new(gate.Name, gate.Type == MemberType.Bool);

    private static Interval ReadInterval(AttributeData data) => new(Literals.Bits((float)data.Number(0, 0)), Literals.Bits((float)data.Number(1, 0)));

    private Interval? ReadClassClamp()
    {
        if (Attributes.Get(_spec.Type, "Bounds") is { } bounds)
        {
            SpecReader.CheckRange(bounds, _spec.Type.Name, _diagnostics);
        }

        if (Attributes.Get(_spec.Type, "Clamp") is not { } clamp)
        {
            return null;
        }

        SpecReader.CheckRange(clamp, _spec.Type.Name, _diagnostics);
        return ReadInterval(clamp);
    }

    private static string Opposite(ColumnKind kind) =>
        "the sign is the role: use [" + (kind == ColumnKind.Term ? "Penalty" : "Term") + "] for the opposite sign";

    private void CheckWeight(SpecMember member, AttributeData data, double weight, string opposite)
    {
        if (!(weight >= 0 && weight <= float.MaxValue))
        {
            _diagnostics.Report(RuleCatalogue.BadWeight, data.Location(), member.Name, SpecReader.Display(weight), opposite);
        }
    }

    private string Suggest(string name, MemberRole? role)
    {
        SpecMember? near = _spec.Members
            .Where(m => role is null ? Attributes.Get(m.Symbol, "Gate") is not null : m.Role == role)
            .OrderBy(m => Distance(m.Name, name)).FirstOrDefault();
        return near is null ? "" : " (did you mean '" + near.Name + "'?)";
    }

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int next = System.Math.Min(System.Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = next;
            }
        }

        return row[b.Length];
    }

    /// <summary>The author's expression on one line, without comments, so that moving or commenting it changes nothing.</summary>
    private string Formula(SpecMember member)
    {
        foreach (SyntaxReference reference in member.Symbol.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(_cancellation) is PropertyDeclarationSyntax property)
            {
                SyntaxNode? body = (SyntaxNode?)property.ExpressionBody?.Expression ?? property.AccessorList;
                string text = body is null ? "" : string.Join(" ", body.DescendantTokens().Select(static t => t.Text));
                return text.Replace(" . ", ".").Replace("( ", "(").Replace(" )", ")").Replace(" (", "(").Replace(" ,", ",").Replace(" ;", ";");
            }
        }

        return "";
    }

    private static SignalFacts Facts(SpecMember member)
    {
        AttributeData data = Attributes.Get(member.Symbol, "Signal")!;
        bool ranged = data.ConstructorArguments.Length == 2;
        bool isBool = member.Type is MemberType.Bool or MemberType.Mask;
        double min = ranged ? data.Number(0, 0) : isBool ? 0 : double.NegativeInfinity;
        double max = ranged ? data.Number(1, 0) : isBool ? 1 : double.PositiveInfinity;
        return new SignalFacts(
            member.Name, member.Role == MemberRole.Action, new Interval(Literals.Bits((float)min), Literals.Bits((float)max)), data.Named<string?>("Unit", null) ?? "", member.Axis.ToEquatableArray());
    }

    private static int AsFloat(ProgramBuilder builder, int value) =>
        builder.TypeOf(value).Kind == IrKind.Bool ? builder.Apply(Opcode.BoolToFloat, value) : value;

    /// <summary>0 running, 1 truncated, 2 ended by the simulator, 3 + i termination i; the first termination that holds wins.</summary>
    private static int EndCause(ProgramBuilder builder, List<int> ends, int external)
    {
        int cause = builder.Apply(Opcode.Select, builder.Leaf(Opcode.Truncated, IrType.Bool), builder.Const(1f), builder.Const(0f));
        cause = builder.Apply(Opcode.Select, external, builder.Const(2f), cause);
        for (int i = ends.Count - 1; i >= 0; i--)
        {
            cause = builder.Apply(Opcode.Select, ends[i], builder.Const(3f + i), cause);
        }

        return cause;
    }

    private void Pay(ProgramBuilder builder, SpecScope scope, List<Column> columns, Interval? classClamp, int terminated)
    {
        int sum = -1;
        int objective = -1;
        int total = -1;
        void Add(ref int to, int value) => to = to < 0 ? value : builder.Apply(Opcode.Add, to, value);
        void Sum()
        {
            if (objective < 0)
            {
                objective = sum < 0 ? builder.Const(0f) : sum;
                if (classClamp is not null)
                {
                    objective = Clamp(builder, objective, classClamp);
                }
            }
        }

        for (int i = 0; i < columns.Count; i++)
        {
            Column column = columns[i];
            SpecMember member = _spec.Find(column.Name)!;
            int raw = scope.Now(member, member.Location).Id;
            int paid;
            switch (column.Kind)
            {
                case ColumnKind.Termination:
                    Sum();
                    paid = builder.Apply(Opcode.Select, raw, Parameter(builder, column.Parameter), builder.Const(0f));
                    Add(ref objective, paid);
                    break;
                case ColumnKind.Potential:
                    Sum();
                    total = total < 0 ? objective : total;
                    CarryTable.Entry carry = _carries.Get(CarryKind.Potential, member, IrType.Float, 1);
                    int now = Weighted(builder, raw, column);
                    int discounted = builder.Apply(Opcode.Mul, builder.ConstBits(IrKind.Float, _spec.Contract.DiscountBits), now);
                    int after = builder.Apply(Opcode.Select, terminated, builder.Const(0f), discounted);
                    paid = builder.Apply(Opcode.Sub, after, builder.Leaf(Opcode.Carry, IrType.Float, carry.Slot));
                    total = builder.Apply(Opcode.Add, total, paid);
                    builder.Output(OutputKind.Carry, carry.Slot, now);
                    break;
                default:
                    paid = PayTerm(builder, scope, column, raw);
                    Add(ref sum, paid);
                    break;
            }

            builder.Output(OutputKind.Column, i, paid);
        }

        Sum();
        builder.Output(OutputKind.Objective, 0, objective);
        builder.Output(OutputKind.Total, 0, total < 0 ? objective : total);
    }

    private int PayTerm(ProgramBuilder builder, SpecScope scope, Column column, int raw)
    {
        int value = AsFloat(builder, raw);
        if (column.Clamp is not null)
        {
            value = Clamp(builder, value, column.Clamp);
        }

        int closed = builder.ConstBits(IrKind.Float, column.ElseBits);
        foreach (GateUse use in column.Gates)
        {
            SpecMember gate = _spec.Find(use.Name)!;
            int open = scope.Now(gate, gate.Location).Id;
            if (use.IsBool)
            {
                value = builder.Apply(Opcode.Select, open, value, closed);
            }
            else
            {
                // At 0 a soft gate is closed: it selects, so that a NaN behind it is not paid.
                int isClosed = builder.Apply(Opcode.LessOrEqual, open, builder.Const(0f));
                value = builder.Apply(Opcode.Select, isClosed, closed, builder.Apply(Opcode.Mul, value, open));
            }
        }

        return Weighted(builder, value, column);
    }

    /// <summary>Value × (weight × rate), negative for a penalty. The coefficient is the same for all environments.</summary>
    private int Weighted(ProgramBuilder builder, int value, Column column)
    {
        int coefficient = Parameter(builder, column.Parameter);
        if (column.RateBits != Literals.Bits(1f))
        {
            coefficient = builder.Apply(Opcode.Mul, coefficient, builder.ConstBits(IrKind.Float, column.RateBits));
        }

        if (column.Kind == ColumnKind.Penalty)
        {
            coefficient = builder.Apply(Opcode.Neg, coefficient);
        }

        return builder.Apply(Opcode.Mul, value, coefficient);
    }

    private int Parameter(ProgramBuilder builder, string name) => builder.Leaf(Opcode.Parameter, IrType.Float, _parameterIndex[name]);

    private static int Clamp(ProgramBuilder builder, int value, Interval interval) => builder.Apply(
        Opcode.Clamp, value, builder.ConstBits(IrKind.Float, interval.MinBits), builder.ConstBits(IrKind.Float, interval.MaxBits));

    private static void OutputCarry(ProgramBuilder builder, CarryTable.Entry entry, Value value)
    {
        for (int c = 0; c < value.Ids.Count; c++)
        {
            builder.Output(OutputKind.Carry, entry.Slot + c, value.Ids[c]);
        }
    }

    private RewardProgram? LowerReset(List<Column> columns)
    {
        var builder = new ProgramBuilder();
        SpecScope scope = Scope(builder, reset: true);
        foreach (CarryTable.Entry entry in _carries.Entries.ToList())
        {
            if (entry.Kind == CarryKind.Potential)
            {
                Value raw = scope.Now(entry.Member, entry.Member.Location);
                if (!raw.IsError)
                {
                    OutputCarry(builder, entry, Value.Of(Weighted(builder, raw.Id, columns.First(c => c.Name == entry.Member.Name))));
                }
            }
            else
            {
                OutputCarry(builder, entry, scope.AtReset(entry.Member, entry.Member.Location));
            }
        }

        return _diagnostics.HasErrors ? null : Build(builder);
    }
}
