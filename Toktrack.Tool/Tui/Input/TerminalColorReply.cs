using System.Globalization;

namespace Toktrack.Tool.Tui.Input;

/// <summary>The answer to OSC 11: <c>11;rgb:RRRR/GGGG/BBBB</c>, one to four hexadecimal digits a lane.</summary>
internal static class TerminalColorReply
{
    public static bool TryParse(ReadOnlySpan<byte> reply, out uint rgb)
    {
        rgb = 0;
        if (!reply.StartsWith("11;rgb:"u8) && !reply.StartsWith("11;rgba:"u8)) return false;
        reply = reply[(reply.IndexOf((byte)':') + 1)..];
        var lanes = 0;
        foreach (var range in reply.Split((byte)'/'))
        {
            var digits = reply[range];
            if (lanes == 3) break;
            if (digits.Length is 0 or > 4 || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
            rgb = (rgb << 8) | (value * 255 / ((1u << (4 * digits.Length)) - 1));
            lanes++;
        }

        return lanes == 3;
    }
}
