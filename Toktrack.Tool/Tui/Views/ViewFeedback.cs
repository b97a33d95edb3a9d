namespace Toktrack.Tool.Tui.Views;

/// <summary>What a drawn view tells the keys.</summary>
/// <param name="PageRows">Rows shown at once; 0 where nothing scrolls.</param>
/// <param name="MaxScroll">Largest scroll position of a text; 0 where it fits.</param>
/// <param name="Columns">The columns of a table that are shown; null for no table.</param>
internal readonly record struct ViewFeedback(int PageRows = 0, int MaxScroll = 0, IReadOnlyList<State.ColumnKind>? Columns = null);
