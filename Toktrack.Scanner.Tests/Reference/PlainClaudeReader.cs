// The reference: Claude Code's logs read by the rules of the specification, shares nothing with the scanner and is written to be checked by
// eye. Lines: this file. One object: PlainClaudeObject. Grammar: PlainJson. Members: PlainObject, over Utf8JsonReader.

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>Reads a whole Claude Code log.</summary>
internal static class PlainClaudeReader
{
    /// <summary>Reads <paramref name="file"/>; lines longer than <paramref name="longestLine"/> bytes, line feed included, are passed over.</summary>
    public static PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine = int.MaxValue)
    {
        var reading = new PlainReading();
        for (var start = 0; start < file.Length;)
        {
            var feed = file[start..].IndexOf((byte)'\n');
            var end = feed < 0 ? file.Length : start + feed + 1;
            var line = file[start..end];
            if (line.Length > longestLine) reading.Overlong++;
            else if (IsCandidate(line)) ReadLine(line, start, path, settled: feed >= 0, reading);
            start = end;
        }

        return reading;
    }

    /// <summary>
    /// True when the line can carry usage: a key <c>usage</c> with an object behind it, or one of the letters of the word written as a Unicode
    /// escape. What else is wrong with other lines is nobody's business.
    /// </summary>
    public static bool IsCandidate(ReadOnlySpan<byte> line)
    {
        for (var rest = line; rest.IndexOf("\"usage\""u8) is >= 0 and var at;)
        {
            rest = rest[(at + 1)..];
            var after = rest[6..];
            after = after[PlainJson.White(after)..];
            if (after is [(byte)':', ..] && after[(1 + PlainJson.White(after[1..]))..] is [(byte)'{', ..]) return true;
        }

        return line.IndexOf("\\u0075"u8) >= 0 || line.IndexOf("\\u0073"u8) >= 0 || line.IndexOf("\\u0061"u8) >= 0 ||
            line.IndexOf("\\u0067"u8) >= 0 || line.IndexOf("\\u0065"u8) >= 0;
    }

    // Objects one after the other; behind something else, from the earliest brace from which the rest is nothing but objects.
    private static void ReadLine(ReadOnlySpan<byte> line, long offset, string path, bool settled, PlainReading reading)
    {
        var at = offset == 0 && line.StartsWith("\uFEFF"u8) ? 3 : 0;
        at += Blank(line[at..]);
        while (at < line.Length)
        {
            var length = PlainJson.ObjectLength(line[at..]);
            if (length > 0)
            {
                PlainClaudeObject.Read(line.Slice(at, length), offset + at, path, reading);
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
