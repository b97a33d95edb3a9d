using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>A billing window, or the gap between two of them.</summary>
public sealed class BillingBlock
{
    /// <summary>Start: the hour (UTC ticks) of the first response; for a gap, the time a window would have ended.</summary>
    public required long Start { get; init; }

    /// <summary>End, exclusive, UTC ticks.</summary>
    public required long End { get; init; }

    /// <summary>Nothing was used between two windows for longer than a window.</summary>
    public bool IsGap { get; init; }

    /// <summary>The window holds now and was used within its length.</summary>
    public bool IsActive { get; init; }

    /// <summary>Time of the first response, UTC ticks; 0 for a gap.</summary>
    public long First { get; init; }

    /// <summary>Time of the last response, UTC ticks; 0 for a gap.</summary>
    public long Last { get; init; }

    /// <summary>Tokens by kind.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>Number of responses.</summary>
    public long Requests { get; init; }

    /// <summary>US dollars without the unpriced part.</summary>
    public decimal Cost { get; init; }

    /// <summary>Tokens whose price is not known.</summary>
    public long UnpricedTokens { get; init; }

    /// <summary>Models as shown, by name. Untrusted.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The pace from the first to the last response; null for gaps, closed windows and a single moment.</summary>
    public BurnRate? BurnRate
    {
        get
        {
            var minutes = (decimal)(Last - First) / TimeSpan.TicksPerMinute;
            if (!IsActive || minutes <= 0) return null;
            return new(Tokens.Total / minutes, (Tokens.Input + Tokens.Output) / minutes, Cost * 60 / minutes);
        }
    }

    /// <summary>What an active window comes to at its end; null without a burn rate.</summary>
    public BlockProjection? ProjectAt(long nowUtc)
    {
        if (BurnRate is not { } rate) return null;
        var minutes = Math.Max(0, (decimal)(End - nowUtc) / TimeSpan.TicksPerMinute);
        return new(
            (long)Math.Min(long.MaxValue, decimal.Round(Tokens.Total + (rate.TokensPerMinute * minutes))),
            decimal.Round(Cost + (rate.CostPerHour / 60 * minutes), 2),
            (long)decimal.Round(minutes));
    }
}
