using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Views;

/// <summary>A sum, what to compare it with, and its course.</summary>
internal sealed record SumCard(string Title, Figures Sum, string Note, string ShortNote, IReadOnlyList<decimal> Course)
{
    /// <summary>The note that fits <paramref name="width"/> cells; empty for none.</summary>
    public string NoteFor(int width) => Note.Length <= width ? Note : ShortNote.Length <= width ? ShortNote : "";
}
