using System.CommandLine;
using Toktrack.Tool.Options;
using Toktrack.Tool.Tui.Live;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Session;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack</c> on a terminal: the full-screen dashboard.</summary>
internal static class DashboardCommand
{
    /// <summary>Opens it with the options of a report.</summary>
    public static int Run(ParseResult parsed, ToolContext context)
    {
        var options = OptionReader.Read(parsed, context);
        var scope = new ModelScope(options.Zone, options.WeekStart, options.Cost)
        {
            Filter = options.Filter,
            FoldProject = options.MergeWorktrees ? new WorktreeFolding().Fold : null,
        };
        var depth = TerminalColors.Depth(options.Color, context.Environment.Variable);
        var setup = new DashboardSetup(
            new LoaderFeed(context, new(options.Sources, options.NoHistory), !options.NoTitles), () => options.NoCost ? null : context.Pricer(context), scope, depth, TerminalColors.Initial(depth, context.Environment.Variable), context.Clock, context.Environment.Home)
        {
            FollowBackground = depth != ColorDepth.None && context.Environment.Variable("TERM") is not "linux",
        };
        ITerminalDevice device = OperatingSystem.IsWindows() ? new WindowsConsole() : new UnixTerminal();
        return new DashboardLoop(setup, device).Run();
    }
}
