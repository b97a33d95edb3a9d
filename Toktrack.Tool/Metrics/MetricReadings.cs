using Toktrack.Scanner.Pipeline;

namespace Toktrack.Tool.Metrics;

/// <summary>Everything metrics are made of, after filters chose the series.</summary>
/// <param name="Series">Counters at their marks, in a fixed order.</param>
/// <param name="Unpriced">Tokens without a known price, in a fixed order.</param>
/// <param name="Held">Number of series shown above the ledger's present value.</param>
/// <param name="Diagnostics">What was skipped or repaired by all runs so far.</param>
/// <param name="Statistics">What this run read.</param>
/// <param name="LedgerBytes">Size of the ledger; 0 where there is none.</param>
/// <param name="IsSaved">The ledger holds everything this run found.</param>
/// <param name="Warnings">Number of warnings of this run.</param>
/// <param name="Time">When the run was, UTC.</param>
/// <param name="Version">This program's version.</param>
internal sealed record MetricReadings(
    IReadOnlyList<(SeriesKey Key, SeriesCounts Counts)> Series, IReadOnlyList<(SeriesKey Key, long Tokens)> Unpriced, int Held,
    IReadOnlyDictionary<DiagnosticKind, long> Diagnostics, ScanStatistics Statistics, long LedgerBytes, bool IsSaved, int Warnings, DateTime Time, string Version);
