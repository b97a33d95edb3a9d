using System.CommandLine;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack completions SHELL</c>: a script that makes the shell complete commands and options.</summary>
internal static class CompletionsCommand
{
    private static readonly Argument<string?> s_shell = new("shell") { Description = "bash, zsh, fish or powershell", Arity = ArgumentArity.ZeroOrOne };

    public static void Describe(Command command, ToolContext context)
    {
        command.Arguments.Add(s_shell);
        command.SetAction(parsed => Run(parsed, context));
    }

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var shells = new (string, Func<RootCommand, string>?)[]
        {
            ("bash", CompletionScripts.Bash), ("zsh", CompletionScripts.Zsh), ("fish", CompletionScripts.Fish), ("powershell", CompletionScripts.PowerShell), ("pwsh", CompletionScripts.PowerShell),
        };
        var script = OptionReader.ReadWord("completions", parsed.GetValue(s_shell), null, shells)
            ?? throw new UsageException("'toktrack completions' needs a shell: bash, zsh, fish or powershell.");
        context.Out.Write(script(CommandLine.Build(context)));
        return ExitCodes.Success;
    }
}
