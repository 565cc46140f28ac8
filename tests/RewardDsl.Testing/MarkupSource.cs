using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.Testing;

/// <summary>A finding that a test expects.</summary>
/// <param name="Id">Its rule, or empty where the markup leaves it to the test.</param>
/// <param name="Span">Its exact place.</param>
public sealed record ExpectedFinding(string Id, TextSpan Span);

/// <summary>
/// Source text with expected findings in it: <c>[|place|]</c> is a finding of the rule under test,
/// <c>{|RWD0100:place|}</c> one of a named rule. Markup may nest.
/// </summary>
public sealed class MarkupSource
{
    private MarkupSource(string text, ImmutableArray<ExpectedFinding> expected)
    {
        Text = text;
        Expected = expected;
    }

    /// <summary>The source without markup.</summary>
    public string Text { get; }

    /// <summary>The expected findings in the order of the text.</summary>
    public ImmutableArray<ExpectedFinding> Expected { get; }

    /// <summary>Parses markup.</summary>
    public static MarkupSource Parse(string markup)
    {
        var text = new StringBuilder();
        var open = new Stack<(char Close, string Id, int Start)>();
        var found = new List<ExpectedFinding>();
        for (int i = 0; i < markup.Length; i++)
        {
            char next = i + 1 < markup.Length ? markup[i + 1] : '\0';
            if (markup[i] == '[' && next == '|')
            {
                open.Push((']', "", text.Length));
                i++;
            }
            else if (markup[i] == '{' && next == '|')
            {
                int colon = markup.IndexOf(':', i);
                if (colon < 0)
                {
                    throw new FormatException("'{|' without ':' at " + i);
                }

                open.Push(('}', markup[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (markup[i] == '|' && open.Count > 0 && next == open.Peek().Close)
            {
                (_, string id, int start) = open.Pop();
                found.Add(new ExpectedFinding(id, TextSpan.FromBounds(start, text.Length)));
                i++;
            }
            else
            {
                text.Append(markup[i]);
            }
        }

        return open.Count == 0
            ? new MarkupSource(text.ToString(), [.. found.OrderBy(f => f.Span.Start).ThenBy(f => f.Span.Length)])
            : throw new FormatException("Markup is opened " + open.Count + " times more than it is closed.");
    }
}
