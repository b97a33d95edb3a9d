using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>A source and a UTC day as one number: the number of the day's blocks. Fits in 32 bits for the years 1 to 9999.</summary>
internal readonly record struct DayKey(uint Value)
{
    public DayKey(SourceId source, int day) : this(((uint)day << 8) | (byte)source)
    {
    }

    public static DayKey Of(in RecordStore.Packed record) => new(record.Source, (int)(record.Time / TimeSpan.TicksPerDay));

    public SourceId Source => (SourceId)(byte)Value;

    /// <summary>Days since 0001-01-01.</summary>
    public int Day => (int)(Value >> 8);

    /// <summary>Start of the day, UTC ticks.</summary>
    public long Start => Day * TimeSpan.TicksPerDay;

    public DateOnly Date => DateOnly.FromDayNumber(Day);
}
