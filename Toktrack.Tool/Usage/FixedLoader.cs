using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Tool.Usage;

/// <summary>Usage that is given: for tests and for demonstrations.</summary>
internal sealed class FixedLoader(UsageSnapshot snapshot, ScanDiagnostics? diagnostics = null) : IUsageLoader
{
    public LoadedUsage Load(ToolContext context, UsageRequest request, CancellationToken cancellation) =>
        new(new(snapshot, diagnostics ?? new(), new(0, 0, 0, 0, 0, TimeSpan.Zero, ScanNotes.NoKernel, 0)), []);
}
