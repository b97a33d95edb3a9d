using Toktrack.Scanner.Query;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>
/// A report as columns of text, for tables and Markdown. Columns in the order they are dropped when space is short: requests,
/// cache write, cache read, models, branch, input, output, duration, project, last activity; the key, the total and
/// the cost always stay.
/// </summary>
internal sealed class ReportSheet
{
    private readonly List<bool> _nested = [];
    private readonly Report _report;
    private readonly bool _compact;

    private ReportSheet(Report report, bool compact)
    {
        _report = report;
        _compact = compact;
    }

    public List<TableColumn> Columns { get; } = [];

    public bool IsNested(int row) => _nested[row];

    public static ReportSheet Of(Report report, bool compact)
    {
        var sheet = new ReportSheet(report, compact);
        sheet.Build();
        return sheet;
    }

    private void Build()
    {
        var rows = Rows();
        AddNames(rows);
        if (_report.Kind.By != Grouping.Model && _report.Table.Query.ThenBy != Grouping.Model && !_report.Options.Breakdown)
        {
            var models = new ModelLists();
            AddText("Models", 4, 14, rows, r => models.Of(r.Breakdown), Tone.Quiet);
        }

        if (!_compact)
        {
            AddNumber("Requests", 1, rows, r => r.Requests);
        }

        AddNumber("Input", 6, rows, r => r.Tokens.Input);
        AddNumber("Output", 7, rows, r => r.Tokens.Output);
        if (!_compact)
        {
            AddNumber("Cache write", 2, rows, r => r.Tokens.CacheWrite);
            AddNumber("Cache read", 3, rows, r => r.Tokens.CacheRead);
        }

        AddNumber("Total", 0, rows, r => r.Tokens.Total, isLastResort: !_report.Options.NoCost);
        if (!_report.Options.NoCost) AddCost(rows);
    }

    private List<Line> Rows()
    {
        var lines = new List<Line>(_report.Table.Rows.Count + 1);
        foreach (var row in _report.Table.Rows)
        {
            lines.Add(new(row, row, false));
            if (!_report.Options.Breakdown) continue;
            lines.AddRange(row.Breakdown.Select(part => new Line(row, part, true)));
        }

        lines.Add(new(null, _report.Table.Totals, false));
        _nested.AddRange(lines.Select(l => l.IsNested));
        return lines;
    }

    private void AddNames(List<Line> rows)
    {
        var kind = _report.Kind;
        var key = new TableColumn(kind.Header, Tone.Key) { MinWidth = kind.By == Grouping.Model || _report.Titles.Count > 0 ? 26 : !kind.IsPeriodic ? 14 : _report.Options.Breakdown ? 16 : 0, CutMiddle = kind.By is Grouping.Project };
        var names = new RowLabels(_report);
        UsageRow? previous = null;
        foreach (var (row, sum, nested) in rows)
        {
            key.Add(row is null ? "Total" : nested ? "└ " + TerminalText.Escape(sum.Name) : Repeats(row, previous) ? "" : names.Of(row));
            previous = row;
        }

        Columns.Add(key);
        var by = _report.Second;
        if (by != Grouping.None) AddText(by.ToString(), 0, 10, rows, (row, _) => row is null ? "" : names.OfSecond(row), Tone.Plain);
        if (kind.By == Grouping.Source && !kind.IsPeriodic)
        {
            AddText("First day", 9, 0, rows, (row, nested) => row is null || nested ? "" : names.Day(row.First), Tone.Quiet);
            AddText("Last day", 10, 0, rows, (row, nested) => row is null || nested ? "" : names.Day(row.Last), Tone.Plain);
        }

        if (kind.By != Grouping.Session) return;
        AddText("Project", 9, 10, rows, (row, nested) => row is null || nested ? "" : TerminalText.Escape(_report.Labels[row.Project]), Tone.Plain);
        AddText("Branch", 5, 8, rows, (row, nested) => row is null || nested ? "" : TerminalText.Escape(row.Branch), Tone.Quiet);
        AddText("Last activity", 10, 0, rows, (row, nested) => row is null || nested ? "" : names.Time(row.Last), Tone.Plain);
        AddText("Duration", 8, 0, rows, (row, nested) => row is null || nested ? "" : NumberText.Duration(TimeSpan.FromTicks(row.Last - row.First)), Tone.Quiet, right: true);
    }

    private bool Repeats(UsageRow row, UsageRow? previous) =>
        previous is not null && !ReferenceEquals(row, previous) && row.Second.Grouping != Grouping.None && row.Key == previous.Key;

    private void AddText(string header, int drop, int least, List<Line> rows, Func<UsageRow, string> text, Tone tone) =>
        AddText(header, drop, least, rows, (row, nested) => row is null || nested ? "" : TerminalText.Escape(text(row)), tone);

    private void AddText(string header, int drop, int least, List<Line> rows, Func<UsageRow?, bool, string> text, Tone tone, bool right = false)
    {
        var column = new TableColumn(header, tone) { DropOrder = drop, MinWidth = least, AlignRight = right };
        column.Cells.EnsureCapacity(rows.Count);
        foreach (var (row, _, nested) in rows) column.Add(text(row, nested));
        Columns.Add(column);
    }

    private void AddNumber(string header, int drop, List<Line> rows, Func<UsageRow, long> number, bool isLastResort = false)
    {
        var column = new TableColumn(header, Tone.Plain) { DropOrder = drop, AlignRight = true, IsLastResort = isLastResort, Shorten = row => NumberText.Short(number(rows[row].Sum)) };
        column.Cells.EnsureCapacity(rows.Count);
        foreach (var (_, sum, _) in rows) column.Add(_compact ? NumberText.Short(number(sum)) : NumberText.Full(number(sum)));
        Columns.Add(column);
    }

    private void AddCost(List<Line> rows)
    {
        var column = new TableColumn("Cost", Tone.Money) { AlignRight = true, Shorten = row => NumberText.Cost(rows[row].Sum, true) };
        column.Cells.EnsureCapacity(rows.Count);
        foreach (var (_, sum, _) in rows) column.Add(NumberText.Cost(sum, _compact));
        Columns.Add(column);
    }

    /// <summary>A line of the sheet: a row with its own sums, a nested row below it, or the totals (no row).</summary>
    private readonly record struct Line(UsageRow? Row, UsageRow Sum, bool IsNested);
}
