namespace Toktrack.Tool.Tui.State;

/// <summary>What bars, orders and the heat map measure.</summary>
internal enum Unit
{
    Cost,
    Tokens,
}
