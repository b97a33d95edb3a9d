namespace Toktrack.Tool.Tui.State;

/// <summary>Where a person is in a list, and how it is ordered.</summary>
/// <param name="Selected">Number of the selected row.</param>
/// <param name="Sort">Column of the order; null for the list's own.</param>
/// <param name="Reversed">The other way round.</param>
internal readonly record struct ListState(int Selected = 0, ColumnKind? Sort = null, bool Reversed = false);
