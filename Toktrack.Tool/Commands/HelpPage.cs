using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Commands;

/// <summary><c>--help</c>: what a command does, its options in groups, examples, exit codes.</summary>
internal sealed class HelpPage(ToolContext context) : SynchronousCommandLineAction
{
    private const int MaxWidth = 100;

    private static readonly (string Title, Option[] Options)[] s_groups =
    [
        ("Which usage", [SharedOptions.Since, SharedOptions.Until, SharedOptions.Last, SharedOptions.Source, SharedOptions.Project, SharedOptions.Model, SharedOptions.Branch, SharedOptions.Session]),
        ("Grouping and order", [SharedOptions.By, SharedOptions.Breakdown, SharedOptions.MergeWorktrees, SharedOptions.Sort, SharedOptions.Order, SharedOptions.Top, SharedOptions.TimeZone, SharedOptions.StartOfWeek]),
        ("Cost", [SharedOptions.Cost, SharedOptions.NoCost, SharedOptions.Offline]),
        ("Output", [SharedOptions.Json, SharedOptions.Csv, SharedOptions.Markdown, SharedOptions.Compact, SharedOptions.NoTitles, SharedOptions.Width, SharedOptions.Color, SharedOptions.NoColor, SharedOptions.Quiet, SharedOptions.Verbose]),
        ("Reading", [SharedOptions.NoHistory, SharedOptions.Config, SharedOptions.Threads, SharedOptions.Io, SharedOptions.Kernel]),
    ];

    /// <summary>Puts this page in the place of the library's.</summary>
    public static void Attach(RootCommand root, ToolContext context)
    {
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is { } help) help.Action = new HelpPage(context);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var columns = int.TryParse(context.Environment.Variable("COLUMNS"), out var c) ? c : (context.OutIsTerminal ? context.TerminalWidth() : null) ?? MaxWidth;
        context.Out.Write(Text(parseResult.CommandResult.Command, Math.Clamp(columns, 40, MaxWidth)));
        return ExitCodes.Success;
    }

    /// <summary>The page of a command.</summary>
    public static string Text(Command command, int width)
    {
        var text = new StringBuilder(command.Description + "\n");
        var path = Path(command);
        var arguments = string.Concat(command.Arguments.Select(a => " " + (a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name.ToUpperInvariant()}]" : a.Name.ToUpperInvariant())));
        text.Append($"\nUsage: {path}{(command.Subcommands.Count > 0 ? command is RootCommand ? " [COMMAND]" : " COMMAND" : "")}{arguments}{(command.Options.Count > 0 ? " [OPTIONS]" : "")}\n");
        Section(text, "Arguments", command.Arguments.Select(a => (a.Name.ToUpperInvariant(), a.Description ?? "")), width);
        Section(text, "Commands", command.Subcommands.Where(s => !s.Hidden).Select(s => (s.Name, s.Description ?? "")), width);
        var shared = s_groups.SelectMany(g => g.Options).ToHashSet();
        Section(text, "Options", command.Options.Where(o => !o.Hidden && !shared.Contains(o) && o is not HelpOption).Select(Line), width);
        if (command.Aliases.Count > 0) text.Append($"\nThe command is also called {string.Join(", ", command.Aliases)}.\n");
        // The overview's options belong to the root as well, but its page is about the commands.
        if (command is not RootCommand)
        {
            foreach (var (title, options) in s_groups) Section(text, title, options.Where(command.Options.Contains).Select(Line), width);
        }

        var examples = HelpExamples.For(command is RootCommand ? "" : Path(command)["toktrack ".Length..]);
        Section(text, "Examples", examples, width, exampleStyle: true);
        if (command is RootCommand)
        {
            Section(text, "Exit codes", ExitCodes.Meanings.Select(m => ($"{m.Code}", m.Meaning)), width);
            text.Append("\n'toktrack COMMAND --help' tells more about a command.\n");
        }
        else if (command.Name == "statusline")
        {
            Section(text, "Names in a template", StatuslineTemplate.Names.Select(n => ("{" + n.Name + "}", n.Meaning)), width);
        }

        return text.ToString();
    }

    internal static string Path(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "toktrack" : Path(parent) + " " + command.Name;
    }

    // Long names stand below each other, whether there is a short one or not.
    private static (string, string) Line(Option option)
    {
        var brief = option.Aliases.FirstOrDefault(a => a.Length == 2);
        var names = (brief is null ? "    " : brief + ", ") + option.Name;
        return (names + (option.Arity.MaximumNumberOfValues > 0 ? " " + (option.HelpName ?? "VALUE") : ""), option.Description ?? "");
    }

    private static void Section(StringBuilder text, string title, IEnumerable<(string Term, string Meaning)> lines, int width, bool exampleStyle = false)
    {
        var list = lines.ToList();
        if (list.Count == 0) return;
        text.Append($"\n{title}:\n");
        var indent = exampleStyle ? 6 : Math.Min(list.Max(l => l.Term.Length), 28) + 4;
        foreach (var (term, meaning) in list)
        {
            text.Append("  " + term);
            var column = term.Length + 2;
            if (exampleStyle || column > indent - 2)
            {
                text.Append('\n');
                column = 0;
            }

            foreach (var line in Wrap(meaning, width - indent))
            {
                text.Append(' ', indent - column).Append(line).Append('\n');
                column = 0;
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        yield return line;
    }
}
