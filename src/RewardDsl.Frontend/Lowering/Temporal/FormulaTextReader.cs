using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Reads a formula that is text in an attribute; its atoms are the bool members of the spec.</summary>
internal sealed class FormulaTextReader(SpecDeclaration spec, SpecScope scope, RewardDiagnostics diagnostics)
{
    /// <summary>The largest number of atoms that a formula can have.</summary>
    private const int MostAtoms = 64;

    /// <summary>Reads a formula; null when an error was reported.</summary>
    public ReadFormula? Read(FormulaDeclaration declaration)
    {
        // Those that occur come first, so that their numbers are small whatever else the spec has.
        string text = declaration.Text!;
        List<SpecMember> members = spec.Members.Where(static m => m.Type == MemberType.Bool).OrderBy(m => text.IndexOf(m.Name, StringComparison.Ordinal) < 0).Take(MostAtoms).ToList();
        TemporalFormula? formula = TemporalParser.Parse(text, members.ConvertAll(static m => m.Name), out TemporalError? error, out IReadOnlyList<TemporalPlace> places);
        if (formula is null)
        {
            diagnostics.Report(RuleCatalogue.FormulaText, LiteralText.At(declaration.Data, error!.Column, error.Length), declaration.Name, error.Message);
            return null;
        }

        var atoms = new List<FormulaAtom>();
        foreach (int atom in Enumerable.Range(0, members.Count))
        {
            bool isRead = formula.Atoms().Contains(atom);
            Value value = isRead ? scope.Read(declaration.Name, members[atom], declaration.Location ?? members[atom].Location) : Value.Error;
            atoms.Add(new FormulaAtom(members[atom].Name, value.IsError ? -1 : value.Id, members[atom].Name, -1, IsNegated: false));
        }

        return formula.Atoms().Any(a => atoms[a].Value < 0) ? null : new ReadFormula(formula, atoms, places.Select(static p => new FormulaPlace(p.Part, null, p)).ToList());
    }
}
