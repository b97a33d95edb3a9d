using System.CommandLine;
using System.Text;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Rendering;

/// <summary>Completion scripts for four shells, made from the command tree, so that they always know every option.</summary>
internal static class CompletionScripts
{
    public static string Bash(RootCommand root)
    {
        var text = new StringBuilder("# bash completion for toktrack: eval \"$(toktrack completions bash)\"\n_toktrack() {\n    local cur=\"${COMP_WORDS[COMP_CWORD]}\" words=\"\" i\n    local cmd=\"\" sub=\"\"\n");
        text.Append("    for ((i = 1; i < COMP_CWORD; i++)); do\n        case \"${COMP_WORDS[i]}\" in\n            -*) ;;\n            *) if [[ -z $cmd ]]; then cmd=\"${COMP_WORDS[i]}\"; elif [[ -z $sub ]]; then sub=\"${COMP_WORDS[i]}\"; fi ;;\n        esac\n    done\n");
        text.Append("    case \"$cmd\" in\n");
        foreach (var command in Visible(root))
        {
            var names = string.Join('|', command.Aliases.Prepend(command.Name).Select(n => $"\"{n}\""));
            text.Append($"        {names}) words=\"{string.Join(' ', Words(command))}\" ;;\n");
        }

        text.Append($"        *) words=\"{string.Join(' ', Visible(root).Select(c => c.Name).Concat(OptionNames(root)))}\" ;;\n    esac\n");
        // After an option that takes a value, only its values; where they are not known, bash's own completion of files.
        text.Append("    case \"$cmd ${COMP_WORDS[COMP_CWORD - 1]}\" in\n");
        foreach (var (names, words) in Values(root)) text.Append($"        {string.Join('|', names.Select(n => $"{Pattern(n.Command)}\" {n.Option}\""))}) words=\"{string.Join(' ', words)}\" ;;\n");
        text.Append("    esac\n");
        static string Pattern(string? command) => command is null ? "*" : command;
        return text.Append("    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n}\ncomplete -o default -F _toktrack toktrack\n").ToString();
    }

    public static string Zsh(RootCommand root)
    {
        var text = new StringBuilder("#compdef toktrack\n# zsh completion for toktrack: toktrack completions zsh > \"${fpath[1]}/_toktrack\"\n_toktrack() {\n    local -a commands options\n    commands=(\n");
        foreach (var command in Visible(root)) text.Append($"        '{Quote(command.Name)}:{Quote(command.Description)}'\n");
        text.Append("    )\n    if (( CURRENT == 2 )) && [[ $words[CURRENT] != -* ]]; then\n        _describe 'command' commands\n        return\n    fi\n    case \"$words[2]\" in\n");
        foreach (var command in Visible(root))
        {
            text.Append($"        {string.Join('|', command.Aliases.Prepend(command.Name))}) options=({string.Join(' ', command.Subcommands.Select(s => $"'{Quote(s.Name)}:{Quote(s.Description)}'").Concat(OptionWords.Of(command).Select(w => $"'{w}'")).Concat(Options(command).Select(o => $"'{Quote(o.Name)}:{Quote(o.Description)}'")))}) ;;\n");
        }

        text.Append($"        *) options=({string.Join(' ', Options(root).Select(o => $"'{Quote(o.Name)}:{Quote(o.Description)}'"))}) ;;\n    esac\n");
        text.Append("    case \"$words[2] $words[CURRENT-1]\" in\n");
        foreach (var (names, words) in Values(root)) text.Append($"        {string.Join('|', names.Select(n => $"{n.Command ?? "*"}\\ {n.Option}"))}) options=({string.Join(' ', words)}) ;;\n");
        text.Append("    esac\n");
        return text.Append("    _describe 'option' options || _files\n}\ncompdef _toktrack toktrack\n").ToString();
        static string Quote(string? text) => (text ?? "").Replace("'", "'\\''").Replace(":", "\\:");
    }

    public static string Fish(RootCommand root)
    {
        var text = new StringBuilder("# fish completion for toktrack: toktrack completions fish > ~/.config/fish/completions/toktrack.fish\n");
        foreach (var command in Visible(root))
        {
            text.Append($"complete -c toktrack -n __fish_use_subcommand -f -a {command.Name} -d '{Quote(command.Description)}'\n");
            var seen = $"-n '__fish_seen_subcommand_from {string.Join(' ', command.Aliases.Prepend(command.Name))}'";
            foreach (var sub in command.Subcommands) text.Append($"complete -c toktrack {seen} -f -a {sub.Name} -d '{Quote(sub.Description)}'\n");
            if (OptionWords.Of(command) is { Count: > 0 } arguments) text.Append($"complete -c toktrack {seen} -f -a '{string.Join(' ', arguments)}'\n");
            foreach (var option in Options(command)) text.Append($"complete -c toktrack {seen} -l {option.Name.TrimStart('-')}{Value(command, option)} -d '{Quote(option.Description)}'\n");
        }

        foreach (var option in Options(root)) text.Append($"complete -c toktrack -n __fish_use_subcommand -l {option.Name.TrimStart('-')}{Value(root, option)} -d '{Quote(option.Description)}'\n");
        return text.ToString();
        static string Value(Command command, Option option) =>
            !TakesValue(option) ? "" : OptionWords.Of(command, option) is { Count: > 0 } words ? $" -x -a '{string.Join(' ', words)}'" : " -r";
        static string Quote(string? text) => (text ?? "").Replace("\\", "\\\\").Replace("'", "\\'");
    }

    public static string PowerShell(RootCommand root)
    {
        var text = new StringBuilder("# PowerShell completion for toktrack: toktrack completions powershell | Out-String | Invoke-Expression\n");
        text.Append("Register-ArgumentCompleter -Native -CommandName toktrack -ScriptBlock {\n    param($wordToComplete, $commandAst, $cursorPosition)\n    $words = @{\n");
        foreach (var command in Visible(root))
        {
            foreach (var name in command.Aliases.Prepend(command.Name)) text.Append($"        '{name}' = @({string.Join(", ", Words(command).Select(w => $"'{w}'"))})\n");
        }

        text.Append($"        '' = @({string.Join(", ", Visible(root).Select(c => c.Name).Concat(OptionNames(root)).Select(w => $"'{w}'"))})\n    }}\n    $values = @{{\n");
        foreach (var (names, words) in Values(root)) foreach (var (command, option) in names) text.Append($"        '{command} {option}' = @({string.Join(", ", words.Select(w => $"'{w}'"))})\n");
        text.Append("    }\n");
        text.Append("    $elements = @($commandAst.CommandElements | ForEach-Object { \"$_\" })\n    $previous = if ($wordToComplete) { $elements[-2] } else { $elements[-1] }\n");
        text.Append("    $command = $commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { \"$_\" } | Where-Object { $_ -notlike '-*' -and $words.ContainsKey($_) } | Select-Object -First 1\n");
        text.Append("    $list = if ($values.ContainsKey(\"$command $previous\")) { $values[\"$command $previous\"] } elseif ($values.ContainsKey(\" $previous\")) { $values[\" $previous\"] } else { $words[\"$command\"] }\n");
        return text.Append("    $list | Where-Object { $_ -like \"$wordToComplete*\" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }\n}\n").ToString();
    }

    private static IEnumerable<Command> Visible(Command command) => command.Subcommands.Where(c => !c.Hidden);

    private static IEnumerable<Option> Options(Command command) => command.Options.Where(o => !o.Hidden && o.Name.StartsWith("--", StringComparison.Ordinal));

    private static IEnumerable<string> OptionNames(Command command) => Options(command).Select(o => o.Name).Append("--help").Distinct();

    private static IEnumerable<string> Words(Command command) =>
        Visible(command).Select(c => c.Name).Concat(OptionNames(command)).Concat(OptionWords.Of(command));

    // Options that take a value, with their words: of one command where another has other words for it, else of all (null).
    private static IEnumerable<(List<(string? Command, string Option)> Names, IReadOnlyList<string> Words)> Values(RootCommand root)
    {
        var all = Visible(root).Append(root).SelectMany(c => Options(c).Where(TakesValue).Select(o => (Command: c, Option: o.Name, Words: OptionWords.Of(c, o)))).ToList();
        foreach (var option in all.GroupBy(o => o.Option))
        {
            var groups = option.GroupBy(o => string.Join(' ', o.Words)).ToList();
            foreach (var group in groups)
            {
                yield return (groups.Count == 1 ? [(null, option.Key)] : [.. group.Select(o => ((string?)o.Command.Name, option.Key))], group.First().Words);
            }
        }
    }

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0;
}
