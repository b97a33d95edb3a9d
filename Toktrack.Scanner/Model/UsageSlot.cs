namespace Toktrack.Scanner.Model;

/// <summary>
/// The sum of all responses of one quarter of an hour (UTC) that agree in source, model, project, session, branch and
/// price class. Every time zone on Earth is a multiple of fifteen minutes, so slots regroup exactly into the days of any.
/// </summary>
public struct UsageSlot
{
    /// <summary>Ticks of 100 ns in a slot: fifteen minutes.</summary>
    public const long Ticks = 15 * TimeSpan.TicksPerMinute;

    /// <summary>Start of the slot: UTC ticks, a multiple of <see cref="Ticks"/>.</summary>
    public long Start;

    /// <summary>Time of the first response in the slot, UTC ticks.</summary>
    public long First;

    /// <summary>Time of the last response in the slot, UTC ticks.</summary>
    public long Last;

    /// <summary>Reported costs, summed, in nano-dollars (see <see cref="PriceClass.IsReported"/>).</summary>
    public long ReportedCost;

    /// <summary>Tokens, summed.</summary>
    public TokenCounts Tokens;

    /// <summary>Name of the model.</summary>
    public int Model;

    /// <summary>Name of the project, 0 where unknown.</summary>
    public int Project;

    /// <summary>Name of the session, 0 where unknown.</summary>
    public int Session;

    /// <summary>Name of the branch, 0 where unknown.</summary>
    public int Branch;

    /// <summary>Name of the machine or person, whichever a team's report groups by; 0 elsewhere.</summary>
    public int Owner;

    /// <summary>Number of responses.</summary>
    public int Requests;

    /// <summary>Web searches, summed.</summary>
    public int WebSearches;

    /// <summary>The CLI.</summary>
    public SourceId Source;

    /// <summary>What the price depends on beside model and time.</summary>
    public PriceClass PriceClass;

    /// <summary>The start of the slot that holds <paramref name="time"/> (UTC ticks, at or after year 1).</summary>
    public static long StartOf(long time) => time - (time % Ticks);
}
