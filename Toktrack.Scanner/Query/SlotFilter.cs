using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>Decides which slots a query looks at. Each name is matched once, whatever the number of slots.</summary>
internal sealed class SlotFilter
{
    // No zone is farther from UTC: what lies farther outside the days needs no calendar.
    private const long ZoneSpan = 14 * TimeSpan.TicksPerHour;

    private readonly UsageQuery _query;
    private readonly UsageFilter _filter;
    private readonly NameTable _names;
    private readonly LocalCalendar _calendar;
    private readonly ProjectFolding _folding;
    private readonly int _sources;
    private readonly long _from;
    private readonly long _end;
    private readonly bool _hasDays;
    private readonly bool _isOpen;
    private readonly Dictionary<(NameKind, int, bool), bool> _verdicts = [];

    public SlotFilter(UsageQuery query, NameTable names, LocalCalendar calendar, ProjectFolding folding)
    {
        _query = query;
        _filter = query.Filter;
        _names = names;
        _calendar = calendar;
        _folding = folding;
        foreach (var source in _filter.Sources) _sources |= 1 << (int)source;
        _hasDays = (query.Since ?? query.Until) is not null;
        _from = Math.Max(query.From ?? 0, query.Since is { } since ? since.DayNumber * TimeSpan.TicksPerDay - ZoneSpan : 0);
        _end = query.Until is { } until ? (until.DayNumber + 1) * TimeSpan.TicksPerDay + ZoneSpan : long.MaxValue;
        _isOpen = !_hasDays && query.From is null && _sources == 0 && _filter.Within.Count == 0 &&
            _filter.Projects.Count + _filter.Models.Count + _filter.Branches.Count + _filter.Sessions.Count == 0;
    }

    public bool Passes(in UsageSlot slot)
    {
        if (_isOpen) return true;
        if (slot.Start < _from || slot.Start >= _end) return false;
        if (_hasDays && !IsWithinDays(_calendar.KeyOf(slot.Start, Period.Day).Date)) return false;
        if (_sources != 0 && (_sources >> (int)slot.Source & 1) == 0) return false;
        if (_filter.Projects.Count > 0 && !Matches(NameKind.Project, slot.Project, false)) return false;
        if (_filter.Models.Count > 0 && !Matches(NameKind.Model, slot.Model, slot.PriceClass.IsFast)) return false;
        if (_filter.Branches.Count > 0 && !Matches(NameKind.Branch, slot.Branch, false)) return false;
        if (_filter.Sessions.Count > 0 && !Matches(NameKind.Session, slot.Session, false)) return false;
        foreach (var (key, period) in _filter.Within)
        {
            if (SlotKey.Of(key.Grouping, slot, period, _calendar, _folding) != key) return false;
        }

        return true;
    }

    // By the day itself and not by UTC limits: a clock set back over midnight makes a day's usage two separate stretches.
    private bool IsWithinDays(DateOnly day) => (_query.Since is not { } since || day >= since) && (_query.Until is not { } until || day <= until);

    private bool Matches(NameKind kind, int name, bool fast)
    {
        if (_verdicts.TryGetValue((kind, name, fast), out var verdict)) return verdict;
        verdict = _filter.Matches(kind, _names[name], fast) ||
            (kind == NameKind.Project && _query.FoldProject is not null && _filter.Matches(kind, _names[_folding.Fold(name)]));
        _verdicts[(kind, name, fast)] = verdict;
        return verdict;
    }
}
