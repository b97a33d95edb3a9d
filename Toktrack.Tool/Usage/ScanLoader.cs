using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Tool.Usage;

/// <summary>Usage from a scan of the logs, without a ledger.</summary>
internal sealed class ScanLoader : IUsageLoader
{
    public LoadedUsage Load(ToolContext context, UsageRequest request, CancellationToken cancellation)
    {
        HeapPages.Prepare();
        var sources = SourceCatalog.All.Where(s => request.Sources.Count == 0 || request.Sources.Contains(s.Id)).ToList();
        var progress = request.Progress ?? new ScanProgress();
        using var bar = ProgressBar.For(context, request, progress);
        try
        {
            return new(UsageScan.Run(sources, context.LogEnvironment, request.Scan, progress, cancellation), []);
        }
        catch (ArgumentException e)
        {
            throw new ToolException(e.Message, ExitCodes.WrongUsage); // a kernel that does not run here
        }
    }
}
