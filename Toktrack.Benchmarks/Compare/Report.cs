using System.Globalization;
using System.Text;

namespace Toktrack.Benchmarks.Compare;

/// <summary>Standings as Markdown, with the first contender of a state as 1.00.</summary>
internal static class Report
{
    /// <summary>The table, with ratios to <paramref name="baseline"/> and totals held against its total.</summary>
    public static string Table(IReadOnlyList<Standing> standings, Standing baseline)
    {
        var text = new StringBuilder("| program | state | time | ratio | CPU | peak memory | rounds | tokens |\n|---|---|--:|--:|--:|--:|--:|---|\n");
        foreach (var standing in standings)
        {
            var memory = standing.Median.PeakMegabytes > 0 ? $"{standing.Median.PeakMegabytes:F0} MB" : "";
            text.Append(CultureInfo.InvariantCulture,
                $"| {standing.Contender.Name} | {standing.Contender.State} | {Time(standing.Median.Seconds)} | {standing.Median.Seconds / baseline.Median.Seconds:F2} | {Time(standing.Median.CpuSeconds)} | {memory} | {standing.Rounds} | {Totals(standing, baseline)} |\n");
        }

        return text.ToString();
    }

    /// <summary>Seconds as people read them.</summary>
    public static string Time(double seconds) => seconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:F1} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s");

    private static string Totals(Standing standing, Standing baseline)
    {
        if (standing.Tokens is not { } tokens || baseline.Tokens is not { } expected)
        {
            return "";
        }

        return tokens == expected
            ? "equal"
            : string.Create(CultureInfo.InvariantCulture, $"{(tokens - expected) / (double)expected:+0.00 %;-0.00 %} {(standing.Contender.Difference.Length > 0 ? $"({standing.Contender.Difference})" : "(unexplained)")}");
    }
}
