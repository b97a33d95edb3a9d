using System.Text.Json;
using System.Text.RegularExpressions;

namespace Toktrack.Scanner.Tests.Tool;

/// <summary>
/// Checks documents against the subset of JSON Schema (draft 2020-12) that our schemas use, and one thing more: keys must come
/// in the order in which the schema lists its properties. A keyword it does not know is an error, so that none is forgotten.
/// </summary>
internal sealed class JsonSchema
{
    private readonly JsonElement _root;

    public JsonSchema(string name) =>
        _root = JsonDocument.Parse(File.ReadAllText(Path.Combine(Approved.Root(), "Toktrack.Tool", "Schemas", name + ".schema.json"))).RootElement;

    /// <summary>Everything that is wrong with a document.</summary>
    public IReadOnlyList<string> Validate(string json)
    {
        var errors = new List<string>();
        Check(JsonDocument.Parse(json).RootElement, _root, "$", errors);
        return errors;
    }

    private void Check(JsonElement value, JsonElement schema, string path, List<string> errors)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$schema" or "$id" or "$defs" or "title" or "description":
                    break;
                case "$ref":
                    Check(value, _root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), path, errors);
                    break;
                case "type":
                    var types = keyword.Value.ValueKind == JsonValueKind.Array ? keyword.Value.EnumerateArray().Select(t => t.GetString()!) : [keyword.Value.GetString()!];
                    if (!types.Any(t => IsOf(value, t))) errors.Add($"{path}: {value.ValueKind} is not {keyword.Value}");
                    break;
                case "const":
                    if (value.GetRawText() != keyword.Value.GetRawText()) errors.Add($"{path}: {value} is not {keyword.Value}");
                    break;
                case "enum":
                    if (!keyword.Value.EnumerateArray().Any(e => e.GetRawText() == value.GetRawText())) errors.Add($"{path}: {value} is none of {keyword.Value}");
                    break;
                case "minimum":
                    if (value.ValueKind == JsonValueKind.Number && value.GetDecimal() < keyword.Value.GetDecimal()) errors.Add($"{path}: {value} is too small");
                    break;
                case "maximum":
                    if (value.ValueKind == JsonValueKind.Number && value.GetDecimal() > keyword.Value.GetDecimal()) errors.Add($"{path}: {value} is too large");
                    break;
                case "pattern":
                    if (value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!)) errors.Add($"{path}: '{value}' does not match {keyword.Value}");
                    break;
                case "items":
                    if (value.ValueKind != JsonValueKind.Array) break;
                    foreach (var (item, index) in value.EnumerateArray().Select((v, i) => (v, i))) Check(item, keyword.Value, $"{path}[{index}]", errors);
                    break;
                case "required":
                    if (value.ValueKind != JsonValueKind.Object) break;
                    foreach (var name in keyword.Value.EnumerateArray().Where(n => !value.TryGetProperty(n.GetString()!, out _))) errors.Add($"{path}: {name} is missing");
                    break;
                case "oneOf":
                    if (keyword.Value.EnumerateArray().Count(s => IsValid(value, s)) != 1) errors.Add($"{path}: not exactly one alternative holds");
                    break;
                case "properties":
                    CheckProperties(value, keyword.Value, path, errors);
                    break;
                case "additionalProperties":
                    CheckOthers(value, schema, keyword.Value, path, errors);
                    break;
                default:
                    errors.Add($"{path}: the keyword {keyword.Name} is not known to this validator");
                    break;
            }
        }
    }

    private void CheckProperties(JsonElement value, JsonElement properties, string path, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Object) return;
        var order = properties.EnumerateObject().Select((p, i) => (p.Name, i)).ToDictionary(p => p.Name, p => p.i);
        var last = -1;
        foreach (var property in value.EnumerateObject().Where(p => order.ContainsKey(p.Name)))
        {
            if (order[property.Name] <= last) errors.Add($"{path}: {property.Name} comes out of order, or twice");
            last = order[property.Name];
            Check(property.Value, properties.GetProperty(property.Name), $"{path}.{property.Name}", errors);
        }
    }

    private void CheckOthers(JsonElement value, JsonElement schema, JsonElement rule, string path, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var property in value.EnumerateObject().Where(p => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(p.Name, out _)))
        {
            if (rule.ValueKind == JsonValueKind.False) errors.Add($"{path}: {property.Name} is not in the schema");
            else Check(property.Value, rule, $"{path}.{property.Name}", errors);
        }
    }

    private bool IsValid(JsonElement value, JsonElement schema)
    {
        var errors = new List<string>();
        Check(value, schema, "$", errors);
        return errors.Count == 0;
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => false,
    };
}
