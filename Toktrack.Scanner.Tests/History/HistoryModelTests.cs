namespace Toktrack.Scanner.Tests.History;

public sealed class HistoryModelTests
{
    /// <summary>More of these are played by <c>Toktrack.Benchmarks -- faults</c>.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1001)]
    [InlineData(2001)]
    [InlineData(3001)]
    public void Run_RandomHistories_EqualOneScanOverEveryLineEverSeen(int first)
    {
        for (var seed = first; seed < first + 40; seed++) HistoryModel.Play(seed);
    }
}
