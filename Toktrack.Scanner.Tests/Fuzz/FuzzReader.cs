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
    private readonly int _layout;
    private readonly ScanDiagnostics _diagnostics = new();
    private readonly NameTable _names = new();
    private readonly RecordList _sink = new();
    private readonly long[] _before = new long[s_kinds.Length];

    public FuzzReader(SourceId source, FuzzSetup setup, int layout = 0)
    {
        Setup = setup;
        _source = source;
        _layout = layout;
        var options = new ScanOptions { Kernel = setup.Kernel, Io = setup.Io, MaxLineBytes = setup.LongestLine };
        _reader = SourceCatalog.Get(source).CreateReader(
            new ReaderContext(_sink, _names, _diagnostics, options, new LineWindow(options, null, setup.Buffer)));
    }

    public FuzzSetup Setup { get; }

    public IReadOnlyList<UsageRecord> Records => _sink.Records;

    public NameTable Names => _names;

    /// <summary>
    /// Reads a file, cut into parts at <paramref name="cuts"/> (ascending), or, where lines depend on those before them, while it grows by those parts, and
    /// tells how that differs from what it holds; null where it does not.
    /// </summary>
    public string? Difference(string path, ReadOnlySpan<byte> file, PlainReading expected, ReadOnlySpan<long> cuts)
    {
        var grows = !SourceCatalog.Get(_source).LinesAreIndependent;
        if (grows) Grow(path, file, cuts);
        else Read(path, file.Length, cuts);
        if (grows)
        {
            _sink.Records.Sort(static (a, b) => a.Offset.CompareTo(b.Offset));
            expected.Records.Sort(static (a, b) => a.Offset.CompareTo(b.Offset));
        }

        return RecordCheck.Difference(_sink.Records, _names, expected, path) ?? (grows && cuts.Length > 0 ? null : CountsDifference(expected));
    }

    // What stands behind the last line feed is read again when the file has grown, and reported again.
    private void Grow(string path, ReadOnlySpan<byte> file, ReadOnlySpan<long> cuts)
    {
        _sink.Records.Clear();
        foreach (var kind in s_kinds) _before[(int)kind] = _diagnostics.Count(kind);
        var checkpoint = default(FileCheckpoint);
        for (var i = 0; i <= cuts.Length; i++)
        {
            if (i < cuts.Length) File.WriteAllBytes(path, file[..(int)cuts[i]]);
            else if (i > 0) File.WriteAllBytes(path, file);
            _sink.Records.RemoveAll(r => r.Offset >= checkpoint.Offset);
            var length = i < cuts.Length ? cuts[i] : file.Length;
            checkpoint = _reader.Read(new(new LogFile(_source, path, length, 0, _layout), checkpoint.Offset, long.MaxValue, true, checkpoint.State.ToArray()));
        }
    }

    /// <summary>Reads a file in parts; <see cref="Records"/> holds its records.</summary>
    /// <returns>Where the next run would go on.</returns>
    public FileCheckpoint Read(string path, long length, ReadOnlySpan<long> cuts)
    {
        _sink.Records.Clear();
        foreach (var kind in s_kinds) _before[(int)kind] = _diagnostics.Count(kind);
        var file = new LogFile(_source, path, length, 0, _layout);
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
