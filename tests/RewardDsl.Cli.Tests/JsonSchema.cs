using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace RewardDsl.Cli.Tests;

/// <summary>The part of JSON Schema that the tool's schema uses; a keyword beyond it fails the test.</summary>
internal static class JsonSchema
{
    /// <summary>Where a text does not fit a schema.</summary>
    public static IReadOnlyList<string> Problems(string schema, string json)
    {
        var problems = new List<string>();
        JsonElement root = JsonDocument.Parse(schema).RootElement;
        Check(root, root, JsonDocument.Parse(json).RootElement, "$", problems);
        return problems;
    }

    /// <summary>Names of all members that a schema describes.</summary>
    public static IReadOnlySet<string> Names(string schema)
    {
        var names = new HashSet<string>();
        void Walk(JsonElement schema)
        {
            foreach (JsonProperty keyword in schema.EnumerateObject())
            {
                if (keyword.Name is "properties" or "$defs")
                {
                    foreach (JsonProperty member in keyword.Value.EnumerateObject())
                    {
                        if (keyword.Name == "properties")
                        {
                            names.Add(member.Name);
                        }

                        Walk(member.Value);
                    }
                }
                else if (keyword.Name == "items")
                {
                    Walk(keyword.Value);
                }
            }
        }

        Walk(JsonDocument.Parse(schema).RootElement);
        return names;
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            bool fits = true;
            switch (keyword.Name)
            {
                case "$schema" or "$id" or "$defs" or "title" or "description":
                    break;
                case "$ref":
                    Check(root, root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), value, path, problems);
                    break;
                case "type":
                    fits = (keyword.Value.ValueKind == JsonValueKind.Array ? keyword.Value.EnumerateArray().ToArray() : [keyword.Value]).Any(t => IsOf(t.GetString()!, value));
                    break;
                case "const":
                    fits = JsonElement.DeepEquals(keyword.Value, value);
                    break;
                case "enum":
                    fits = keyword.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value));
                    break;
                case "minimum":
                    fits = value.ValueKind != JsonValueKind.Number || value.GetInt32() >= keyword.Value.GetInt32();
                    break;
                case "required":
                    fits = value.ValueKind == JsonValueKind.Object && keyword.Value.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _));
                    break;
                case "properties":
                    foreach (JsonProperty member in keyword.Value.EnumerateObject().Where(m => value.TryGetProperty(m.Name, out _)))
                    {
                        Check(root, member.Value, value.GetProperty(member.Name), path + "." + member.Name, problems);
                    }

                    break;
                case "additionalProperties" when keyword.Value.ValueKind == JsonValueKind.False:
                    fits = value.EnumerateObject().All(m => schema.GetProperty("properties").TryGetProperty(m.Name, out _));
                    break;
                case "additionalProperties":
                    foreach (JsonProperty member in value.EnumerateObject())
                    {
                        Check(root, keyword.Value, member.Value, path + "." + member.Name, problems);
                    }

                    break;
                case "items" when value.ValueKind != JsonValueKind.Array:
                    break;
                case "items":
                    foreach ((int i, JsonElement item) in value.EnumerateArray().Index())
                    {
                        Check(root, keyword.Value, item, path + "[" + i + "]", problems);
                    }

                    break;
                default:
                    throw new NotSupportedException("The keyword " + keyword.Name + " is not known here.");
            }

            if (!fits)
            {
                problems.Add(path + ": " + keyword.Name);
            }
        }
    }

    private static bool IsOf(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetInt64(out _)),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "null",
    };
}
