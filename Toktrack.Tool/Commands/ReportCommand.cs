using System.CommandLine;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack report</c>: a cost report for people.</summary>
internal static class ReportCommand
{
    private static readonly Option<string?> s_format = SharedOptions.Text("--format", "FORMAT", "text, markdown (fits a CI step summary or a comment) or html (one self-contained page); default: text", "-f");
    private static readonly Option<string?> s_output = SharedOptions.Text("--output", "FILE", "Write to this file instead of standard output");

    public static void Describe(Command command, ToolContext context)
    {
        command.Options.Add(s_format);
        command.Options.Add(s_output);
        SharedOptions.AddTo(command, SharedOptions.By, SharedOptions.Sort, SharedOptions.Order, SharedOptions.Breakdown, SharedOptions.NoTitles, SharedOptions.Json, SharedOptions.Csv, SharedOptions.Markdown);
        command.SetAction(parsed => Run(parsed, context));
    }

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var write = OptionReader.ReadWord<Action<Overview, TextWriter>?>("--format", parsed.GetValue(s_format), null,
            [("text", null), ("markdown", OverviewMarkdown.Write), ("md", OverviewMarkdown.Write), ("html", HtmlReport.Write)]);
        var run = new ReportRun(parsed, context);
        write ??= (o, w) => OverviewText.Write(o, TableStyle.For(run.Options, context) with { Color = w == context.Out && Terminal.ColorRules.UseColor(run.Options.Color, context.Environment.Variable, context.OutIsTerminal) }, w);
        var overview = Overview.Of(run, context);
        if (parsed.GetValue(s_output) is { } path) WriteFile(path, writer => write(overview, writer));
        else write(overview, context.Out);
        return ExitCodes.Success;
    }

    // Whole or not at all: a reader never sees half a report.
    private static void WriteFile(string path, Action<TextWriter> write)
    {
        // A name nobody can have guessed, and a file that is new: a planted link is not followed.
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            using (var writer = new StreamWriter(new FileStream(draft, FileMode.CreateNew, FileAccess.Write), new System.Text.UTF8Encoding(false))) write(writer);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            try
            {
                File.Delete(draft);
            }
            catch (Exception again) when (again is IOException or UnauthorizedAccessException)
            {
                // The first failure is the one to tell.
            }

            throw new ToolException($"The report cannot be written to '{Terminal.TerminalText.Escape(path)}': {e.Message}");
        }
    }
}
