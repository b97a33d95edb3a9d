using Toktrack.Scanner.Model;
using Toktrack.Tool.Tui.Screen;

namespace Toktrack.Tool.Tui.Theming;

/// <summary>
/// The looks the views use, by role. One hue stands for usage (bars, heat), one for focus (tab, selection, keys); all else
/// is text in three strengths.
/// </summary>
internal sealed class Theme
{
    /// <summary>The name people see.</summary>
    public required string Name { get; init; }

    /// <summary>True when only attributes and shapes tell things apart.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Ordinary text.</summary>
    public Style Text { get; init; }

    /// <summary>Figures that matter most.</summary>
    public Style Strong { get; init; }

    /// <summary>Labels and units.</summary>
    public Style Muted { get; init; }

    /// <summary>Borders, rules, grid lines.</summary>
    public Style Faint { get; init; }

    /// <summary>What has the focus; keys in hints.</summary>
    public Style Accent { get; init; }

    /// <summary>Usage: bars and sparklines.</summary>
    public Style Usage { get; init; }

    /// <summary>What is behind a bar that is not full.</summary>
    public Style Track { get; init; }

    /// <summary>A change for the cheaper.</summary>
    public Style Good { get; init; }

    /// <summary>What deserves a look: unpriced usage, diagnostics.</summary>
    public Style Warning { get; init; }

    /// <summary>A failure.</summary>
    public Style Bad { get; init; }

    /// <summary>Changes the look of a selected row.</summary>
    public required Func<Style, Style> Selected { get; init; }

    /// <summary>Heat from none to most, five steps.</summary>
    public required IReadOnlyList<Style> Heat { get; init; }

    /// <summary>Symbols of the heat steps.</summary>
    public required IReadOnlyList<char> HeatSymbols { get; init; }

    /// <summary>Looks for the largest parts of a whole; beyond them <see cref="Muted"/>.</summary>
    public required IReadOnlyList<Style> Series { get; init; }

    /// <summary>The look of the <paramref name="rank"/>th part.</summary>
    public Style SeriesAt(int rank) => rank < Series.Count ? Series[rank] : Muted;

    /// <summary>The look of a CLI: always the same, so that eyes learn it.</summary>
    public Style Of(SourceId source) => source switch
    {
        SourceId.ClaudeCode => SeriesAt(0),
        SourceId.Codex => SeriesAt(1),
        SourceId.Gemini => SeriesAt(2),
        SourceId.OpenCode => SeriesAt(3),
        _ => Muted,
    };
}
