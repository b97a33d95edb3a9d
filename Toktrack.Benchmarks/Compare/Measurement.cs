namespace Toktrack.Benchmarks.Compare;

/// <summary>What one run cost.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">User and system time.</param>
/// <param name="PeakMegabytes">Largest resident memory, in MiB.</param>
internal readonly record struct Measurement(double Seconds, double CpuSeconds, double PeakMegabytes)
{
    /// <summary>The median of each figure.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> runs) => new(
        Median(runs.Select(run => run.Seconds)), Median(runs.Select(run => run.CpuSeconds)), Median(runs.Select(run => run.PeakMegabytes)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
