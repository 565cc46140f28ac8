using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD5005: a term that looks dense, but is a product with a factor that is exactly 0 at rest or nearly everywhere, where no other
/// term leads out. Silent where another term has a slope along the signals of that factor, and for terms that are meant to be sparse.
/// </summary>
internal static class ZeroProducts
{
    private const double Share = 0.8;
    private const int Budget = 24;
    private const int MaximumElements = 3;

    /// <summary>How far from the declared rest value still counts as rest, as a part of the declared range.</summary>
    private const double Around = 0.02;

    public static void Check(RuleContext context)
    {
        var seen = new HashSet<int>();
        Branch? running = null;
        Rest? rest = null;
        var slopes = new SlopeCache(context);
        foreach (ColumnView column in context.Columns.Where(static c => c.Column is { Kind: ColumnKind.Term, Transform: PayTransform.Value, IsRegulariser: false }))
        {
            if (column.Gated < 0 || context.Program.Range(column.Gated) is not { Hi: > 0f, Lo: <= 0f } || context.Program.Range(column.Coefficient).IsFalse)
            {
                continue;
            }

            foreach (ZeroFactor factor in ZeroFactor.Of(context.Step, column.Gated))
            {
                // Only what would otherwise lead: a number that is not an indicator.
                FloatRange other = context.Program.Range(factor.Other);
                if (other.IsSingle || context.Program.Dependences.IsWhole(factor.Other) || context.Program.Range(factor.Value) is { IsSingle: true } or { Lo: > 0f } or { Hi: < 0f })
                {
                    continue;
                }

                List<(int Input, int Element)> elements = ElementReads.Of(context.Step, factor.Value).Where(e => context.Signal(e.Input).Named.Writer != RuleFacts.WriterNobody).ToList();
                if (elements.Count == 0 || !seen.Add(factor.Value))
                {
                    continue;
                }

                running ??= Running(context);
                if (running is null)
                {
                    return;
                }

                rest ??= new Rest(context, running.Box);
                if (At(context, rest, running, factor, elements) is { } found && Report(context, slopes, column, factor, elements, found))
                {
                    break;
                }
            }
        }
    }

    /// <summary>Where the factor is 0: at rest, or in most of its range; null where in neither.</summary>
    private static Plateau? At(RuleContext context, Rest rest, Branch running, ZeroFactor factor, List<(int Input, int Element)> elements)
    {
        if (rest.Pinned(elements).Count > 0)
        {
            string where = "at rest (" + string.Join(", ", rest.Pinned(elements)) + ")";
            if (rest.Near is { } near && factor.IsZero(context.Step, near) == true)
            {
                return new Plateau(near, where, true);
            }

            if (rest.Exactly is { } point && factor.IsZero(context.Step, point) == true && !rest.HasRate(elements))
            {
                return new Plateau(point, where, false);
            }
        }

        if (elements.Count > MaximumElements || Witness.ReadsCarries(context.Analysis, factor.Value))
        {
            return null;
        }

        Box box = running.Box.Clone();
        foreach ((int input, int element) in elements)
        {
            box.Inputs[input][element] = box.Inputs[input][element].Meet(Typical(context.Signal(input)));
            if (!box.Inputs[input][element].IsFinite)
            {
                return null;
            }
        }

        ZeroShare share = ZeroShare.Of(context.Program, box, elements, b => factor.IsZero(context.Step, b), Share, Budget);
        return share.Share > Share && share.Largest is not null && context.Program.Over(share.Largest) is { } piece
            ? new Plateau(piece, "on at least " + Literals.Integer((int)(100 * share.Share)) + " % of the range of '" + string.Join("' and '", elements.Select(e => context.Signal(e.Input).Name + SignalNames.Part(context, e.Input, e.Element))) + "'", true)
            : null;
    }

    /// <summary>Reports the factor unless another term leads out; true when it did.</summary>
    private static bool Report(RuleContext context, SlopeCache slopes, ColumnView column, ZeroFactor factor, List<(int Input, int Element)> elements, Plateau found)
    {
        if (context.Program.Sensitivities(factor.Other).All(static s => s.Value.Slope.IsZero))
        {
            // Steps of steps: meant to be sparse.
            return false;
        }

        var inputs = new HashSet<int>(elements.Select(static e => e.Input));
        bool moves = false;
        foreach (ColumnView other in context.Columns)
        {
            if (other == column)
            {
                continue;
            }

            foreach (int input in slopes.Of(other, found.Where))
            {
                if (inputs.Contains(input))
                {
                    return false;
                }

                moves |= other.Column.Kind != ColumnKind.Penalty && !other.Column.IsRegulariser && !context.Signal(input).IsAction && context.Signal(input).Named.Writer != RuleFacts.WriterNobody;
            }
        }

        // Zero at a point only, with other terms about: the point is left at once.
        if (moves && !found.IsFlat)
        {
            return false;
        }

        (Location place, string text) = factor.Written(context, column);
        context.Report(
            RuleCatalogue.ZeroProduct,
            place,
            moves || !found.IsFlat ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            RangeData.None.Add("factor", text),
            column.Column.Name,
            found.Text,
            text,
            moves ? "no other term reads its signals there" : "no other term varies there");
        return true;
    }

    /// <summary>The part of the box in which the episode goes on.</summary>
    private static Branch? Running(RuleContext context) => context.Program.Where(
        context.With("Termination").Select(t => context.Value(t.Member.Name)).Where(static v => v >= 0).Select(static v => new Condition(v, false)).ToArray());

    private static FloatRange Typical(SignalFacts facts) =>
        facts.Named.Typical is { } typical ? FloatRange.Of(Literals.Float(typical.MinBits), Literals.Float(typical.MaxBits)) : FloatRange.Numbers;

    /// <summary>Where a factor is 0.</summary>
    /// <param name="Where">The part of the box.</param>
    /// <param name="Text">In words.</param>
    /// <param name="IsFlat">Around it too, not only at one value.</param>
    private sealed record Plateau(Branch Where, string Text, bool IsFlat);

    /// <summary>Along which signals each column has a slope, asked once for each part of the box.</summary>
    private sealed class SlopeCache(RuleContext context)
    {
        private readonly Dictionary<(ColumnView Column, Branch Where), List<int>> _known = new();

        public List<int> Of(ColumnView column, Branch where)
        {
            if (!_known.TryGetValue((column, where), out List<int>? inputs))
            {
                int value = column.Column.Kind == ColumnKind.Potential ? column.Raw : column.Gated;
                inputs = value < 0 || (column.Coefficient >= 0 && context.Program.Range(column.Coefficient).IsFalse)
                    ? new List<int>()
                    : where.Sensitivities(value).Where(static s => !s.Value.Slope.IsZero).Select(static s => s.Key).ToList();
                _known.Add((column, where), inputs);
            }

            return inputs;
        }
    }

    /// <summary>The part of the box in which the signals with a declared rest value have it; the others are free.</summary>
    private sealed class Rest
    {
        private readonly RuleContext _context;
        private readonly HashSet<int> _declared;

        public Rest(RuleContext context, Box running)
        {
            _context = context;
            _declared = new HashSet<int>(Enumerable.Range(0, context.Step.Inputs.Count).Where(i =>
                context.Signal(i).Part == SignalPart.Values && RestState.IsDeclared(context, context.Signal(i))));
            Exactly = _declared.Count == 0 ? null : Pin(running, 0);
            Near = _declared.Count == 0 ? null : Pin(running, Around);
        }

        /// <summary>Exactly there.</summary>
        public Branch? Exactly { get; }

        /// <summary>There and a little around.</summary>
        public Branch? Near { get; }

        /// <summary>The rest values among the signals, as text.</summary>
        public List<string> Pinned(List<(int Input, int Element)> elements) => elements.Select(static e => e.Input).Distinct().Where(_declared.Contains)
            .Select(i => _context.Signal(i).Name + " = " + Value(i)).ToList();

        /// <summary>Whether a speed is among the signals: at rest it is 0, and the first movement changes it.</summary>
        public bool HasRate(List<(int Input, int Element)> elements) => elements.Any(e => _declared.Contains(e.Input) && UnitExpression.Parse(_context.Signal(e.Input).Unit, out _) is { IsRate: true });

        private string Value(int input)
        {
            float rest = Literals.Float(_context.Signal(input).Named.RestBits);
            return _context.Step.Inputs[input].Kind == IrKind.Bool ? (rest == 0f ? "false" : "true") : RangeData.Text(rest);
        }

        private Branch? Pin(Box running, double around)
        {
            Box box = running.Clone();
            foreach (int input in _declared)
            {
                float rest = Literals.Float(_context.Signal(input).Named.RestBits);
                InputSlot slot = _context.Step.Inputs[input];
                for (int j = 0; j < slot.Width; j++)
                {
                    FloatRange range = box.Inputs[input][j];
                    double slack = slot.Storage != InputStorage.Float32 || double.IsInfinity(range.Width) ? 0 : around * range.Width;
                    FloatRange pinned = range.Meet(FloatRange.Of((float)(rest - slack), (float)(rest + slack)));
                    if (pinned.IsNothing)
                    {
                        // The episode would have ended there.
                        return null;
                    }

                    box.Inputs[input][j] = pinned;
                }
            }

            return _context.Program.Over(box);
        }
    }
}
