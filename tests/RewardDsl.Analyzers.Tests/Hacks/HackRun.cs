using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Frontend;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>A finding in the words of the corpus.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Member">The member in whose declaration it lies, or <see cref="HackCase.ClassItself"/>.</param>
/// <param name="Message">Its text.</param>
internal sealed record PlacedFinding(string Rule, DiagnosticSeverity Severity, string Member, string Message)
{
    /// <summary>Whether it is what a header names.</summary>
    public bool Is(HackFinding named) => Rule == named.Rule && Member == named.Member && (named.Severity is null || named.Severity == Severity);

    /// <summary>Whether an author has to look at it.</summary>
    public bool Counts => Severity >= DiagnosticSeverity.Warning;
}

/// <summary>What the rules find in the specs of a case.</summary>
internal sealed record HackRun(HackCase Case, IReadOnlyList<PlacedFinding> Hacked, IReadOnlyList<PlacedFinding> Fixed)
{
    private static readonly HashSet<string> s_rules = [.. RuleCatalogue.Ids];

    private static readonly ConcurrentDictionary<string, Task<HackRun>> s_runs = new(StringComparer.Ordinal);

    /// <summary>What is expected and not found.</summary>
    public IEnumerable<HackFinding> Missing => Case.Expected.Where(e => !Hacked.Any(f => f.Is(e)));

    /// <summary>Whether a rule warns of the hack at its place.</summary>
    public bool IsCaught => Case.Expected.Any(e => Hacked.Any(f => f.Is(e) && f.Counts));

    /// <summary>Analyses a case; each one once.</summary>
    public static Task<HackRun> OfAsync(HackCase hack) => s_runs.GetOrAdd(hack.File, _ => RunAsync(hack));

    /// <summary>What of a source's findings lies in which member, in the order of the text; the source must compile.</summary>
    public static IReadOnlyList<(int Position, PlacedFinding Finding)> Findings(string file, Analysis analysis)
    {
        SyntaxNode root = analysis.Source.GetRoot();
        Diagnostic[] broken =
        [
            .. analysis.CompilerErrors,
            .. analysis.Findings.Where(f => f.Severity == DiagnosticSeverity.Error && f.Id.StartsWith("RWD0", StringComparison.Ordinal)),
        ];
        Assert.True(broken.Length == 0, file + " does not compile:\n" + string.Join("\n", broken.Select(d => d.ToString())));
        return
        [
            .. analysis.Findings.Select(f => (
                f.Location.SourceSpan.Start,
                new PlacedFinding(f.Id, f.Severity, MemberAt(root, f.Location), f.GetMessage(CultureInfo.InvariantCulture)))),
        ];
    }

    /// <summary>Everything that a case and the rules disagree on, one line each; empty when they agree.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        problems.AddRange(Missing.Select(e => "not found: " + e));
        problems.AddRange(Hacked.Where(f => f.Counts && !Case.Expected.Concat(Case.Also).Any(f.Is)).Select(f => "not listed: " + Line(f)));
        problems.AddRange(Unused(Case.Also, Hacked).Select(a => "listed under 'also:' and not found: " + a));
        problems.AddRange(Fixed.Where(f => (f.Counts && !Case.AlsoFixed.Any(f.Is)) || Case.Expected.Any(e => e.Rule == f.Rule)).Where(f => !Case.AlsoFixed.Any(f.Is)).Select(f => "still in the mended spec: " + Line(f)));
        problems.AddRange(Unused(Case.AlsoFixed, Fixed).Select(a => "listed for the mended spec and not found: " + a));
        problems.AddRange(Case.Pending.Where(p => s_rules.Contains(p.Rule)).Select(p => p.Rule + " exists, so it is expected, not pending"));
        problems.AddRange(Case.Expected.Concat(Case.Also).Concat(Case.AlsoFixed).Where(e => !s_rules.Contains(e.Rule)).Select(e => "no such rule: " + e + " (not yet a rule? then 'pending:')"));
        return problems;
    }

    /// <summary>Problems and all findings, in the corpus's own format.</summary>
    public string Report()
    {
        var report = new StringBuilder();
        report.Append("tests/Hacks/").Append(Case.File).Append(" (").Append(Case.Title).Append(")\n");
        foreach (string problem in Problems())
        {
            report.Append("  ").Append(problem).Append('\n');
        }

        Append(report, "All findings in the hacked spec:", Hacked);
        if (Case.HasFix)
        {
            Append(report, "All findings in the mended spec:", Fixed);
        }

        return report.ToString();
    }

    /// <summary>An 'also:' that nothing is found for.</summary>
    private static IEnumerable<HackFinding> Unused(IReadOnlyList<HackFinding> also, IReadOnlyList<PlacedFinding> found) =>
        also.Where(a => !found.Any(f => f.Is(a)));

    private static void Append(StringBuilder report, string heading, IReadOnlyList<PlacedFinding> findings)
    {
        report.Append("  ").Append(heading).Append(findings.Count == 0 ? " none\n" : "\n");
        foreach (PlacedFinding finding in findings)
        {
            report.Append("// also: ").Append(Line(finding)).Append('\n');
        }
    }

    private static string Line(PlacedFinding finding) => finding.Rule + " " + finding.Severity + " at " + finding.Member + " (" + finding.Message + ")";

    private static async Task<HackRun> RunAsync(HackCase hack)
    {
        if (!hack.HasSpec)
        {
            return new HackRun(hack, [], []);
        }

        IReadOnlyList<(int Position, PlacedFinding Finding)> found = Findings(hack.File, await AnalyzerVerifier.AnalyzeAsync(hack.Text));
        return new HackRun(
            hack,
            [.. found.Where(f => f.Position < hack.FixedStart).Select(f => f.Finding)],
            [.. found.Where(f => f.Position >= hack.FixedStart).Select(f => f.Finding)]);
    }

    /// <summary>The member of a type in whose declaration a place lies, attributes included.</summary>
    private static string MemberAt(SyntaxNode root, Location place)
    {
        SyntaxNode node = root.FindNode(place.SourceSpan, getInnermostNodeForTie: true);
        MemberDeclarationSyntax? member = node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault(m => m.Parent is TypeDeclarationSyntax && m is not TypeDeclarationSyntax);
        return member switch
        {
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
            _ => HackCase.ClassItself,
        };
    }
}
