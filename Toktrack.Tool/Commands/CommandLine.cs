using System.CommandLine;
using Toktrack.Tool.Configuration;
using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Commands;

/// <summary>From arguments to an exit code: parses, explains what cannot be understood, runs the command, turns failures into messages.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, ToolContext context)
    {
        try
        {
            var code = RunCommand(args, context);
            context.Out.Flush(); // a full disk shows here, while the exit code can still say so
            PriceRefresh.StartIfDue(context);
            return code;
        }
        catch (ToolException e)
        {
            context.Error.WriteLine("toktrack: " + e.Message);
            return e.ExitCode;
        }
        catch (IOException e) when (BrokenPipe.Is(e))
        {
            return ExitCodes.Success;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failure;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            context.Error.WriteLine("toktrack: " + TerminalText.Escape(e.Message));
            return ExitCodes.Failure;
        }
        finally
        {
            foreach (var warning in context.Closing.Wait()) ScanNotes.WriteWarning(context, warning);
        }
    }

    /// <summary>The command tree. Only the commands named in <paramref name="args"/> are described in full: building all of them costs more than most reports.</summary>
    public static RootCommand Build(ToolContext context, IReadOnlyCollection<string>? args = null)
    {
        var root = new RootCommand("What your AI coding CLIs cost: exact, instant, kept for good.");
        var named = false;
        foreach (var entry in CommandCatalog.All)
        {
            var command = new Command(entry.Name, entry.Summary);
            foreach (var alias in entry.Aliases) command.Aliases.Add(alias);
            if (args is null || args.Contains(entry.Name) || entry.Aliases.Any(args.Contains))
            {
                entry.Describe(command, context);
                named = true;
            }

            root.Subcommands.Add(command);
        }

        HelpPage.Attach(root, context);
        if (args is null || !named) OverviewCommand.Describe(root, context);
        root.SetAction(parsed => RunAlone(parsed, context));
        return root;
    }

    // A terminal gets the dashboard; a pipe, a dumb terminal or a wish for a format the overview.
    private static int RunAlone(ParseResult parsed, ToolContext context)
    {
        var canDraw = context.OutIsTerminal && context.InIsTerminal && context.Environment.Variable("TERM") != "dumb";
        return canDraw && CommandCatalog.Dashboard is { } dashboard && OptionReader.Read(parsed, context) is { Format: ReportFormat.Table, From: null }
            ? dashboard(parsed, context)
            : OverviewCommand.Run(parsed, context);
    }

    private static int RunCommand(string[] args, ToolContext context)
    {
        var parsed = Build(context, args).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpPage) throw ParseFailure.Explain(parsed);
        return parsed.Invoke(new() { Output = context.Out, Error = context.Error, EnableDefaultExceptionHandler = false });
    }
}
