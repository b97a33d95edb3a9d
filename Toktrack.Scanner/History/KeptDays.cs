using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>Days of which only sums are known. They have no time of day: their slots stand at noon UTC, which is the same date from UTC-12 to UTC+11:45.</summary>
internal sealed class KeptDays
{
    private readonly SortedDictionary<long, KeptDay> _days = [];
    private readonly HashSet<long> _dirty = [];

    public KeptDays(LedgerBlocks blocks) => blocks.ForEach(BlockKind.Kept, (id, payload) => _days[id] = KeptDay.Read(id, payload));

    public KeptDays(IEnumerable<KeptDay> days)
    {
        foreach (var day in days) Add(day);
    }

    public IEnumerable<KeptDay> All => _days.Values;

    /// <summary>Adds a day; where it is known, the higher numbers stay.</summary>
    public void Add(KeptDay day)
    {
        _days[day.Id] = _days.TryGetValue(day.Id, out var known) ? known.RaisedTo(day) : day.RaisedTo(day);
        _dirty.Add(day.Id);
    }

    public void Save(LedgerChange change)
    {
        foreach (var id in _dirty)
        {
            var payload = new PackWriter();
            _days[id].Write(payload);
            change.Put(BlockKind.Kept, id, payload);
        }

        _dirty.Clear();
    }

    /// <summary>The slots to be shown beside <paramref name="own"/>: see <see cref="KeptOrigin"/>.</summary>
    public List<UsageSlot> SlotsBeside(IReadOnlyList<UsageSlot> own, NameTable names)
    {
        var shown = new List<UsageSlot>();
        if (_days.Count == 0) return shown;
        var wanted = _days.Values.Select(d => d.Day).ToHashSet();
        var known = new Dictionary<(DayKey, string), KeptSum>();
        var covered = new HashSet<DayKey>();
        foreach (var slot in own)
        {
            var day = new DayKey(slot.Source, (int)(slot.Start / TimeSpan.TicksPerDay));
            if (!wanted.Contains(day)) continue;
            covered.Add(day);
            var model = names[slot.Model];
            if (!known.TryGetValue((day, model), out var sum)) known[(day, model)] = sum = new(model, default);
            sum.Add(slot);
        }

        // Restored days come first in the order of numbers, and cover a day for those of the earlier toktrack.
        foreach (var day in _days.Values)
        {
            if (day.Origin == KeptOrigin.Earlier && covered.Contains(day.Day)) continue;
            foreach (var sum in day.Sums)
            {
                var left = known.TryGetValue((day.Day, sum.Model), out var has) ? sum.TakeFrom(has) : sum;
                if (left is not null) shown.Add(SlotOf(day.Day, left, names));
            }

            if (day.Origin == KeptOrigin.Restored) covered.Add(day.Day);
        }

        return shown;
    }

    private static UsageSlot SlotOf(DayKey day, KeptSum sum, NameTable names)
    {
        var noon = day.Start + (TimeSpan.TicksPerDay / 2);
        return new()
        {
            Start = noon,
            First = noon,
            Last = noon,
            Source = day.Source,
            Model = names.Intern(NameKind.Model, sum.Model),
            PriceClass = sum.Class,
            Tokens = sum.Tokens,
            Requests = (int)Math.Min(sum.Requests, int.MaxValue),
            WebSearches = (int)Math.Min(sum.WebSearches, int.MaxValue),
            ReportedCost = sum.ReportedCost,
        };
    }
}
