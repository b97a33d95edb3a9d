using System.Globalization;
using Toktrack.Tool.Rendering;

namespace Toktrack.Scanner.Tests.Tool;

/// <summary>Numbers are written digit by digit; the framework's formatting is the oracle.</summary>
public sealed class NumberTextTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void Full_OfAnyNumber_IsAsTheFrameworkGroupsIt()
    {
        var random = new Random(1);
        long[] edges = [0, 1, -1, 999, 1000, -999, -1000, 999_999, 1_000_000, long.MaxValue, long.MinValue];
        foreach (var number in edges.Concat(Enumerable.Range(0, Rounds).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64))))
        {
            NumberText.Full(number).Should().Be(number.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Usd_OfAnyAmount_IsAsTheFrameworkRoundsIt()
    {
        var random = new Random(2);
        decimal[] edges = [0, 0.005m, 0.995m, 0.9949999m, 9.995m, 999.995m, 1000m, 1e15m, 1e15m + 0.01m, -0.004m, -1.005m, -1234.5m, decimal.MaxValue];
        foreach (var usd in edges.Concat(Enumerable.Range(0, Rounds).Select(_ => new decimal(random.Next(), random.Next() >> random.Next(31), 0, false, (byte)random.Next(2, 16)))))
        {
            NumberText.Usd(usd).Should().Be(usd is > 0 and < 0.005m ? "<$0.01" : usd.ToString("$#,##0.00", CultureInfo.InvariantCulture));
        }
    }
}
