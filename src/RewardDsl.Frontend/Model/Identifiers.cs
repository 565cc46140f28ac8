using Microsoft.CodeAnalysis.CSharp;

namespace RewardDsl.Frontend;

/// <summary>Names as C# source spells them.</summary>
public static class Identifiers
{
    /// <summary>Escapes a name that is a C# keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
