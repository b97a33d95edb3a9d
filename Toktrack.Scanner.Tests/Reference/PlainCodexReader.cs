// Section 2 of the usage rules, record by record, in the order of the rules. Lines and objects as PlainLine takes them.

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>Reads a whole Codex rollout.</summary>
internal sealed class PlainCodexReader
{
    private static readonly string[] s_kinds =
        ["input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens", "reasoning_output_tokens", "total_tokens"];

    private static readonly byte[][] s_keys = [.. s_kinds.Select(k => System.Text.Encoding.ASCII.GetBytes(k))];

    private readonly PlainReading _reading = new();
    private readonly string _path;
    private string _session = "";
    private string _project = "";
    private string _branch = "";
    private string _model = "";
    private bool _isForked;
    private bool _isFast;
    private long _first;
    private long[]? _total;

    private PlainCodexReader(string path) => _path = path;

    /// <summary>Reads <paramref name="file"/>; lines longer than <paramref name="longestLine"/> bytes, line feed included, are passed over.</summary>
    public static PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine = int.MaxValue)
    {
        var reader = new PlainCodexReader(path);
        PlainLine.Taker take = reader.Take;
        PlainLine.Lines(file, longestLine, reader._reading, (line, offset, settled) =>
        {
            if (reader._first == 0 || !settled || !SaysNothing(line)) PlainLine.Objects(line, offset, settled, reader._reading, take);
        });
        return reader._reading;
    }

    /// <summary>
    /// True for a line that begins as the writer always begins one, <c>{"timestamp":"(24 bytes)","type":"NAME","payload":{</c>, NAME being of no
    /// interest (for an event: <c>"type":"NAME"</c> in its payload), and in which no <c>"timestamp"</c> or <c>"token_count"</c> follows: whatever
    /// stands in the rest of it, be it broken.
    /// </summary>
    public static bool SaysNothing(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf((byte)'\n') < 96 || !line.StartsWith("{\"timestamp\":\""u8) || line[14..38].ContainsAny((byte)'"', (byte)'\\')) return false;
        var rest = line[38..];
        if (!Take(ref rest, "\",\"type\":\""u8) || !Name(ref rest, out var type) || !Take(ref rest, "\",\"payload\":{"u8)) return false;
        if (type is "session_meta" or "turn_context") return false;
        if (type == "event_msg" && (!Take(ref rest, "\"type\":\""u8) || !Name(ref rest, out type) || type is "token_count" or "thread_settings_applied")) return false;
        return rest.IndexOf("\"timestamp\""u8) < 0 && rest.IndexOf("\"token_count\""u8) < 0;
    }

    private static bool Take(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        if (!text.StartsWith(start)) return false;
        text = text[start.Length..];
        return true;
    }

    // One to 63 small letters and underscores, and a quote behind them.
    private static bool Name(ref ReadOnlySpan<byte> text, out string name)
    {
        var length = 0;
        while (length < text.Length && text[length] is (>= (byte)'a' and <= (byte)'z') or (byte)'_') length++;
        name = System.Text.Encoding.ASCII.GetString(text[..length]);
        text = text[length..];
        return length is > 0 and < 64 && text is [(byte)'"', ..];
    }

    private void Take(ReadOnlySpan<byte> json, long offset)
    {
        PlainObject.Forget();
        var record = new PlainObject(json);
        var time = PlainText.Time(record["timestamp"u8]);
        if (_first == 0) _first = time;
        var payload = record.Object("payload"u8);
        if (PlainText.Is(record["type"u8], "session_meta"u8)) Name(payload);
        else if (PlainText.Is(record["type"u8], "turn_context"u8)) _model = Text(payload["model"u8], _model);
        else if (!PlainText.Is(record["type"u8], "event_msg"u8)) return;
        else if (PlainText.Is(payload["type"u8], "token_count"u8))
        {
            var info = payload.Object("info"u8);
            if (info.IsObject) Count(info, time, offset);
        }
        else if (PlainText.Is(payload["type"u8], "thread_settings_applied"u8))
        {
            var tier = payload.Object("thread_settings"u8)["service_tier"u8];
            if (PlainText.Is(tier, "priority"u8) || PlainText.Is(tier, "fast"u8)) _isFast = true;
            if (PlainText.Is(tier, "default"u8) || PlainText.Is(tier, "standard"u8)) _isFast = false;
        }
    }

    // "the first one names the session"; a second with another id: the session is forked.
    private void Name(PlainObject meta)
    {
        var id = Text(meta["id"u8], _session);
        if (_session.Length > 0 && id != _session)
        {
            _isForked = true;
            return;
        }

        _session = id;
        _isForked |= Text(meta["forked_from_id"u8], "").Length > 0;
        if (_project.Length == 0) _project = Text(meta["cwd"u8], "");
        if (_branch.Length == 0) _branch = Text(meta.Object("git"u8)["branch"u8], "");
    }

    private void Count(PlainObject info, long time, long offset)
    {
        if (time == 0)
        {
            _reading.WithoutTime++;
            return;
        }

        var bad = 0;
        var total = Counts(info.Object("total_token_usage"u8), ref bad);
        var last = Counts(info.Object("last_token_usage"u8), ref bad);

        // 1. A repeated event.
        if (total is not null && _total is not null && total.SequenceEqual(_total)) return;

        // 2. The last usage, else the growth of the total, which becomes the baseline.
        var usage = last ?? Growth(total);
        var continues = total is not null && _total is null && last is not null && !last.SequenceEqual(total);
        if (total is not null) _total = total;

        // 3. A parent's replay only moves the baseline.
        if (_isForked && Math.Abs(time - _first) <= 500 * TimeSpan.TicksPerMillisecond) return;
        if (bad > 0) _reading.BadCounts++;

        // 4. Nothing used.
        if (usage is null || usage.Take(5).All(n => n == 0)) return;
        var session = _session.Length > 0 ? _session : FileSession();
        _reading.Records.Add(new PlainRecord
        {
            Source = "codex",
            Offset = offset,
            Group = $"{session} {(total is null ? "" : string.Join(',', total))}",
            Variant = $"{time} {string.Join(',', usage)}",
            Time = time,
            Model = _model.Length > 0 ? _model : "gpt-5",
            Assumed = _model.Length == 0,
            Fast = _isFast,
            Forked = continues,
            Session = session,
            Project = _project,
            Branch = _branch,
            Input = Math.Max(0, Math.Max(0, usage[0] - usage[1]) - usage[2]),
            CacheRead = usage[1],
            CacheWrite5m = usage[2],
            Output = usage[3],
            Reasoning = usage[4],
        });
    }

    private static long[]? Counts(PlainObject usage, ref int bad)
    {
        if (!usage.IsObject) return null;
        var counts = new long[s_keys.Length];
        for (var i = 0; i < counts.Length; i++) counts[i] = PlainNumber.Count(usage[s_keys[i]], ref bad);
        return counts;
    }

    // A counter that went down was reset: all it shows is new.
    private long[]? Growth(long[]? total)
    {
        if (total is null) return null;
        var before = _total ?? new long[6];
        for (var i = 0; i < 5; i++)
        {
            if (total[i] < before[i]) return total;
        }

        return [.. total.Zip(before, (now, then) => Math.Max(0, now - then))];
    }

    // rollout-2026-01-02T10-00-00-UUID.jsonl
    private string FileSession()
    {
        var name = Path.GetFileNameWithoutExtension(_path);
        return name.Length > 36 && Guid.TryParseExact(name[^36..], "D", out _) ? name[^36..] : name;
    }

    private static string Text(ReadOnlySpan<byte> value, string otherwise) => value is [(byte)'"', not (byte)'"', ..] ? PlainText.Text(value) : otherwise;
}
