using System.CommandLine;
using Toktrack.Tool.Demo;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Commands;

/// <summary><c>demo [command…]</c>: runs any command on generated logs, so that a newcomer sees real-looking reports at once.</summary>
internal static class DemoCommand
{
    private static readonly string[] s_default = ["overview"];

    public static void Describe(Command command, ToolContext context)
    {
        var keep = SharedOptions.Flag("--keep", "Keep the generated logs and say where they are");
        var output = new Option<string?>("--out") { Description = "Write the logs to this new folder and keep them", HelpName = "DIR" };
        var size = new Option<string>("--size") { Description = "Bytes to generate: 500KB, 20MB, 3.4GB (default: 20MB)", HelpName = "SIZE", DefaultValueFactory = _ => "20MB" };
        var inner = new Argument<string[]>("command") { Description = "The command to run, with its options; default: overview", Arity = ArgumentArity.ZeroOrMore };
        command.Add(keep);
        command.Add(output);
        command.Add(size);
        command.Add(inner);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            var own = new HashSet<string>(["--out", "--size"]);
            var tokens = parsed.Tokens.Select(token => token.Value).SkipWhile(token => token != command.Name).Skip(1).ToList();
            var start = 0;
            while (start < tokens.Count && (tokens[start] == "--keep" || own.Contains(tokens[start])))
            {
                start += tokens[start] == "--keep" ? 1 : 2;
            }

            string[] arguments = start < tokens.Count ? [.. tokens[start..]] : s_default;
            return Run(context, arguments, parsed.GetValue(output), parsed.GetValue(keep), Size(parsed.GetValue(size)!));
        });
    }

    private static int Run(ToolContext context, string[] arguments, string? at, bool keep, long size)
    {
        if (arguments[0] == "demo")
        {
            throw new UsageException("A demo of the demo shows nothing. Name another command, such as: toktrack demo daily");
        }

        using var home = DemoHome.Create(at, keep, size, context.UtcNow);
        context.Error.WriteLine(keep || at is not null ? $"Generated logs, kept in {home.Folder}" : "Generated logs, none of them yours:");
        return CommandLine.Run(arguments, context.WithEnvironment(home.Environment));
    }

    private static long Size(string text)
    {
        try
        {
            return ByteSize.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
