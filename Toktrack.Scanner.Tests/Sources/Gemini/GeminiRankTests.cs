using Toktrack.Scanner.Sources.Gemini;

namespace Toktrack.Scanner.Tests.Sources.Gemini;

public sealed class GeminiRankTests
{
    public static IEnumerable<object[]> Times =>
        new[] { DateTime.MinValue, DateTime.UnixEpoch, new DateTime(2026, 4, 17), new DateTime(2109, 1, 1), new DateTime(2110, 1, 1), new DateTime(9999, 12, 30, 23, 59, 59), DateTime.MaxValue }
            .Select(time => new object[] { time });

    [Theory]
    [MemberData(nameof(Times))]
    public void InDocument_AnyTimeAndPlace_IsBelowEveryStream(DateTime updated)
    {
        foreach (var place in new[] { 0, 1, 1 << 19, 1 << 20, int.MaxValue })
        {
            GeminiRank.InDocument(updated.Ticks, place).Should().BeInRange(0, GeminiRank.InStream(0) - 1);
        }
    }

    [Theory]
    [MemberData(nameof(Times))]
    public void InDocument_LaterPlace_IsHigher(DateTime updated) =>
        GeminiRank.InDocument(updated.Ticks, 8).Should().BeGreaterThan(GeminiRank.InDocument(updated.Ticks, 7));

    [Fact]
    public void InDocument_LaterUpdate_IsHigher() =>
        GeminiRank.InDocument(new DateTime(2026, 4, 17, 10, 0, 1).Ticks, 0).Should().BeGreaterThan(GeminiRank.InDocument(new DateTime(2026, 4, 17, 10, 0, 0).Ticks, 1000));
}
