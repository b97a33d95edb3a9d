namespace Toktrack.Tool.Usage;

/// <summary>Usage from a scan of the logs, without a ledger.</summary>
internal sealed class ScanLoader : IUsageLoader
{
    public LoadedUsage Load(ToolContext context, UsageRequest request, CancellationToken cancellation) =>
        throw new ToolException("This build has no scanner yet.");
}
