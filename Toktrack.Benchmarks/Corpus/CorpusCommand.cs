using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Tool.Demo;

namespace Toktrack.Benchmarks.Corpus;

/// <summary><c>corpus</c>: writes generated session logs of any size.</summary>
internal static class CorpusCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Required = true, Description = "The folder to write to; it plays the home folder." };
        var size = new Option<string>("--size") { DefaultValueFactory = _ => "100MB", Description = "Bytes to write: 500KB, 100MB, 3.4GB." };
        var files = new Option<int>("--files") { Description = "Files to write; default about one for each 1.2 MB." };
        var seed = new Option<ulong>("--seed") { DefaultValueFactory = _ => 1, Description = "Chooses one of the possible corpora." };
        var threads = new Option<int>("--threads") { Description = "Threads; the bytes do not depend on it." };
        var cli = new Option<string>("--cli") { DefaultValueFactory = _ => "claude", Description = "Whose logs: claude, codex, gemini, opencode or all." }
            .AcceptOnlyFromAmong("claude", "codex", "gemini", "opencode", "all");
        var command = new Command("corpus", "Write generated session logs.") { output, size, files, seed, threads, cli };
        command.SetAction(result =>
        {
            var clock = Stopwatch.StartNew();
            var options = new CorpusOptions
            {
                Home = result.GetValue(output)!,
                Size = ByteSize.Parse(result.GetValue(size)!),
                Files = result.GetValue(files),
                Seed = result.GetValue(seed),
                Threads = result.GetValue(threads),
            };
            var summary = result.GetValue(cli) switch
            {
                "codex" => CorpusGenerator.Write(options, SourceId.Codex),
                "gemini" => CorpusGenerator.Write(options, SourceId.Gemini),
                "opencode" => CorpusGenerator.Write(options, SourceId.OpenCode),
                "all" => CorpusGenerator.WriteAll(options),
                _ => CorpusGenerator.WriteClaude(options),
            };
            var seconds = clock.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{summary.Files:N0} files, {summary.Bytes:N0} bytes, {summary.Truth.Rows.Sum(row => row.Requests):N0} responses in {seconds:F2} s ({summary.Bytes / seconds / 1e6:F0} MB/s)"));
            return 0;
        });
        return command;
    }
}
