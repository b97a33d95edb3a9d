using System.Diagnostics;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>
/// Numbers the row keys of one grouping in the order slots bring them, so that sums are found by small numbers instead of by
/// keys of forty bytes. Neighbouring slots mostly have the same key: the last one is remembered.
/// </summary>
internal sealed class KeyNumbers(Grouping grouping, Period period, LocalCalendar calendar, ProjectFolding folding)
{
    private const long MinutesRoom = 4096;

    private readonly List<RowKey> _keys = [];
    private readonly Dictionary<long, int> _byCode = [];
    private Dictionary<RowKey, int>? _byKey;
    private long _code = -1;
    private int _number;

    /// <summary>The key with a number.</summary>
    public RowKey this[int number] => _keys[number];

    /// <summary>The number of the slot's key.</summary>
    public int Of(in UsageSlot slot)
    {
        var code = CodeOf(slot);
        if (code == _code) return _number;
        _code = code;
        return _number = grouping == Grouping.Period ? OfPeriod(slot) : OfCode(code, slot);
    }

    // Equal codes have equal keys; only periods and folded projects have keys of many codes.
    private long CodeOf(in UsageSlot slot) => grouping switch
    {
        Grouping.Period => slot.Start,
        Grouping.Source => (long)slot.Source,
        Grouping.Project => slot.Project,
        Grouping.Model => ((long)slot.Model << 1) | (slot.PriceClass.IsFast ? 1L : 0),
        Grouping.Branch => slot.Branch,
        Grouping.Session => ((long)slot.Session << 8) | (byte)slot.Source,
        Grouping.Person or Grouping.Machine => slot.Owner,
        Grouping.None => 0,
        _ => throw new UnreachableException($"{grouping} has no code"),
    };

    private int OfPeriod(in UsageSlot slot)
    {
        var key = calendar.KeyOf(slot.Start, period);
        if (_keys.Count > 0 && _keys[_number] == key) return _number;
        // Start is a whole minute and the offset less than a day: together they are the key.
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _byCode, (key.Start / TimeSpan.TicksPerMinute * MinutesRoom) + key.OffsetMinutes + (MinutesRoom / 2), out var known);
        if (!known) number = Add(key);
        return number;
    }

    private int OfCode(long code, in UsageSlot slot)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_byCode, code, out var known);
        if (known) return number;
        var key = SlotKey.Of(grouping, slot, period, calendar, folding);
        if (grouping != Grouping.Project) return number = Add(key);
        // Folding makes one project of several.
        ref var ofKey = ref CollectionsMarshal.GetValueRefOrAddDefault(_byKey ??= [], key, out known);
        if (!known) ofKey = Add(key);
        return number = ofKey;
    }

    private int Add(in RowKey key)
    {
        _keys.Add(key);
        return _keys.Count - 1;
    }
}
