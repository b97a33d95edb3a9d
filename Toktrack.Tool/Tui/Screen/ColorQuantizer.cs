namespace Toktrack.Tool.Tui.Screen;

/// <summary>The nearest colour of a smaller palette.</summary>
internal static class ColorQuantizer
{
    private static readonly uint[] s_ansi =
    [
        0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
        0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
    ];

    /// <summary>The number of the nearest colour among xterm's cube and greys, 16 to 255.</summary>
    public static int ToXterm256(Color color)
    {
        int r = Step(color.R), g = Step(color.G), b = Step(color.B);
        var cube = Distance(color, Level(r), Level(g), Level(b));
        var grey = Math.Clamp((color.R + color.G + color.B - 24 + 15) / 30, 0, 23);
        var shade = 8 + (10 * grey);
        return Distance(color, shade, shade, shade) < cube ? 232 + grey : 16 + (36 * r) + (6 * g) + b;
    }

    /// <summary>The number of the nearest ANSI colour, 0 to 15.</summary>
    public static int ToAnsi16(Color color)
    {
        var best = 0;
        var nearest = int.MaxValue;
        for (var i = 0; i < s_ansi.Length; i++)
        {
            var candidate = Color.Rgb(s_ansi[i]);
            var distance = Distance(color, candidate.R, candidate.G, candidate.B);
            if (distance >= nearest) continue;
            nearest = distance;
            best = i;
        }

        return best;
    }

    private static int Step(int lane) => lane < 48 ? 0 : lane < 115 ? 1 : (lane - 35) / 40;

    private static int Level(int step) => step == 0 ? 0 : 55 + (40 * step);

    private static int Distance(Color color, int r, int g, int b)
    {
        int dr = color.R - r, dg = color.G - g, db = color.B - b;
        return (3 * dr * dr) + (4 * dg * dg) + (2 * db * db);
    }
}
