using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Tui.State;

/// <summary>
/// Usage as the views see it at one moment. Every figure is the answer to a <see cref="UsageQuery"/>, asked when a view
/// first needs it and kept until the usage or the day changes. Used by the screen loop alone.
/// </summary>
internal sealed class DashboardModel
{
    private static readonly Dictionary<(SourceId, string), string> s_noTitles = [];

    private readonly UsageSnapshot _snapshot;
    private readonly ISlotPricer? _pricer;
    private readonly ModelScope _scope;
    private readonly LocalCalendar _calendar;
    private readonly Dictionary<(Grouping By, Period Period, RowTarget? Within), UsageTable> _tables = [];
    private readonly Dictionary<Grouping, UsageTable> _allTime = [];
    private readonly Dictionary<int, UsageSnapshot> _latest = [];
    private readonly Dictionary<DateOnly, DayFigures> _noDays = [];
    private Dictionary<DateOnly, DayFigures>? _days;
    private ProjectLabels? _projects;
    private UsageStatistics? _statistics;
    private ActiveBlock? _block;
    private bool _blockKnown;
    private Figures? _total;

    public DashboardModel(UsageSnapshot snapshot, ISlotPricer? pricer, ModelScope scope, DateTime utcNow)
    {
        (_snapshot, _pricer, _scope, UtcNow) = (snapshot, pricer, scope, utcNow);
        _calendar = new(scope.Zone, scope.WeekStart);
        Now = _calendar.LocalTime(utcNow.Ticks);
    }

    public DateTime UtcNow { get; }

    /// <summary>What sessions are called, where a title of theirs is known. Untrusted.</summary>
    public IReadOnlyDictionary<(SourceId Source, string Session), string> Titles { get; init; } = s_noTitles;

    /// <summary>Local wall time.</summary>
    public DateTime Now { get; }

    public DateOnly Today => DateOnly.FromDateTime(Now);

    public NameTable Names => _snapshot.Names;

    public DayOfWeek WeekStart => _scope.WeekStart;

    /// <summary>True when nothing is known at all.</summary>
    public bool IsEmpty => _snapshot.Slots.Count == 0;

    /// <summary>How projects are called.</summary>
    public ProjectLabels Projects => _projects ??= ProjectLabels.Of(Names);

    /// <summary>Every day with usage.</summary>
    public IReadOnlyDictionary<DateOnly, DayFigures> Days => _days ??= SumDays(null);

    /// <summary>The 5-hour block that runs now; null for none.</summary>
    public ActiveBlock? ActiveBlock
    {
        get
        {
            if (!_blockKnown) _block = ActiveBlock.Find(_snapshot, Scoped(new UsageQuery { Filter = WindowsFilter }), _pricer, UtcNow);
            _blockKnown = true;
            return _block;
        }
    }

    /// <summary>Figures over all time.</summary>
    public UsageStatistics Statistics =>
        _statistics ??= UsageStatistics.Of(_snapshot, Scoped(new UsageQuery { Filter = _scope.Filter }), _pricer, Today);

    /// <summary>The sum of all days.</summary>
    public Figures Total => _total ??= Sum(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>The first day with usage; today where there is none.</summary>
    public DateOnly First => Days.Count == 0 ? Today : Days.Keys.Min();

    /// <summary>The local time of a moment.</summary>
    public DateTime LocalTime(long utcTicks) => _calendar.LocalTime(utcTicks);

    /// <summary>First day of the period that holds <paramref name="day"/>.</summary>
    public DateOnly FirstDay(DateOnly day, Period period) => _calendar.FirstDay(day, period);

    /// <summary>The table of one tab, or of a part of what <paramref name="within"/> stands for; the latest or costliest first.</summary>
    public UsageTable Table(Grouping by, Period period = Period.Day, RowTarget? within = null)
    {
        if (_tables.TryGetValue((by, period, within), out var table)) return table;
        table = Ask(new UsageQuery
        {
            By = by,
            Period = period,
            Breakdown = by is Grouping.Model or Grouping.None ? Grouping.None : Grouping.Model,
            Filter = Narrow(within),
            Order = by == Grouping.Period ? RowOrder.Date : RowOrder.Cost,
            Descending = true,
        });
        _tables[(by, period, within)] = table;
        return table;
    }

    /// <summary>The table of the last <paramref name="days"/> days, today included.</summary>
    public UsageTable Recent(Grouping by, int days)
    {
        var window = new RowTarget(Grouping.None, Period.Day, days, "", SourceId.None, false);
        if (_tables.TryGetValue((by, Period.Hour, window), out var table)) return table;
        table = Ask(new UsageQuery
        {
            By = by,
            Period = Period.Hour,
            Since = Today.AddDays(1 - days),
            Until = Today,
            Filter = _scope.Filter,
            Order = by == Grouping.Period ? RowOrder.Date : RowOrder.Cost,
            Descending = true,
        }, Latest(days));
        _tables[(by, Period.Hour, window)] = table;
        return table;
    }

    /// <summary>The days the overview looks back on.</summary>
    public const int LateDays = 30;

    /// <summary>True where something was used in the last <see cref="LateDays"/> days.</summary>
    public bool IsUsedLately => !Sum(Today.AddDays(1 - LateDays), Today).IsEmpty;

    /// <summary>The table of the last <see cref="LateDays"/> days; where nothing was used in them, of all time: an old ledger has something to show as well.</summary>
    public UsageTable Lately(Grouping by) => IsUsedLately ? Recent(by, LateDays) : AllTime(by);

    /// <summary>What <see cref="Lately"/> covers, for people.</summary>
    public string LateSpan => IsUsedLately ? $"{LateDays} days" : "all time";

    /// <summary>Days of a part of the usage.</summary>
    public IReadOnlyDictionary<DateOnly, DayFigures> DaysWithin(RowTarget within) => within.In(Names) is null ? _noDays : SumDays(within);

    /// <summary>The sum of the days from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public Figures Sum(DateOnly first, DateOnly last)
    {
        var sum = default(Figures);
        foreach (var day in Days.Values)
        {
            if (day.Date >= first && day.Date <= last) sum.Add(day.Total);
        }

        return sum;
    }

    // As `toktrack blocks`: Claude Code's windows alone, unless sources are named, since each vendor counts its own.
    private UsageFilter WindowsFilter => _scope.Filter.Sources.Count > 0 ? _scope.Filter : _scope.Filter with { Sources = [SourceId.ClaudeCode] };

    private Dictionary<DateOnly, DayFigures> SumDays(RowTarget? within)
    {
        var days = new Dictionary<DateOnly, DayFigures>();
        var table = Ask(new UsageQuery { Period = Period.Day, ThenBy = Grouping.Source, Filter = Narrow(within) });
        foreach (var row in table.Rows)
        {
            if (!days.TryGetValue(row.Key.Date, out var day)) days[row.Key.Date] = day = new(row.Key.Date);
            day.Add(row.Second.Source, Figures.Of(row));
        }

        return days;
    }

    private UsageFilter Narrow(RowTarget? within)
    {
        if (within is null) return _scope.Filter;
        // A name that vanished from the dictionary: a key nothing has, so that the answer is empty.
        var key = within.In(Names) ?? new RowKey(within.Grouping, Name: int.MaxValue);
        return _scope.Filter with { Within = [(key, within.Period)] };
    }

    // All time is long: what one screen shows of it is asked in one pass.
    private UsageTable AllTime(Grouping by)
    {
        if (_allTime.TryGetValue(by, out var known)) return known;
        Grouping[] asked = by is Grouping.Source or Grouping.Model or Grouping.Project ? [Grouping.Source, Grouping.Model, Grouping.Project] : [by];
        var queries = asked.Select(g => Scoped(new UsageQuery { By = g, Filter = _scope.Filter, Order = RowOrder.Cost, Descending = true })).ToArray();
        var tables = UsageQuery.RunAll(queries, _snapshot, _pricer);
        for (var i = 0; i < asked.Length; i++) _allTime[asked[i]] = tables[i];
        return _allTime[by];
    }

    private UsageTable Ask(UsageQuery query, UsageSnapshot? part = null) => Scoped(query).Run(part ?? _snapshot, _pricer);

    // Most usage is old: queries about the last days need not look at it. Two days more than asked cover any time zone.
    private UsageSnapshot Latest(int days)
    {
        if (_latest.TryGetValue(days, out var latest)) return latest;
        var from = UtcNow.Ticks - ((days + 2) * TimeSpan.TicksPerDay);
        return _latest[days] = _snapshot.Since(from);
    }

    private UsageQuery Scoped(UsageQuery query) =>
        query with { Zone = _scope.Zone, WeekStart = _scope.WeekStart, Cost = _scope.Cost, FoldProject = _scope.FoldProject };
}
