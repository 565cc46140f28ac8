using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using CsvHelper;

namespace RewardDsl.Cli;

/// <summary>A row of a recorded episode.</summary>
/// <param name="Place">Where it stands, such as "line 3".</param>
/// <param name="Cells">For each column its text; empty where there is none.</param>
internal sealed record TraceRow(string Place, ImmutableArray<string> Cells);

/// <summary>Recorded episodes as they stand in a file: named columns of text.</summary>
/// <param name="Columns">The names.</param>
/// <param name="Rows">The rows.</param>
internal sealed record TraceTable(ImmutableArray<string> Columns, ImmutableArray<TraceRow> Rows)
{
    /// <summary>Reads comma-separated values, or JSON where the text begins as JSON does.</summary>
    /// <exception cref="UsageException">The text is neither.</exception>
    public static TraceTable Read(string text, string name)
    {
        try
        {
            TraceTable table = text.TrimStart() is ['[' or '{', ..] ? OfJson(text) : OfCsv(text);
            return table.Rows.IsEmpty ? throw new UsageException("'" + name + "' has no rows; give a header of signal names and a row for each step") : table;
        }
        catch (JsonException problem)
        {
            throw new UsageException("'" + name + "' is no JSON: " + problem.Message);
        }
        catch (Exception problem) when (problem is CsvFormatException or FormatException)
        {
            throw new UsageException("'" + name + "': " + problem.Message);
        }
    }

    private static TraceTable OfCsv(string text)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { TrimWhitespace = true, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Throw });
        reader.ReadHeader();
        ImmutableArray<string> columns = [.. reader.Headers];
        Require(columns);
        var rows = ImmutableArray.CreateBuilder<TraceRow>();
        while (reader.Read())
        {
            rows.Add(new TraceRow("line " + reader.LineNumber.ToString(CultureInfo.InvariantCulture), [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
        }

        return new TraceTable(columns, rows.ToImmutable());
    }

    private static void Require(ImmutableArray<string> columns)
    {
        foreach (string column in columns)
        {
            if (columns.Count(c => c == column) > 1)
            {
                throw new FormatException("two columns are called '" + column + "'");
            }
        }
    }

    /// <summary>An array of steps, an object with an array for each signal, or a line for each step.</summary>
    private static TraceTable OfJson(string text)
    {
        List<Dictionary<string, string>> steps;
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        bool isLines = lines.Length > 1 && lines[0].StartsWith('{') && lines[0].EndsWith('}');
        if (isLines)
        {
            steps = [.. lines.Select(static l => Parsed(l, static root => Flat(root)))];
        }
        else
        {
            steps = Parsed(text, static root => Steps(root));
        }

        ImmutableArray<string> columns = [.. steps.SelectMany(static s => s.Keys).Distinct()];
        return new TraceTable(columns, [.. steps.Select((s, i) => new TraceRow((isLines ? "line " : "step ") + (isLines ? i + 1 : i).ToString(CultureInfo.InvariantCulture), [.. columns.Select(c => s.GetValueOrDefault(c, ""))]))]);
    }

    private static T Parsed<T>(string text, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true });
        return read(document.RootElement);
    }

    private static List<Dictionary<string, string>> Steps(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return [.. root.EnumerateArray().Select(static s => s.ValueKind == JsonValueKind.Object ? Flat(s) : throw new FormatException("a step is no object of signals"))];
        }

        // An array for each signal, all as long as each other.
        int count = -1;
        foreach (JsonProperty signal in root.EnumerateObject())
        {
            int length = signal.Value.ValueKind == JsonValueKind.Array ? signal.Value.GetArrayLength() : throw new FormatException("'" + signal.Name + "' is no array with a value for each step");
            count = count < 0 || count == length ? length : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{signal.Name}' has {length} steps and another signal {count}"));
        }

        var steps = new List<Dictionary<string, string>>();
        for (int i = 0; i < count; i++)
        {
            var cells = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (JsonProperty signal in root.EnumerateObject())
            {
                Flatten(signal.Name, signal.Value[i], cells);
            }

            steps.Add(cells);
        }

        return steps;
    }

    private static Dictionary<string, string> Flat(JsonElement step)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty signal in step.EnumerateObject())
        {
            Flatten(signal.Name, signal.Value, cells);
        }

        return cells;
    }

    private static void Flatten(string name, JsonElement value, Dictionary<string, string> cells)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty part in value.EnumerateObject())
                {
                    Flatten(name + "." + part.Name, part.Value, cells);
                }

                break;
            case JsonValueKind.Array:
                int i = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Flatten(name + "[" + (i++).ToString(CultureInfo.InvariantCulture) + "]", item, cells);
                }

                break;
            case JsonValueKind.Null:
                cells[name] = "";
                break;
            default:
                cells[name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
                break;
        }
    }
}
