using System.Globalization;
using System.Text;

namespace Toktrack.Scanner.Tests.Sources.Codex;

/// <summary>Writes rollouts line by line, with the counter Codex keeps.</summary>
internal sealed class RolloutScript
{
    private readonly long[] _total = new long[5];
    private DateTime _time;

    public RolloutScript(string session, DateTime start, string? forkedFrom = null, bool names = true)
    {
        Session = session;
        _time = start;
        if (names) Meta(session, forkedFrom);
    }

    public string Session { get; }

    public List<string> Lines { get; } = [];

    public string Text => string.Concat(Lines.Select(l => l + "\n"));

    public DateTime Time => _time;

    public RolloutScript After(double milliseconds)
    {
        _time = _time.AddMilliseconds(milliseconds);
        return this;
    }

    public RolloutScript Meta(string session, string? forkedFrom = null, string branch = "main") => Line(
        "session_meta",
        $"{{'id':'{session}',{(forkedFrom is null ? "" : $"'forked_from_id':'{forkedFrom}',")}'timestamp':'{Stamp(_time)}','cwd':'/home/me/work','originator':'codex_cli_rs','instructions':'say \\'token_count\\' often','git':{{'commit_hash':'abc','branch':'{branch}'}}}}");

    public RolloutScript Model(string model) => Line("turn_context", $"{{'turn_id':'t','cwd':'/home/me/work','model':'{model}','effort':'high'}}");

    public RolloutScript Tier(string tier) => Line("event_msg", $"{{'type':'thread_settings_applied','thread_settings':{{'service_tier':{tier}}}}}");

    public RolloutScript Noise(string text = "a tool printed {\\'timestamp\\':\\'x\\',\\'type\\':\\'token_count\\'}") =>
        Line("response_item", $"{{'type':'message','role':'assistant','content':[{{'type':'output_text','text':'{text}'}}]}}");

    /// <summary>One response: the counter grows and is written.</summary>
    public RolloutScript Response(long input, long output, long cached = 0, long write = 0, long reasoning = 0, bool withLast = true)
    {
        long[] last = [input, cached, write, output, reasoning];
        for (var i = 0; i < last.Length; i++) _total[i] += last[i];
        return Count(_total, withLast ? last : null);
    }

    /// <summary>The last event once more.</summary>
    public RolloutScript Repeat()
    {
        var line = Lines.Last(l => l.Contains("\"type\":\"token_count\"", StringComparison.Ordinal));
        return Raw($"{{\"timestamp\":\"{Stamp(_time)}\"{line[line.IndexOf(",\"type\":\"event_msg\"", StringComparison.Ordinal)..]}");
    }

    public RolloutScript ResetCounter()
    {
        Array.Clear(_total);
        return this;
    }

    public RolloutScript Count(long[] total, long[]? last) => Line(
        "event_msg",
        $"{{'type':'token_count','info':{{'total_token_usage':{Usage(total)},{(last is null ? "" : $"'last_token_usage':{Usage(last)},")}'model_context_window':258400}},'rate_limits':{{'primary':{{'used_percent':44.0}},'credits':null}}}}");

    /// <summary>Begins with the parent's history, every line stamped with the time of the fork, as Codex does.</summary>
    public RolloutScript Replay(RolloutScript parent, int lines)
    {
        foreach (var line in parent.Lines.Take(lines))
        {
            Raw($"{{\"timestamp\":\"{Stamp(_time)}\"{line[39..]}");
            After(0.05);
        }

        foreach (var line in parent.Lines.Take(lines))
        {
            if (line.Contains("\"type\":\"token_count\"", StringComparison.Ordinal)) _totalOf(line).CopyTo(_total, 0);
        }

        return this;

        static long[] _totalOf(string line)
        {
            using var document = System.Text.Json.JsonDocument.Parse(line);
            var total = document.RootElement.GetProperty("payload").GetProperty("info").GetProperty("total_token_usage");
            return [.. new[] { "input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens", "reasoning_output_tokens" }.Select(k => total.GetProperty(k).GetInt64())];
        }
    }

    public RolloutScript Raw(string line)
    {
        Lines.Add(line);
        return this;
    }

    public static string Stamp(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Usage(long[] u) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"{{\"input_tokens\":{u[0]},\"cached_input_tokens\":{u[1]},\"cache_write_input_tokens\":{u[2]},")
        .Append(CultureInfo.InvariantCulture, $"\"output_tokens\":{u[3]},\"reasoning_output_tokens\":{u[4]},\"total_tokens\":{u[0] + u[3]}}}").ToString();

    /// <summary>A record with a payload in which apostrophes stand for quotes.</summary>
    public RolloutScript Line(string type, string payload) =>
        Raw($"{{\"timestamp\":\"{Stamp(_time)}\",\"type\":\"{type}\",\"payload\":{payload.Replace('\'', '"')}}}");
}
