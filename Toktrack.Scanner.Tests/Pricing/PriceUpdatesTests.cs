using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Tests.Pricing;

public sealed class PriceUpdatesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"version\":2,\"prices\":{}}")]
    [InlineData("{\"version\":\"1\",\"prices\":{}}")]
    [InlineData("{\"version\":99999999999,\"prices\":{}}")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":1,\"prices\":[]}")]
    [InlineData("{\"version\":1,\"fetched\":5,\"prices\":{}}")]
    [InlineData("{\"version\":1,\"fetched\":\"yesterday\",\"prices\":{}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":\"u - i1 o1\"}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[5]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[null]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i-1 o1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - iNaN o1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i1e9 o1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i100001 o1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i99999999999999999999999999999999999 o1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - o1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u -\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"c - i1 o1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"uu - i1 o1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u 2026-13-40 i1 o1\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i1 o1 >123 i5\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i1 o1 >\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i1 o1 >99999999999999999999 i5\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i1 o1 ~\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i1 o1 ~0010-9999\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i1 o1 z5\"]}}")]
    [InlineData("{\"version\":1,\"prices\":{\"m\":[\"u - i1 o1 *-2\"]}}")]
    public void Read_DamagedOrHostileFile_IsRefusedWithAReasonAndTheBookUsed(string text)
    {
        var file = _folder.Write("pricing.json", text);

        var book = PriceBook.Load(file);

        book.UpdatesRefused.Should().StartWith(file + " is not used: ").And.Contain("toktrack pricing update");
        book.Find("claude-opus-4-5")!.Price.Periods.Should().ContainSingle();
        book.Find("m").Should().BeNull();
        File.ReadAllText(file).Should().Be(text, "a file that is not understood is not touched");
    }

    [Fact]
    public void Read_EveryCutOfAGoodFile_IsRefusedOrTheWhole()
    {
        var updates = new PriceUpdates { Url = "https://example.org/x", Fetched = new DateTime(2026, 11, 22, 1, 2, 3, DateTimeKind.Utc), ETag = "\"a\"" };
        updates.Add("gpt-5-5", PriceLine.Parse("u 2026-11-22 i6 o40 >200000 i12 o60 ! i12 o80 ~0030-1630 i1 o1"));
        var file = _folder.Combine("pricing.json");
        updates.Write(file);
        var bytes = File.ReadAllBytes(file);

        PriceUpdates.Read(file, out var refused).Models.Should().Equal("gpt-5-5");
        refused.Should().BeNull();
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(file, bytes[..length]);
            PriceUpdates.Read(file, out refused).Models.Should().BeEmpty();
            refused.Should().NotBeNull();
        }
    }

    [Fact]
    public void Read_HugeFile_IsRefusedUnread()
    {
        var file = _folder.Combine("pricing.json");
        using (var stream = File.Create(file)) stream.SetLength(500L << 20);

        PriceUpdates.Read(file, out var refused);

        refused.Should().Contain("524288000 bytes");
    }

    [Fact]
    public void Read_FolderInItsPlace_IsRefused()
    {
        Directory.CreateDirectory(_folder.Combine("pricing.json"));

        PriceUpdates.Read(_folder.Combine("pricing.json"), out var refused);

        refused.Should().Contain("it is a folder");
    }
}
