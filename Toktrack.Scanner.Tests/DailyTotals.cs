using System.Text.Json;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests;

/// <summary>
/// Totals by UTC day and model in the form of the expected files: input, output, 5-minute and 1-hour cache writes, cache
/// reads, reasoning, requests.
/// </summary>
internal static class DailyTotals
{
    public static SortedDictionary<string, long[]> Of(UsageSnapshot snapshot)
    {
        var totals = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var slot in snapshot.Slots)
        {
            var key = new DateTime(slot.Start, DateTimeKind.Utc).ToString("yyyy-MM-dd") + " " + snapshot.Names[slot.Model] + (slot.PriceClass.IsFast ? "-fast" : "");
            if (!totals.TryGetValue(key, out var cell)) totals.Add(key, cell = new long[7]);
            cell[0] += slot.Tokens.Input;
            cell[1] += slot.Tokens.Output;
            cell[2] += slot.Tokens.CacheWrite5m;
            cell[3] += slot.Tokens.CacheWrite1h;
            cell[4] += slot.Tokens.CacheRead;
            cell[5] += slot.Tokens.Reasoning;
            cell[6] += slot.Requests;
        }

        return totals;
    }

    public static SortedDictionary<string, long[]> Expected(string cli)
    {
        var totals = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("logs", "expected", cli + ".daily.utc.json")));
        foreach (var day in document.RootElement.EnumerateObject())
        {
            foreach (var model in day.Value.EnumerateObject())
            {
                totals.Add(day.Name + " " + model.Name, [.. model.Value.EnumerateArray().Select(n => n.GetInt64())]);
            }
        }

        return totals;
    }
}
