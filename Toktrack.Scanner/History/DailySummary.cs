// One line a day, each with a checksum of its own, and one over the whole at the end:
//
//   {"format":"toktrack-daily/1","cli":"claude-code","time_zone":"UTC","summaries":[
//   {"date":"2026-01-31",…,"models":{"name":{…,"parts":[[class,input,output,…]]}},"check":"0123456789abcdef"},
//   …
//   ],"days":31,"checksum":"0123456789abcdef"}
//
// It is ordinary JSON for whoever reads it, and a damaged file still gives every day whose line is whole. "parts" splits a
// model's sums by price class, so that a restored day costs what it cost.

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.History;

/// <summary>The readable daily summaries of one source: for people and scripts, and what a lost ledger is restored from.</summary>
internal static class DailySummary
{
    private const string Format = "toktrack-daily/1";
    private const string Check = ",\"check\":\"";
    private const string Checksum = "\"checksum\":\"";
    private const int HashDigits = 16;

    private static ReadOnlySpan<byte> Beginning => "{\"date\":\""u8;

    /// <summary>The length of the end of the file that holds its checksum.</summary>
    public const int TailBytes = HashDigits + 3;

    /// <summary>The bytes of the file for <paramref name="days"/>; the same days give the same bytes.</summary>
    public static byte[] Write(IUsageSource source, IEnumerable<KeptDay> days, out ulong checksum)
    {
        var lines = new SortedDictionary<int, ReadOnlyMemory<byte>>();
        using var json = new Utf8JsonWriter(Stream.Null);
        foreach (var day in days) lines[day.Day.Day] = Line(json, day);
        return Write(source, lines, out checksum);
    }

    /// <summary>
    /// As <see cref="Write(IUsageSource, IEnumerable{KeptDay}, out ulong)"/>, but with the lines of <paramref name="file"/> for every day that is
    /// not in <paramref name="changed"/>, which spares the work of writing years for one new line.
    /// </summary>
    public static byte[] Rewrite(IUsageSource source, byte[] file, IReadOnlySet<int> changed, IEnumerable<KeptDay> days, out ulong checksum)
    {
        var lines = new SortedDictionary<int, ReadOnlyMemory<byte>>();
        foreach (var range in file.AsSpan().Split((byte)'\n'))
        {
            var line = file.AsMemory(range);
            if (!line.Span.StartsWith(Beginning)) continue;
            var date = DateOnly.ParseExact(Encoding.ASCII.GetString(line.Span.Slice(9, 10)), "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
            if (!changed.Contains(date)) lines[date] = line.Span[^1] == ',' ? line[..^1] : line;
        }

        using var json = new Utf8JsonWriter(Stream.Null);
        foreach (var day in days) lines[day.Day.Day] = Line(json, day);
        return Write(source, lines, out checksum);
    }

    /// <summary>True when nothing in the file is damaged and its checksum is <paramref name="checksum"/>.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> file, ulong checksum) =>
        file.Length > TailBytes && ChecksumOf(file) == checksum && StableHash.Of(file[..^TailBytes]) == checksum;

    private static byte[] Write(IUsageSource source, SortedDictionary<int, ReadOnlyMemory<byte>> lines, out ulong checksum)
    {
        var head = Encoding.UTF8.GetBytes($"{{\"format\":\"{Format}\",\"cli\":\"{source.Key}\",\"time_zone\":\"UTC\",\"summaries\":[\n");
        var foot = Encoding.UTF8.GetBytes($"\n],\"days\":{lines.Count.ToString(CultureInfo.InvariantCulture)},{Checksum}");
        var separators = Math.Max(0, lines.Count - 1) * Separator.Length;
        // In one piece of its final size: growing by doubling costs more than the rest of a small run, and a collection.
        var file = new byte[head.Length + lines.Values.Sum(l => l.Length) + separators + foot.Length + TailBytes];
        head.CopyTo(file, 0);
        var at = head.Length;
        foreach (var line in lines.Values)
        {
            if (at > head.Length) at += Copy(Separator, file, at);
            at += Copy(line.Span, file, at);
        }

        at += Copy(foot, file, at);
        checksum = StableHash.Of(file.AsSpan(0, at));
        Encoding.UTF8.GetBytes($"{checksum:x16}\"}}\n", file.AsSpan(at));
        return file;
    }

    private static ReadOnlySpan<byte> Separator => ",\n"u8;

    private static int Copy(ReadOnlySpan<byte> bytes, byte[] target, int at)
    {
        bytes.CopyTo(target.AsSpan(at));
        return bytes.Length;
    }

    /// <summary>The checksum at the end of a summary file's last bytes; 0 where there is none.</summary>
    public static ulong ChecksumOf(ReadOnlySpan<byte> tail) =>
        tail.Length >= TailBytes && tail[^3..].SequenceEqual("\"}\n"u8) && TryParseHash(tail[^TailBytes..^3], out var value) ? value : 0;

    // As it is written and in no other way: a flipped bit may turn a letter into its capital.
    private static bool TryParseHash(ReadOnlySpan<byte> digits, out ulong value) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, null, out value) && digits.IndexOfAnyInRange((byte)'A', (byte)'F') < 0;

    /// <summary>True when the file begins as ours do, or is one whose beginning is damaged.</summary>
    public static bool IsOurs(ReadOnlySpan<byte> file) => file.StartsWith("{\"format\":\"toktrack-daily/"u8) || file.IndexOf(",\"check\":\""u8) >= 0;

    /// <summary>The days whose lines are whole. <paramref name="isWhole"/> is false when anything in the file is damaged or missing.</summary>
    public static List<KeptDay> Read(ReadOnlySpan<byte> file, SourceId source, out bool isWhole)
    {
        var days = new List<KeptDay>();
        var end = file.LastIndexOf("\"checksum\":\""u8);
        isWhole = end > 0 && StableHash.Of(file[..(end + Checksum.Length)]) == ChecksumOf(file) && file.Length == end + Checksum.Length + TailBytes;
        // From one beginning to the next rather than line by line: a damaged line feed or beginning then costs no second day.
        for (var start = file.IndexOf(Beginning); start >= 0;)
        {
            var next = file[(start + 1)..].IndexOf(Beginning);
            var line = next < 0 ? file[start..] : file.Slice(start, next + 1);
            start = next < 0 ? -1 : start + 1 + next;
            var at = line.IndexOf(",\"check\":\""u8);
            if (at < 0 || line.Length < at + Check.Length + HashDigits) continue;
            var digits = line.Slice(at + Check.Length, HashDigits);
            if (!TryParseHash(digits, out var check) || check != StableHash.Of(line[..at])) continue;
            if (Parse(line[..at], source) is { } day) days.Add(day);
            else isWhole = false;
        }

        return days;
    }

    private static byte[] Line(Utf8JsonWriter json, KeptDay day)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        json.Reset(buffer);
        json.WriteStartObject();
        json.WriteString("date", day.Day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteSums(json, "total_", day.Sums);
        json.WriteStartObject("models");
        foreach (var model in day.Sums.GroupBy(s => s.Model))
        {
            json.WriteStartObject(model.Key);
            WriteSums(json, "", [.. model]);
            json.WriteStartArray("parts");
            foreach (var part in model)
            {
                json.WriteStartArray();
                json.WriteNumberValue(part.Class.Value);
                json.WriteNumberValue(part.Tokens.Input);
                json.WriteNumberValue(part.Tokens.Output);
                json.WriteNumberValue(part.Tokens.CacheWrite5m);
                json.WriteNumberValue(part.Tokens.CacheWrite1h);
                json.WriteNumberValue(part.Tokens.CacheRead);
                json.WriteNumberValue(part.Tokens.Reasoning);
                json.WriteNumberValue(part.Requests);
                json.WriteNumberValue(part.WebSearches);
                json.WriteNumberValue(part.ReportedCost);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        var content = buffer.WrittenSpan[..^1];
        return [.. content, .. Encoding.ASCII.GetBytes($"{Check}{StableHash.Of(content):x16}\"}}")];
    }

    private static void WriteSums(Utf8JsonWriter json, string prefix, IReadOnlyCollection<KeptSum> sums)
    {
        var tokens = default(TokenCounts);
        long requests = 0, searches = 0, cost = 0;
        foreach (var sum in sums)
        {
            tokens.Add(sum.Tokens);
            requests += sum.Requests;
            searches += sum.WebSearches;
            cost += sum.ReportedCost;
        }

        json.WriteNumber("requests", requests);
        json.WriteNumber(prefix + "input_tokens", tokens.Input);
        json.WriteNumber(prefix + "output_tokens", tokens.Output);
        json.WriteNumber(prefix + "cache_read_tokens", tokens.CacheRead);
        json.WriteNumber(prefix + "cache_creation_tokens", tokens.CacheWrite);
        json.WriteNumber(prefix + "thinking_tokens", tokens.Reasoning);
        if (searches != 0) json.WriteNumber("web_searches", searches);
        if (cost != 0) json.WriteNumber("reported_cost_usd", cost / 1_000_000_000m);
    }

    private static KeptDay? Parse(ReadOnlySpan<byte> line, SourceId source)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(line) + "}");
            var root = document.RootElement;
            var date = DateOnly.ParseExact(root.GetProperty("date").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var sums = new List<KeptSum>();
            foreach (var model in root.GetProperty("models").EnumerateObject())
            {
                foreach (var part in model.Value.GetProperty("parts").EnumerateArray()) sums.Add(Part(model.Name, [.. part.EnumerateArray().Select(n => n.GetInt64())]));
            }

            return new(new(source, date.DayNumber), KeptOrigin.Restored, sums);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static KeptSum Part(string model, long[] n) => n.Any(v => v < 0) ? throw new FormatException() : new(model, new((byte)n[0]))
    {
        Tokens = new() { Input = n[1], Output = n[2], CacheWrite5m = n[3], CacheWrite1h = n[4], CacheRead = n[5], Reasoning = n[6] },
        Requests = n[7],
        WebSearches = n[8],
        ReportedCost = n[9],
    };
}
