namespace Toktrack.Scanner.Pipeline;

/// <summary>
/// Counts everything that was skipped, repaired or missed, and keeps the first <see cref="MaxSamples"/> of each kind.
/// Safe for use by several threads.
/// </summary>
public sealed class ScanDiagnostics
{
    /// <summary>How many diagnostics of each kind are kept; all are counted.</summary>
    public const int MaxSamples = 50;

    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[Enum.GetValues<DiagnosticKind>().Length];
    private readonly List<Diagnostic> _samples = [];

    /// <summary>Counts one.</summary>
    public void Report(DiagnosticKind kind, string path, long offset, string detail)
    {
        lock (_gate)
        {
            if (_counts[(int)kind]++ < MaxSamples) _samples.Add(new(kind, path, offset, detail));
        }
    }

    /// <summary>How often <paramref name="kind"/> happened.</summary>
    public long Count(DiagnosticKind kind)
    {
        lock (_gate) return _counts[(int)kind];
    }

    /// <summary>How many of all kinds.</summary>
    public long Total
    {
        get { lock (_gate) return _counts.Sum(); }
    }

    /// <summary>The kept diagnostics, ordered by kind, path and offset so that the order of work does not show.</summary>
    public IReadOnlyList<Diagnostic> Samples
    {
        get
        {
            lock (_gate)
            {
                return [.. _samples.OrderBy(d => d.Kind).ThenBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Offset)];
            }
        }
    }
}
