using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Views;

/// <summary>A column of a table.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Title">Its header.</param>
/// <param name="MinWidth">Fewest cells it is shown with.</param>
/// <param name="MaxWidth">Most cells it takes.</param>
/// <param name="Rank">Columns of higher rank give way first where room is short; 0 always stays.</param>
/// <param name="IsRight">Aligned to the right.</param>
/// <param name="LongTitle">Its header where there is room for more words; null for the same.</param>
internal sealed record TableColumn(ColumnKind Kind, string Title, int MinWidth, int MaxWidth, int Rank, bool IsRight = false, string? LongTitle = null)
{
    /// <summary>The header for a column of <paramref name="width"/> cells.</summary>
    public string TitleFor(int width) => LongTitle is not null && LongTitle.Length < width ? LongTitle : Title;
}
