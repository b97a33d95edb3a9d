using System.Text;
using Toktrack.Tool.Tui.Input;
using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Control;

/// <summary>Typing into the filter: text narrows the list at once, Enter keeps it, Escape clears it.</summary>
internal static class FilterLine
{
    private const int MaxLength = 80;

    public static DashboardState Type(DashboardState state, in InputEvent input)
    {
        switch (input.Kind)
        {
            case InputKind.Escape:
            case InputKind.Character when input.Control && input.Character.Value == 'c':
                return With(state, "") with { IsFiltering = false };
            case InputKind.Enter:
                return state with { IsFiltering = false };
            case InputKind.Backspace when state.Filter.Length == 0:
                return state with { IsFiltering = false };
            case InputKind.Backspace:
                return With(state, WithoutLast(state.Filter));
            case InputKind.Character when input.Control && input.Character.Value == 'u':
                return With(state, "");
            case InputKind.Character when !input.Control && !input.Alt && state.Filter.Length < MaxLength:
                return With(state, state.Filter + input.Character);
            default:
                return state;
        }
    }

    private static DashboardState With(DashboardState state, string filter) =>
        state.WithList(state.List with { Selected = 0 }) with { Filter = filter };

    private static string WithoutLast(string text)
    {
        _ = Rune.DecodeLastFromUtf16(text, out _, out var length);
        return text[..^Math.Max(1, length)];
    }
}
