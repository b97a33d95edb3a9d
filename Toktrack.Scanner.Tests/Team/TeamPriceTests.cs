using System.Text.Json;
using Npgsql;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Tests.History;
using Toktrack.Tool.Team;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>Sums of a database go only as far as prices allow: each model of the book, at lengths, times of day and dates where its price changes.</summary>
public sealed class TeamPriceTests : IDisposable
{
    private readonly TeamMachine _machine = new();
    private readonly string _url = PostgresServer.Shared.CreateDatabase();

    [PostgresFact]
    public void Run_EveryModelWherePricesChange_CostsWhatTheLedgerSays()
    {
        var book = PriceBook.Embedded();
        var random = new Random(3);
        var (windowed, early) = (0, 0);
        var lines = new List<string>();
        foreach (var model in book.Models())
        {
            var periods = book.Find(model)!.Price.Periods;
            windowed += periods.Any(p => p.Windows.Count > 0) ? 1 : 0;
            early += periods.Any(p => p.Standard.Tiers.Any(t => t.Above < 200_000)) ? 1 : 0;
            var starts = periods.Where(p => p.Start is not null).Select(p => p.Start!.Value.ToDateTime(TimeOnly.MinValue)).Append(new DateTime(2026, 2, 3)).ToList();
            var many = periods.Any(p => p.Windows.Count > 0 || p.Standard.Tiers.Count > 0);
            for (var i = 0; i < (many ? 60 : 2); i++)
            {
                var length = random.Next(2) == 0 ? PriceClass.Boundaries[random.Next(PriceClass.Boundaries.Length)] + random.Next(-200, 200) : random.Next(1_200_000);
                var time = starts[random.Next(starts.Count)].AddMinutes(random.Next(-1440, 1440));
                lines.Add(LogLines.Response($"m{lines.Count}", random.Next(1000), time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), "r" + lines.Count, model: model, input: Math.Max(0, length - 100)).Replace("\"s1\"", $"\"s{random.Next(9)}\""));
            }
        }

        (windowed, early).Should().Match<(int, int)>(n => n.Item1 > 0 && n.Item2 > 0, "else this shows nothing");
        _machine.Log("all", [.. lines]);
        _machine.Output("push", "--quiet", "--to", _url);
        string[] reports =
        [
            "models --json", "sessions --json", "yearly --json", "daily --json --breakdown --timezone UTC", "monthly --json --by model --timezone Asia/Kolkata", "monthly --csv --by model --timezone Europe/Berlin",
            "hourly --csv --by model --timezone America/New_York", "blocks --json", "models --json --by person",
        ];
        foreach (var report in reports[..^1]) _machine.Output([.. report.Split(' '), "--quiet", "--from", _url]).Should().Be(_machine.Output([.. report.Split(' '), "--quiet"]), report);
        JsonDocument.Parse(_machine.Output([.. reports[^1].Split(' '), "--quiet", "--from", _url])).RootElement.GetProperty("totals").GetProperty("totalCost").GetDecimal()
            .Should().Be(JsonDocument.Parse(_machine.Output("models", "--json", "--quiet")).RootElement.GetProperty("totals").GetProperty("totalCost").GetDecimal());
    }

    [PostgresFact]
    public void Run_SumsBeyond64Bits_Saturate()
    {
        _machine.Log("two", LogLines.Response("a", 1), LogLines.Response("b", 1, "2026-03-02T10:00:00.000Z"));
        _machine.Output("push", "--quiet", "--to", _url);
        using var connection = TeamDatabase.Open(DatabaseUrl.Parse(_url));
        using var grow = new NpgsqlCommand("UPDATE toktrack.hour SET cache_read = 9000000000000000000", connection);
        grow.ExecuteNonQuery();
        JsonDocument.Parse(_machine.Output("models", "--json", "--quiet", "--no-cost", "--from", _url)).RootElement.GetProperty("totals").GetProperty("cacheReadTokens").GetInt64().Should().Be(long.MaxValue);
    }

    public void Dispose() => _machine.Dispose();
}
