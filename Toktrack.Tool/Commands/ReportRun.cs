using System.CommandLine;
using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Team.Query;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Commands;

/// <summary>What every report does: read options, load usage, ask the question, write the answer.</summary>
internal sealed class ReportRun
{
    private readonly ToolContext _context;

    public ReportRun(ParseResult parsed, ToolContext context)
    {
        _context = context;
        Options = OptionReader.Read(parsed, context);
    }

    public ReportOptions Options { get; }

    /// <summary>Runs one of the reports whose rows are usage.</summary>
    public int Run(ReportKind kind)
    {
        var query = QueryFor(kind);
        var usage = Load(query.Since);
        var table = query.Run(usage.For(query), Options.NoCost ? null : _context.Pricer(_context));
        var report = new Report(kind, table, Options, Meta(query));
        if (!Options.NoTitles && Options.From is null && (kind.By == Grouping.Session || query.ThenBy == Grouping.Session))
        {
            report = report with { Titles = SessionTitles.For(Options.Format is ReportFormat.Table or ReportFormat.Markdown ? [.. table.Rows.Take(SessionTitles.MostForPeople)] : table.Rows, _context) };
        }

        if (kind == ReportKind.Sources && Options.From is null && Options.Format is ReportFormat.Table or ReportFormat.Json)
        {
            report = report with { Folders = FolderFinding.Find(_context, Options, usage.Outcome.Files) };
        }

        Renderer().Render(report, _context.Out);
        return ExitCodes.Success;
    }

    /// <summary>Loads usage and tells warnings.</summary>
    /// <param name="since">The first local day that is needed; null for all.</param>
    /// <param name="asksLedger">The ledger's file is looked at afterwards, so that it must be closed first.</param>
    public LoadedUsage Load(DateOnly? since = null, bool asksLedger = false)
    {
        IUsageLoader loader = Options.From is { } team ? new TeamLoader(team) : _context.Loader;
        var usage = loader.Load(_context, new(Options.Sources, Options.NoHistory, Quiet: Options.Quiet, Since: since) { Scan = Options.Scan, ClosesBehind = !asksLedger }, CancellationToken.None);
        if (Options.Quiet) return usage;
        ScanNotes.Write(usage, Options, _context.Error);
        if (usage.Outcome.Statistics is { Files: 0, Kernel: not ScanNotes.NoKernel } && usage.Outcome.Snapshot.Slots.Count == 0) ScanNotes.WriteNoLogs(_context, Options);
        return usage;
    }

    /// <summary>The question behind a report.</summary>
    public UsageQuery QueryFor(ReportKind kind)
    {
        var sort = Options.Sort ?? (kind.IsPeriodic || kind.By == Grouping.Session ? RowOrder.Date : RowOrder.Cost);
        var query = new UsageQuery
        {
            By = kind.By,
            Period = kind.Period,
            ThenBy = Options.By == kind.By ? Grouping.None : Options.By,
            Breakdown = Grouping.Model,
            Zone = Options.Zone,
            WeekStart = Options.WeekStart,
            Since = Options.Since,
            Until = Options.Until,
            Filter = Options.Filter,
            Cost = Options.Cost,
            Order = sort,
            Descending = Options.Descending ?? (sort is RowOrder.Cost or RowOrder.Tokens || (sort == RowOrder.Date && !kind.IsPeriodic)),
            Top = Options.Top,
            FoldProject = Options.MergeWorktrees ? new WorktreeFolding().Fold : null,
        };
        return Options.Last is { } last ? Narrow(query, kind, last) : query;
    }

    /// <summary>The <c>meta</c> of a report.</summary>
    public ReportMeta Meta(UsageQuery query) => new(_context.UtcNow, ZoneName(Options.Zone), query.Since, query.Until, Options.NoCost ? null : _context.PriceBookName);

    private UsageQuery Narrow(UsageQuery query, ReportKind kind, int last)
    {
        if (kind.Period == Period.Hour && kind.IsPeriodic)
        {
            // The current hour began when its key did; hours before it are hours of elapsed time.
            var calendar = new LocalCalendar(Options.Zone);
            var now = _context.UtcNow.Ticks;
            var sinceHour = calendar.LocalTime(now).Ticks % TimeSpan.TicksPerHour;
            return query with { From = Math.Max(0, now - sinceHour - ((last - 1) * TimeSpan.TicksPerHour)) };
        }

        var first = new LocalCalendar(Options.Zone, Options.WeekStart).FirstDay(Options.Today, kind.Period);
        try
        {
            return query with { Since = LocalCalendar.Add(first, kind.Period, 1 - last) };
        }
        catch (ArgumentOutOfRangeException)
        {
            return query; // before the year 1
        }
    }

    private IReportRenderer Renderer() => Options.Format switch
    {
        ReportFormat.Json => new JsonReport(),
        ReportFormat.Csv => new CsvReport(),
        ReportFormat.Markdown => new MarkdownReport(),
        _ => new TableReport(TableStyle.For(Options, _context)),
    };

    private static string ZoneName(TimeZoneInfo zone) => zone.HasIanaId ? zone.Id : zone.Id.ToString(CultureInfo.InvariantCulture);
}
