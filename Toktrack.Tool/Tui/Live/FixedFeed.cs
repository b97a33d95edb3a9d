using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Tui.Live;

/// <summary>Usage that does not change: for the demonstration.</summary>
internal sealed class FixedFeed(UsageSnapshot snapshot, int files) : IUsageFeed
{
    public IReadOnlyList<string> Folders => [];

    public LoadedUsage? Known(CancellationToken cancellation) => Refresh(new(), cancellation);

    public LoadedUsage Refresh(ScanProgress progress, CancellationToken cancellation) =>
        new(new(snapshot, new(), new(files, 0, 0, 0, 0, TimeSpan.Zero, "none", 0)), []);
}
