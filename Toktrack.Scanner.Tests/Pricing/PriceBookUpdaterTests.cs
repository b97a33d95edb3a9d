using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Tests.Pricing;

public sealed class PriceBookUpdaterTests : IDisposable
{
    private static readonly DateTime s_today = new(2026, 11, 22, 10, 30, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    private string Kept => _folder.Combine("home", "pricing.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task UpdateAsync_ChangedPrice_StartsTodayAndLeavesOlderDaysAlone()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", Table(("claude-opus-4-5", 6e-6m, 30e-6m)), "ETag: \"one\""));

        var result = await Updater(server.Url).UpdateAsync(s_today);

        result.Outcome.Should().Be(PriceUpdateOutcome.Updated, result.Message);
        result.Changes.Should().ContainSingle().Which.Should().Be(new PriceChange(
            "claude-opus-4-5", result.Changes[0].Before, new StatedRates { Input = 6, Output = 30 }));
        result.Changes[0].Before!.Value.Input.Should().Be(5);
        Cost("claude-opus-4-5", "2026-11-21T23:45", "i1000 o1000 h1000 s1").Should().Be(0.05m, "1000*5 + 1000*25 + 1000*10 and a search");
        Cost("claude-opus-4-5", "2026-11-22T00:00", "i1000 o1000 h1000 s1").Should().Be(0.058m, "1000*6 + 1000*30 + 1000*12 and a search");
        Cost("claude-opus-4-5-20251101", "2026-11-22", "i1000").Should().Be(0.006m);
        Cost("claude-opus-4-6", "2026-11-22", "i1000").Should().Be(0.005m);
    }

    [Fact]
    public async Task UpdateAsync_ThreeChanges_KeepsEachFromItsDay()
    {
        var price = 6e-6m;
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", Table(("gpt-5.5", price, 40e-6m))));
        await Updater(server.Url).UpdateAsync(s_today);
        price = 7e-6m;
        await Updater(server.Url).UpdateAsync(s_today.AddDays(1));
        await Updater(server.Url).UpdateAsync(s_today.AddDays(2));
        price = 6e-6m;
        var last = await Updater(server.Url).UpdateAsync(s_today.AddDays(3));

        last.Changes.Should().ContainSingle();
        string[] days = ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2027-01-01"];
        days.Select(d => Cost("gpt-5.5", d, "i100000")).Should().Equal(0.5m, 0.6m, 0.7m, 0.7m, 0.6m, 0.6m);
    }

    [Fact]
    public async Task UpdateAsync_ModelNotKnownBefore_PricesItsOlderDaysToo()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", Table(("gpt-9-nova", 2e-6m, 8e-6m))));
        Cost("gpt-9-nova", "2026-10-01", "i1000").Should().BeNull();

        await Updater(server.Url).UpdateAsync(s_today);

        Cost("gpt-9-nova", "2026-10-01", "i1000 o1000").Should().Be(0.01m);
        Cost("openai/GPT-9-nova", "2026-10-01", "i1000 o1000").Should().Be(0.01m);
    }

    [Fact]
    public async Task UpdateAsync_WhatTheTableAlwaysSaid_IsNoChange()
    {
        // The copy the book was made of has gpt-5.6-luna at 1 / 6; the book knows the price of a later day.
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", Table(("gpt-5.6-luna", 1e-6m, 6e-6m), ("claude-haiku-4-5", 1e-6m, 5e-6m))));

        var result = await Updater(server.Url).UpdateAsync(s_today);

        result.Changes.Should().BeEmpty();
        Cost("gpt-5.6-luna", "2026-12-01", "i100000").Should().Be(0.02m);
    }

    [SharedFact]
    public async Task UpdateAsync_TheTableTheBookWasMadeOf_ChangesNothing()
    {
        var table = File.ReadAllText(SharedData.Path("pricing", "litellm-2026-07-24.json"));
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", table));

        var result = await Updater(server.Url).UpdateAsync(s_today);

        result.Outcome.Should().Be(PriceUpdateOutcome.Updated, result.Message);
        result.Changes.Should().BeEmpty();
    }

    [Fact]
    public async Task UpdateAsync_SecondTime_SendsTheMarkAndTakes304()
    {
        using var server = new LoopbackServer(head => head.Contains("If-None-Match: \"one\"", StringComparison.Ordinal)
            ? LoopbackServer.Response("304 Not Modified", "")
            : LoopbackServer.Response("200 OK", Table(("gpt-5.5", 6e-6m, 40e-6m)), "ETag: \"one\""));
        await Updater(server.Url).UpdateAsync(s_today);

        var result = await Updater(server.Url).UpdateAsync(s_today.AddDays(9));

        result.Outcome.Should().Be(PriceUpdateOutcome.NotModified, result.Message);
        server.Requests.Should().HaveCount(2);
        var kept = PriceUpdates.Read(Kept, out var refused);
        refused.Should().BeNull();
        kept.Fetched.Should().Be(s_today.AddDays(9));
        Cost("gpt-5.5", "2026-11-22", "i100000").Should().Be(0.6m);
    }

    [Fact]
    public async Task UpdateAsync_OtherAddress_DoesNotSendTheMarkOfTheFirst()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", Table(("gpt-5.5", 6e-6m, 40e-6m)), "ETag: \"one\""));
        await Updater(server.Url).UpdateAsync(s_today);
        await Updater(server.Url + "?other").UpdateAsync(s_today);

        server.Requests[1].Should().NotContain("If-None-Match");
    }

    public static TheoryData<string, string> Failures => new()
    {
        { "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404" },
        { "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "500" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"claude-opus-4-5\":{\"input_cost_per_token\":1", "stay as they were" },
        { "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"claude-opus-4-5\":{\"input_cost_per_token\":1", "no price table" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n<html>404</html", "no price table" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", "no JSON object" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "0 models" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 500000000\r\n\r\n{", "larger than" },
        { "HTTP/1.1 302 Found\r\nLocation: http://localhost:1/elsewhere\r\nContent-Length: 0\r\n\r\n", "localhost" },
        { "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", "sends on to" },
        { "HTTP/1.1 302 Found\r\nLocation: /prices.json\r\nContent-Length: 0\r\n\r\n", "sends on to" },
        { "nonsense\r\n\r\n", "stay as they were" },
        { "", "stay as they were" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task UpdateAsync_BadAnswer_SaysWhyAndKeepsWhatIsThere(string answer, string said)
    {
        using (var good = new LoopbackServer(_ => LoopbackServer.Response("200 OK", Table(("gpt-5.5", 6e-6m, 40e-6m)))))
        {
            await Updater(good.Url).UpdateAsync(s_today);
        }

        var before = File.ReadAllBytes(Kept);
        using var server = new LoopbackServer(_ => Encoding.ASCII.GetBytes(answer));

        var result = await Updater(server.Url).UpdateAsync(s_today.AddDays(1));

        result.Outcome.Should().Be(PriceUpdateOutcome.Failed);
        result.Message.Should().Contain(said);
        File.ReadAllBytes(Kept).Should().Equal(before);
        Directory.GetFiles(_folder.Combine("home")).Should().Equal(Kept);
    }

    [Fact]
    public async Task UpdateAsync_RedirectOnTheSameHost_IsFollowed()
    {
        using var server = new LoopbackServer(head => head.StartsWith("GET /prices.json", StringComparison.Ordinal)
            ? LoopbackServer.Response("301 Moved", "", "Location: /new/prices.json")
            : LoopbackServer.Response("200 OK", Table(("gpt-5.5", 6e-6m, 40e-6m))));

        (await Updater(server.Url).UpdateAsync(s_today)).Outcome.Should().Be(PriceUpdateOutcome.Updated);
    }

    [Fact]
    public async Task UpdateAsync_NoAnswer_TimesOut()
    {
        using var server = new LoopbackServer(_ => null);
        var updater = new PriceBookUpdater { Url = server.Url, File = Kept, Timeout = TimeSpan.FromMilliseconds(300) };

        var result = await updater.UpdateAsync(s_today);

        result.Message.Should().Contain("did not answer within 0.3 s");
        File.Exists(Kept).Should().BeFalse();
    }

    [Fact]
    public async Task UpdateAsync_NobodyListens_SaysSo()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var result = await Updater($"http://127.0.0.1:{port}/").UpdateAsync(s_today);

        result.Outcome.Should().Be(PriceUpdateOutcome.Failed);
        result.Message.Should().Contain("could not be fetched");
    }

    [Theory]
    [InlineData("ftp://example.org/x")]
    [InlineData("prices.json")]
    [InlineData("")]
    public async Task UpdateAsync_NoHttpAddress_SaysSo(string url) =>
        (await Updater(url).UpdateAsync(s_today)).Message.Should().Contain("pricing.url");

    [Fact]
    public async Task UpdateAsync_ModelsWithPricesThatMakeNoSense_AreLeftOutAndNamed()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", Table(("gpt-5.5", -6e-6m, 40e-6m))));

        var result = await Updater(server.Url).UpdateAsync(s_today);

        result.Outcome.Should().Be(PriceUpdateOutcome.Updated, result.Message);
        result.Refused.Should().ContainSingle().Which.Should().StartWith("gpt-5.5");
        Cost("gpt-5.5", "2026-12-01", "i100000").Should().Be(0.5m);
    }

    [Fact]
    public async Task UpdateAsync_DamagedFile_IsPutAsideAndMadeAnew()
    {
        _folder.Write("home/pricing.json", "{\"version\":1,");
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", Table(("gpt-5.5", 6e-6m, 40e-6m))));

        var result = await Updater(server.Url).UpdateAsync(s_today);

        result.Outcome.Should().Be(PriceUpdateOutcome.Updated, result.Message);
        Cost("gpt-5.5", "2026-12-01", "i100000").Should().Be(0.6m);
        Directory.GetFiles(_folder.Combine("home"), "*damaged*").Should().ContainSingle();
    }

    // A table with the models asked for and enough others at their embedded price to be taken for one.
    private static string Table(params (string Name, decimal Input, decimal Output)[] models)
    {
        var others = Enumerable.Range(1, 30).Select(i => $"\"filler-{i}\":{{\"input_cost_per_token\":0,\"output_cost_per_token\":0}}")
            .Concat(new[] { "gpt-5", "gpt-5.1", "gpt-5-codex", "gpt-5.1-codex", "gpt-5.1-codex-max", "gpt-5.1-chat", "gpt-5-chat" }.Select(n => Model(n, 1.25e-6m, 10e-6m)))
            .Concat(new[] { "claude-opus-4-6", "claude-opus-4-7", "claude-opus-4-8", "claude-opus-5", "claude-opus-4-6-20260205", "claude-opus-4-7-20260416" }.Select(n => Model(n, 5e-6m, 25e-6m)))
            .Concat(new[] { "claude-3-5-sonnet", "claude-3-7-sonnet", "claude-3-sonnet", "claude-3-5-sonnet-20241022", "claude-sonnet-4", "claude-sonnet-4-0", "claude-sonnet-4-6" }.Select(n => Model(n, 3e-6m, 15e-6m)));
        return "{" + string.Join(',', models.Select(m => Model(m.Name, m.Input, m.Output)).Concat(others)) + "}";
    }

    private static string Model(string name, decimal input, decimal output) => string.Create(
        CultureInfo.InvariantCulture, $"\"{name}\":{{\"mode\":\"chat\",\"input_cost_per_token\":{input},\"output_cost_per_token\":{output},\"max_tokens\":8192}}");

    private PriceBookUpdater Updater(string url) => new() { Url = url, File = Kept, Timeout = TimeSpan.FromSeconds(10) };

    private decimal? Cost(string model, string time, string counts)
    {
        var book = PriceBook.Load(Kept);
        book.UpdatesRefused.Should().BeNull();
        var names = new NameTable();
        var cost = new CostCalculator(book).CostOf(PricedCases.Slot(time, counts, names.Intern(NameKind.Model, model)), names, CostMode.Auto);
        return cost.UnpricedTokens > 0 ? null : cost.Usd;
    }
}
