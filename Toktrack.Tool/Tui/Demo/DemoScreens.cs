using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;
using Toktrack.Tool.Tui.Views;

namespace Toktrack.Tool.Tui.Demo;

/// <summary>The views over made-up usage at a fixed moment: for pictures, and for the tests that watch every view.</summary>
internal static class DemoScreens
{
    /// <summary>The moment of all pictures, UTC.</summary>
    public static DateTime Moment { get; } = new(2026, 9, 18, 15, 42, 0, DateTimeKind.Utc);

    /// <summary>The names of the screens.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["overview", "daily", "weekly", "models", "projects", "sessions", "stats", "detail", "day", "session", "help", "diagnostics", "empty"];

    /// <summary>The model of all pictures.</summary>
    public static DashboardModel Model()
    {
        var usage = DemoUsage.Until(Moment);
        return new(usage, new DemoPricer(), new(TimeZoneInfo.Utc), Moment) { Titles = DemoTitles.Of(usage) };
    }

    /// <summary>Draws the screen called <paramref name="name"/>.</summary>
    public static Frame Draw(string name, DashboardModel model, int width, int height, Theme theme, Unit unit = Unit.Cost)
    {
        var frame = new Frame(width, height);
        var state = StateOf(name, model) with { Unit = unit };
        var status = new FeedStatus(Files: 2772, IsWatching: true);
        if (name == "diagnostics") status = status with { Diagnostics = DemoDiagnostics.Some() };
        if (name == "empty") model = new(Scanner.Model.UsageSnapshot.Empty, null, new(TimeZoneInfo.Utc), Moment);
        DashboardView.Draw(frame, new(model, state, status, theme, "/home/sam"));
        return frame;
    }

    private static DashboardState StateOf(string name, DashboardModel model) => name switch
    {
        "daily" => new() { Tab = DashboardTab.Daily },
        "weekly" => new() { Tab = DashboardTab.Daily, Period = Scanner.Query.Period.Week },
        "models" => new() { Tab = DashboardTab.Models },
        "projects" => new() { Tab = DashboardTab.Projects },
        "sessions" => new() { Tab = DashboardTab.Sessions },
        "stats" => new() { Tab = DashboardTab.Stats },
        "detail" => new() { Tab = DashboardTab.Projects, Details = [First(model, Scanner.Query.Grouping.Project)] },
        "day" => new() { Tab = DashboardTab.Daily, Details = [First(model, Scanner.Query.Grouping.Period)] },
        "session" => new() { Tab = DashboardTab.Sessions, Details = [First(model, Scanner.Query.Grouping.Session)] },
        "help" => new() { Overlay = Overlay.Help },
        "diagnostics" => new() { Overlay = Overlay.Diagnostics },
        _ => new(),
    };

    private static RowTarget First(DashboardModel model, Scanner.Query.Grouping by) =>
        RowTarget.Of(model.Table(by).Rows[0], Scanner.Query.Period.Day, model.Names);
}
