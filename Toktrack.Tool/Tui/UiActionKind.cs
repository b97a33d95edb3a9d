namespace Toktrack.Tool.Tui;

/// <summary>The things a person can ask the dashboard for.</summary>
internal enum UiActionKind
{
    None,
    Quit,
    Suspend,
    Redraw,
    Refresh,

    /// <summary>Show tab <see cref="UiAction.Value"/>.</summary>
    Tab,
    NextTab,
    PreviousTab,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,

    /// <summary>Scroll by <see cref="UiAction.Value"/> rows.</summary>
    Scroll,

    /// <summary>Select row <see cref="UiAction.Value"/>; a second time, open it.</summary>
    Row,

    /// <summary>Order by column <see cref="UiAction.Value"/>.</summary>
    Column,

    /// <summary>Select the day numbered <see cref="UiAction.Value"/>; a second time, open it.</summary>
    Day,
    Open,
    Back,
    Filter,
    Sort,
    ReverseSort,

    /// <summary>Show periods of length <see cref="UiAction.Value"/>.</summary>
    Period,
    ToggleUnit,
    Theme,
    Help,
    Diagnostics,
}
