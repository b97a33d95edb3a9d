using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Pipeline;

/// <summary>One worker: takes parts from the queue and has its readers read them.</summary>
internal sealed class ScanWorker(
    WorkQueue queue, BatchingSink sink, NameTable names, ScanDiagnostics diagnostics, ScanOptions options, ScanProgress? progress) : IDisposable
{
    private readonly Dictionary<SourceId, IUsageReader> _readers = [];
    private LineWindow? _window;

    /// <summary>The worker's sink.</summary>
    public BatchingSink Sink => sink;

    /// <summary>Reads the next part; false when there is none left.</summary>
    public bool ReadNext(CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested || !queue.TryTake(out var part)) return false;
        var file = part.Request.File;
        try
        {
            queue.Complete(part, Reader(file.Source).Read(part.Request));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (queue.Fail(part)) diagnostics.Report(DiagnosticKind.UnreadableFile, file.Path, -1, $"{e.Message} The file was skipped.");
        }

        if (part.IsLast) progress?.AddFile();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reader in _readers.Values) reader.Dispose();
    }

    private IUsageReader Reader(SourceId source)
    {
        if (!_readers.TryGetValue(source, out var reader))
        {
            _window ??= new LineWindow(options, progress);
            reader = SourceCatalog.Get(source).CreateReader(new ReaderContext(sink, names, diagnostics, options, _window));
            _readers.Add(source, reader);
        }

        return reader;
    }
}
