using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>The scanner's reader of one source, set up in one way and used for one file after the other, as a worker does.</summary>
internal sealed class FuzzReader : IDisposable
{
    private static readonly DiagnosticKind[] s_kinds = Enum.GetValues<DiagnosticKind>();

    private readonly IUsageReader _reader;
    private readonly SourceId _source;
    private readonly ScanDiagnostics _diagnostics = new();
    private readonly NameTable _names = new();
    private readonly RecordList _sink = new();
    private readonly long[] _before = new long[s_kinds.Length];

    public FuzzReader(SourceId source, FuzzSetup setup)
    {
        Setup = setup;
        _source = source;
        var options = new ScanOptions { Kernel = setup.Kernel, Io = setup.Io, MaxLineBytes = setup.LongestLine };
        _reader = SourceCatalog.Get(source).CreateReader(
            new ReaderContext(_sink, _names, _diagnostics, options, new LineWindow(options, null, setup.Buffer)));
    }

    public FuzzSetup Setup { get; }

    public IReadOnlyList<UsageRecord> Records => _sink.Records;

    public NameTable Names => _names;

    /// <summary>Reads a file, cut into parts at <paramref name="cuts"/> (ascending), and tells how that differs from what it holds; null where it does not.</summary>
    public string? Difference(string path, long length, PlainReading expected, ReadOnlySpan<long> cuts)
    {
        Read(path, length, cuts);
        return RecordCheck.Difference(_sink.Records, _names, expected, path) ?? CountsDifference(expected);
    }

    /// <summary>Reads a file in parts; <see cref="Records"/> holds its records.</summary>
    /// <returns>Where the next run would go on.</returns>
    public FileCheckpoint Read(string path, long length, ReadOnlySpan<long> cuts)
    {
        _sink.Records.Clear();
        foreach (var kind in s_kinds) _before[(int)kind] = _diagnostics.Count(kind);
        var file = new LogFile(_source, path, length, 0);
        var furthest = default(FileCheckpoint);
        for (var i = 0; i <= cuts.Length; i++)
        {
            var checkpoint = _reader.Read(new(file, i == 0 ? 0 : cuts[i - 1], i == cuts.Length ? long.MaxValue : cuts[i], i == 0, default));
            if (checkpoint.Offset >= furthest.Offset) furthest = checkpoint;
        }

        return furthest;
    }

    public long Count(DiagnosticKind kind) => _diagnostics.Count(kind) - _before[(int)kind];

    public void Dispose() => _reader.Dispose();

    private string? CountsDifference(PlainReading expected) =>
        Differs(DiagnosticKind.MalformedLine, expected.Malformed) ?? Differs(DiagnosticKind.SalvagedRecord, expected.Salvaged) ??
        Differs(DiagnosticKind.MissingTime, expected.WithoutTime) ?? Differs(DiagnosticKind.BadCount, expected.BadCounts) ?? Differs(DiagnosticKind.OverlongLine, expected.Overlong);

    private string? Differs(DiagnosticKind kind, int expected) =>
        Count(kind) == expected ? null : $"{kind} was reported {Count(kind)} times instead of {expected}";
}
