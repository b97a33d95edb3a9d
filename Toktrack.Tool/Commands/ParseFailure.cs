using System.CommandLine;
using System.CommandLine.Parsing;
using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Commands;

/// <summary>Explains a command line that cannot be understood, with a suggestion where a word is close to a known one.</summary>
internal static class ParseFailure
{
    public static UsageException Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = HelpPage.Path(command);
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

        var reason = MissingValue(parsed) ?? MissingArgument(parsed, path) ?? MissingCommand(command, path) ?? TerminalText.Escape(parsed.Errors[0].Message);
        return new($"{reason} See '{path} --help'.");
    }

    private static string? MissingValue(ParseResult parsed)
    {
        foreach (var result in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (result.Option.Arity.MinimumNumberOfValues > result.Tokens.Count && result.IdentifierToken is not null) return $"{result.Option.Name} needs a value: {result.Option.HelpName}.";
        }

        return null;
    }

    private static string? MissingArgument(ParseResult parsed, string path)
    {
        foreach (var argument in parsed.CommandResult.Command.Arguments)
        {
            if (argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }) return $"'{path}' needs {argument.Name.ToUpperInvariant()}. {argument.Description}.";
        }

        return null;
    }

    private static string? MissingCommand(Command command, string path) =>
        command.Subcommands.Count > 0 && command.Action is null ? $"'{path}' needs a command: {string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}." : null;

    private static string Hint(string? close) => close is null ? "" : $" Did you mean '{close}'?";
}
