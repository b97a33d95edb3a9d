using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Rendering;

/// <summary>Billing windows with everything a renderer needs.</summary>
/// <param name="Blocks">The windows and gaps, in the order they are shown.</param>
/// <param name="Limit">Tokens a window may take; null for no limit.</param>
/// <param name="Now">Now, UTC ticks.</param>
/// <param name="Options">The options.</param>
/// <param name="Meta">How the report came about.</param>
internal sealed record BlocksReport(IReadOnlyList<BillingBlock> Blocks, long? Limit, long Now, ReportOptions Options, ReportMeta Meta)
{
    /// <summary>The part of the limit that a window's tokens take, and what that means: <c>ok</c>, <c>warning</c> (above 80 %), <c>exceeds</c>.</summary>
    public static (decimal Percent, string Status) Against(long limit, long tokens)
    {
        var percent = (decimal)tokens / limit * 100;
        return (percent, percent > 100 ? "exceeds" : percent > 80 ? "warning" : "ok");
    }
}
