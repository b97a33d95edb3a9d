using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Tool.Usage;

/// <summary>Usage from a scan of the logs, without a ledger.</summary>
internal sealed class ScanLoader : IUsageLoader
{
    public LoadedUsage Load(ToolContext context, UsageRequest request, CancellationToken cancellation)
    {
        var sources = request.Sources.Count == 0 ? SourceCatalog.All : [.. SourceCatalog.All.Where(s => request.Sources.Contains(s.Id))];
        return new(UsageScan.Run(sources, context.Environment, new ScanOptions(), null, cancellation), []);
    }
}
