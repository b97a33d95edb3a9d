using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Toktrack.Benchmarks.Suites;

/// <summary>Megabytes (10^6) a second of an <see cref="ISpeedSuite"/>.</summary>
internal sealed class SpeedColumn : IColumn
{
    public string Id => "MBs";

    public string ColumnName => "MB/s";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Megabytes (10^6 bytes) read in a second";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } statistics) return "?";
        var suite = (ISpeedSuite)Activator.CreateInstance(benchmarkCase.Descriptor.Type)!;
        return (suite.BytesOf(benchmarkCase.Parameters) / (statistics.Mean / 1e9) / 1e6).ToString("N0");
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
