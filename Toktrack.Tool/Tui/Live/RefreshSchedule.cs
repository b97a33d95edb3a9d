namespace Toktrack.Tool.Tui.Live;

/// <summary>
/// When the logs are looked at again: a function of what happened when, without a clock of its own. A change is read about a second
/// after it was noticed at the latest, however many follow it; where changes go unnoticed, the logs are looked at about every second.
/// Times are those of any clock that never runs back.
/// </summary>
internal sealed class RefreshSchedule
{
    /// <summary>A CLI writes several lines in a row: they are read at once. Counted from the first, so that steady writing puts nothing off.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);

    /// <summary>From the start of a refresh to the start of the next.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    /// <summary>After a refresh without any change, in case one went unseen nevertheless.</summary>
    public static readonly TimeSpan Safety = TimeSpan.FromSeconds(60);

    // Of the time, so much goes to refreshes at most, where each takes long: half while there are changes, a fifth while there may be.
    private const int RestAfterChange = 1;
    private const int RestAfterPoll = 4;

    private TimeSpan? _changed;
    private TimeSpan _started;
    private TimeSpan _ended;

    /// <summary>The end of the last refresh.</summary>
    public TimeSpan Ended => _ended;

    /// <summary>Something changed, or somebody asked.</summary>
    public void Change(TimeSpan now) => _changed ??= now;

    /// <summary>A refresh begins: it sees all changes up to now.</summary>
    public void Begin(TimeSpan now) => (_started, _changed) = (now, null);

    /// <summary>It is over.</summary>
    public void End(TimeSpan now) => _ended = now;

    /// <summary>When the next refresh is to begin, if nothing else happens.</summary>
    /// <param name="isNoticed">Changes are noticed; false where they have to be looked for.</param>
    public TimeSpan Due(bool isNoticed)
    {
        var took = _ended - _started;
        if (_changed is { } changed) return Later(changed + Settle, Later(_started + Spacing, _ended + (RestAfterChange * took)));
        return isNoticed ? _ended + Safety : Later(_started + Spacing, _ended + (RestAfterPoll * took));
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
