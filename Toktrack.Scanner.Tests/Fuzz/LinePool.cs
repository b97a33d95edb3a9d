// Writing a line from its tree costs as much as reading it twice. So most lines state an earlier one anew: the same bytes, but for
// the digits of counts, ids and fractions of seconds, which are drawn again. A digit stays a digit and none becomes zero, so the line
// stays as valid as it was, and no two lines are alike.

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Lines that were written, to be stated anew with other numbers.</summary>
internal sealed class LinePool
{
    private const int Capacity = 96;

    // Longer ones are not worth their bytes a second time.
    private const int LongestLine = 700;

    private readonly List<(byte[] Line, int[] Digits)> _lines = [];

    /// <summary>True once there are enough.</summary>
    public bool IsFull => _lines.Count == Capacity;

    /// <summary>Keeps a line, in place of another where there are enough.</summary>
    public void Keep(ReadOnlySpan<byte> line, Dice dice)
    {
        if (line.Length > LongestLine || DigitsOf(line) is not { Length: > 3 } digits) return;
        if (IsFull) _lines[dice.Below(Capacity)] = (line.ToArray(), digits);
        else _lines.Add((line.ToArray(), digits));
    }

    /// <summary>Writes one of the lines with other digits.</summary>
    public void Restate(ByteText target, Dice dice)
    {
        var (line, digits) = dice.PickFrom(_lines);
        var from = target.Length;
        target.Add(line);
        var text = target.Span[from..];
        var chance = 0UL;
        for (var i = 0; i < digits.Length; i++)
        {
            // Fifteen digits are in every 64 bits of chance.
            if (i % 15 == 0) chance = dice.Next();
            text[digits[i]] = (byte)('1' + (chance % 9));
            chance >>= 4;
        }
    }

    // The digits of numbers behind a key, of fractions, and of what ids end in.
    private static int[] DigitsOf(ReadOnlySpan<byte> line)
    {
        var digits = new List<int>();
        for (var i = 2; i < line.Length; i++)
        {
            if (!IsDigit(line[i]) || IsDigit(line[i - 1])) continue;
            var isFree = line[i - 1] is (byte)'.' or (byte)'C' or (byte)'f' || (line[i - 1] == ':' && line[i - 2] == '"');
            for (; i < line.Length && IsDigit(line[i]); i++)
            {
                if (isFree && line[i] != '0') digits.Add(i);
            }
        }

        return [.. digits];
    }

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
