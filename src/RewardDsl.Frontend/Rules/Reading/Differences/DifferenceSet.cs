using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The differences that an author wrote by hand, found in the program: parts of a sum of opposite sign that are the same value when
/// nothing changes, of which one reads the step before and the other does not.
/// </summary>
internal sealed class DifferenceSet
{
    private const double Precision = 1e-6;

    /// <summary>Longer texts are not put into messages.</summary>
    private const int Long = 60;

    /// <summary>Boxes to look at for the range of a potential.</summary>
    private const int Budget = 8;

    /// <summary>How the carry of a signal that is read before the step is called.</summary>
    private const string Held = nameof(CarryKind.Held) + ".";

    /// <summary>Values to look at for each column.</summary>
    private const int Most = 400;

    private readonly RuleContext _context;
    private readonly List<Difference> _all = new();
    private readonly HashSet<ColumnView> _only = new();
    private readonly HashSet<int> _seen = new();
    private CarrySources? _sources;
    private IReadOnlyList<IReadOnlyList<Difference>>? _plain;

    public DifferenceSet(RuleContext context)
    {
        _context = context;
        if (!Enumerable.Range(0, context.Step.Carries.Count).Any(c => IsStateFunction(c)))
        {
            return;
        }

        foreach (ColumnView column in context.Columns.Where(static c => c.IsStepwise && c.Weighted >= 0 && c.Column.Transform == PayTransform.Value))
        {
            _seen.Clear();
            Sum(column, Running(column), -1, Array.Empty<Wrap>());
        }

        if (context.Analysis.Spec.Sum.Total.Length > 0 && context.Value(context.Analysis.Spec.Sum.Total) is >= 0 and int total)
        {
            _seen.Clear();
            Sum(null, total, -1, Array.Empty<Wrap>());
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Difference> All => _all;

    /// <summary>Those that are paid as they stand and are no speeds, by their place: a sum of several before and after is one potential.</summary>
    public IReadOnlyList<IReadOnlyList<Difference>> Plain => _plain ??= _all.Where(d => d.IsPlain && d.Ratio is not null && !IsRate(d))
        .GroupBy(d => (d.Column, Place(d), Math.Round(d.Ratio!.Value, 6), d.IsScaled)).Select(static g => (IReadOnlyList<Difference>)g.ToList()).ToList();

    /// <summary>Where the carries of the step program come from.</summary>
    public CarrySources Sources => _sources ??= new CarrySources(
        _context.Step, _context.Program.Dependences, Enumerable.Range(0, _context.Step.Carries.Count).Where(c => _context.Step.Carries[c].Name.StartsWith(Held, StringComparison.Ordinal)).ToList());

    /// <summary>Whether what changes of what a column pays is made of differences alone.</summary>
    public bool IsOnly(ColumnView column) => _only.Contains(column);

    /// <summary>The sum of several potentials.</summary>
    public FloatRange Potential(IReadOnlyList<Difference> differences, Branch? where = null) =>
        differences.Select(d => Potential(d, where)).Aggregate(static (a, b) => a.HasNumber && b.HasNumber ? FloatRange.Of(a.Lo + b.Lo, a.Hi + b.Hi) : FloatRange.Nothing);

    /// <summary>Φ, with the weight where that is a number.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="where">A part of the box of steps at which nothing changes; null for all of it.</param>
    public FloatRange Potential(Difference difference, Branch? where = null)
    {
        int value = _context.Held.Of(difference.Before);
        bool isVector = _context.Held.Program.Program.Code[value].Type.IsVector;
        FloatRange range = where is not null ? where.Prove(value, Budget).Range : isVector ? _context.Held.Program.Range(value) : _context.Held.Program.Prove(value, Budget).Range;
        int count = difference.IsSummed ? Math.Max(1, _context.Step.Code[difference.Before].Type.Length) : 1;
        return Scaled(range, -difference.Scale * count);
    }

    /// <summary>Whether a difference is a rate: divided by the length of a step it is a speed, a level of its own.</summary>
    public bool IsRate(Difference difference) => _context.Sites.All.Any(s =>
        s is { Kind: SiteKind.Operator, Name: nameof(Opcode.Div) } && (StepTime.IsIn(s.Name, s.Syntax) || IsStepLength(s))
        && s.Operands[0].Any(h => difference.Carries.Any(c => _context.Program.Dependences.ReadsCarry(_context.Analysis.Probe(h), c))));

    /// <summary>The place of a difference in the text: the shortest expression that holds both sides, or the member's name.</summary>
    public Location Place(Difference difference) => Written(difference)?.GetLocation() ?? difference.Column?.Name ?? Total() ?? _context.Spec.Location;

    /// <summary>What a message calls a difference: its text, or the member that pays it.</summary>
    public string Text(Difference difference) => Written(difference) is { } written && written.ToString().Length <= Long ? written.ToString() : difference.Column?.Column.Name ?? _context.Analysis.Spec.Sum.Total;

    /// <summary>The text of a difference; null where it is not one expression.</summary>
    public ExpressionSyntax? Written(Difference difference) => _context.Sites.All
        .Where(s => s.Kind == SiteKind.Operator && s.Result.Count == 1 && s.Operands.Count == 2 && Holds(difference, s))
        .OrderBy(s => s.Member == difference.Column?.Column.Name ? 0 : 1).ThenBy(static s => s.Syntax.Span.Length).Select(static s => s.Syntax).OfType<ExpressionSyntax>().FirstOrDefault();

    private Location? Total() => _context.Spec.Find(_context.Analysis.Spec.Sum.Total)?.Location;

    private bool Holds(Difference difference, Site site)
    {
        int value = _context.Analysis.Probe(site.Result[0]);
        bool isCompared = _context.Step.Code[difference.Value].Type.Kind == IrKind.Bool;
        return isCompared ? value == difference.Value
            : _context.Step.Code[value].Type.Kind == IrKind.Float && site.Name is nameof(Opcode.Sub) or nameof(Opcode.Add)
                && difference.Carries.All(c => _context.Program.Dependences.ReadsCarry(value, c)) && Match(LinearForm.Of(_context.Program, value)).Any(m => m.Before.Value == difference.Before);
    }

    private bool IsStepLength(Site division) =>
        division.Operands[1].Count == 1 && _context.Program.Range(_context.Analysis.Probe(division.Operands[1][0])) is { IsSingle: true } length
        && Literals.Bits(length.Lo) == _context.Analysis.Contract.StepSecondsBits;

    /// <summary>What a column pays where the episode goes on.</summary>
    private int Running(ColumnView column) =>
        column.Column.SkipsEnd && _context.Step.Code[column.Weighted] is { Op: Opcode.Select } code && code.A == _context.Step.Find(Ir.OutputKind.Terminated) ? code.C : column.Weighted;

    /// <summary>Looks at a sum, and into those of its parts that read the step before.</summary>
    private void Sum(ColumnView? column, int value, int against, IReadOnlyList<Wrap> wraps)
    {
        if (_seen.Count > Most || !ReadsBefore(value) && (against < 0 || !ReadsBefore(against)))
        {
            return;
        }

        List<LinearPart> parts = LinearForm.Of(_context.Program, value).ToList();
        if (against >= 0)
        {
            parts.AddRange(LinearForm.Of(_context.Program, against).Select(static p => p with { Factor = -p.Factor }));
        }

        var used = new HashSet<LinearPart>();
        foreach ((LinearPart before, IReadOnlyList<LinearPart> now, double? ratio) in Match(parts))
        {
            used.Add(before);
            used.UnionWith(now);
            int place = against >= 0 ? wraps[wraps.Count - 1].Value : value;
            _all.Add(new Difference(column, place, before.Value, before.IsSummed, before.Factor, before.Symbols.Count == 0, ratio, wraps, Carries(before.Value).ToList()));
        }

        if (wraps.Count == 0 && column is not null && used.Count > 0 && parts.All(p => p.IsFixed || used.Contains(p)))
        {
            _only.Add(column);
        }

        foreach (LinearPart part in parts.Where(p => !p.IsFixed && !used.Contains(p) && ReadsBefore(p.Value)))
        {
            Inside(column, part.Value, wraps);
        }
    }

    /// <summary>Looks into an operation that is no sum.</summary>
    private void Inside(ColumnView? column, int value, IReadOnlyList<Wrap> wraps)
    {
        if (!_seen.Add(value) || _seen.Count > Most)
        {
            return;
        }

        Instruction code = _context.Step.Code[value];
        void Look(int operand, Around kind, int what) => Sum(column, operand, -1, wraps.Append(new Wrap(kind, what)).ToList());
        switch (code.Op)
        {
            case Opcode.MaxZero or Opcode.MinZero or Opcode.Abs:
                Look(code.A, Around.Rectified, value);
                break;
            case Opcode.Clamp:
                Look(code.A, _context.Program.Range(code.B).Lo >= 0f || _context.Program.Range(code.C).Hi <= 0f ? Around.Rectified : Around.Clip, value);
                break;
            case Opcode.Max or Opcode.Min when LinearForm.IsFixed(_context.Program, code.A) || LinearForm.IsFixed(_context.Program, code.B):
                Look(LinearForm.IsFixed(_context.Program, code.A) ? code.B : code.A, Around.Clip, value);
                break;
            case Opcode.Mul when code.A != code.B:
                Look(code.A, Around.Factor, code.B);
                Look(code.B, Around.Factor, code.A);
                break;
            case Opcode.Div:
                Look(code.A, Around.Factor, code.B);
                break;
            case Opcode.Select:
                Around kind = ReadsBefore(code.A) ? Around.OwnChoice : Around.Choice;
                Look(code.B, kind, code.A);
                Look(code.C, kind, code.A);
                Asked(column, code.A, wraps);
                break;
            default:
                for (int k = 0; k < 3; k++)
                {
                    if (code.Operand(k) >= 0 && _context.Step.Code[code.Operand(k)].Type.Kind == IrKind.Float)
                    {
                        Look(code.Operand(k), Around.Other, value);
                    }
                }

                break;
        }
    }

    /// <summary>Looks for comparisons of what is now with what was.</summary>
    private void Asked(ColumnView? column, int condition, IReadOnlyList<Wrap> wraps)
    {
        Instruction code = _context.Step.Code[condition];
        if (!ReadsBefore(condition) || !_seen.Add(condition))
        {
            return;
        }

        if (code.Op is Opcode.Less or Opcode.LessOrEqual)
        {
            Sum(column, code.A, code.B, wraps.Append(new Wrap(Around.OwnChoice, condition)).ToList());
        }
        else if (code.Op is Opcode.Not or Opcode.And or Opcode.Or)
        {
            Asked(column, code.A, wraps);
            if (code.B >= 0)
            {
                Asked(column, code.B, wraps);
            }
        }
    }

    /// <summary>The parts that read the step before, each with the parts that are the same now, and the ratio of the factors.</summary>
    private IEnumerable<(LinearPart Before, IReadOnlyList<LinearPart> Now, double? Ratio)> Match(IReadOnlyList<LinearPart> parts)
    {
        foreach (LinearPart before in parts.Where(p => !p.IsFixed && p.Factor != 0 && IsStateBefore(p.Value)))
        {
            var now = new List<LinearPart>();
            double? ratio = double.NaN;
            foreach (LinearPart wanted in LinearForm.Of(_context.Held.Program, _context.Held.Of(before.Value), before.IsSummed).Where(static w => !w.IsFixed))
            {
                LinearPart? found = parts.FirstOrDefault(p => !p.IsFixed && p.IsSummed == wanted.IsSummed && !ReadsBefore(p.Value) && _context.Held.Of(p.Value) == wanted.Value);
                double own = found is null ? double.NaN : -found.Factor / (before.Factor * wanted.Factor);
                if (!(own > 0) || (ratio is > 0 && Math.Abs(own - ratio.Value) > Precision * own))
                {
                    now.Clear();
                    break;
                }

                // Symbols of the two programs have other numbers: where there are any, the ratio is open unless both sides have the same.
                bool isNumber = wanted.Symbols.Count == 0 && found!.Symbols.Equals(before.Symbols);
                ratio = isNumber && ratio is not null ? own : null;
                now.Add(found!);
            }

            if (now.Count > 0)
            {
                yield return (before, now, ratio);
            }
        }
    }

    /// <summary>A function of one earlier step's state, not of actions alone.</summary>
    private bool IsStateBefore(int value)
    {
        bool any = false;
        foreach (int carry in Enumerable.Range(0, _context.Step.Carries.Count).Where(c => _context.Program.Dependences.ReadsCarry(value, c)))
        {
            if (!IsStateFunction(carry))
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    private bool IsStateFunction(int carry) => Sources.IsOfOneStep(carry)
        && (_context.Program.Dependences.Inputs(Sources.Next(carry)).Any(i => !_context.Signal(i).IsAction) || Carries(Sources.Next(carry)).Any());

    private bool ReadsBefore(int value) => Carries(value).Any(c => IsStateFunction(c));

    private IEnumerable<int> Carries(int value) => Enumerable.Range(0, _context.Step.Carries.Count).Where(c => _context.Program.Dependences.ReadsCarry(value, c));

    private static FloatRange Scaled(FloatRange range, double factor)
    {
        float a = (float)(range.Lo * factor);
        float b = (float)(range.Hi * factor);
        return range with { Lo = Math.Min(a, b), Hi = Math.Max(a, b) };
    }
}
