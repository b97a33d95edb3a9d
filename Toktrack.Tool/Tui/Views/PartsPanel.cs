using Toktrack.Scanner.Query;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>A panel with the shares of CLIs, models or projects.</summary>
internal static class PartsPanel
{
    public static void Draw(Frame frame, Rect area, ViewContext context, Grouping by, UsageTable table, string span)
    {
        if (area.Height < 3) return;
        var title = by switch { Grouping.Source => "CLIs", Grouping.Model => "Models", _ => "Projects" };
        var inside = Panel.Draw(frame, area, title, context.Theme, area.Width >= 36 ? span : "");
        MeterList.Draw(frame, inside, MeterItems.Of(table, context), context.Unit, context.Theme);
    }
}
