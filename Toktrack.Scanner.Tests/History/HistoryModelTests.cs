namespace Toktrack.Scanner.Tests.History;

public sealed class HistoryModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1001)]
    [InlineData(2001)]
    [InlineData(3001)]
    [InlineData(4001)]
    public void Run_RandomHistories_EqualOneScanOverEveryLineEverSeen(int first)
    {
        for (var seed = first; seed < first + Amount.Of(10, 1000); seed++) HistoryModel.Play(seed);
    }
}
