using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints <c>Explain</c>: the payment of one scalar step in plain C#, member by member. It shares no code with the kernels,
/// because it is what they are tested against.
/// </summary>
internal static class ExplainEmitter
{
    public static string Emit(RewardUnit unit)
    {
        LoweredSpec lowered = unit.Lowered!;
        SourceWriter writer = new SourceWriter().Header();
        using (Names.OpenType(writer, unit.Surface))
        {
            writer.Line("/// <summary>How this step is paid: raw → transformed → weighted for each member, in column order.</summary>");
            writer.Line("/// <param name=\"truncated\">The simulator cut the episode.</param>");
            writer.Line("/// <param name=\"terminated\">The simulator ended the episode for a reason that no termination states.</param>");
            writer.Line("/// <param name=\"parameters\">Weights and payoffs; null: those in the source. Potentials before and after use the same weight.</param>");
            writer.Line(Names.GeneratedCode);
            writer.Line("public " + Names.Hides(unit.Surface) + "global::RewardDsl.RewardExplanation Explain(bool truncated = false, bool terminated = false, global::RewardDsl.ParameterSet? parameters = null) => __Pay(truncated, terminated, parameters, new float[" + SurfaceEmitter.CarrySlots(lowered) + "]);");
            writer.Line();
            writer.Line("/// <summary>Pays the step; <paramref name=\"carried\"/> gets what is carried on: the best of column k at 2k, what once and budget know of it at 2k + 1, the same of the class behind them. Null: the payment of a reset observation, up to the sum.</summary>");
            writer.Line(Names.GeneratedCode);
            using (writer.Open("private global::RewardDsl.RewardExplanation __Pay(bool truncated, bool terminated, global::RewardDsl.ParameterSet? parameters, float[]? carried)"))
            {
                writer.Line("parameters ??= new global::RewardDsl.ParameterSet(Spec);");
                if (Inherited(unit.Surface).Count > 0)
                {
                    // The base's members may be private; its values are not.
                    writer.Line("var inherited = new " + unit.Surface.BaseType + ".Values(this, null, null);");
                }

                writer.Line("var terms = new global::RewardDsl.TermExplanation[" + Literals.Integer(lowered.Columns.Count) + "];");
                new Body(writer, unit, lowered).Print();
            }

            FormulaExplainer.Tables(writer, lowered);
            MachineExplainer.Tables(writer, lowered);
            if (lowered.Sum.Transform != PayTransform.Value)
            {
                writer.Line();
                writer.Line(Names.GeneratedCode);
                writer.Line("private float __FirstSum(global::RewardDsl.ParameterSet? parameters) => __Pay(false, false, parameters, null).Objective;");
            }
        }

        return writer.ToString();
    }

    /// <summary>Names of the members that a base spec declares.</summary>
    public static HashSet<string> Inherited(SpecSurface surface) => new(surface.Members.Where(static m => m.IsInherited).Select(static m => m.Name));

    private sealed class Body(SourceWriter writer, RewardUnit unit, LoweredSpec lowered)
    {
        private readonly HashSet<string> _inherited = Inherited(unit.Surface);
        private readonly FormulaExplainer _formulas = new(writer, lowered, Inherited(unit.Surface));
        private readonly MachineExplainer _machines = new(writer, unit.Surface, lowered, Inherited(unit.Surface));
        private readonly List<string> _summed = new();
        private readonly List<string> _weights = new();

        public void Print()
        {
            string replaced = string.Join(" || ", lowered.Columns.Where(static c => c.Replaces).Select(c => Member(c.Name)));
            Ends();
            if (replaced.Length > 0)
            {
                writer.Line("bool replaced = " + replaced + ";");
            }

            for (int i = 0; i < lowered.Columns.Count; i++)
            {
                if (lowered.Columns[i].IsStepwise)
                {
                    Term(lowered.Columns[i], i, replaced.Length > 0);
                }
            }

            Sum(replaced.Length > 0);
            bool shaped = false;
            for (int i = 0; i < lowered.Columns.Count; i++)
            {
                if (lowered.Columns[i].Accumulation is { } accumulation)
                {
                    Collected(lowered.Columns[i], i, accumulation, replaced.Length > 0);
                }
                else if (lowered.Columns[i].Kind == ColumnKind.Termination)
                {
                    Termination(lowered.Columns[i], i);
                }
                else if (lowered.Columns[i].Kind is ColumnKind.Objective or ColumnKind.Constraint)
                {
                    _formulas.Pay(lowered.Columns[i], i);
                }
                else if (lowered.Columns[i].Kind == ColumnKind.Machine)
                {
                    _machines.Pay(lowered.Columns[i], i);
                }
                else if (lowered.Columns[i].Kind == ColumnKind.Potential)
                {
                    Potential(lowered.Columns[i], i, !shaped);
                    shaped = true;
                }
            }

            Result(shaped);
        }

        private string Member(string name) => (_inherited.Contains(name) ? "inherited." : "this.") + Identifiers.Escape(name);

        private static string Weight(Column column)
        {
            string weight = column.WeightMember.Length > 0 ? "this." + Identifiers.Escape(column.WeightMember) : "parameters[" + Names.Quote(column.Parameter) + "]";
            weight += column.Schedule.Length > 0 ? " * " + Identifiers.Escape(column.Schedule) + "(parameters.Clock)" : "";
            return weight + (column.RateBits == Literals.Bits(1f) ? "" : " * " + Literals.CSharp(column.RateBits));
        }

        private void Ends()
        {
            _formulas.Step();
            writer.Line("int endCause = terminated ? 2 : truncated ? 1 : 0;");
            for (int i = lowered.Terminations.Count - 1; i >= 0; i--)
            {
                string name = _formulas.End(lowered.Terminations[i]) ?? _machines.End(lowered.Terminations[i]) ?? Member(lowered.Terminations[i]);
                writer.Line("terminated |= " + name + ";");
                writer.Line("endCause = " + name + " ? " + Literals.Integer(i + 3) + " : endCause;");
            }

            _formulas.Close();
        }

        private void Term(Column column, int index, bool canBeReplaced)
        {
            string n = Literals.Integer(index);
            string member = Member(column.Name);
            writer.Line();
            writer.Line("// " + column.Kind + " " + column.Name);
            writer.Line("float raw" + n + " = " + member + (column.IsBool ? " ? 1f : 0f;" : column.IsOptional ? " ?? 0f;" : ";"));
            writer.Line("float value" + n + " = " + Transformed(column, index) + ";");
            if (column.Transform == PayTransform.BestSoFar)
            {
                Carry(2 * index, Before(2 * index) + " < raw" + n + " ? raw" + n + " : " + Before(2 * index));
            }

            if (column.Clamp is { } clamp)
            {
                writer.Line("value" + n + " = " + Clamp("value" + n, clamp) + ";");
            }

            foreach (GateUse gate in column.Gates)
            {
                string open = Member(gate.Name);
                string closed = Literals.CSharp(column.ElseBits);
                writer.Line("value" + n + " = " + (gate.IsBool ? open + " ? value" + n + " : " + closed : open + " <= 0f ? " + closed + " : value" + n + " * " + open) + ";");
            }

            if (column is { IsSummed: true, Kind: not ColumnKind.Bonus })
            {
                _weights.Add("(" + Weight(column) + ")");
            }

            writer.Line("float paid" + n + " = value" + n + " * " + (column.Kind == ColumnKind.Penalty ? "-" : "") + "(" + Weight(column) + ");");
            if (column.IsOptional)
            {
                writer.Line("paid" + n + " = " + member + " is null ? 0f : paid" + n + ";");
            }

            if (column.SkipsEnd)
            {
                writer.Line("paid" + n + " = terminated && carried is not null ? 0f : paid" + n + ";");
            }

            Limited("paid" + n, n, column.Limit, column.CapBits, (2 * index) + 1);
            if (!column.IsSummed)
            {
                return;
            }

            if (canBeReplaced)
            {
                // The reset observation, of which only a transformed sum asks, ends nothing.
                writer.Line("paid" + n + " = replaced" + (lowered.Sum.Transform == PayTransform.Value ? "" : " && carried is not null") + " ? 0f : paid" + n + ";");
            }

            _summed.Add("paid" + n);
            Explained(column, n);
        }

        private void Explained(Column column, string n) => writer.Line(
            "terms[" + n + "] = new(" + Names.Quote(column.Name) + ", raw" + n + ", value" + n + ", paid" + n + ")" + (column.IsOptional ? " { IsAbsent = " + Member(column.Name) + " is null }" : "") + ";");

        /// <summary>What was collected with this step, and what of it is paid where the episode ends.</summary>
        private void Collected(Column column, int index, Accumulation accumulation, bool canBeReplaced)
        {
            string n = Literals.Integer(index);
            int slot = SurfaceEmitter.CollectedSlot(lowered, index);
            string other = Literals.CSharp(accumulation.ElseBits);
            string decided = accumulation.Outcome.Length == 0 ? "collected" + n : "(" + Member(accumulation.Outcome) + " ? collected" + n + " : " + other + ")";
            string cut = accumulation.AtTruncation switch
            {
                ClosingRule.EndOfTrace => decided,
                ClosingRule.Holds => "collected" + n,
                ClosingRule.Fails => other,
                _ => "0f",
            };
            writer.Line();
            writer.Line("// Collected of " + column.Name);
            writer.Line("float collected" + n + " = " + Before(slot) + " + paid" + n + ";");
            Carry(slot, "collected" + n);
            writer.Line("paid" + n + " = terminated ? " + decided + " : truncated ? " + cut + " : 0f;");
            if (canBeReplaced)
            {
                writer.Line("paid" + n + " = replaced ? 0f : paid" + n + ";");
            }

            writer.Line("objective += paid" + n + ";");
            Explained(column, n);
        }

        private void Sum(bool canBeReplaced)
        {
            SumRules rules = lowered.Sum;
            int slot = 2 * lowered.Columns.Count;
            writer.Line();
            writer.Line("float objective = " + (_summed.Count == 0 ? "0f" : string.Join(" + ", _summed)) + ";");
            if (rules.Total.Length > 0)
            {
                writer.Line("__sums = (objective, " + (_weights.Count == 0 ? "0f" : string.Join(" + ", _weights)) + ");");
                if (!_inherited.Contains(rules.Total))
                {
                    writer.Line("__last = __sums.Value;");
                }

                writer.Line("objective = this.__Total;");
            }

            if (rules.Transform != PayTransform.Value)
            {
                using (writer.Open("if (carried is null)"))
                {
                    writer.Line("return new global::RewardDsl.RewardExplanation { Terms = terms, Costs = global::System.Array.Empty<float>(), Objective = objective, Total = objective, Terminated = terminated, EndCause = endCause };");
                }

                writer.Line("float sum = objective, before = " + Before(slot) + ";");
                writer.Line("objective = " + (rules.Transform == PayTransform.Progress ? "sum - before" : "sum <= before ? 0f : sum - before") + ";");
                writer.Line("carried[" + Literals.Integer(slot) + "] = " + (rules.Transform == PayTransform.Progress ? "sum" : "before < sum ? sum : before") + ";");
            }

            if (rules.Clamp is { } clamp)
            {
                writer.Line("objective = " + Clamp("objective", clamp) + ";");
            }

            Limited("objective", "Sum", rules.Limit, rules.CapBits, slot + 1);
            if (canBeReplaced)
            {
                writer.Line("objective = replaced ? 0f : objective;");
            }
        }

        private void Termination(Column column, int index)
        {
            string n = Literals.Integer(index);
            string member = Member(column.Name);
            writer.Line();
            writer.Line("// Termination " + column.Name);
            writer.Line("float raw" + n + " = " + member + " ? 1f : 0f;");
            writer.Line("float paid" + n + " = " + member + " ? " + Weight(column) + " : 0f;");
            writer.Line("objective += paid" + n + ";");
            writer.Line("terms[" + n + "] = new(" + Names.Quote(column.Name) + ", raw" + n + ", raw" + n + ", paid" + n + ");");
        }

        private void Potential(Column column, int index, bool isFirst)
        {
            string n = Literals.Integer(index);
            writer.Line();
            writer.Line("// Potential " + column.Name);
            if (isFirst)
            {
                writer.Line("float total = objective;");
            }

            (string now, string before) = _machines.IsOf(column) ? _machines.Potentials(column) : column.IsOfAutomaton ? _formulas.Potentials(column) : (Member(column.Name), "Previous." + Identifiers.Escape(column.Name));
            writer.Line("float raw" + n + " = " + now + ";");
            writer.Line("float value" + n + " = raw" + n + " * (" + Weight(column) + ");");
            writer.Line("float before" + n + " = " + before + " * (" + Weight(column) + ");");
            writer.Line("float paid" + n + " = (terminated ? 0f : " + Literals.CSharp(unit.Contract.DiscountBits) + " * value" + n + ") - before" + n + ";");
            writer.Line("total += paid" + n + ";");
            writer.Line("terms[" + n + "] = new(" + Names.Quote(column.Name) + ", raw" + n + ", value" + n + ", paid" + n + ");");
        }

        private void Result(bool shaped)
        {
            string total = shaped ? "total" : "objective";
            string Finite(string value) => lowered.Sum.LowerBits is { } lower ? "float.IsFinite(" + value + ") ? " + value + " : " + Literals.CSharp(lower) : value;
            string Floats(IEnumerable<(string Name, bool IsBool)> members)
            {
                string[] all = members.Select(m => Member(m.Name) + (m.IsBool ? " ? 1f : 0f" : "")).ToArray();
                return all.Length == 0 ? "global::System.Array.Empty<float>()" : "new float[] { " + string.Join(", ", all) + " }";
            }

            writer.Line();
            if (lowered.Sum.Total.Length > 0)
            {
                writer.Line("__sums = null;");
            }

            writer.Line("return new global::RewardDsl.RewardExplanation");
            using (writer.Open("", "};"))
            {
                writer.Line("Terms = terms,");
                writer.Line("Costs = " + Floats(lowered.Costs.Select(static c => (c.Name, c.IsBool))) + ",");
                if (lowered.Metrics.Count > 0)
                {
                    writer.Line("Metrics = " + Floats(lowered.Metrics.Select(static m => (m.Name, m.IsBool))) + ",");
                }

                if (lowered.Assumptions.Count > 0)
                {
                    writer.Line("Assumptions = new bool[] { " + string.Join(", ", lowered.Assumptions.Select(Member)) + " },");
                }

                _formulas.Result(_machines.States());
                writer.Line("Objective = " + Finite("objective") + ",");
                writer.Line("Total = " + Finite(total) + ",");
                writer.Line("Terminated = terminated,");
                writer.Line("EndCause = endCause,");
            }
        }

        /// <summary>What a carry held before this step.</summary>
        private static string Before(int slot) => "Previous.__Carried(" + Literals.Integer(slot) + ")";

        private void Carry(int slot, string value) => writer.Line("(carried ?? new float[" + Literals.Integer(slot + 1) + "])[" + Literals.Integer(slot) + "] = " + value + ";");

        private string Transformed(Column column, int index)
        {
            string raw = "raw" + Literals.Integer(index);
            string before = "Previous." + Identifiers.Escape(column.Name);
            string best = Before(2 * index);
            return column.Transform switch
            {
                PayTransform.Progress => raw + " - " + (column.IsBool ? "(" + before + " ? 1f : 0f)" : before),
                PayTransform.Rise => Member(column.Name) + " && !" + before + " ? 1f : 0f",
                PayTransform.BestSoFar => raw + " <= " + best + " ? 0f : " + raw + " - " + best,
                _ => raw,
            };
        }

        private void Limited(string paid, string suffix, PayLimit limit, uint capBits, int slot)
        {
            if (limit == PayLimit.None)
            {
                return;
            }

            using (writer.Open("if (carried is not null)"))
            {
                string at = "carried[" + Literals.Integer(slot) + "]";
                if (limit == PayLimit.Once)
                {
                    writer.Line(at + " = " + Before(slot) + " != 0f || " + paid + " != 0f ? 1f : 0f;");
                    writer.Line(paid + " = " + Before(slot) + " != 0f ? 0f : " + paid + ";");
                }
                else
                {
                    writer.Line("float left" + suffix + " = global::System.MathF.Max(" + Literals.CSharp(capBits) + " - " + Before(slot) + ", 0f);");
                    writer.Line(paid + " = global::RewardDsl.RewardMath.Clamp(" + paid + ", -left" + suffix + ", left" + suffix + ");");
                    writer.Line(at + " = float.IsNaN(" + paid + ") ? " + Before(slot) + " : " + Before(slot) + " + global::System.MathF.Abs(" + paid + ");");
                }
            }
        }

        private static string Clamp(string value, Interval interval) =>
            "global::RewardDsl.RewardMath.Clamp(" + value + ", " + Literals.CSharp(interval.MinBits) + ", " + Literals.CSharp(interval.MaxBits) + ")";
    }
}
