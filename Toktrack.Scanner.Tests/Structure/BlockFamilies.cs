using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Structure;

/// <summary>Bytes of the families that find mistakes in kernels. Without 0x0C and 0x1A, which kernels may call operators (see IBlock64).</summary>
internal static class BlockFamilies
{
    public static IReadOnlyList<string> Names { get; } = ["quotes", "backslashes", "structurals", "lines", "utf-8", "nul", "random", "all ones"];

    public static byte[] Make(string family, int length, Dice dice)
    {
        var bytes = new byte[length];
        var i = 0;
        while (i < length)
        {
            switch (family)
            {
                case "quotes":
                    bytes[i++] = dice.Pick("\"\"\"a \\"u8);
                    break;
                case "backslashes":
                    for (var run = Math.Min(length - i, dice.Below(131)); run > 0; run--) bytes[i++] = (byte)'\\';
                    if (i < length) bytes[i++] = dice.Pick("\"u0nx\"{"u8);
                    break;
                case "structurals":
                    bytes[i++] = dice.Pick("{}[]:,{}[]:, \"1"u8);
                    break;
                case "lines":
                    bytes[i++] = dice.Pick("\n\r\n\t a{\":}1"u8);
                    break;
                case "utf-8":
                    foreach (var b in (ReadOnlySpan<byte>)"\u00e9\u4f60\"\ud83d\ude00{:"u8)
                    {
                        if (i < length) bytes[i++] = b;
                    }

                    break;
                case "nul":
                    bytes[i++] = dice.OneIn(20) ? (byte)'"' : (byte)0;
                    break;
                case "random":
                    var any = (byte)dice.Next();
                    bytes[i++] = any is 0x0C or 0x1A ? (byte)' ' : any;
                    break;
                default:
                    bytes[i++] = 0xFF;
                    break;
            }
        }

        return bytes;
    }
}
