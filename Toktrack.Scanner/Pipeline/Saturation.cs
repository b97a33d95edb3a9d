using System.Globalization;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>Tells when counts are so large that a sum of them can no longer be held.</summary>
internal static class Saturation
{
    /// <summary>
    /// Reports once when the sum of all tokens, or of all reported costs, of <paramref name="snapshot"/> has reached the largest number: then so has any total
    /// that a report may show of it. The largest slot is named, for its log states what no model can have used.
    /// </summary>
    public static void Report(UsageSnapshot snapshot, ScanDiagnostics diagnostics)
    {
        var sum = default(TokenCounts);
        var (cost, most, largest) = (0L, -1L, default(UsageSlot));
        foreach (var slot in snapshot.Slots)
        {
            sum.Add(slot.Tokens);
            cost += Math.Min(slot.ReportedCost, long.MaxValue - cost);
            var total = slot.Tokens.Total;
            if (total <= most) continue;
            most = total;
            largest = slot;
        }

        if (sum.Total < long.MaxValue && sum.Reasoning < long.MaxValue && cost < long.MaxValue) return;
        diagnostics.Report(DiagnosticKind.Saturated, "", -1, string.Create(
            CultureInfo.InvariantCulture,
            $"A sum reached the largest number, {long.MaxValue}, and stays there: a log states more tokens or a higher cost than there can be. Most stand at {new DateTime(largest.Start):yyyy-MM-dd HH:mm} UTC, model {snapshot.Names[largest.Model]}, session {snapshot.Names[largest.Session]}."));
    }
}
