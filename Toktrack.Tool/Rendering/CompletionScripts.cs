using System.CommandLine;
using System.Text;

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
        return text.Append("    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n}\ncomplete -o default -F _toktrack toktrack\n").ToString();
    }

    public static string Zsh(RootCommand root)
    {
        var text = new StringBuilder("#compdef toktrack\n# zsh completion for toktrack: toktrack completions zsh > \"${fpath[1]}/_toktrack\"\n_toktrack() {\n    local -a commands options\n    commands=(\n");
        foreach (var command in Visible(root)) text.Append($"        '{Quote(command.Name)}:{Quote(command.Description)}'\n");
        text.Append("    )\n    if (( CURRENT == 2 )) && [[ $words[CURRENT] != -* ]]; then\n        _describe 'command' commands\n        return\n    fi\n    case \"$words[2]\" in\n");
        foreach (var command in Visible(root))
        {
            text.Append($"        {string.Join('|', command.Aliases.Prepend(command.Name))}) options=({string.Join(' ', command.Subcommands.Select(s => $"'{Quote(s.Name)}:{Quote(s.Description)}'").Concat(Options(command).Select(o => $"'{Quote(o.Name)}:{Quote(o.Description)}'")))}) ;;\n");
        }

        text.Append($"        *) options=({string.Join(' ', Options(root).Select(o => $"'{Quote(o.Name)}:{Quote(o.Description)}'"))}) ;;\n    esac\n");
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
            foreach (var option in Options(command)) text.Append($"complete -c toktrack {seen} -l {option.Name.TrimStart('-')}{(TakesValue(option) ? " -r" : "")} -d '{Quote(option.Description)}'\n");
        }

        foreach (var option in Options(root)) text.Append($"complete -c toktrack -n __fish_use_subcommand -l {option.Name.TrimStart('-')}{(TakesValue(option) ? " -r" : "")} -d '{Quote(option.Description)}'\n");
        return text.ToString();
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

        text.Append($"        '' = @({string.Join(", ", Visible(root).Select(c => c.Name).Concat(OptionNames(root)).Select(w => $"'{w}'"))})\n    }}\n");
        text.Append("    $command = $commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { \"$_\" } | Where-Object { $_ -notlike '-*' -and $words.ContainsKey($_) } | Select-Object -First 1\n");
        return text.Append("    $words[\"$command\"] | Where-Object { $_ -like \"$wordToComplete*\" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }\n}\n").ToString();
    }

    private static IEnumerable<Command> Visible(Command command) => command.Subcommands.Where(c => !c.Hidden);

    private static IEnumerable<Option> Options(Command command) => command.Options.Where(o => !o.Hidden && o.Name.StartsWith("--", StringComparison.Ordinal));

    private static IEnumerable<string> OptionNames(Command command) => Options(command).Select(o => o.Name).Append("--help").Distinct();

    private static IEnumerable<string> Words(Command command) =>
        Visible(command).Select(c => c.Name).Concat(OptionNames(command)).Concat(command.Name == "completions" ? ["bash", "zsh", "fish", "powershell"] : []);

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0;
}
