using Toktrack.Scanner.Pricing;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Live;

/// <summary>What a dashboard is opened with.</summary>
/// <param name="Feed">Where usage comes from.</param>
/// <param name="Pricer">Prices it; null for no costs.</param>
/// <param name="Scope">How it is looked at.</param>
/// <param name="Depth">How many colours the terminal shows.</param>
/// <param name="Theme">The theme to begin with.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Home">The home folder, shown as <c>~</c>.</param>
internal sealed record DashboardSetup(
    IUsageFeed Feed, Func<ISlotPricer?> Pricer, ModelScope Scope, ColorDepth Depth, Theme Theme, TimeProvider Clock, string Home)
{
    /// <summary>Take light or dark from the terminal's background.</summary>
    public bool FollowBackground { get; init; }
}
