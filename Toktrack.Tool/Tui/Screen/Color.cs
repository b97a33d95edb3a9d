namespace Toktrack.Tool.Tui.Screen;

/// <summary>A 24-bit colour, or the terminal's own.</summary>
/// <param name="Value">0 for the terminal's own colour, else 0x01RRGGBB.</param>
internal readonly record struct Color(uint Value)
{
    /// <summary>The terminal's own foreground or background.</summary>
    public static Color Default => default;

    /// <summary>True for the terminal's own colour.</summary>
    public bool IsDefault => Value == 0;

    /// <summary>Red, 0 to 255.</summary>
    public byte R => (byte)(Value >> 16);

    /// <summary>Green, 0 to 255.</summary>
    public byte G => (byte)(Value >> 8);

    /// <summary>Blue, 0 to 255.</summary>
    public byte B => (byte)Value;

    /// <summary>The colour written as 0xRRGGBB.</summary>
    public static Color Rgb(uint rgb) => new(0x01000000 | rgb);

    /// <summary>The colour <paramref name="share"/> (0 to 1) of the way from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static Color Mix(Color from, Color to, double share)
    {
        return Rgb(((uint)Lane(from.R, to.R) << 16) | ((uint)Lane(from.G, to.G) << 8) | (uint)Lane(from.B, to.B));

        int Lane(byte a, byte b) => (int)Math.Round(a + ((b - a) * Math.Clamp(share, 0, 1)));
    }
}
