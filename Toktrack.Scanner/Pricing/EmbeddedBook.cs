using System.Text;

namespace Toktrack.Scanner.Pricing;

/// <summary>
/// The price book that comes with the program (<c>Data/pricebook.txt</c>, format in <c>PriceLine.cs</c>), searched in place:
/// only the lines asked for are ever parsed.
/// </summary>
internal sealed class EmbeddedBook
{
    private const string Resource = "Toktrack.Scanner.pricebook.txt";

    private readonly byte[] _text;
    private readonly int _first;

    /// <summary>A book from its text.</summary>
    public EmbeddedBook(byte[] text)
    {
        _text = text;
        while (_first < text.Length && text[_first] == '#') _first = EndOfLine(_first) + 1;
    }

    /// <summary>The book in this assembly.</summary>
    public static EmbeddedBook Load()
    {
        using var stream = typeof(EmbeddedBook).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the program.");
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return new EmbeddedBook(text);
    }

    /// <summary>What the head of the book says of its making: its first lines, without the marks.</summary>
    public string Attribution => Encoding.UTF8.GetString(_text, 0, _first).Replace("# ", "", StringComparison.Ordinal).TrimEnd();

    /// <summary>The names of the tables the book is made of, with their dates.</summary>
    public string Title => string.Join(", ", Attribution.Split('\n').Where(l => l.Contains('(')).Select(l => l[..l.IndexOf(' ')]));

    /// <summary>The prices of <paramref name="name"/>, a normalised name, under the book's own name for it; null where there are none.</summary>
    public BookEntry? Find(string name)
    {
        if (FindLine(name) is not { } line) return null;
        if (line.StartsWith('='))
        {
            name = line[1..];
            line = FindLine(name) ?? throw new InvalidOperationException($"The price book lists {name} as a target and does not have it.");
        }

        var prices = new List<StatedPrice>();
        StatedPrice? table = null;
        foreach (var field in line.Split('\t'))
        {
            if (field[0] == '?') table = PriceLine.Parse(field);
            else prices.Add(PriceLine.Parse(field));
        }

        return new BookEntry(name, prices, table);
    }

    /// <summary>Every name of the book in byte order; with <paramref name="aliases"/> those that stand for another, too.</summary>
    public IEnumerable<string> Names(bool aliases = false)
    {
        for (var start = _first; start < _text.Length; start = EndOfLine(start) + 1)
        {
            var tab = start + _text.AsSpan(start).IndexOf((byte)'\t');
            if (aliases || _text[tab + 1] != '=') yield return Encoding.UTF8.GetString(_text, start, tab - start);
        }
    }

    private string? FindLine(string name)
    {
        Span<byte> key = stackalloc byte[256];
        if (!Encoding.UTF8.TryGetBytes(name, key, out var length)) return null;
        key = key[..length];

        var low = _first;
        var high = _text.Length;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var start = _text.AsSpan(low, middle - low).LastIndexOf((byte)'\n') + low + 1;
            var end = EndOfLine(start);
            var line = _text.AsSpan(start, end - start);
            var tab = line.IndexOf((byte)'\t');
            var order = line[..tab].SequenceCompareTo(key);
            if (order == 0) return Encoding.UTF8.GetString(line[(tab + 1)..]);
            if (order < 0) low = end + 1;
            else high = start;
        }

        return null;
    }

    private int EndOfLine(int start)
    {
        var length = _text.AsSpan(start).IndexOf((byte)'\n');
        return length < 0 ? _text.Length : start + length;
    }
}
