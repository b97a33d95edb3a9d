using System.CommandLine;
using System.Globalization;
using System.Text;
using Toktrack.Benchmarks.Compare;

namespace Toktrack.Benchmarks.History;

/// <summary>
/// <c>warm</c>: what a run costs when nothing, a little, or one per cent is new, beside the floor: a program that only
/// enumerates and stats the same files. They are run in turn, round by round, and compared by their medians.
/// </summary>
internal static class WarmCommand
{
    private const int GrownLines = 10;
    private const int ColdRounds = 15;

    public static Command Create()
    {
        var tool = new Option<string>("--tool") { Required = true, Description = "The toktrack binary (native: as installed)." };
        var floor = new Option<string>("--floor") { Required = true, Description = "The Floor binary, published in the same way." };
        var home = new Option<string>("--home") { Required = true, Description = "A home folder with logs in .claude/projects; its logs are added to." };
        var rust = new Option<string?>("--rust") { Description = "The Rust toktrack, to be run beside." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 20 };
        var command = new Command("warm", "Measure runs with the ledger against the floor.") { tool, floor, home, rust, rounds };
        command.SetAction(result => Run(result.GetValue(tool)!, result.GetValue(floor)!, Path.GetFullPath(result.GetValue(home)!), result.GetValue(rust), result.GetValue(rounds)));
        return command;
    }

    private static int Run(string tool, string floor, string home, string? rust, int rounds)
    {
        var ledger = Path.Combine(home, ".toktrack");
        if (Directory.Exists(ledger)) Directory.Delete(ledger, recursive: true);
        var logs = Path.Combine(home, ".claude", "projects");
        var files = Directory.GetFiles(logs, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();

        var scans = new List<Sample>();
        var colds = new List<Sample>();
        for (var round = 0; round < ColdRounds; round++)
        {
            // In this order the disk is done with what was deleted when the first run writes, as on a user's machine.
            if (Directory.Exists(ledger)) Directory.Delete(ledger, recursive: true);
            scans.Add(Start(home, tool, "daily", "--no-history"));
            colds.Add(Start(home, tool, "daily"));
        }

        var size = Directory.GetFiles(ledger, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length} files; ledger {size / 1e6:F1} MB"));
        var scan = Print("cold, --no-history", scans, null);
        Print("cold, with ledger", colds, scan);

        var (floors, warms, grown, percent, rusts) = (new List<Sample>(), new List<Sample>(), new List<Sample>(), new List<Sample>(), new List<Sample>());
        Thread.Sleep(100);
        Start(home, tool, "daily");
        for (var round = 0; round < rounds; round++)
        {
            floors.Add(Start(home, floor, logs));
            warms.Add(Start(home, tool, "daily"));
            Grow(files[round % files.Length], new(2026, 1, 1, 0, round, 0, DateTimeKind.Utc));
            grown.Add(Start(home, tool, "daily"));
            Thread.Sleep(60);
            Start(home, tool, "daily");
        }

        // Apart from the others: what it leaves the disk to do would be done during their rounds.
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < files.Length / 100; i++) Grow(files[(i * 97) % files.Length], new(2026, 1, 2, i % 24, round, 0, DateTimeKind.Utc));
            percent.Add(Start(home, tool, "daily"));
            if (rust is not null) rusts.Add(Start(home, rust, "daily"));
            Thread.Sleep(60);
            Start(home, tool, "daily");
        }

        var least = Print("floor", floors, null);
        Print("warm, nothing new", warms, least);
        Print($"warm, one file + {GrownLines} lines", grown, least);
        Print($"warm, {files.Length / 100} files + {GrownLines} lines", percent, least);
        if (rust is not null) Print("Rust toktrack, warm", rusts, least);
        return 0;
    }

    private static double Print(string name, List<Sample> samples, double? against)
    {
        var milliseconds = samples.Select(s => s.Milliseconds).Order().ToArray();
        var median = milliseconds[milliseconds.Length / 2];
        var ratio = against is { } other ? $"{median / other:F2} x" : "1.00 x";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-32} median {median,8:F1} ms   min {milliseconds[0],8:F1}   cpu {samples.Select(s => s.CpuMilliseconds).Order().ElementAt(samples.Count / 2),8:F1}   {ratio,9}"));
        return median;
    }

    private static void Grow(string file, DateTime first)
    {
        var text = new StringBuilder();
        for (var i = 0; i < GrownLines; i++)
        {
            var id = Guid.NewGuid().ToString("N");
            var time = first.AddSeconds(i).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $$$"""{"type":"assistant","sessionId":"warm","cwd":"/warm","message":{"model":"claude-opus-4-5","id":"msg_{{{id}}}","type":"message","role":"assistant","content":[],"usage":{"input_tokens":1,"output_tokens":1}},"requestId":"req_{{{id}}}","timestamp":"{{{time}}}"}""").Append('\n');
        }

        File.AppendAllText(file, text.ToString());
    }

    // Its output is thrown away: a reader of it would compete for the cores.
    private static Sample Start(string home, string program, params string[] arguments)
    {
        var run = ChildProcess.Run(program, arguments, new Dictionary<string, string> { ["HOME"] = home, ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" }, "/dev/null");
        return new(run.Seconds * 1000, run.CpuSeconds * 1000);
    }

    private readonly record struct Sample(double Milliseconds, double CpuMilliseconds);
}
