namespace Toktrack.Tool.Demo;

/// <summary>When people work.</summary>
internal static class CorpusCalendar
{
    /// <summary>
    /// A moment for a session of about <paramref name="duration"/> milliseconds to begin (UTC milliseconds since 1970),
    /// and its position in the time span, 0 to 1. Working days and waking hours are likelier; a session too long for the
    /// time that is left begins earlier.
    /// </summary>
    public static (long Start, double Position) Pick(CorpusOptions options, long duration, ref CorpusRandom random)
    {
        var span = options.Days * 86_400_000L;
        var end = Milliseconds(options.Now);
        var first = end - span;
        var day = options.Now.Date.AddDays(-(int)(Math.Pow(random.Unit(), options.Growth) * options.Days));
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && random.Chance(0.6))
        {
            day = day.AddDays(day.DayOfWeek == DayOfWeek.Saturday ? -random.Between(1, 4) : -random.Between(2, 5));
        }

        var hour = 7 + 15 * (random.Unit() + random.Unit()) / 2;
        var start = Milliseconds(day) + (long)(hour * 3_600_000);
        start = Math.Clamp(start, first, Math.Max(first, end - Math.Min(span - 1, duration)));
        return (start, Math.Clamp((start - first) / (double)span, 0, 0.999999));
    }

    /// <summary>UTC milliseconds since 1970.</summary>
    public static long Milliseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}
