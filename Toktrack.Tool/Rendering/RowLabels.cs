using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>Row names for people, made safe for a terminal: short project names, session titles or short ids, plain hours.</summary>
internal sealed class RowLabels
{
    private const string Unknown = "(unknown)";
    private const int ShortId = 8;

    private readonly Report _report;
    private readonly LocalCalendar _calendar;
    private readonly HashSet<long> _repeatedHours = [];
    private readonly HashSet<string> _ambiguousIds = [];

    public RowLabels(Report report)
    {
        _report = report;
        _calendar = new(report.Options.Zone, report.Options.WeekStart);
        if (report.Table.Query is { By: Grouping.Period, Period: Period.Hour }) FindRepeatedHours();
        FindAmbiguousIds();
    }

    /// <summary>The label of a row's key.</summary>
    public string Of(UsageRow row) => Label(row.Key, row.Name);

    /// <summary>The label of its second key.</summary>
    public string OfSecond(UsageRow row) => Label(row.Second, row.SecondName);

    /// <summary>A moment in local time, to the minute.</summary>
    public string Day(long utcTicks) => _calendar.LocalTime(utcTicks).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Time(long utcTicks) => _calendar.LocalTime(utcTicks).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string Label(in RowKey key, string name) => key.Grouping switch
    {
        Grouping.Period when _report.Table.Query.Period == Period.Hour => Hour(key, name),
        Grouping.Period => name,
        Grouping.Project => name.Length == 0 ? Unknown : TerminalText.Escape(_report.Labels[name]),
        Grouping.Session => Session(key, name),
        _ => name.Length == 0 ? Unknown : TerminalText.Escape(name),
    };

    private void FindRepeatedHours()
    {
        var offsets = new Dictionary<long, int>(_report.Table.Rows.Count);
        foreach (var row in _report.Table.Rows)
        {
            if (!offsets.TryAdd(row.Key.Start, row.Key.OffsetMinutes) && offsets[row.Key.Start] != row.Key.OffsetMinutes) _repeatedHours.Add(row.Key.Start);
        }
    }

    private void FindAmbiguousIds()
    {
        var heads = new Dictionary<string, RowKey>();
        foreach (var row in _report.Table.Rows)
        {
            Take(row.Key, row.Name);
            Take(row.Second, row.SecondName);
        }

        void Take(in RowKey key, string id)
        {
            if (key.Grouping == Grouping.Session && !heads.TryAdd(Head(id), key) && heads[Head(id)] != key) _ambiguousIds.Add(Head(id));
        }
    }

    // 2026-10-25T02:00+02:00: the offset is shown only where the hour comes twice.
    private string Hour(in RowKey key, string name) => string.Concat(name.AsSpan(0, 10), " ", name.AsSpan(11, 5), _repeatedHours.Contains(key.Start) ? name.AsSpan(16) : []);

    private string Session(in RowKey key, string id)
    {
        if (_report.Titles.TryGetValue((key.Source, id), out var title)) return TerminalText.Escape(title);
        if (id.Length == 0) return Unknown;
        return TerminalText.Escape(_ambiguousIds.Contains(Head(id)) ? id : Head(id));
    }

    // ses_… ids of one CLI begin alike: the part that tells them apart counts.
    private static string Head(string id)
    {
        var start = id.StartsWith("ses_", StringComparison.Ordinal) ? 4 : 0;
        return id.Length <= start + ShortId + 2 ? id : id[..(start + ShortId)];
    }
}
