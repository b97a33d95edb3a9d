using System.CommandLine;
using System.Globalization;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Sources;
using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack history</c>: the ledger as a whole.</summary>
internal static class HistoryCommand
{
    private static readonly Argument<string?> s_file = new("FILE") { Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> s_yes = SharedOptions.Flag("--yes", "Do not ask", "-y");

    public static void Describe(Command command, ToolContext context)
    {
        Add(command, context, "path", "Print where the ledger is", (_, home) => Path(context, home));
        Add(command, context, "verify", "Read every byte of it and say whether it is whole", (_, home) => Verify(context, home));
        Add(command, context, "export", "Write everything in it as lines of JSON, to FILE or standard output", (parsed, home) => Export(context, home, parsed.GetValue(s_file)), s_file);
        Add(command, context, "import", "Merge an export of this or another machine, from FILE or standard input", (parsed, home) => Import(context, home, parsed.GetValue(s_file)), s_file);
        Add(command, context, "backup", "Write a copy of it to FILE, or beside it", (parsed, home) => Backup(context, home, parsed.GetValue(s_file)), s_file);
        Add(command, context, "rebuild", "Count everything anew from the logs that exist; what they no longer hold is dropped", (parsed, home) => Rebuild(context, home, parsed.GetValue(s_yes)), s_yes);
        Add(command, context, "forget-titles", "Remove every stored session title", (_, home) => ForgetTitles(context, home));
        command.SetAction(_ => Path(context, HistoryHome.Of(context.Environment)));
    }

    private static void Add(Command command, ToolContext context, string name, string summary, Func<ParseResult, HistoryHome, int> run, Symbol? symbol = null)
    {
        var sub = new Command(name, summary);
        if (symbol is Argument argument) sub.Arguments.Add(argument);
        if (symbol is Option option) sub.Options.Add(option);
        sub.SetAction(parsed =>
        {
            try
            {
                return run(parsed, HistoryHome.Of(context.Environment));
            }
            catch (HistoryException e)
            {
                throw new ToolException(TerminalText.Escape(e.Message));
            }
        });
        command.Subcommands.Add(sub);
    }

    private static int Path(ToolContext context, HistoryHome home)
    {
        context.Out.WriteLine(TerminalText.Escape(home.Database));
        return ExitCodes.Success;
    }

    private static int Verify(ToolContext context, HistoryHome home)
    {
        var check = HistoryMaintenance.Verify(home);
        foreach (var finding in check.Findings) context.Out.WriteLine(TerminalText.Escape(finding));
        if (check.Findings.Count > 0)
        {
            throw new ToolException($"{TerminalText.Escape(home.Database)} is not whole. 'toktrack history backup' keeps a copy; the next report restores what can be restored and tells what it did.");
        }

        context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TerminalText.Escape(home.Database)} is whole: {check.Records} records on {check.Days} days, {check.Bytes} bytes."));
        return ExitCodes.Success;
    }

    private static int Export(ToolContext context, HistoryHome home, string? file)
    {
        if (file is null)
        {
            context.Out.Flush();
            using var output = Console.OpenStandardOutput();
            HistoryMaintenance.Export(home, output, context.Configuration.StoreTitles);
            return ExitCodes.Success;
        }

        var path = System.IO.Path.GetFullPath(file);
        var records = HistoryMaintenance.ExportTo(home, path, context.Configuration.StoreTitles);
        context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Exported {records} records to {TerminalText.Escape(path)}."));
        return ExitCodes.Success;
    }

    private static int Import(ToolContext context, HistoryHome home, string? file)
    {
        using var input = file is null ? context.In() : File.OpenRead(file);
        var (machine, records) = HistoryMaintenance.Import(home, input, context.Configuration.StoreTitles);
        context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Imported {records} records of {machine}; those already known were not counted again."));
        return ExitCodes.Success;
    }

    private static int ForgetTitles(ToolContext context, HistoryHome home)
    {
        var titles = HistoryMaintenance.ForgetTitles(home);
        context.Error.WriteLine($"Removed {Rendering.NumberText.Full(titles)} stored title{(titles == 1 ? "" : "s")}." + (context.Configuration.StoreTitles ? " The configuration still says to store them: those of live logs come back." : ""));
        return ExitCodes.Success;
    }

    private static int Backup(ToolContext context, HistoryHome home, string? file)
    {
        context.Out.WriteLine(TerminalText.Escape(HistoryMaintenance.Backup(home, file)));
        return ExitCodes.Success;
    }

    private static int Rebuild(ToolContext context, HistoryHome home, bool yes)
    {
        var agreed = false;
        var plan = HistoryMaintenance.Rebuild(SourceCatalog.All, context.Environment, home, plan => agreed = yes || Ask(context, plan));
        if (!agreed) throw new ToolException("Nothing was changed.");
        context.Error.WriteLine($"Rebuilt. The ledger of before is {TerminalText.Escape(plan.Backup)}.");
        return ExitCodes.Success;
    }

    private static bool Ask(ToolContext context, RebuildPlan plan)
    {
        context.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"The ledger holds {plan.TokensBefore:N0} tokens on {plan.Days} days; the logs that exist give {plan.TokensAfter:N0}. {plan.DaysFewer} days would become smaller or vanish."));
        if (!context.InIsTerminal) throw new UsageException("'toktrack history rebuild' asks before it drops anything: give --yes where nobody can answer.");
        context.Error.Write("Count everything anew? [y/N] ");
        using var answer = new StreamReader(context.In());
        return answer.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
