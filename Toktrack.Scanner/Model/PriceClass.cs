namespace Toktrack.Scanner.Model;

/// <summary>
/// What a response's price depends on beside its model and time, so that sums of responses of one class can be
/// priced exactly: how long the prompt was (vendors price the whole request by it), the fast tier, and whether the
/// log reports a cost of its own.
/// </summary>
public readonly record struct PriceClass
{
    /// <summary>One more than the highest <see cref="PromptBucket"/> that a stored value can hold.</summary>
    internal const int BucketRoom = 16;

    private const int FastBit = 0x40;
    private const int ReportedBit = 0x80;

    /// <summary>
    /// The prompt lengths (in tokens) that the vendors' tiers start above. A price tier at any other length can only be
    /// applied from single records.
    /// </summary>
    public static ReadOnlySpan<long> Boundaries => [32_000, 64_000, 128_000, 200_000, 256_000, 272_000, 512_000, 1_000_000];

    /// <summary>The class as stored in the ledger.</summary>
    public byte Value { get; }

    /// <summary>Restores a class from its stored value.</summary>
    public PriceClass(byte value) => Value = value;

    /// <summary>The class of a response with a prompt of <paramref name="promptTokens"/> tokens.</summary>
    public static PriceClass Of(long promptTokens, bool fast, bool reported)
    {
        var bucket = 0;
        foreach (var boundary in Boundaries)
        {
            if (promptTokens <= boundary) break;
            bucket++;
        }

        return new((byte)(bucket | (fast ? FastBit : 0) | (reported ? ReportedBit : 0)));
    }

    /// <summary>How many of <see cref="Boundaries"/> the prompt exceeds, 0 to 8.</summary>
    public int PromptBucket => Value & (BucketRoom - 1);

    /// <summary>Billed at the fast or priority tier.</summary>
    public bool IsFast => (Value & FastBit) != 0;

    /// <summary>The log reports a cost above zero for each response of this class.</summary>
    public bool IsReported => (Value & ReportedBit) != 0;

    /// <summary>True when every prompt of this class is longer than <paramref name="tokens"/>, which must be one of <see cref="Boundaries"/>.</summary>
    public bool PromptExceeds(long tokens)
    {
        var bucket = Boundaries.IndexOf(tokens);
        ArgumentOutOfRangeException.ThrowIfNegative(bucket, nameof(tokens));
        return PromptBucket > bucket;
    }
}
