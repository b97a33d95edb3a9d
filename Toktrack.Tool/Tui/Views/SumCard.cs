using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Views;

/// <summary>A sum, what to compare it with, and its course.</summary>
internal sealed record SumCard(string Title, Figures Sum, string Note, IReadOnlyList<decimal> Course);
