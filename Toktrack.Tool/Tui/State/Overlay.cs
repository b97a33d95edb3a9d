namespace Toktrack.Tool.Tui.State;

/// <summary>What lies over the view.</summary>
internal enum Overlay
{
    None,
    Help,
    Diagnostics,
}
