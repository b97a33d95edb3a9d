using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>How tables are drawn.</summary>
/// <param name="Width">The cells a line may take.</param>
/// <param name="Color">With colours.</param>
/// <param name="Unicode">With line-drawing characters.</param>
/// <param name="Compact">Fewer columns and short numbers, whatever the width.</param>
internal sealed record TableStyle(int Width, bool Color, bool Unicode, bool Compact)
{
    private const int DefaultWidth = 120;

    /// <summary>
    /// The style for an output: the width of <c>--width</c>, <c>COLUMNS</c>, the terminal, or 120; colours by
    /// <see cref="ColorRules"/>; line-drawing characters unless <c>TERM=dumb</c>.
    /// </summary>
    public static TableStyle For(ReportOptions options, ToolContext context)
    {
        var variable = context.Environment.Variable;
        var columns = int.TryParse(variable("COLUMNS"), System.Globalization.NumberStyles.None, null, out var c) && c > 0 ? c : (int?)null;
        var width = options.Width ?? columns ?? (context.OutIsTerminal ? context.TerminalWidth() : null) ?? DefaultWidth;
        return new(Math.Clamp(width, 20, 1000), ColorRules.UseColor(options.Color, variable, context.OutIsTerminal), variable("TERM") != "dumb", options.Compact);
    }
}
