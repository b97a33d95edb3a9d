using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>Words can be read and bars seen, by the contrast ratios of WCAG 2: 4.5 for text, 3 for graphics.</summary>
public class ThemeContrastTests
{
    private static readonly Color[] s_darkBackgrounds = [Color.Rgb(0x000000), Color.Rgb(0x1E1E1E)];
    private static readonly Color[] s_lightBackgrounds = [Color.Rgb(0xFFFFFF), Color.Rgb(0xFAFAFA)];

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public void Text_OnTheBackgroundAndOnTheSelection_CanBeRead(string name)
    {
        var theme = ThemeCatalog.All.Single(t => t.Name == name);
        (string Role, Style Style)[] written =
        [
            ("text", theme.Text), ("strong", theme.Strong), ("muted", theme.Muted), ("accent", theme.Accent), ("good", theme.Good),
            ("warning", theme.Warning), ("bad", theme.Bad), .. theme.Series.Select((s, i) => ($"series {i}", s)),
        ];
        foreach (var (role, style) in written)
        {
            foreach (var background in Backgrounds(theme)) Contrast(style.Foreground, background).Should().BeGreaterThan(4.5, $"{role} on {background} in the {name} theme");
        }
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public void Bars_OnTheBackgroundAndOnTheirTrack_CanBeSeen(string name)
    {
        var theme = ThemeCatalog.All.Single(t => t.Name == name);
        foreach (var bar in theme.Series.Append(theme.Usage))
        {
            foreach (var background in Backgrounds(theme)[..^1]) Contrast(bar.Foreground, background).Should().BeGreaterThan(3);
            Contrast(bar.Foreground, theme.Track.Foreground).Should().BeGreaterThan(2.4);
        }
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public void Heat_EachStep_StandsOutMoreThanTheOneBefore(string name)
    {
        var theme = ThemeCatalog.All.Single(t => t.Name == name);
        var contrasts = theme.Heat.Select(h => Contrast(h.Foreground, Backgrounds(theme)[0])).ToList();
        contrasts.Should().BeInAscendingOrder();
        contrasts.Zip(contrasts.Skip(1), (a, b) => b / a).Should().OnlyContain(r => r > 1.2);
    }

    // The terminal's usual ones, and the selected row's.
    private static Color[] Backgrounds(Theme theme) =>
        [.. theme == ThemeCatalog.Dark ? s_darkBackgrounds : s_lightBackgrounds, theme.Selected(theme.Text).Background];

    private static double Contrast(Color one, Color other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(Color color) => (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
