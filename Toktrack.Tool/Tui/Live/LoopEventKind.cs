namespace Toktrack.Tool.Tui.Live;

/// <summary>What the screen loop reacts to.</summary>
internal enum LoopEventKind
{
    /// <summary>Nothing came in time.</summary>
    None,
    Input,
    Resize,

    /// <summary>Stop until continued, as another process asked.</summary>
    Suspend,

    /// <summary>End by a signal.</summary>
    End,

    /// <summary>The terminal is gone.</summary>
    Closed,

    /// <summary>The feed has news.</summary>
    Feed,
}
