using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Toktrack.Benchmarks.Compare;

/// <summary>
/// What the tool says a scan took: finding the files, reading, merging, adding up. Beside the time of the whole process, which also
/// starts a runtime, reads a command line, draws a table and gives its memory back, however little there is to read.
/// </summary>
internal static partial class ScanTime
{
    /// <summary>The median over some runs of <paramref name="program"/> without a ledger, in seconds.</summary>
    /// <exception cref="InvalidOperationException">The tool did not say it.</exception>
    public static double Median(string program, IReadOnlyList<string> before, string home, string scratch, int rounds) =>
        Enumerable.Range(0, rounds).Select(_ => Once(program, before, home, scratch)).Order().ElementAt(rounds / 2);

    private static double Once(string program, IReadOnlyList<string> before, string home, string scratch)
    {
        var start = new ProcessStartInfo(program, [.. before, "daily", "--timezone", "UTC", "--source", "claude-code", "--no-history", "--verbose"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home;
        start.Environment["TOKTRACK_HOME"] = Path.Combine(scratch, "none");
        start.Environment.Remove("CLAUDE_CONFIG_DIR");
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return Statement().Match(said) is { Success: true } match
            ? double.Parse(match.Groups[1].ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture) / 1000
            : throw new InvalidOperationException($"{program} --verbose did not tell its time: {said}");
    }

    [GeneratedRegex(@"bytes in ([\d,.]+) ms")]
    private static partial Regex Statement();
}
