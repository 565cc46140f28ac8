using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using RewardDsl.Testing;

namespace RewardDsl.Analyzers.Tests;

/// <summary>
/// Damages a source as typing, pasting and a bad merge do, and as nobody does: cut, deleted, doubled and swapped tokens, numbers beyond
/// every limit, characters that are no C#, braces that do not pair, types inside types, one name for another.
/// </summary>
internal sealed class SourceMutator(int seed)
{
    private static readonly string[] s_numbers =
    [
        "float.NaN", "float.PositiveInfinity", "double.NaN", "1e39f", "3.4028235e38f", "1e-45f", "-0f", "0", "0f", "-1", "1", "16777217", "65535", "65536", "1048577", "int.MaxValue", "int.MinValue", "2147483648",
        "99999999999999999999", "1e400", "0x7FFFFFFF", "1.5m", "'a'", "null", "default", "\"1\"", "1f / 0f", "(float)0.1",
    ];

    private static readonly string[] s_characters =
        ["\0", "\u2028", "\uFEFF", "\uD83D\uDE00", "\uD800", "\"", "'", "\\", "@", "$", "#", "`", "\u03B8", "/*", "*/", "//", "\"\"\"", "#if X\n", "#region", "\n#pragma warning disable\n", "\n#line 1 \"x.cs\"\n", "\t", ";", ",", ".", "=>", "?", "::", "..", "^", "&&", "!"];

    private static readonly string[] s_braces = ["{", "}", "(", ")", "[", "]", "<", ">", "{ {", "} }", ") )", "((("];

    private static readonly string[] s_operators = ["+", "-", "*", "/", "%", "<", ">", "<=", ">=", "==", "!=", "&&", "||", "&", "|", "^", "<<", "??", "is", "as", "=", "+=", "->", ".."];

    private static readonly string[] s_types =
    [
        "Vec<Vec<Vec<Vector3>>>", "History<History<float>>", "History<Vec<Vector3>>", "Vec<float>", "Vec<>", "(float A, (float B, Vec C) D)", "float[][,]", "float??", "float?*", "dynamic", "object", "void", "T",
        "System.Collections.Generic.Dictionary<string, System.Collections.Generic.List<Vec<Vector4>>>", "System.Func<float, System.Func<Vec, Mask>>", "System.Span<float>", "double", "decimal", "long", "string", "Half", "nint",
        "float", "bool", "int", "float?", "Vec", "Mask", "Vector2", "Vector3", "Vector4", "Quaternion", "Vec<Vector3>", "History<float>", "History<Vec>", "TrainingClock",
    ];

    private readonly Random _random = new(seed);

    /// <summary>One damaged source.</summary>
    public string Mutate(string source)
    {
        List<Piece> tokens = [.. SyntaxFactory.ParseTokens(source, options: AnalyzerVerifier.ParseOptions).Select(t => new Piece(t.ToFullString(), t.Kind()))];
        for (int changes = 1 + _random.Next(3); changes > 0 && tokens.Count > 2; changes--)
        {
            Change(tokens);
        }

        return string.Concat(tokens.Select(t => t.Text));
    }

    private void Change(List<Piece> tokens)
    {
        int at = _random.Next(tokens.Count);
        int other = _random.Next(tokens.Count);
        switch (_random.Next(16))
        {
            case 0:
                tokens.RemoveRange(at, tokens.Count - at);
                break;
            case 1:
                tokens.RemoveAt(at);
                break;
            case 2:
                tokens.Insert(at, tokens[at]);
                break;
            case 3:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 4 or 5:
                Replace(tokens, SyntaxKind.NumericLiteralToken, Any(s_numbers));
                break;
            case 6:
                tokens.Insert(at, new Piece(Any(s_characters), SyntaxKind.None));
                break;
            case 7:
                tokens.Insert(at, new Piece(Any(s_braces), SyntaxKind.None));
                break;
            case 8:
                tokens.RemoveRange(at, Math.Min(_random.Next(2, 40), tokens.Count - at));
                break;
            case 9:
                tokens.InsertRange(at, tokens.GetRange(other, Math.Min(_random.Next(2, 40), tokens.Count - other)));
                break;
            case 10:
                ReplaceType(tokens);
                break;
            case 11:
                ReplaceOperator(tokens);
                break;
            case 12:
                Replace(tokens, SyntaxKind.StringLiteralToken, Any(["\"\"", "\"\\0\"", "null", "\"Speed\"", "nameof(Previous)", "\"m//s\"", "\"{0}\"", "\"\\uD800\"", "\"\\u0000*/<\""]));
                break;
            default:
                // One name for another: what compiles most often, and means something else.
                Replace(tokens, SyntaxKind.IdentifierToken, Name(tokens));
                break;
        }
    }

    private void Replace(List<Piece> tokens, SyntaxKind kind, string text)
    {
        int[] places = [.. Enumerable.Range(0, tokens.Count).Where(i => tokens[i].Kind == kind)];
        if (places.Length > 0)
        {
            Put(tokens, places[_random.Next(places.Length)], text);
        }
    }

    private void ReplaceType(List<Piece> tokens)
    {
        int[] places = [.. Enumerable.Range(0, tokens.Count).Where(i => tokens[i].Text.Trim() is "float" or "bool" or "int" or "Vec" or "Mask" or "Vector2" or "Vector3" or "Quaternion" or "History")];
        if (places.Length > 0)
        {
            Put(tokens, places[_random.Next(places.Length)], Any(s_types));
        }
    }

    private void ReplaceOperator(List<Piece> tokens)
    {
        int[] places = [.. Enumerable.Range(0, tokens.Count).Where(i => s_operators.Contains(tokens[i].Text.Trim()))];
        if (places.Length > 0)
        {
            Put(tokens, places[_random.Next(places.Length)], Any(s_operators));
        }
    }

    private string Name(List<Piece> tokens)
    {
        string[] names = [.. tokens.Where(t => t.Kind == SyntaxKind.IdentifierToken).Select(t => t.Text.Trim())];
        return names.Length == 0 ? "x" : names[_random.Next(names.Length)];
    }

    private string Any(string[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>Another text in the place of a token, with the spaces around it.</summary>
    private static void Put(List<Piece> tokens, int at, string text)
    {
        string old = tokens[at].Text;
        tokens[at] = new Piece(old[..(old.Length - old.TrimStart().Length)] + text + old[old.TrimEnd().Length..], SyntaxKind.None);
    }

    private readonly record struct Piece(string Text, SyntaxKind Kind);
}
