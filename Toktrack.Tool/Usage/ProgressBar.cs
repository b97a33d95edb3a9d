using System.Diagnostics;
using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Usage;

/// <summary>
/// A line on standard error with files, bytes and speed, shown only on a terminal and only when a scan takes longer than a moment;
/// it is wiped before the report is written.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private const int DelayMilliseconds = 300;
    private const int IntervalMilliseconds = 100;
    private const int Cells = 24;

    private readonly TextWriter _error;
    private readonly ScanProgress _progress;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private bool _shown;
    private bool _ended;

    private ProgressBar(TextWriter error, ScanProgress progress)
    {
        (_error, _progress) = (error, progress);
        _timer = new(_ => Draw(), null, DelayMilliseconds, IntervalMilliseconds);
    }

    /// <summary>A bar, or null where none is to be shown.</summary>
    public static ProgressBar? For(ToolContext context, UsageRequest request, ScanProgress progress) =>
        context.ErrorIsTerminal && !request.Quiet && context.Environment.Variable("TERM") != "dumb" ? new(context.Error, progress) : null;

    /// <summary>The line for a moment of a scan.</summary>
    public static string Line(int files, int totalFiles, long bytes, long totalBytes, TimeSpan elapsed)
    {
        var part = totalBytes <= 0 ? 0 : Math.Clamp((double)bytes / totalBytes, 0, 1);
        var full = (int)(part * Cells);
        var speed = elapsed.TotalSeconds <= 0 ? 0 : (long)(bytes / elapsed.TotalSeconds);
        return $"{new string('█', full)}{new string('░', Cells - full)} {part * 100,3:0}%  {NumberText.Full(files)}/{NumberText.Full(totalFiles)} files  {NumberText.Short(bytes)}B  {NumberText.Short(speed)}B/s";
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            if (_shown) _error.Write("\r\u001b[2K");
            _error.Flush();
        }

        _timer.Dispose();
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (_ended) return;
            _shown = true;
            _error.Write("\r\u001b[2K" + Line(_progress.Files, _progress.TotalFiles, _progress.Bytes, _progress.TotalBytes, _clock.Elapsed));
            _error.Flush();
        }
    }
}
