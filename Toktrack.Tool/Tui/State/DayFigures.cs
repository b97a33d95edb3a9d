using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Tui.State;

/// <summary>One local day.</summary>
internal sealed class DayFigures(DateOnly date)
{
    private Figures _total;

    public DateOnly Date { get; } = date;

    public ref readonly Figures Total => ref _total;

    /// <summary>The day by CLI, in the order of their numbers.</summary>
    public SortedDictionary<SourceId, Figures> BySource { get; } = [];

    public void Add(SourceId source, in Figures figures)
    {
        _total.Add(figures);
        var part = BySource.GetValueOrDefault(source);
        part.Add(figures);
        BySource[source] = part;
    }
}
