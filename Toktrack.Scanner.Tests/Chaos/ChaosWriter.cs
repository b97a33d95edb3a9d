using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>One CLI that writes its logs, and all that happens to them. Used by one thread.</summary>
internal abstract class ChaosWriter(string home, ChaosTruth truth, ChaosTool tool, ulong seed)
{
    private static readonly DateTime s_start = DateTime.UtcNow.Date.AddDays(-20);

    private long _ticks = s_start.Ticks + ((long)(seed % 1000) * TimeSpan.TicksPerMillisecond);
    private int _number;

    /// <summary>What was done, and how often.</summary>
    public SortedDictionary<string, int> Acts { get; } = [];

    protected Dice Dice { get; } = new(seed);

    protected string Home => home;

    protected ChaosTool Tool => tool;

    /// <summary>Does the next thing.</summary>
    public void Step()
    {
        var act = Act();
        Acts[act] = Acts.GetValueOrDefault(act) + 1;
    }

    /// <summary>Ends what is being written.</summary>
    public abstract void Finish();

    /// <summary>Does something; returns its name.</summary>
    protected abstract string Act();

    /// <summary>A number no other response has.</summary>
    protected int Next() => ++_number;

    /// <summary>A time of its own, whole milliseconds, later than all before.</summary>
    protected DateTime Time()
    {
        _ticks += TimeSpan.TicksPerMillisecond * (1000 + Dice.Below(60_000));
        return new(_ticks, DateTimeKind.Utc);
    }

    protected static string Stamp(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    protected TokenCounts Tokens() => new() { Input = 1 + Dice.Below(3000), Output = 1 + Dice.Below(3000), CacheRead = Dice.Below(100_000), CacheWrite5m = Dice.Below(4000) };

    protected void State(string source, string id, DateTime time, string model, string session, TokenCounts tokens) =>
        truth.State($"{source} {id}", new(source, time.Ticks, model, session, tokens));

    /// <summary>Prose that no piece of which is as long as a character.</summary>
    protected string Prose()
    {
        var text = new System.Text.StringBuilder();
        for (var words = Dice.OneIn(30) ? Dice.Below(3000) : Dice.Below(20); words > 0; words--) text.Append(Dice.Pick<string>(["word ", "{ ", "} ", "\\\"usage\\\":{ ", "\u4f60\u597d ", "\ud83d\ude00", "\\n", "\\\\ "]));
        return text.ToString();
    }
}
