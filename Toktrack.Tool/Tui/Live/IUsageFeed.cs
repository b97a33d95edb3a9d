using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Tui.Live;

/// <summary>Where the dashboard's usage comes from.</summary>
internal interface IUsageFeed
{
    /// <summary>Folders whose changes mean new usage; they need not exist.</summary>
    IReadOnlyList<string> Folders { get; }

    /// <summary>What is known without looking at logs; null for nothing.</summary>
    LoadedUsage? Known(CancellationToken cancellation);

    /// <summary>Everything, after reading what is new.</summary>
    LoadedUsage Refresh(ScanProgress progress, CancellationToken cancellation);

    /// <summary>Titles of the sessions that were active since <paramref name="since"/> (UTC ticks).</summary>
    IReadOnlyDictionary<(SourceId Source, string Session), string> Titles(UsageSnapshot usage, long since) => new Dictionary<(SourceId, string), string>();
}
