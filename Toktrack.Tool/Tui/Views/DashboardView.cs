using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>The whole screen.</summary>
internal static class DashboardView
{
    /// <summary>Smallest screen with more than a hint on it.</summary>
    public const int MinWidth = 24, MinHeight = 5;

    /// <summary>Draws the screen and returns what the keys of the view need to know of it.</summary>
    public static ViewFeedback Draw(Frame frame, ViewContext context)
    {
        frame.Clear();
        if (frame.Width < MinWidth || frame.Height < MinHeight)
        {
            EmptyNote.Draw(frame, frame.Bounds, "toktrack", "too small", context.Theme);
            return default;
        }

        var body = Chrome.Draw(frame, context);
        if (context.State.Overlay == Overlay.Help) return HelpView.Draw(frame, body, context);
        if (context.State.Overlay == Overlay.Diagnostics) return DiagnosticsView.Draw(frame, body, context);
        if (context.Model.IsEmpty) return DrawNothing(frame, body, context);
        if (context.State.Detail is { } detail) return DetailView.Draw(frame, body, context, detail);
        return context.State.Tab switch
        {
            DashboardTab.Overview => OverviewView.Draw(frame, body, context),
            DashboardTab.Stats => StatsView.Draw(frame, body, context),
            _ => ListView.Draw(frame, body, context),
        };
    }

    private static ViewFeedback DrawNothing(Frame frame, Rect body, ViewContext context)
    {
        if (context.Status.IsScanning) EmptyNote.Draw(frame, body, "Reading your logs", "the first time reads everything, later only what is new", context.Theme);
        else EmptyNote.Draw(frame, body, "No usage yet", "`toktrack doctor` shows where toktrack looks", context.Theme);
        return default;
    }
}
