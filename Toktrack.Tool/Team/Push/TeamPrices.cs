using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Tool.Team.Push;

/// <summary>
/// Prices for the database: what the price book answers for each model it has usage of, with tiers, times of day and the fast
/// tier spelled out, so that one join prices a slot. Names are resolved here; the database matches none.
/// </summary>
/// <param name="book">The book.</param>
/// <param name="own">Send the prices of the configuration too. They stay until the next push that does.</param>
internal sealed class TeamPrices(PriceBook book, bool own)
{
    private const int MinutesOfDay = 1440;

    // Later than any book: only own prices replace own prices.
    private static readonly DateOnly s_own = new(9999, 12, 31);

    /// <summary>Sends what the database lacks.</summary>
    public void Send(NpgsqlConnection connection)
    {
        var models = new List<string>();
        using (var ask = new NpgsqlCommand("SELECT * FROM toktrack.models_to_price($1)", connection) { Parameters = { Date(own ? DateOnly.MaxValue : book.Date) } })
        using (var reader = ask.ExecuteReader())
        {
            while (reader.Read()) models.Add(reader.GetString(0));
        }

        var matches = models.Select(m => (Model: m, Match: book.Find(m))).ToLookup(m => own && m.Match is { } found && found.Rule.Contains("configuration", StringComparison.Ordinal));
        Put(connection, book.Date, [.. matches[false]]);
        Put(connection, s_own, [.. matches[true]]);
    }

    private void Put(NpgsqlConnection connection, DateOnly date, IReadOnlyList<(string Model, PriceMatch? Match)> models)
    {
        if (models.Count == 0) return;
        using var put = new NpgsqlCommand("SELECT toktrack.put_prices($1, $2, $3)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = book.Title }, Date(date), new NpgsqlParameter<string> { TypedValue = Sheet(models) } },
        };
        put.ExecuteNonQuery();
    }

    private static NpgsqlParameter<DateOnly> Date(DateOnly date) => new() { TypedValue = date, NpgsqlDbType = NpgsqlDbType.Date };

    private static string Sheet(IReadOnlyList<(string Model, PriceMatch? Match)> models)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var (model, match) in models)
        {
            json.WriteStartObject(model);
            if (match is null) json.WriteNull("as");
            else json.WriteString("as", match.Price.Name);
            json.WriteStartArray("rows");
            foreach (var row in match is null ? [] : RowsOf(match.Price)) Write(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, in PriceRow row)
    {
        json.WriteStartArray();
        json.WriteBooleanValue(row.Fast);
        json.WriteStringValue(Instant(row.Starts) ?? "-infinity");
        json.WriteStringValue(Instant(row.Ends) ?? "infinity");
        json.WriteNumberValue(row.FromMinute);
        json.WriteNumberValue(row.ToMinute);
        json.WriteNumberValue(row.FromLength);
        json.WriteNumberValue(row.ToLength);
        foreach (var rate in new[] { row.Rates.Input, row.Rates.Output, row.Rates.Reasoning, row.Rates.CacheWrite5m, row.Rates.CacheWrite1h, row.Rates.CacheRead }) json.WriteNumberValue(TokenRates.UsdPerMillion(rate));
        json.WriteNumberValue(row.Rates.WebSearch / 1_000_000_000_000_000m);
        json.WriteEndArray();
    }

    private static string? Instant(DateOnly? day) => day?.ToString("yyyy-MM-dd' 00:00Z'", CultureInfo.InvariantCulture);

    /// <summary>Every price of a model, none twice: whatever the time, tier and prompt, at most one row fits.</summary>
    internal static IEnumerable<PriceRow> RowsOf(ModelPrice price)
    {
        for (var i = 0; i < price.Periods.Count; i++)
        {
            var period = price.Periods[i];
            var ends = i + 1 < price.Periods.Count ? price.Periods[i + 1].Start : null;
            int[] cuts = [.. period.Windows.SelectMany(w => new[] { w.FromMinute, w.ToMinute }).Append(0).Where(m => m < MinutesOfDay).Distinct().Order(), MinutesOfDay];
            foreach (var fast in new[] { false, true })
            {
                for (var from = 0; from < cuts.Length - 1;)
                {
                    var card = period.For(cuts[from] * TimeSpan.TicksPerMinute, fast);
                    var to = from + 1;
                    while (to < cuts.Length - 1 && ReferenceEquals(card, period.For(cuts[to] * TimeSpan.TicksPerMinute, fast))) to++;
                    if (card is not null)
                    {
                        foreach (var (first, last, rates) in LengthsOf(card)) yield return new(fast, period.Start, ends, cuts[from], cuts[to], first, last, rates);
                    }

                    from = to;
                }
            }
        }
    }

    private static IEnumerable<(int First, int Last, TokenRates Rates)> LengthsOf(RateCard card)
    {
        for (var first = 0; first <= PriceClass.Boundaries.Length;)
        {
            var rates = card.For(new((byte)first), out var above);
            var last = first;
            while (last < PriceClass.Boundaries.Length)
            {
                card.For(new((byte)(last + 1)), out var next);
                if (next != above) break;
                last++;
            }

            yield return (first, last, rates);
            first = last + 1;
        }
    }

    /// <summary>A price and all it depends on.</summary>
    internal readonly record struct PriceRow(bool Fast, DateOnly? Starts, DateOnly? Ends, int FromMinute, int ToMinute, int FromLength, int ToLength, TokenRates Rates);
}
