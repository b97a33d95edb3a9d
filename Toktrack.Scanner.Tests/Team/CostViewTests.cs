using Npgsql;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Tool.Team.Push;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>The cost the database computes against the one of every report, slot by slot, over every model and price there is.</summary>
public sealed class CostViewTests
{
    [PostgresFact]
    public void PricedSlot_EveryModelTimeLengthAndTier_CostsWhatTheCalculatorSays()
    {
        var book = PriceBook.Embedded();
        var names = new NameTable();
        var random = new Random(5);
        string[] models = [.. book.Models(), "anthropic/claude-opus-4-5-20251101", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "no-such-model", ""];
        var records = new List<UsageRecord>();
        foreach (var model in models)
        {
            var match = book.Find(model);
            var moments = (match?.Price.Periods ?? []).SelectMany(p => Moments(p)).Append(new DateTime(2026, 3, 3, 1, 0, 0, DateTimeKind.Utc).Ticks).Distinct();
            foreach (var time in moments)
            {
                foreach (var fast in new[] { false, true })
                {
                    long length = random.Next(3) == 0 ? PriceClass.Boundaries[random.Next(PriceClass.Boundaries.Length)] + random.Next(2) : random.Next(2_000_000);
                    records.Add(Record(names, records.Count, model, time, fast, length, random));
                }
            }
        }

        using var connection = MergeRuleTests.Database();
        MergeRuleTests.Push(connection, names, records);
        new TeamPrices(book, own: false).Send(connection);

        var calculator = new CostCalculator(book);
        var unpriced = 0;
        using var command = new NpgsqlCommand(
            """
            SELECT s.starts, n.text, s.class, s.input, s.output, s.cache_write_5m, s.cache_write_1h, s.cache_read, s.reasoning, s.web_searches, s.reported_cost, s.calculated_usd, s.is_priced, u.cost_usd, u.unpriced_tokens
            FROM toktrack.priced_slot s JOIN toktrack.name n ON n.id = s.model
            JOIN toktrack.name e ON e.id = s.session JOIN toktrack.usage u ON u.session = e.text
            """, connection);
        using var reader = command.ExecuteReader();
        var rows = 0;
        for (; reader.Read(); rows++)
        {
            var slot = new UsageSlot
            {
                Start = reader.GetDateTime(0).Ticks,
                Model = names.Intern(NameKind.Model, reader.GetString(1)),
                PriceClass = new((byte)reader.GetInt16(2)),
                Requests = 1,
                WebSearches = (int)reader.GetInt64(9),
                ReportedCost = reader.GetInt64(10),
                Tokens = new()
                {
                    Input = reader.GetInt64(3),
                    Output = reader.GetInt64(4),
                    CacheWrite5m = reader.GetInt64(5),
                    CacheWrite1h = reader.GetInt64(6),
                    CacheRead = reader.GetInt64(7),
                    Reasoning = reader.GetInt64(8),
                },
            };
            var what = $"{reader.GetString(1)} {new DateTime(slot.Start):s} {slot.PriceClass.Value}";
            var calculated = calculator.CostOf(slot, names, CostMode.Calculate);
            reader.GetBoolean(12).Should().Be(calculated.UnpricedTokens == 0, what);
            if (reader.GetBoolean(12)) reader.GetDecimal(11).Should().Be(calculated.Usd, what);
            var auto = calculator.CostOf(slot, names, CostMode.Auto);
            reader.GetDecimal(13).Should().Be(auto.Usd, what);
            reader.GetInt64(14).Should().Be(auto.UnpricedTokens, what);
            if (auto.UnpricedTokens > 0) unpriced++;
        }

        rows.Should().Be(records.Count);
        unpriced.Should().BeGreaterThan(1);
    }

    // At the start and at every time of day that has a price of its own, the last quarter before it too.
    private static IEnumerable<long> Moments(PricePeriod period)
    {
        var day = (period.Start ?? new DateOnly(2024, 5, 5)).ToDateTime(TimeOnly.MinValue).Ticks;
        yield return day;
        if (period.Start is not null) yield return day - UsageSlot.Ticks;
        foreach (var (from, to, _) in period.Windows)
        {
            foreach (var minute in new[] { from, to })
            {
                yield return day + (minute * TimeSpan.TicksPerMinute);
                yield return day + TimeSpan.TicksPerDay + ((minute - 15) * TimeSpan.TicksPerMinute);
            }
        }
    }

    private static UsageRecord Record(NameTable names, int number, string model, long time, bool fast, long length, Random random) => new()
    {
        Source = SourceId.OpenCode,
        Group = (ulong)number + 1,
        Time = time + random.NextInt64(UsageSlot.Ticks),
        File = names.Intern(NameKind.File, "@m:/f"),
        Model = names.Intern(NameKind.Model, model),
        Session = names.Intern(NameKind.Session, "s" + number),
        WebSearches = random.Next(5) == 0 ? random.Next(9) : 0,
        ReportedCost = random.Next(9) == 0 ? random.NextInt64(10_000_000_000) : 0,
        Flags = fast ? RecordFlags.Fast : 0,
        Tokens = new()
        {
            Input = length / 3,
            CacheRead = length / 2,
            CacheWrite5m = (length - (length / 3) - (length / 2)) / 2,
            CacheWrite1h = length - (length / 3) - (length / 2) - ((length - (length / 3) - (length / 2)) / 2),
            Output = random.Next(100_000) + 1000,
            Reasoning = random.Next(1000),
        },
    };
}
