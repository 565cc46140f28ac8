using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace RewardDsl.Cli;

/// <summary>A picture in SVG: no script, colours for light and dark surroundings, a title and a description for those who do not see it.</summary>
internal sealed class SvgSheet : IDisposable
{
    private const string Colours = """

        .sheet { fill: #ffffff; }
        text { font: 12px Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif; fill: #1f2328; }
        .head { font-size: 15px; font-weight: bold; }
        .name { font-weight: bold; }
        .faint { fill: #59636e; }
        .line { fill: none; stroke: #59636e; stroke-width: 1.2; }
        .tip { fill: #59636e; }
        .grid { fill: none; stroke: #d1d9e0; stroke-width: 1; }
        .plain { fill: #f6f8fa; stroke: #59636e; stroke-width: 1.2; }
        .holds { fill: #dafbe1; stroke: #1a7f37; stroke-width: 1.4; }
        .fails { fill: #ffebe9; stroke: #cf222e; stroke-width: 1.4; }
        .inner { fill: none; stroke: #59636e; stroke-width: 1.2; }
        .some { stroke-dasharray: 5 3; }
        .value { fill: none; stroke: #0969da; stroke-width: 1.8; }
        .mark { fill: #0969da; }
        @media (prefers-color-scheme: dark) {
          .sheet { fill: #0d1117; }
          text { fill: #e6edf3; }
          .faint { fill: #9198a1; }
          .line { stroke: #9198a1; }
          .tip { fill: #9198a1; }
          .grid { stroke: #3d444d; }
          .plain { fill: #151b23; stroke: #9198a1; }
          .holds { fill: #12361f; stroke: #3fb950; }
          .fails { fill: #4a1b1f; stroke: #f85149; }
          .inner { stroke: #9198a1; }
          .value { stroke: #4493f8; }
          .mark { fill: #4493f8; }
        }

        """;

    private readonly XmlWriter _xml;

    /// <summary>Begins a picture.</summary>
    /// <param name="writer">What it is written to; stays open.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">What it is.</param>
    /// <param name="description">What it shows.</param>
    public SvgSheet(TextWriter writer, double width, double height, string title, string description)
    {
        _xml = XmlWriter.Create(writer, new XmlWriterSettings { Indent = true, IndentChars = " ", NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false });
        // Several pictures may stand in one page, where each id must be of one.
        string id = new([.. title.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        _xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(("viewBox", "0 0 " + Number(Math.Ceiling(width)) + " " + Number(Math.Ceiling(height))), ("width", Number(Math.Ceiling(width))), ("height", Number(Math.Ceiling(height))));
        Attributes(("role", "img"), ("aria-labelledby", "title-" + id + " desc-" + id));
        Text("title", title, ("id", "title-" + id));
        Text("desc", description, ("id", "desc-" + id));
        Text("style", Colours.ReplaceLineEndings("\n"));
        Element("rect", ("class", "sheet"), ("width", "100%"), ("height", "100%"));
    }

    /// <summary>A number as it stands in a picture.</summary>
    public static string Number(double value)
    {
        // Without a minus before zero.
        double rounded = Math.Round(value, 1) + 0.0;
        return rounded.ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>A point as it stands in a path.</summary>
    public static string Point(DrawnPoint point) => Number(point.X) + " " + Number(point.Y);

    /// <summary>Begins a group that is shown with a title where a pointer rests on it.</summary>
    public void Begin(string kind, string title)
    {
        _xml.WriteStartElement("g");
        Attributes(("class", kind));
        Text("title", title);
    }

    /// <summary>Ends a group.</summary>
    public void End() => _xml.WriteEndElement();

    /// <summary>An element without content.</summary>
    public void Element(string name, params (string Name, string Value)[] attributes)
    {
        _xml.WriteStartElement(name);
        Attributes(attributes);
        _xml.WriteEndElement();
    }

    /// <summary>A rectangle.</summary>
    public void Box(string kind, DrawnBox box, double corner = 0) =>
        Element("rect", ("class", kind), ("x", Number(box.Left)), ("y", Number(box.Top)), ("width", Number(box.Width)), ("height", Number(box.Height)), ("rx", Number(corner)));

    /// <summary>A line of text, its height that of its base line.</summary>
    public void Line(string text, double x, double y, string kind = "", string anchor = "start")
    {
        (string, string)[] place = [("x", Number(x)), ("y", Number(y))];
        Text("text", text, [.. place, .. kind.Length > 0 ? [("class", kind)] : Array.Empty<(string, string)>(), .. anchor != "start" ? [("text-anchor", anchor)] : Array.Empty<(string, string)>()]);
    }

    /// <summary>Ends the picture.</summary>
    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    private void Text(string name, string text, params (string Name, string Value)[] attributes)
    {
        _xml.WriteStartElement(name);
        Attributes(attributes);
        _xml.WriteString(Valid(text));
        _xml.WriteEndElement();
    }

    private void Attributes(params (string Name, string Value)[] attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            _xml.WriteAttributeString(name, Valid(value));
        }
    }

    /// <summary>Characters that XML cannot hold, not even escaped, are replaced.</summary>
    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            // Half of a pair alone comes out of the enumeration as U+FFFD.
            valid.Append(rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD");
        }

        return valid.ToString();
    }
}
