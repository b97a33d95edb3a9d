using System.CommandLine;
using System.Text;
using Toktrack.Scanner.Model;
using Toktrack.Tool.Configuration;
using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack config path|show|init</c>.</summary>
internal static class ConfigCommand
{
    public static void Describe(Command command, ToolContext context)
    {
        Add("path", "Where the configuration lies", Path);
        Add("show", "Check the configuration and print it; without one, the defaults", Show);
        Add("init", "Write a configuration with every default, and its JSON schema beside it", Init);

        void Add(string name, string summary, Func<ToolContext, string, int> run)
        {
            var part = new Command(name, summary);
            part.Options.Add(SharedOptions.Config);
            part.SetAction(parsed =>
            {
                context.ConfigFile = parsed.GetValue(SharedOptions.Config);
                return run(context, ConfigurationFile.PathOf(context.Environment, context.ConfigFile));
            });
            command.Subcommands.Add(part);
        }
    }

    private static int Path(ToolContext context, string path)
    {
        context.Out.Write(TerminalText.Escape(path) + "\n");
        return ExitCodes.Success;
    }

    private static int Show(ToolContext context, string path)
    {
        _ = context.Configuration;
        var exists = File.Exists(path);
        context.Error.WriteLine("toktrack: " + TerminalText.Escape(path) + (exists ? " is valid." : " does not exist; these are the defaults."));
        var text = exists ? File.ReadAllText(path) : DefaultConfiguration.Text;
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')) context.Out.Write(TerminalText.Escape(line) + "\n");
        return ExitCodes.Success;
    }

    private static int Init(ToolContext context, string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
        {
            throw new ToolException($"{TerminalText.Escape(path)} exists already and is left as it is; move it away first, or name another file with --config.");
        }

        var folder = System.IO.Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) PrivateFolder.Create(folder);
        var schema = System.IO.Path.Combine(folder, DefaultConfiguration.SchemaFile);
        File.Delete(schema);
        WriteNew(schema, DefaultConfiguration.Schema());
        WriteNew(path, DefaultConfiguration.Text);
        context.Out.Write($"Wrote {TerminalText.Escape(path)} and {TerminalText.Escape(schema)}.\n");
        return ExitCodes.Success;
    }

    // Never through a link.
    private static void WriteNew(string path, string text)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
