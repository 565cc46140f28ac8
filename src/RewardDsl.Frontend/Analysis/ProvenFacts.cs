using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>What is proven about a spec, by value: for the documentation of generated members and for the metadata.</summary>
/// <param name="Members">The C# values of members.</param>
/// <param name="Columns">What each column pays, in order.</param>
/// <param name="Step">What a step pays without shaping.</param>
/// <param name="Return">What an episode pays without shaping, discounted.</param>
public sealed record ProvenFacts(EquatableArray<MemberFacts> Members, EquatableArray<PaidFacts> Columns, FloatRange Step, FloatRange Return)
{
    /// <summary>Analyses a spec at the cost of one pass: without the searches of the rules.</summary>
    public static ProvenFacts Of(LoweredSpec lowered, Contract contract)
    {
        SpecAnalysis analysis = SpecAnalysis.Of(lowered, contract);
        ProgramAnalysis program = analysis.Analysis;
        var units = SpecUnits.Of(lowered);
        var members = new List<MemberFacts>();
        foreach (MemberProbe probe in lowered.Probes.Where(p => lowered.Signals.All(s => s.Name != p.Name)))
        {
            FloatRange range = FloatRange.Nothing;
            for (int i = 0; i < probe.Count; i++)
            {
                range = range.Join(program.Range(analysis.Probe(probe.First + i)));
            }

            bool isTruth = analysis.Step.Code[analysis.Probe(probe.First)].Type.Kind == IrKind.Bool;
            members.Add(new MemberFacts(probe.Name, isTruth, range, (isTruth ? null : units.Text(Enumerable.Range(probe.First, probe.Count).ToList())) ?? ""));
        }

        int objective = analysis.Step.Find(OutputKind.Objective);
        return new ProvenFacts(
            members.ToEquatableArray(),
            lowered.Columns.Select((_, i) => Paid(analysis, i)).ToEquatableArray(),
            program.Range(objective),
            ReturnRange.Of(program, objective, Literals.Float(contract.DiscountBits), contract.Horizon, search: false).Range);
    }

    /// <summary>The facts of a member, or null.</summary>
    public MemberFacts? Find(string name) => Members.FirstOrDefault(m => m.Name == name);

    private static PaidFacts Paid(SpecAnalysis analysis, int column)
    {
        int value = analysis.Step.Find(OutputKind.Column, column);
        var rises = new List<string>();
        var falls = new List<string>();
        foreach (KeyValuePair<int, Sensitivity> signal in analysis.Analysis.Sensitivities(value))
        {
            // A jump may go either way: a direction is told only where every step of the value goes the same.
            if (signal.Value.Direction > 0)
            {
                rises.Add(analysis.Spec.Signals[signal.Key].Name);
            }
            else if (signal.Value.Direction < 0)
            {
                falls.Add(analysis.Spec.Signals[signal.Key].Name);
            }
        }

        return new PaidFacts(analysis.Spec.Columns[column].Name, analysis.Analysis.Range(value), rises.ToEquatableArray(), falls.ToEquatableArray());
    }
}

/// <summary>What is proven about the C# value of a member.</summary>
/// <param name="Name">The member.</param>
/// <param name="IsTruth">A truth value or several.</param>
/// <param name="Range">Every element of it lies there.</param>
/// <param name="Unit">Its unit, empty when it is not known.</param>
public sealed record MemberFacts(string Name, bool IsTruth, FloatRange Range, string Unit);

/// <summary>What is proven about what a column pays in a step, with the weights of the source.</summary>
/// <param name="Name">The member.</param>
/// <param name="Range">What it pays.</param>
/// <param name="Rises">Signals with which it never falls.</param>
/// <param name="Falls">Signals with which it never rises.</param>
public sealed record PaidFacts(string Name, FloatRange Range, EquatableArray<string> Rises, EquatableArray<string> Falls);
