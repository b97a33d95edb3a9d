namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>One thread of fuzzing: writes a file, reads it in some way, compares with the reference, again and again.</summary>
internal sealed class FuzzRun : IFuzzRun
{
    private const int BatchesPerReader = 40;

    private readonly IFuzzSource _source;
    private readonly Dice _dice;
    private readonly string _folder;
    private readonly ByteText _file = new();
    private readonly Dictionary<string, long> _byKernel = [];
    private FuzzReader? _reader;
    private int _batches;

    public FuzzRun(IFuzzSource source, ulong seed)
    {
        _source = source;
        _dice = new Dice(seed);
        var memory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        _folder = Path.Combine(memory, $"toktrack-fuzz-{Environment.ProcessId}-{Guid.NewGuid():N}");
    }

    public string Name => _source.GetType().Name.Replace("Fuzz", "", StringComparison.Ordinal);

    public long Lines { get; private set; }

    public long Records { get; private set; }

    public long Malformed { get; private set; }

    public long Bytes { get; private set; }

    public IReadOnlyDictionary<string, long> ByKernel => _byKernel;

    public FuzzFind? Step(bool damaged) => Step(damaged, 300);

    /// <summary>One more file of about <paramref name="lines"/> lines.</summary>
    public FuzzFind? Step(bool damaged, int lines)
    {
        if (_reader is null || _batches++ % BatchesPerReader == 0)
        {
            _reader?.Dispose();
            _reader = new FuzzReader(_source.Id, FuzzSetup.Any(_dice), _source.Layout);
        }

        _file.Clear();
        var name = _source.FileName(_dice);
        _source.Write(_file, lines, damaged, _dice);
        var cuts = Cuts();
        var path = Put(name, _file.Span);
        var expected = _source.Read(_file.Span, path, _reader.Setup.LongestLine);
        var difference = _reader.Difference(path, _file.Span, expected, cuts);

        // Of a document: its messages.
        var count = _source is GeminiDocumentFuzz ? expected.Records.Count : _file.Span.Count((byte)'\n');
        Lines += count;
        Records += expected.Records.Count;
        Malformed += expected.Malformed;
        Bytes += _file.Length;
        _byKernel[_reader.Setup.Kernel] = _byKernel.GetValueOrDefault(_reader.Setup.Kernel) + count;
        if (difference is null) return null;

        var find = new FuzzFind(_file.Span.ToArray(), name, _reader.Setup, cuts, difference);
        _reader.Dispose();
        _reader = null;
        return Differs(find.File, find) is null ? find with { Difference = difference + " (only with a reader that had read other files before)" } : Reduce(find);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    // Mostly whole files; else up to eight parts, often cut close to line feeds.
    private long[] Cuts()
    {
        if (_dice.OneIn(2) || _file.Length < 10) return [];
        var cuts = new SortedSet<long>();
        for (var i = _dice.Between(1, 8); i > 0; i--)
        {
            var at = _dice.Between(1, _file.Length - 1);
            if (_dice.OneIn(2)) at = Math.Clamp(at + _file.Span[at..].IndexOf((byte)'\n') + _dice.Between(-1, 2), 1, _file.Length - 1);
            cuts.Add(at);
        }

        return [.. cuts];
    }

    private string Put(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string? Differs(byte[] bytes, FuzzFind find)
    {
        var path = Put(find.Name, bytes);
        var cuts = find.Cuts.Where(c => c < bytes.Length).ToArray();
        using var reader = new FuzzReader(_source.Id, find.Setup, _source.Layout);
        return reader.Difference(path, bytes, _source.Read(bytes, path, find.Setup.LongestLine), cuts);
    }

    // First without cuts, then ever smaller runs of lines are left out while a difference remains.
    private FuzzFind Reduce(FuzzFind find)
    {
        if (Differs(find.File, find with { Cuts = [] }) is not null) find = find with { Cuts = [] };
        for (var run = 128; run > 0; run /= 2)
        {
            for (var first = 0; ;)
            {
                var lines = Split(find.File);
                if (first >= lines.Count) break;
                var smaller = lines.Where((_, i) => i < first || i >= first + run).SelectMany(l => l).ToArray();
                if (smaller.Length < find.File.Length && Differs(smaller, find) is { } difference) find = find with { File = smaller, Difference = difference };
                else first += run;
            }
        }

        return find;
    }

    private static List<byte[]> Split(byte[] file)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < file.Length;)
        {
            var feed = file.AsSpan(start).IndexOf((byte)'\n');
            var end = feed < 0 ? file.Length : start + feed + 1;
            lines.Add(file[start..end]);
            start = end;
        }

        return lines;
    }
}
