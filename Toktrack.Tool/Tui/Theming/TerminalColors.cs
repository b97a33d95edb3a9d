using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;

namespace Toktrack.Tool.Tui.Theming;

/// <summary>What the environment tells of a terminal's colours.</summary>
internal static class TerminalColors
{
    /// <summary>How many colours to use.</summary>
    public static ColorDepth Depth(bool? asked, Func<string, string?> variable)
    {
        if (!ColorRules.UseColor(asked, variable, isTerminal: true)) return ColorDepth.None;
        var colorTerm = variable("COLORTERM") ?? "";
        var term = variable("TERM") ?? "";
        if (colorTerm is "truecolor" or "24bit" || term.EndsWith("-direct", StringComparison.Ordinal)) return ColorDepth.TrueColor;
        if (!string.IsNullOrEmpty(variable("WT_SESSION")) || variable("TERM_PROGRAM") is "iTerm.app" or "WezTerm" or "vscode" or "ghostty") return ColorDepth.TrueColor;
        if (term is "xterm-kitty" or "alacritty" or "foot" or "xterm-ghostty" or "wezterm") return ColorDepth.TrueColor;
        if (OperatingSystem.IsWindows()) return ColorDepth.TrueColor;
        return term.Contains("256", StringComparison.Ordinal) ? ColorDepth.Ansi256 : ColorDepth.Ansi16;
    }

    /// <summary>The theme to begin with: what <c>COLORFGBG</c> says, else dark until the terminal answers.</summary>
    public static Theme Initial(ColorDepth depth, Func<string, string?> variable)
    {
        if (depth == ColorDepth.None) return ThemeCatalog.Plain;
        var background = (variable("COLORFGBG") ?? "").Split(';')[^1];
        return background is "7" or "15" ? ThemeCatalog.Light : ThemeCatalog.Dark;
    }

    /// <summary>The theme for a background of colour 0xRRGGBB.</summary>
    public static Theme ForBackground(uint rgb)
    {
        var color = Color.Rgb(rgb);
        var luma = (299 * color.R) + (587 * color.G) + (114 * color.B);
        return luma > 127_500 ? ThemeCatalog.Light : ThemeCatalog.Dark;
    }
}
