using System;
using System.Collections.Generic;
using System.Text;

namespace RewardDsl.Cli.Tests.Graphs;

/// <summary>Reads the part of DOT that a graph needs: statements of nodes, edges and attributes, each ended by a semicolon.</summary>
internal sealed class DotReader
{
    private readonly string _text;
    private readonly Dictionary<string, Dictionary<string, string>> _nodes = [];
    private readonly List<(string From, string To, string Label)> _edges = [];
    private int _at;

    private DotReader(string text) => _text = text;

    public static (Dictionary<string, Dictionary<string, string>> Nodes, List<(string From, string To, string Label)> Edges) Read(string text)
    {
        var reader = new DotReader(text);
        reader.Graph();
        return (reader._nodes, reader._edges);
    }

    private void Graph()
    {
        Expect("digraph");
        Name();
        Expect("{");
        while (!Accept("}"))
        {
            string name = Name();
            if (Accept("->"))
            {
                string to = Name();
                _edges.Add((name, to, Attributes().GetValueOrDefault("label", "")));
            }
            else if (Accept("="))
            {
                Name();
            }
            else
            {
                _nodes.Add(name, Attributes());
            }

            Expect(";");
        }

        Space();
        if (_at != _text.Length)
        {
            throw new FormatException("more after the graph");
        }
    }

    private Dictionary<string, string> Attributes()
    {
        var attributes = new Dictionary<string, string>();
        if (Accept("["))
        {
            do
            {
                string name = Name();
                Expect("=");
                // A later one replaces an earlier one.
                attributes[name] = Name();
            }
            while (Accept(","));
            Expect("]");
        }

        return attributes;
    }

    private string Name()
    {
        Space();
        var name = new StringBuilder();
        if (!Accept("\""))
        {
            while (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_')
            {
                name.Append(_text[_at++]);
            }

            return name.Length > 0 ? name.ToString() : throw new FormatException("no name at " + _text[_at..]);
        }

        while (_text[_at] != '"')
        {
            char c = _text[_at++];
            name.Append(c != '\\' ? c : _text[_at++] switch { 'n' => '\n', '"' => '"', '\\' => '\\', char other => throw new FormatException("escape " + other) });
        }

        _at++;
        return name.ToString();
    }

    private void Expect(string sign)
    {
        if (!Accept(sign))
        {
            throw new FormatException("no " + sign + " at " + _text[_at..]);
        }
    }

    private bool Accept(string sign)
    {
        Space();
        bool isThere = string.CompareOrdinal(_text, _at, sign, 0, sign.Length) == 0;
        _at += isThere ? sign.Length : 0;
        return isThere;
    }

    private void Space()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }
}
