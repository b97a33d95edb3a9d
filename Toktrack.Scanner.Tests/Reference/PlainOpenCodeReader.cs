namespace Toktrack.Scanner.Tests.Reference;

/// <summary>Section 4 of the usage rules: what one message of OpenCode states, be it a file or the data of a row.</summary>
internal static class PlainOpenCodeReader
{
    /// <summary>Reads a message.</summary>
    /// <param name="json">The file, or the row's data.</param>
    /// <param name="path">The file or database.</param>
    /// <param name="row">The row: its number, id, session and creation time; null for a file.</param>
    /// <param name="sessions">What is known of sessions by id: folder, and whether it has a parent or is a fork.</param>
    /// <param name="reading">Takes what is found.</param>
    public static void Read(
        ReadOnlySpan<byte> json, string path, (long Number, string Id, string Session, long Created)? row, IReadOnlyDictionary<string, (string? Folder, bool Forked)> sessions, PlainReading reading)
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        json = json[PlainJson.White(json)..];
        var length = PlainJson.ObjectLength(json);
        if (length == 0 || length + PlainJson.White(json[length..]) != json.Length)
        {
            reading.Malformed++;
            return;
        }

        PlainObject.Forget();
        var message = new PlainObject(json[..length]);
        var tokens = message.Object("tokens"u8);
        if (!PlainText.Is(message["role"u8], "assistant"u8) || !tokens.IsObject) return;
        var bad = 0;
        var cache = tokens.Object("cache"u8);
        var reasoning = PlainNumber.Count(tokens["reasoning"u8], ref bad);
        var counted = new PlainRecord
        {
            Source = "opencode",
            Input = PlainNumber.Count(tokens["input"u8], ref bad),
            Output = PlainNumber.Sum(PlainNumber.Count(tokens["output"u8], ref bad), reasoning),
            Reasoning = reasoning,
            CacheRead = PlainNumber.Count(cache["read"u8], ref bad),
            CacheWrite5m = PlainNumber.Count(cache["write"u8], ref bad),
        };
        if (bad > 0) reading.BadCounts++;
        var time = PlainNumber.Milliseconds(message.Object("time"u8)["created"u8]);
        if (time == 0 && row is { Created: > 0 } given) time = DateTime.UnixEpoch.Ticks + (given.Created * TimeSpan.TicksPerMillisecond);
        if (time == 0)
        {
            reading.WithoutTime++;
            return;
        }

        var session = row?.Session ?? Text(message["sessionID"u8]) ?? Path.GetFileName(Path.GetDirectoryName(path))!;
        var known = sessions.GetValueOrDefault(session);
        var folder = message["path"u8];
        reading.Records.Add(counted with
        {
            Offset = row?.Number ?? 0,
            Group = $"{time}",
            Variant = row?.Id ?? Text(message["id"u8]) ?? Path.GetFileNameWithoutExtension(path),
            Time = time,
            Model = Text(message["modelID"u8]) ?? Text(message.Object("model"u8)["modelID"u8]) ?? "unknown",
            Session = session,
            Project = known.Folder ?? (folder is [(byte)'{', ..] ? Text(message.Object("path"u8)["cwd"u8]) : Text(folder)) ?? "",
            Forked = known.Forked,
            NanoDollars = PlainNumber.NanoDollars(message["cost"u8]),
            Done = PlainNumber.Milliseconds(message.Object("time"u8)["completed"u8]) > 0,
            InDatabase = row is not null,
        });
    }

    private static string? Text(ReadOnlySpan<byte> value) => value is [(byte)'"', not (byte)'"', ..] ? PlainText.Text(value) : null;
}
