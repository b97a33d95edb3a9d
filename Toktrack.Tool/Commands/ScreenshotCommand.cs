using System.CommandLine;
using System.Globalization;
using Toktrack.Tool.Options;
using Toktrack.Tool.Tui.Demo;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Commands;

/// <summary><c>screenshot VIEW</c>: a dashboard view over made-up usage as SVG or text, for documentation.</summary>
internal static class ScreenshotCommand
{
    private static readonly Argument<string> s_view = new("view") { Description = "One of: " + string.Join(", ", DemoScreens.Names) };
    private static readonly Option<string?> s_size = SharedOptions.Text("--size", "WxH", "Size of the picture in cells (default: 120x40)");
    private static readonly Option<string?> s_theme = SharedOptions.Text("--theme", "NAME", "dark, light or plain (default: dark)");
    private static readonly Option<string?> s_format = SharedOptions.Text("--format", "svg|text", "Format of the picture (default: svg)");
    private static readonly Option<bool> s_tokens = SharedOptions.Flag("--tokens", "Measure in tokens instead of cost");

    public static void Describe(Command command, ToolContext context)
    {
        command.Arguments.Add(s_view);
        foreach (var option in (Option[])[s_size, s_theme, s_format, s_tokens]) command.Options.Add(option);
        command.SetAction(parsed => Run(parsed, context));
    }

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var view = parsed.GetValue(s_view) ?? "";
        if (!DemoScreens.Names.Contains(view)) throw UsageException("view", view, string.Join(", ", DemoScreens.Names));
        var (width, height) = SizeOf(parsed.GetValue(s_size) ?? "120x40");
        var theme = parsed.GetValue(s_theme) switch
        {
            null or "dark" => ThemeCatalog.Dark,
            "light" => ThemeCatalog.Light,
            "plain" => ThemeCatalog.Plain,
            var other => throw UsageException("--theme", other, "dark, light, plain"),
        };
        var frame = DemoScreens.Draw(view, DemoScreens.Model(), width, height, theme, parsed.GetValue(s_tokens) ? Unit.Tokens : Unit.Cost);
        context.Out.Write(parsed.GetValue(s_format) switch
        {
            null or "svg" => SvgScreen.Of(frame, theme),
            "text" => FrameText.Of(frame),
            var other => throw UsageException("--format", other, "svg, text"),
        });
        return ExitCodes.Success;
    }

    private static (int Width, int Height) SizeOf(string text)
    {
        var parts = text.Split('x');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is > 0 and <= 1000
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height) && height is > 0 and <= 500)
        {
            return (width, height);
        }

        throw UsageException("--size", text, "a width and a height, for instance 120x40");
    }

    private static UsageException UsageException(string option, string given, string accepted) =>
        new($"{option}: \"{Terminal.TerminalText.Escape(given)}\" is none of {accepted}.");
}
