namespace Toktrack.Tool.Demo;

/// <summary>A small fast generator (SplitMix64) whose sequence is fixed for ever, unlike that of <see cref="Random"/>.</summary>
/// <param name="seed">The start of the sequence.</param>
internal struct CorpusRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator of its own for item <paramref name="index"/> of a corpus, independent of all others.</summary>
    public static CorpusRandom For(ulong seed, long index)
    {
        var random = new CorpusRandom(seed ^ 0x6A09E667F3BCC908UL);
        return new CorpusRandom(random.Next() + (ulong)index * 0xD1342543DE82EF95UL);
    }

    /// <summary>Any 64 bits.</summary>
    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number from <paramref name="low"/> up to and including <paramref name="high"/>.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>A number in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with probability <paramref name="probability"/>.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>How often something of the mean <paramref name="rate"/> happens this time: its whole part, and one more by chance.</summary>
    public int Times(double rate) => (int)rate + (Chance(rate - (int)rate) ? 1 : 0);

    /// <summary>A geometric count of at least 1 with the mean <paramref name="mean"/>.</summary>
    public int Geometric(double mean) => mean <= 1 ? 1 : 1 + (int)(Math.Log(1 - Unit()) / Math.Log(1 - 1 / mean));

    /// <summary>An index into <paramref name="weights"/>, each with the probability of its weight.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = Unit() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

    /// <summary>One of <paramref name="items"/>.</summary>
    public T Pick<T>(T[] items) => items[Below(items.Length)];
}
