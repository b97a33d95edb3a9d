namespace Toktrack.Scanner.Tests.Reference;

/// <summary>What one whole object of a Claude Code log states (usage rules, section 1).</summary>
internal static class PlainClaudeObject
{
    public static void Read(ReadOnlySpan<byte> json, long offset, string path, PlainReading reading)
    {
        PlainObject.Forget();
        var line = new PlainObject(json);
        if (Is(line, "type"u8, "assistant"u8) || line["type"u8].IsEmpty || line["type"u8].SequenceEqual("null"u8))
        {
            Respond(line, line, json, offset, path, reading);
        }
        else if (Is(line, "type"u8, "progress"u8))
        {
            var data = line.Object("data"u8);
            var echo = data.Object("message"u8);
            if (Is(data, "type"u8, "agent_progress"u8) && Is(echo, "type"u8, "assistant"u8)) Respond(echo, line, json, offset, path, reading);
        }
    }

    // What an echo does not say itself, the line around it says.
    private static void Respond(PlainObject record, PlainObject line, ReadOnlySpan<byte> json, long offset, string path, PlainReading reading)
    {
        var message = record.Object("message"u8);
        var usage = message.Object("usage"u8);
        if (!usage.IsObject || Is(message, "model"u8, "<synthetic>"u8)) return;
        var time = PlainText.Time(record["timestamp"u8]);
        if (time == 0) time = PlainText.Time(line["timestamp"u8]);
        if (time == 0)
        {
            reading.WithoutTime++;
            return;
        }

        var id = Bytes(message["id"u8]);
        var response = new PlainRecord
        {
            Offset = offset,
            Object = id.Length == 0 ? json.ToArray() : [],
            Id = id,
            Request = Bytes(record["requestId"u8]),
            Time = time,
            Session = First(record["sessionId"u8], line["sessionId"u8]) ?? SessionOf(path),
            Project = First(record["cwd"u8], line["cwd"u8]) ?? ProjectOf(path),
            Branch = First(record["gitBranch"u8], line["gitBranch"u8]) ?? "",
            Sidechain = record["isSidechain"u8].SequenceEqual("true"u8) || line["isSidechain"u8].SequenceEqual("true"u8),
        };
        reading.Records.Add(Count(response, message, usage, reading) with { NanoDollars = PlainNumber.NanoDollars(record["costUSD"u8]) });

        var iterations = usage["iterations"u8];
        if (iterations is not [(byte)'[', ..]) return;
        var index = 0;
        for (var at = 1 + PlainJson.White(iterations[1..]); iterations[at] != ']'; index++)
        {
            var length = PlainJson.ValueLength(iterations[at..]);
            var iteration = new PlainObject(iterations.Slice(at, length));
            if (Is(iteration, "type"u8, "advisor_message"u8)) reading.Records.Add(Count(response, iteration, iteration, reading) with { Advisor = index });
            at += length;
            at += PlainJson.White(iterations[at..]);
            if (iterations[at] == ',') at += 1 + PlainJson.White(iterations[(at + 1)..]);
        }
    }

    private static PlainRecord Count(PlainRecord response, PlainObject message, PlainObject usage, PlainReading reading)
    {
        var bad = 0;
        var cache = usage.Object("cache_creation"u8);
        var split5m = PlainNumber.Count(cache["ephemeral_5m_input_tokens"u8], ref bad);
        var split1h = PlainNumber.Count(cache["ephemeral_1h_input_tokens"u8], ref bad);
        var written = PlainNumber.Count(usage["cache_creation_input_tokens"u8], ref bad);
        var isSplit = split5m != 0 || split1h != 0;
        var result = response with
        {
            Model = First(message["model"u8], default) ?? "unknown",
            Fast = Is(usage, "speed"u8, "fast"u8),
            Input = PlainNumber.Count(usage["input_tokens"u8], ref bad),
            Output = PlainNumber.Count(usage["output_tokens"u8], ref bad),
            CacheRead = PlainNumber.Count(usage["cache_read_input_tokens"u8], ref bad),
            CacheWrite5m = isSplit ? split5m : written,
            CacheWrite1h = split1h,
            WebSearches = Math.Min(int.MaxValue, PlainNumber.Count(usage.Object("server_tool_use"u8)["web_search_requests"u8], ref bad)),
        };
        if (bad > 0) reading.BadCounts++;
        return result;
    }

    private static bool Is(PlainObject json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) => PlainText.Is(json[name], text);

    private static byte[] Bytes(ReadOnlySpan<byte> value) => value is [(byte)'"', ..] ? PlainText.Bytes(value) : [];

    // The first that is a string, and not an empty one.
    private static string? First(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        a is [(byte)'"', not (byte)'"', ..] ? PlainText.Text(a) : b is [(byte)'"', not (byte)'"', ..] ? PlainText.Text(b) : null;

    private static string SessionOf(string path)
    {
        var folders = path.Split('/', '\\');
        var subagents = Array.LastIndexOf(folders, "subagents");
        return subagents > 0 ? folders[subagents - 1] : Path.GetFileNameWithoutExtension(path);
    }

    private static string ProjectOf(string path)
    {
        var folders = path.Split('/', '\\');
        var at = Array.LastIndexOf(folders, "projects", folders.Length - 2);
        if (at < 0 || at + 2 >= folders.Length) return "";
        var slug = folders[at + 1];
        return slug.StartsWith('-') ? slug.Replace('-', '/') : slug;
    }

}
