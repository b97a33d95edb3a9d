namespace Toktrack.Scanner.Tests.Reference;

/// <summary>Which records of Codex, Gemini and OpenCode are responses, counted once, as plain functions of the set of records. A record is told with the path of its file.</summary>
internal static class PlainMerge
{
    /// <summary>
    /// "Count once across files by (session, time, total, usage)"; of several the one that names its model and follows a known total. The first event
    /// of a file that goes on with a session repeats what stands in another: an earlier one of the same total and tokens.
    /// </summary>
    public static IEnumerable<(PlainRecord Record, string Path)> Codex(IEnumerable<(PlainRecord Record, string Path)> records)
    {
        foreach (var group in records.GroupBy(r => r.Record.Group))
        {
            var events = group.GroupBy(r => r.Record.Variant)
                .Select(same => same.OrderBy(r => r.Record.Assumed).ThenBy(r => r.Record.Forked).ThenBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Record.Offset).First()).ToList();
            foreach (var e in events)
            {
                if (!e.Record.Forked || !events.Exists(o => o.Record.Time < e.Record.Time && SameTokens(o.Record, e.Record))) yield return e;
            }
        }
    }

    /// <summary>
    /// "Same (session id, message id): the last record wins, within a file and across .json/.jsonl": within a file by place; a stream before the
    /// document it was made of; else the fuller, the earlier.
    /// </summary>
    public static IEnumerable<(PlainRecord Record, string Path)> Gemini(IEnumerable<(PlainRecord Record, string Path)> records) =>
        from message in records.GroupBy(r => r.Record.Group)
        let last = message.GroupBy(r => r.Path).Select(file => file.OrderBy(r => r.Record.Offset).Last())
        select last.OrderBy(r => r.Path.EndsWith(".json", StringComparison.Ordinal)).ThenByDescending(r => r.Record.Total)
            .ThenBy(r => r.Record.Time).ThenBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Record.Offset).First();

    /// <summary>
    /// "By message id over databases and JSON files: the database wins"; among files the finished, then the fuller. In a session that is a fork, what
    /// equals another in time, model, tokens and cost is a copy. Of a row the last state is to be given.
    /// </summary>
    public static IEnumerable<(PlainRecord Record, string Path)> OpenCode(IEnumerable<(PlainRecord Record, string Path)> records)
    {
        var messages = records.GroupBy(r => (r.Record.Group, r.Record.Variant)).Select(same => same
            .OrderByDescending(r => r.Record.InDatabase).ThenByDescending(r => r.Record.Done).ThenByDescending(r => Math.Min(r.Record.Total, (1 << 19) - 1))
            .ThenBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Record.Offset).First());
        foreach (var moment in messages.GroupBy(r => r.Record.Time))
        {
            var found = new List<(PlainRecord Record, string Path)>();
            foreach (var r in moment.OrderBy(r => r.Record.Forked).ThenBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Record.Offset))
            {
                if (r.Record.Forked && found.Exists(o => o.Record.Model == r.Record.Model && SameTokens(o.Record, r.Record) && o.Record.NanoDollars == r.Record.NanoDollars)) continue;
                found.Add(r);
                yield return r;
            }
        }
    }

    private static bool SameTokens(PlainRecord a, PlainRecord b) =>
        (a.Input, a.Output, a.CacheWrite5m, a.CacheWrite1h, a.CacheRead, a.Reasoning) == (b.Input, b.Output, b.CacheWrite5m, b.CacheWrite1h, b.CacheRead, b.Reasoning);
}
