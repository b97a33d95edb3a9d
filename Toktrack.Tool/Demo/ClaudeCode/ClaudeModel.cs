namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>Which models sessions use, by time.</summary>
internal static class ClaudeModel
{
    /// <summary>A model served through a proxy, whose answers have no request id.</summary>
    public const string Proxied = "glm-5.1";

    private static readonly (string Model, double Weight)[][] s_periods =
    [
        [("claude-opus-4-5-20251101", 6), ("claude-sonnet-4-5-20250929", 3), ("claude-haiku-4-5-20251001", 0.5)],
        [("claude-opus-4-5-20251101", 3), ("claude-opus-4-6", 4), ("claude-sonnet-4-5-20250929", 2), ("claude-haiku-4-5-20251001", 0.5)],
        [("claude-opus-4-6", 4), ("claude-opus-4-7", 3), ("claude-sonnet-4-6", 3), ("claude-haiku-4-5-20251001", 0.5)],
        [("claude-opus-4-7", 3), ("claude-opus-4-8", 5), ("claude-sonnet-4-6", 2), ("claude-fable-5", 0.6)],
        [("claude-opus-4-8", 4), ("claude-opus-5", 4), ("claude-sonnet-4-6", 2), ("claude-fable-5", 1)],
    ];

    /// <summary>The main model of a session at <paramref name="position"/> (0 to 1) of the time span.</summary>
    public static string At(double position, ref CorpusRandom random)
    {
        var period = s_periods[Math.Min((int)(position * s_periods.Length), s_periods.Length - 1)];
        Span<double> weights = stackalloc double[period.Length];
        for (var i = 0; i < period.Length; i++)
        {
            weights[i] = period[i].Weight;
        }

        return period[random.Weighted(weights)].Model;
    }

    /// <summary>The model of a sub-agent in a session of <paramref name="main"/>.</summary>
    public static string OfAgent(string main, ref CorpusRandom random) => random.Below(10) switch
    {
        < 5 => main == Proxied ? main : "claude-haiku-4-5-20251001",
        < 7 => main == Proxied ? main : "claude-sonnet-4-6",
        _ => main,
    };
}
