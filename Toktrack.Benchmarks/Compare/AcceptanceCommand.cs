using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Toktrack.Benchmarks.Compare;

/// <summary><c>acceptance</c>: the speed that is promised, measured: against merely reading, over sizes, and on one huge file.</summary>
internal static class AcceptanceCommand
{
    private static readonly (string Size, int Files)[] s_corpora = [("3.4GB", 2772), ("1GB", 0), ("0.1GB", 0), ("3GB", 1)];

    public static Command Create()
    {
        var root = new Option<string>("--corpora") { DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "toktrack-corpora"), Description = "Where generated homes are kept." };
        var native = new Option<string?>("--toktrack") { Description = "A native build of toktrack; default: the JIT build." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 9 };
        var save = new Option<string?>("--save") { Description = "Also write the result to this Markdown file." };
        var command = new Command("acceptance", "Measure a cold scan against merely reading the same bytes.") { root, native, rounds, save };
        command.SetAction(result =>
        {
            var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Machine.Conditions}, {DateTime.UtcNow:yyyy-MM-dd}.\n\n")
                .Append("| files | bytes | reading, 2 threads | cold, no ledger | ratio | with an empty ledger | warm | GB/s | peak memory | the scan itself | its GB/s |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
            var scratch = Directory.CreateTempSubdirectory("toktrack-acceptance-").FullName;
            try
            {
                foreach (var (size, files) in s_corpora)
                {
                    text.Append(Row(Corpora.Get(result.GetValue(root)!, size, files), scratch, result.GetValue(native), result.GetValue(rounds)));
                }
            }
            finally
            {
                Directory.Delete(scratch, recursive: true);
            }

            Console.Write(text);
            if (result.GetValue(save) is { } path)
            {
                CompareCommand.Save(path, text.ToString());
            }

            return 0;
        });
        return command;
    }

    private static string Row(string home, string scratch, string? native, int rounds)
    {
        var field = new Field(home, scratch);
        field.AddFloors();
        var (program, before) = native is not null
            ? (Path.GetFullPath(native), (string[])[])
            : ("/usr/bin/env", ["dotnet", Path.Combine(AppContext.BaseDirectory, "toktrack.dll")]);
        field.AddToktrack("toktrack", program, before);

        var standings = Race.Run(field.Contenders, rounds, scratch);
        var (read, scan, cold, warm) = (standings[0].Median, standings[2].Median, standings[3].Median, standings[4].Median);
        var (files, bytes) = Corpora.Measure(home);
        var own = ScanTime.Median(program, before, home, scratch, rounds);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {files:N0} | {bytes / 1e9:F2} GB | {Report.Time(read.Seconds)} | {Report.Time(scan.Seconds)} | {scan.Seconds / read.Seconds:F2} | {Report.Time(cold.Seconds)} | {Report.Time(warm.Seconds)} | {bytes / scan.Seconds / 1e9:F2} | {scan.PeakMegabytes:F0} MB | {Report.Time(own)} | {bytes / own / 1e9:F2} |\n");
    }
}
