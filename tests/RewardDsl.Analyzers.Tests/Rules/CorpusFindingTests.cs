using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>
/// The specs that exercise the language: what the rules of shaping, episodes, composition and temporal logic warn of there is listed, member by
/// member, and true of it. They were written to compute something, not to teach anybody; a new warning is a mistake of a rule until
/// somebody has looked and listed it.
/// </summary>
public sealed class CorpusFindingTests
{
    private static readonly Dictionary<string, (string Why, string[] Members)> s_listed = new(StringComparer.Ordinal)
    {
        ["RWD2001 Error"] = ("The size of a change is paid: back and forth pays twice", ["FoundLengths.Moved", "LongLists.Still"]),
        ["RWD3002 Error"] = ("A payoff of 1 ends an income of 3 a step", ["Replacing.Arrived"]),
        ["RWD3002 Warning"] = ("A small payoff ends an income", ["AbsentPaid.Done", "GateAndPotential.Done"]),
        ["RWD4002 Warning"] = ("What is paid is a constant, or a cap makes it next to nothing", ["Absent.Close", "OneTerm.Alive"]),
        ["RWD4004 Warning"] = ("Penalties of values with a sign, to see that signs are kept", ["AbsentPaid.Capped", "Chains.Smoothness", "FnKernels.Errors", "FnRotations.Angles", "FnVectorKernels.Errors", "FnVectorKernels.Limits", "FoundFirstSum.Cost", "FourVectors.Difference", "GeneratedNames.objective", "Reductions.Extremes", "Rotations.Tilt", "ScalarKernels.Rounded", "SystemMath.Logs", "TotalProgress.Shrink", "Windows.Rate", "WithGradients.Effort"]),
        ["RWD4006 Error"] = ("Products of two numbers with a sign", ["FnFloat.Signs", "Keywords.return", "Reductions.Elements", "WholeNumbers.Product", "WithGradients.Held", "WithGradients.Picked"]),
        ["RWD4006 Warning"] = ("The same, where a limit hides how much it pays", ["Clamps.Limited"]),
        ["RWD4007 Error"] = ("A term behind a gate that closes where the errand is done", ["OfficeErrand.Hurry"]),
        ["RWD4008 Warning"] = ("A rate on what is paid once, or for a change, to see the order of payment", ["Curriculum.First", "Increments.Height"]),
        ["RWD6001 Error"] = ("A formula that contradicts itself, to see that it is never paid", ["TextFormulas."]),
        ["RWD6002 Warning"] = ("Formulas that say less than their words, to see every operator", ["TextFormulas.", "WindowedFormulas.IsUp"]),
        ["RWD6004 Warning"] = ("A constraint that fails for good costs once, beside terms", ["TagRules.ExploresTheNew", "TagRules.ReflectsOnMistakes", "TextFormulas.", "WindowedFormulas.Recover"]),
        ["RWD6005 Warning"] = ("Margins in metres beside others, to see that they are read", ["MarginFormulas.Late", "MarginFormulas.Until2"]),
        ["RWD6006 Warning"] = ("Latches, odometers, automata, machines and monitors without an observation", ["Alternatives.EitherStays", "Coverage.Entered", "Crossing.Light", "Crossing.Presses", "DerivedFormulas.", "Drive.Distance", "FormulaBase.", "GeneratedNames.AtReset", "Keywords.value", "LargeFormulas.Delayed", "LargeFormulas.Held", "MarginFormulas.", "MarginFormulas.Both", "MarginFormulas.Late", "MarginFormulas.Reaches", "MarginFormulas.Recently", "MarginFormulas.Safe", "MarginFormulas.Smooth", "MarginFormulas.Gently", "MarginFormulas.Until2", "Milestones.Carried", "Milestones.Grasped", "Milestones.Lifted", "Milestones.Passed", "PastFormulas.Calm", "PastFormulas.Edge", "PastFormulas.Held", "PastFormulas.Recently", "PastFormulas.SinceKey", "Patrol.Rooms", "PatrolBase.Rooms", "PlainFormulas.Answers", "PlainFormulas.Chain", "PlainFormulas.Either", "States.EverTouched", "TagRules.ExploresTheNew", "TagRules.ReflectsOnMistakes", "TagRules.Seen", "TextFormulas.", "VectorStates.Ever", "Waypoints.Next", "WindowedFormulas.Ends", "WindowedFormulas.Fast", "WindowedFormulas.Recover", "Workshop.Errands"]),
    };

    [Fact]
    public async Task OnlyWhatIsListedIsFound()
    {
        // The files share enums, and functions of another project: one text of all of them.
        string tests = Path.Combine(Repository.Folder, "tests");
        string[] files = [.. Directory.GetFiles(Path.Combine(tests, "RewardDsl.Specs"), "*.cs"), Path.Combine(tests, "RewardDsl.Vocabulary", "Shapes.cs")];
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Joined(await Task.WhenAll(files.Select(static f => File.ReadAllTextAsync(f)))));
        Assert.DoesNotContain(analysis.CompilerErrors, static e => e.Severity == DiagnosticSeverity.Error);
        SyntaxNode root = await analysis.Source.GetRootAsync();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Diagnostic finding in analysis.Findings.Where(static f => f.Id[3] is (>= '2' and <= '4') or '6' && f.Id != "RWD4010" && f.Severity >= DiagnosticSeverity.Warning))
        {
            SyntaxNode place = root.FindNode(finding.Location.SourceSpan);
            string type = place.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Identifier.ValueText;
            found.Add(finding.Id + " " + finding.Severity + ": " + type + "." + place.FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.Identifier.ValueText);
        }

        int read = root.DescendantNodes().OfType<ClassDeclarationSyntax>().Count();
        Assert.True(read >= 80);
        string[] listed = [.. s_listed.SelectMany(static l => l.Value.Members.Select(m => l.Key + ": " + m))];
        Assert.True(found.SetEquals(listed), "Found and not listed:\n" + string.Join('\n', found.Except(listed)) + "\nListed and not found:\n" + string.Join('\n', listed.Except(found)));
    }

    /// <summary>Files with a namespace each as one text.</summary>
    private static string Joined(string[] files)
    {
        string[][] lines = [.. files.Select(static f => f.Split('\n'))];
        return string.Join('\n', lines.SelectMany(static l => l).Where(IsUsing).Append("using System;").Distinct())
            + string.Concat(lines.Select(static l => "\n" + string.Join('\n', l.Where(static line => !IsUsing(line)).Select(static line => line.StartsWith("namespace ", StringComparison.Ordinal) ? line.Trim().TrimEnd(';') + " {" : line)) + "\n}\n"));

        static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal);
    }
}
