namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>What crashes, disks and foreign hands do to a line.</summary>
internal static class LineDamage
{
    /// <summary>Damages <paramref name="line"/> (which may or may not end in a line feed) at one to four places.</summary>
    public static void Apply(ByteText line, Dice dice)
    {
        for (var times = dice.OneIn(3) ? dice.Between(2, 4) : 1; times > 0 && line.Length > 2; times--)
        {
            var at = dice.Below(line.Length);
            var length = Math.Min(line.Length - at, 1 + dice.Below(dice.OneIn(4) ? 200 : 8));
            switch (dice.Below(9))
            {
                case 0:
                    line.Span[at] ^= (byte)(1 << dice.Below(8));
                    break;
                case 1:
                    line.Span[at] = (byte)dice.Next();
                    break;
                case 2:
                    line.Span[at] = dice.Pick("{}[]:,\"\\ \t\r\n\0u0-.eE\f\x1a"u8);
                    break;
                case 3:
                    line.Remove(at, length);
                    break;
                case 4:
                    line.Insert(dice.Below(line.Length), line.Span.Slice(at, length).ToArray());
                    break;
                case 5:
                    // A truncated tail, the next line spliced to it.
                    line.Remove(at, line.Length - at);
                    break;
                case 6:
                    line.Insert(at, new byte[length]);
                    break;
                case 7:
                    line.Insert(0, new byte[dice.Below(100)]);
                    break;
                default:
                    line.Insert(at, dice.Pick<string>(["\\", "\"", "{", "}", "\"usage\":{", "\n", ",", "}{", "{}", "\uFEFF", "\\u0075", "null"]) is var s ? System.Text.Encoding.UTF8.GetBytes(s) : []);
                    break;
            }
        }
    }
}
