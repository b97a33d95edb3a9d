namespace Toktrack.Tool.Tui.State;

/// <summary>The tabs, in the order of their keys 1 to 6.</summary>
internal enum DashboardTab
{
    Overview,
    Daily,
    Models,
    Projects,
    Sessions,
    Stats,
}
