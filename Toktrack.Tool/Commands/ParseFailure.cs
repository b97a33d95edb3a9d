using System.CommandLine;
using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Commands;

/// <summary>Explains a command line that cannot be understood, with a suggestion where a word is close to a known one.</summary>
internal static class ParseFailure
{
    public static UsageException Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = command is RootCommand ? "toktrack" : "toktrack " + command.Name;
        foreach (var word in parsed.UnmatchedTokens)
        {
            var shown = TerminalText.Escape(word);
            if (word.StartsWith('-'))
            {
                var options = command.Options.Concat(command is RootCommand ? [] : parsed.RootCommandResult.Command.Options.Where(o => o.Recursive));
                var close = Suggestion.For(word.Split('=', ':')[0], options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name)).Where(n => n.Length > 2));
                return new($"'{path}' has no option {shown}.{Hint(close)} See '{path} --help'.");
            }

            if (command.Subcommands.Count > 0)
            {
                var close = Suggestion.For(word, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
                return new($"'{path}' has no command '{shown}'.{Hint(close)} See '{path} --help'.");
            }

            return new($"'{path}' does not take '{shown}'. See '{path} --help'.");
        }

        return new($"{TerminalText.Escape(parsed.Errors[0].Message)} See '{path} --help'.");
    }

    private static string Hint(string? close) => close is null ? "" : $" Did you mean '{close}'?";
}
