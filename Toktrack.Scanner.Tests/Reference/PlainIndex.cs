namespace Toktrack.Scanner.Tests.Reference;

/// <summary>The structural index of a text, byte by byte, as StructuralIndexer defines it.</summary>
/// <param name="Positions">Operators outside strings, quotes that are not escaped, first bytes of numbers and literals.</param>
/// <param name="FirstError">First bad byte inside a string; the largest number where there is none.</param>
/// <param name="HasEscapedLetters">A plain character is written as a Unicode escape.</param>
internal sealed record PlainIndex(int[] Positions, int FirstError, bool HasEscapedLetters)
{
    public static PlainIndex Of(byte[] bytes, int start, int length)
    {
        var positions = new List<int>();
        var firstError = int.MaxValue;
        var letters = false;
        var inString = false;
        var inScalar = false;
        var escaped = false;
        for (var i = 0; i < length; i++)
        {
            var b = bytes[start + i];
            var wasEscaped = escaped;
            escaped = b == '\\' && !wasEscaped;
            if (b == '"' && !wasEscaped)
            {
                positions.Add(i);
                inString = !inString;
                inScalar = false;
                continue;
            }

            if (inString)
            {
                if (b < 0x20 || (wasEscaped && !IsEscape(bytes, start + i, ref letters))) firstError = Math.Min(firstError, i);
                continue;
            }

            var isOperator = b is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)':' or (byte)',';
            var isWhite = b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
            if (isOperator || (!isWhite && !inScalar)) positions.Add(i);
            inScalar = !isOperator && !isWhite;
        }

        return new([.. positions], firstError, letters);
    }

    public bool Equals(PlainIndex? other) =>
        other is not null && Positions.AsSpan().SequenceEqual(other.Positions) && FirstError == other.FirstError && HasEscapedLetters == other.HasEscapedLetters;

    public override int GetHashCode() => FirstError;

    public override string ToString() => $"[{string.Join(' ', Positions)}] error {FirstError} letters {HasEscapedLetters}";

    private static bool IsEscape(byte[] bytes, int at, ref bool letters)
    {
        if (bytes[at] != 'u') return "\"\\/bfnrt"u8.Contains(bytes[at]);
        letters |= bytes[at + 2] == '0' && bytes[at + 3] is >= (byte)'3' and <= (byte)'7';
        for (var digit = 1; digit <= 4; digit++)
        {
            if (!char.IsAsciiHexDigit((char)bytes[at + digit])) return false;
        }

        return true;
    }
}
