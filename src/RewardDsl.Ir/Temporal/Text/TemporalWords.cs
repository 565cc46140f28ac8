using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>How operators are spelled.</summary>
internal static class TemporalWords
{
    /// <summary>The letters that may be written together: GF p.</summary>
    public const string UnaryLetters = "XFGYZOH";

    private static readonly (TemporalOperator Kind, string Sign, string Word)[] Spelled =
    [
        (TemporalOperator.True, "true", "true"),
        (TemporalOperator.False, "false", "false"),
        (TemporalOperator.Not, "!", "not"),
        (TemporalOperator.And, "&", "and"),
        (TemporalOperator.Or, "|", "or"),
        (TemporalOperator.Implies, "->", "implies"),
        (TemporalOperator.Iff, "<->", "iff"),
        (TemporalOperator.Xor, "xor", "xor"),
        (TemporalOperator.Next, "X", "next"),
        (TemporalOperator.WeakNext, "WX", "weak_next"),
        (TemporalOperator.Eventually, "F", "eventually"),
        (TemporalOperator.Always, "G", "always"),
        (TemporalOperator.Until, "U", "until"),
        (TemporalOperator.Release, "R", "release"),
        (TemporalOperator.WeakUntil, "W", "weak_until"),
        (TemporalOperator.StrongRelease, "M", "strong_release"),
        (TemporalOperator.Yesterday, "Y", "yesterday"),
        (TemporalOperator.WeakYesterday, "Z", "weak_yesterday"),
        (TemporalOperator.Once, "O", "once"),
        (TemporalOperator.Historically, "H", "historically"),
        (TemporalOperator.Since, "S", "since"),
        (TemporalOperator.Triggered, "T", "triggered"),
    ];

    // What other tools write. Only words: the signs are read by the scanner.
    private static readonly (string Word, TemporalOperator Kind)[] OtherWords =
    [
        ("globally", TemporalOperator.Always),
        ("finally", TemporalOperator.Eventually),
        ("unless", TemporalOperator.WeakUntil),
        ("releases", TemporalOperator.Release),
        ("previously", TemporalOperator.Yesterday),
        ("trigger", TemporalOperator.Triggered),
    ];

    private static readonly Dictionary<TemporalOperator, (string Sign, string Word)> Texts = Spelled.ToDictionary(static s => s.Kind, static s => (s.Sign, s.Word));

    private static readonly Dictionary<string, TemporalOperator> Names = Spelled.SelectMany(static s => new[] { (s.Sign, s.Kind), (s.Word, s.Kind) })
        .Concat(OtherWords).Distinct().ToDictionary(static s => s.Item1, static s => s.Item2, System.StringComparer.Ordinal);

    /// <summary>An operator as text.</summary>
    public static string Text(TemporalOperator kind, bool inWords) => inWords ? Texts[kind].Word : Texts[kind].Sign;

    /// <summary>The operator that a word stands for.</summary>
    public static bool TryFind(string word, out TemporalOperator kind) => Names.TryGetValue(word, out kind);

    /// <summary>An atom as text: in quotes where it would be read as something else.</summary>
    public static string AtomText(string name) => IsName(name) && !Names.ContainsKey(name) && name != "inf" ? name : "\"" + name + "\"";

    public static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);

    public static bool IsNamePart(char c) => IsNameStart(c) || char.IsDigit(c) || c == '.';

    private static bool IsName(string name) => name.Length > 0 && IsNameStart(name[0]) && name.All(IsNamePart) && name[name.Length - 1] != '.';
}
