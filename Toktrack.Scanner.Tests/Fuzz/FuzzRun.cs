namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>One thread of fuzzing: writes a file, reads it in some way, compares with the reference, again and again.</summary>
internal sealed class FuzzRun : IDisposable
{
    private const int BatchesPerReader = 40;

    private readonly IFuzzSource _source;
    private readonly Dice _dice;
    private readonly string _folder;
    private readonly ByteText _file = new();
    private FuzzReader? _reader;
    private int _batches;

    public FuzzRun(IFuzzSource source, ulong seed)
    {
        _source = source;
        _dice = new Dice(seed);
        var memory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        _folder = Path.Combine(memory, $"toktrack-fuzz-{Environment.ProcessId}-{Guid.NewGuid():N}");
    }

    /// <summary>Lines read and compared so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Usage records among them.</summary>
    public long Records { get; private set; }

    /// <summary>Broken places among them.</summary>
    public long Malformed { get; private set; }

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Lines by kernel.</summary>
    public Dictionary<string, long> ByKernel { get; } = [];

    /// <summary>One more file; returns what it found, which should be nothing.</summary>
    public FuzzFind? Step(bool damaged, int lines = 300)
    {
        if (_reader is null || _batches++ % BatchesPerReader == 0)
        {
            _reader?.Dispose();
            _reader = new FuzzReader(_source.Id, FuzzSetup.Any(_dice));
        }

        _file.Clear();
        var name = _source.FileName(_dice);
        _source.Write(_file, lines, damaged, _dice);
        var cuts = Cuts();
        var path = Put(name, _file.Span);
        var expected = _source.Read(_file.Span, path, _reader.Setup.LongestLine);
        var difference = _reader.Difference(path, _file.Length, expected, cuts);

        var count = _file.Span.Count((byte)'\n');
        Lines += count;
        Records += expected.Records.Count;
        Malformed += expected.Malformed;
        Bytes += _file.Length;
        ByKernel[_reader.Setup.Kernel] = ByKernel.GetValueOrDefault(_reader.Setup.Kernel) + count;
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
        using var reader = new FuzzReader(_source.Id, find.Setup);
        return reader.Difference(path, bytes.Length, _source.Read(bytes, path, find.Setup.LongestLine), cuts);
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
