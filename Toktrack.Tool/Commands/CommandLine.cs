using System.CommandLine;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Commands;

/// <summary>From arguments to an exit code: parses, explains what cannot be understood, runs the command, turns failures into messages.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, ToolContext context)
    {
        try
        {
            return RunCommand(args, context);
        }
        catch (ToolException e)
        {
            context.Error.WriteLine("toktrack: " + e.Message);
            return e.ExitCode;
        }
        catch (IOException) when (context.OutIsBroken)
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
    }

    /// <summary>The command tree. Only the commands named in <paramref name="args"/> are described in full: building all of them costs more than most reports.</summary>
    public static RootCommand Build(ToolContext context, IReadOnlyCollection<string>? args = null)
    {
        var root = new RootCommand("What your AI coding CLIs cost: exact, instant, kept for good.");
        foreach (var entry in CommandCatalog.All)
        {
            var command = new Command(entry.Name, entry.Summary);
            foreach (var alias in entry.Aliases) command.Aliases.Add(alias);
            if (args is null || args.Contains(entry.Name) || entry.Aliases.Any(args.Contains)) entry.Describe(command, context);
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static int RunCommand(string[] args, ToolContext context)
    {
        var parsed = Build(context, args).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction) throw ParseFailure.Explain(parsed);
        return parsed.Invoke(new() { Output = context.Out, Error = context.Error, EnableDefaultExceptionHandler = false });
    }
}
