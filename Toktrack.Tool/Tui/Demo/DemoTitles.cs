using System.Text;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Tui.Demo;

/// <summary>Made-up titles for made-up sessions, of the CLIs that give titles: the same for the same session.</summary>
internal static class DemoTitles
{
    private static readonly string[] s_titles =
    [
        "Fix the flaky retry test", "Add cursor pagination to the feed", "Explain the migration failure", "Cut cold start time", "Dark theme for settings",
        "Split the billing module", "Upgrade the HTTP client", "Trace a memory leak in the cache", "Round invoices once", "CSV export with filters",
        "Rewrite the date picker", "Property tests for the parser", "Review: coupon validation", "Search as you type", "Deploy previews for branches",
    ];

    /// <summary>Titles by source and session.</summary>
    public static IReadOnlyDictionary<(SourceId, string), string> Of(UsageSnapshot usage)
    {
        var titles = new Dictionary<(SourceId, string), string>();
        foreach (var slot in usage.Slots)
        {
            if (slot.Source is not (SourceId.ClaudeCode or SourceId.OpenCode)) continue;
            var session = usage.Names[slot.Session];
            titles.TryAdd((slot.Source, session), s_titles[StableHash.Of(Encoding.UTF8.GetBytes(session)) % (ulong)s_titles.Length]);
        }

        return titles;
    }
}
