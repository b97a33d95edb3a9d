using System.Globalization;
using System.Text.Json;
using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Metrics;

/// <summary>High-water marks as a file of JSON that only the user can read.</summary>
internal static class MarkFile
{
    private const int Format = 1;

    /// <summary>Reads the marks, or begins new ones where there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="since">Where new counters stood at zero.</param>
    /// <exception cref="ToolException">The file is damaged, or a newer version's.</exception>
    public static HighWaterMarks Load(string path, DateTime since)
    {
        if (!File.Exists(path)) return new() { Since = since, Instance = Guid.NewGuid() };
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new ToolException(
                $"{TerminalText.Escape(path)} does not hold the marks that keep counters from falling ({TerminalText.Escape(e.Message)}) " +
                "Delete it to begin the counters anew: what reads them will see one reset.");
        }
    }

    /// <summary>Replaces the file.</summary>
    public static void Save(string path, HighWaterMarks marks)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true })) Write(json, marks);
        WholeFile.Replace(path, buffer.ToArray(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void Write(Utf8JsonWriter json, HighWaterMarks marks)
    {
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("since", marks.Since.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("instance", marks.Instance);
        json.WriteStartObject("diagnostics");
        foreach (var (kind, count) in marks.Diagnostics) json.WriteNumber(kind.ToString(), count);
        json.WriteEndObject();
        json.WriteStartArray("series");
        foreach (var (key, counts) in marks.Series)
        {
            json.WriteStartObject();
            json.WriteString("source", key.Source);
            json.WriteString("model", key.Model);
            if (key.Project is { } project) json.WriteString("project", project);
            json.WriteNumber("input", counts.Tokens.Input);
            json.WriteNumber("output", counts.Tokens.Output);
            json.WriteNumber("cacheWrite5m", counts.Tokens.CacheWrite5m);
            json.WriteNumber("cacheWrite1h", counts.Tokens.CacheWrite1h);
            json.WriteNumber("cacheRead", counts.Tokens.CacheRead);
            json.WriteNumber("reasoning", counts.Tokens.Reasoning);
            json.WriteNumber("requests", counts.Requests);
            json.WriteNumber("webSearches", counts.WebSearches);
            json.WriteNumber("costUsd", counts.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static HighWaterMarks Read(JsonElement root)
    {
        var format = root.GetProperty("format").GetInt32();
        if (format != Format) throw new FormatException($"Its format is {format}; this version of toktrack knows {Format}.");
        var marks = new HighWaterMarks
        {
            Since = DateTime.ParseExact(root.GetProperty("since").GetString()!, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            Instance = root.GetProperty("instance").GetGuid(),
        };
        foreach (var diagnostic in root.GetProperty("diagnostics").EnumerateObject())
        {
            if (Enum.TryParse<DiagnosticKind>(diagnostic.Name, out var kind)) marks.Add(kind, diagnostic.Value.GetInt64());
        }

        foreach (var series in root.GetProperty("series").EnumerateArray())
        {
            var project = series.TryGetProperty("project", out var named) ? named.GetString() : null;
            marks.Raise(new(Text("source"), Text("model"), project), new(
                new()
                {
                    Input = Number("input"),
                    Output = Number("output"),
                    CacheWrite5m = Number("cacheWrite5m"),
                    CacheWrite1h = Number("cacheWrite1h"),
                    CacheRead = Number("cacheRead"),
                    Reasoning = Number("reasoning"),
                },
                Number("requests"), Number("webSearches"), series.GetProperty("costUsd").GetDecimal()));

            string Text(string name) => series.GetProperty(name).GetString() ?? throw new FormatException($"A series has no {name}.");
            long Number(string name) => series.GetProperty(name).GetInt64();
        }

        return marks;
    }
}
