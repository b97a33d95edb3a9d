using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>A horizontal bar: a heavy line, so that bars under each other stay apart.</summary>
internal static class Meter
{
    /// <summary>Draws <paramref name="share"/> (0 to 1) of <paramref name="width"/> cells on a track, exact to half a cell. Anything above zero shows.</summary>
    public static void Draw(Frame frame, int x, int y, int width, double share, in Style style, Theme theme)
    {
        var halves = double.IsNaN(share) || share <= 0 ? 0 : Math.Clamp((int)Math.Round(share * width * 2), 1, width * 2);
        for (var i = 0; i < width; i++)
        {
            var filled = halves - (2 * i);
            frame.Put(x + i, y, filled == 1 ? '╸' : filled < 1 ? '─' : '━', filled > 0 ? style : theme.Track);
        }
    }
}
