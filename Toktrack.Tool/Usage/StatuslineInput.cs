using System.Text.Json;

namespace Toktrack.Tool.Usage;

/// <summary>What Claude Code tells a status line on standard input. Every part is optional; anything that cannot be used is as if it were not there.</summary>
internal sealed record StatuslineInput
{
    private const int MaxBytes = 1 << 20;

    public string? SessionId { get; private init; }
    public string? TranscriptPath { get; private init; }
    public string? ModelId { get; private init; }
    public string? ModelName { get; private init; }
    public decimal? SessionCost { get; private init; }
    public decimal? ContextPercent { get; private init; }

    /// <summary>Reads the whole of <paramref name="input"/>, up to a mebibyte.</summary>
    public static StatuslineInput Read(Stream input)
    {
        try
        {
            using var buffer = new MemoryStream();
            var chunk = new byte[8192];
            for (int read; buffer.Length < MaxBytes && (read = input.Read(chunk)) > 0;) buffer.Write(chunk, 0, read);
            using var json = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Of(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or IOException or InvalidOperationException)
        {
            return new();
        }
    }

    private static StatuslineInput Of(JsonElement root)
    {
        var model = Property(root, "model");
        var context = Property(root, "context_window");
        return new()
        {
            SessionId = Text(Property(root, "session_id")),
            TranscriptPath = Text(Property(root, "transcript_path")),
            ModelId = Text(Property(model, "id")),
            ModelName = Text(Property(model, "display_name")),
            SessionCost = Number(Property(Property(root, "cost"), "total_cost_usd")) is >= 0 and var cost ? cost : null,
            ContextPercent = Percent(context),
        };
    }

    // The share Claude Code states, else the prompt of the last request over the size of the window.
    private static decimal? Percent(JsonElement? context)
    {
        if (Number(Property(context, "used_percentage")) is >= 0 and <= 1000 and var stated) return stated;
        if (Number(Property(context, "context_window_size")) is not (> 0 and var size)) return null;
        var usage = Property(context, "current_usage");
        var used = (Number(Property(usage, "input_tokens")) ?? 0) + (Number(Property(usage, "cache_creation_input_tokens")) ?? 0) + (Number(Property(usage, "cache_read_input_tokens")) ?? 0);
        if (used == 0) used = Number(Property(context, "total_input_tokens")) ?? 0;
        return used <= 0 ? null : used / size * 100;
    }

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.String } s) return null;
        try
        {
            return s.GetString() is { Length: > 0 and < 4096 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // not text in UTF-16
        }
    }

    private static decimal? Number(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } n && n.TryGetDecimal(out var value) && value is >= 0 and < 1_000_000_000_000m ? value : null;
}
