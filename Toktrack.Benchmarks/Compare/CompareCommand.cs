using System.CommandLine;
using System.Globalization;

namespace Toktrack.Benchmarks.Compare;

/// <summary><c>compare</c>: toktrack beside other tools on the same generated logs.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var home = new Option<string?>("--home") { Description = "A home folder with .claude/projects; default: a generated one of --size." };
        var root = new Option<string>("--corpora") { DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "toktrack-corpora"), Description = "Where generated homes are kept." };
        var size = new Option<string>("--size") { DefaultValueFactory = _ => "3.4GB" };
        var files = new Option<int>("--files") { DefaultValueFactory = _ => 2772 };
        var native = new Option<string?>("--toktrack") { Description = "A native build of toktrack." };
        var ccusage = new Option<string?>("--ccusage") { Description = "The program in @ccusage/ccusage-linux-x64 (npm)." };
        var tokscale = new Option<string?>("--tokscale") { Description = "The program in @tokscale/cli-linux-x64-gnu (npm)." };
        var other = new Option<string[]>("--other") { Description = "Another program: 'NAME=PROGRAM ARGUMENTS'; repeatable." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 7 };
        var save = new Option<string?>("--save") { Description = "Also write the result to this Markdown file; 'results' names it by processor and size." };
        var command = new Command("compare", "Run toktrack and other tools on the same logs, in turn.") { home, root, size, files, native, ccusage, tokscale, other, rounds, save };
        command.SetAction(result =>
        {
            var folder = result.GetValue(home) ?? Corpora.Get(result.GetValue(root)!, result.GetValue(size)!, result.GetValue(files));
            var scratch = Directory.CreateTempSubdirectory("toktrack-compare-").FullName;
            try
            {
                var field = new Field(Path.GetFullPath(folder), scratch);
                field.AddFloors();
                if (result.GetValue(native) is { } program)
                {
                    field.AddToktrack("toktrack native", Path.GetFullPath(program), []);
                }

                field.AddToktrack("toktrack JIT", "/usr/bin/env", ["dotnet", Path.Combine(AppContext.BaseDirectory, "toktrack.dll")]);
                if (result.GetValue(ccusage) is { } ccusagePath)
                {
                    field.AddCcusage(Executable(ccusagePath));
                }

                if (result.GetValue(tokscale) is { } tokscalePath)
                {
                    field.AddTokscale(Executable(tokscalePath));
                }

                foreach (var definition in result.GetValue(other) ?? [])
                {
                    field.AddOther(definition);
                }

                var standings = Race.Run(field.Contenders, result.GetValue(rounds), scratch);
                var baseline = standings.First(standing => standing.Contender is { State: "cold" });
                var (count, bytes) = Corpora.Measure(folder);
                var text = string.Create(CultureInfo.InvariantCulture,
                    $"# {bytes / 1e9:F2} GB of Claude Code logs in {count:N0} files\n\n{Machine.Conditions}, {DateTime.UtcNow:yyyy-MM-dd}. Medians; ratio 1.00 = {baseline.Contender.Name}, cold. The contenders ran in turn, each round in another order.\n\n{Report.Table(standings, baseline)}");
                Console.Write(text);
                if (result.GetValue(save) is { } path)
                {
                    Save(path == "results" ? Path.Combine("Toktrack.Benchmarks", "results", Machine.Folder, $"compare-{result.GetValue(size)!.ToLowerInvariant()}.md") : path, text);
                }
            }
            finally
            {
                Directory.Delete(scratch, recursive: true);
            }

            return 0;
        });
        return command;
    }

    /// <summary>Writes <paramref name="text"/>, making the folder.</summary>
    public static void Save(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, text);
        Console.Error.WriteLine($"Written to {path}");
    }

    // npm unpacks some programs without the right to be executed.
    private static string Executable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }

        return Path.GetFullPath(path);
    }
}
