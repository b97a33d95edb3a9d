using System.Text;
using Toktrack.Tool.Tui.Screen;

namespace Toktrack.Tool.Tui.Demo;

/// <summary>A frame as plain text, a line a row.</summary>
internal static class FrameText
{
    public static string Of(Frame frame)
    {
        var text = new StringBuilder();
        for (var y = 0; y < frame.Height; y++)
        {
            var line = new StringBuilder();
            foreach (ref readonly var cell in frame.Row(y)) line.Append(ClusterTable.TextOf(cell.Symbol));
            text.Append(line.ToString().TrimEnd(' ')).Append('\n');
        }

        return text.ToString();
    }
}
