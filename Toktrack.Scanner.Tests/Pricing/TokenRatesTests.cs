using System.Numerics;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Tests.Pricing;

/// <summary>Short sums and long ones give the same dollars as arithmetic without limits.</summary>
public sealed class TokenRatesTests
{
    [Fact]
    public void CostOf_CountsAndRatesOfAnyMagnitude_IsTheExactSum()
    {
        var random = new Random(3);
        for (var round = 0; round < 50_000; round++)
        {
            // Together up to 90 bits: on both sides of what 64 hold.
            var bits = random.Next(1, 50);
            long Count() => random.NextInt64(0, 1L << bits);
            long Rate() => random.NextInt64(0, 1L << Math.Max(1, Math.Min(40, 62 - bits + random.Next(-3, 30))));
            var rates = new TokenRates { Input = Rate(), Output = Rate(), Reasoning = Rate(), CacheWrite5m = Rate(), CacheWrite1h = Rate(), CacheRead = Rate(), WebSearch = Rate() };
            var tokens = new TokenCounts { Input = Count(), Output = Count(), CacheWrite5m = Count(), CacheWrite1h = Count(), CacheRead = Count(), Reasoning = Count() };
            var searches = random.Next(100);
            var reasoning = Math.Min(tokens.Reasoning, tokens.Output);
            var sum = ((BigInteger)tokens.Input * rates.Input) + ((BigInteger)(tokens.Output - reasoning) * rates.Output) + ((BigInteger)reasoning * rates.Reasoning) +
                ((BigInteger)tokens.CacheWrite5m * rates.CacheWrite5m) + ((BigInteger)tokens.CacheWrite1h * rates.CacheWrite1h) +
                ((BigInteger)tokens.CacheRead * rates.CacheRead) + ((BigInteger)searches * rates.WebSearch);
            rates.CostOf(tokens, searches).Should().Be((decimal)sum / 1_000_000_000_000_000m);
        }
    }
}
