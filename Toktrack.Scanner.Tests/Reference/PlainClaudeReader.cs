// The reference: Claude Code's logs read by the rules of the specification, shares nothing with the scanner and is written to be checked by
// eye. Which lines: this file. A line's objects: PlainLine. One object: PlainClaudeObject. Grammar: PlainJson. Members: PlainObject, over
// Utf8JsonReader.

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>Reads a whole Claude Code log.</summary>
internal static class PlainClaudeReader
{
    /// <summary>Reads <paramref name="file"/>; lines longer than <paramref name="longestLine"/> bytes, line feed included, are passed over.</summary>
    public static PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine = int.MaxValue)
    {
        var reading = new PlainReading();
        PlainLine.Taker take = (json, offset) => PlainClaudeObject.Read(json, offset, path, reading);
        PlainLine.Lines(file, longestLine, reading, (line, offset, settled) =>
        {
            if (IsCandidate(line)) PlainLine.Objects(line, offset, settled, reading, take);
        });
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
}
