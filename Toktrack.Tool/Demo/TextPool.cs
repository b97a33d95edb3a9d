using System.Text;

namespace Toktrack.Tool.Demo;

/// <summary>
/// Text made once and copied many times: whole lines, already escaped as the inside of a JSON string, so that any run
/// of lines is valid wherever it is put.
/// </summary>
internal sealed class TextPool
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    /// <param name="size">Bytes to hold, at least.</param>
    /// <param name="random">Chooses the lines.</param>
    /// <param name="line">Appends one line, escaped.</param>
    public TextPool(int size, ref CorpusRandom random, LineMaker line)
    {
        var text = new StringBuilder(size + 256);
        var marks = new List<int>(size / 40);
        while (text.Length < size)
        {
            line(text, ref random);
            marks.Add(text.Length);
        }

        _bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        _ends = new int[marks.Count];
        var all = text.ToString().AsSpan();
        int from = 0, length = 0;
        for (var i = 0; i < _ends.Length; i++)
        {
            length += Encoding.UTF8.GetBytes(all[from..marks[i]], _bytes.AsSpan(length));
            from = marks[i];
            _ends[i] = length;
        }
    }

    /// <summary>Appends one line of text to <paramref name="text"/>.</summary>
    internal delegate void LineMaker(StringBuilder text, ref CorpusRandom random);

    /// <summary>Whole lines from a random place: at most <paramref name="length"/> bytes, but always one line.</summary>
    public ReadOnlySpan<byte> Take(ref CorpusRandom random, int length)
    {
        var first = random.Below(_ends.Length);
        var start = first == 0 ? 0 : _ends[first - 1];
        var last = Array.BinarySearch(_ends, first, _ends.Length - first, start + length);
        last = Math.Max(last >= 0 ? last : ~last - 1, first);
        return _bytes.AsSpan(start, _ends[last] - start);
    }
}
