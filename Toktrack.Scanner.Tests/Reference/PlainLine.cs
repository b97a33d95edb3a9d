namespace Toktrack.Scanner.Tests.Reference;

/// <summary>A line of a log as objects: the unit of recovery.</summary>
internal static class PlainLine
{
    /// <summary>Takes one whole object, whose first byte stands at <paramref name="offset"/> of its file.</summary>
    public delegate void Taker(ReadOnlySpan<byte> json, long offset);

    /// <summary>Takes one line, with its line feed where it has one.</summary>
    public delegate void LineTaker(ReadOnlySpan<byte> line, long offset, bool settled);

    /// <summary>The lines of a file; those longer than <paramref name="longestLine"/> bytes, line feed included, are counted and passed over.</summary>
    public static void Lines(ReadOnlySpan<byte> file, int longestLine, PlainReading reading, LineTaker take)
    {
        for (var start = 0; start < file.Length;)
        {
            var feed = file[start..].IndexOf((byte)'\n');
            var end = feed < 0 ? file.Length : start + feed + 1;
            var line = file[start..end];
            if (line.Length > longestLine) reading.Overlong++;
            else take(line, start, feed >= 0);
            start = end;
        }
    }

    /// <summary>The objects of a line, one after the other; behind something else, from the earliest brace from which the rest is nothing but objects.</summary>
    public static void Objects(ReadOnlySpan<byte> line, long offset, bool settled, PlainReading reading, Taker take)
    {
        var at = offset == 0 && line.StartsWith("\uFEFF"u8) ? 3 : 0;
        at += Blank(line[at..]);
        while (at < line.Length)
        {
            var length = PlainJson.ObjectLength(line[at..]);
            if (length > 0)
            {
                take(line.Slice(at, length), offset + at);
                at += length;
                at += Blank(line[at..]);
                continue;
            }

            // The last line may still be being written.
            if (!settled) return;
            reading.Malformed++;
            do at++;
            while (at < line.Length && !(line[at] == '{' && IsNothingButObjects(line[at..])));
            if (at < line.Length) reading.Salvaged++;
        }
    }

    private static bool IsNothingButObjects(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var length = PlainJson.ObjectLength(text);
            if (length == 0) return false;
            text = text[length..];
            text = text[Blank(text)..];
        }

        return true;
    }

    // White space, and the NUL bytes that a crashed file system leaves.
    private static int Blank(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length && text[i] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0) i++;
        return i;
    }
}
