using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Views;

/// <summary>All that a view may look at: a view is a function of this and its size.</summary>
/// <param name="Model">The usage.</param>
/// <param name="State">What the person chose.</param>
/// <param name="Status">What goes on behind.</param>
/// <param name="Theme">The looks.</param>
/// <param name="Home">The home folder, shown as <c>~</c>; empty for none.</param>
internal sealed record ViewContext(DashboardModel Model, DashboardState State, FeedStatus Status, Theme Theme, string Home = "")
{
    public Unit Unit => State.Unit;
}
