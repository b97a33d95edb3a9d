using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>A <c>total_token_usage</c> or <c>last_token_usage</c> as the log states it.</summary>
internal record struct CodexTokens
{
    /// <summary>The whole prompt, cache included.</summary>
    public long Input;

    /// <summary>Part of <see cref="Input"/>.</summary>
    public long Cached;

    /// <summary>Part of <see cref="Input"/>; not stated before version 0.144.</summary>
    public long CacheWrite;

    /// <summary>Reasoning included.</summary>
    public long Output;

    /// <summary>Part of <see cref="Output"/>.</summary>
    public long Reasoning;

    /// <summary>As stated, not as it should be.</summary>
    public long Total;

    /// <summary>The same by toktrack's kinds.</summary>
    public readonly TokenCounts Counts => new()
    {
        Input = Math.Max(0, Math.Max(0, Input - Cached) - CacheWrite),
        CacheRead = Cached,
        CacheWrite5m = CacheWrite,
        Output = Output,
        Reasoning = Reasoning,
    };

    /// <summary>A stable hash of all counts.</summary>
    public readonly ulong Hash
    {
        get
        {
            var prompt = StableHash.Combine(StableHash.Combine((ulong)Input, (ulong)Cached), (ulong)CacheWrite);
            var output = StableHash.Combine(StableHash.Combine((ulong)Output, (ulong)Reasoning), (ulong)Total);
            return StableHash.Combine(prompt, output);
        }
    }

    /// <summary>What was used since <paramref name="earlier"/>: the growth, or all of it where the counter was reset meanwhile.</summary>
    public readonly CodexTokens Since(in CodexTokens earlier)
    {
        if (Input < earlier.Input || Cached < earlier.Cached || CacheWrite < earlier.CacheWrite || Output < earlier.Output || Reasoning < earlier.Reasoning) return this;
        return new()
        {
            Input = Input - earlier.Input,
            Cached = Cached - earlier.Cached,
            CacheWrite = CacheWrite - earlier.CacheWrite,
            Output = Output - earlier.Output,
            Reasoning = Reasoning - earlier.Reasoning,
            Total = Math.Max(0, Total - earlier.Total),
        };
    }

    /// <summary>Reads the object the cursor stands before; false where there is none.</summary>
    /// <param name="cursor">Stands before the value.</param>
    /// <param name="bad">One bit for each count that is present and no count; it is 0.</param>
    public bool Read<TBlock>(ref StructuralCursor<TBlock> cursor, out int bad)
        where TBlock : struct, IBlock64<TBlock>
    {
        this = default;
        bad = 0;
        if (!cursor.EnterObject()) return false;
        while (cursor.NextKey(out var key))
        {
            switch (CodexKeys.Of(key))
            {
                case CodexKey.InputTokens:
                    Input = Count(ref cursor, 1, ref bad);
                    break;
                case CodexKey.CachedInputTokens:
                    Cached = Count(ref cursor, 2, ref bad);
                    break;
                case CodexKey.CacheWriteInputTokens:
                    CacheWrite = Count(ref cursor, 4, ref bad);
                    break;
                case CodexKey.OutputTokens:
                    Output = Count(ref cursor, 8, ref bad);
                    break;
                case CodexKey.ReasoningOutputTokens:
                    Reasoning = Count(ref cursor, 16, ref bad);
                    break;
                case CodexKey.TotalTokens:
                    Total = Count(ref cursor, 32, ref bad);
                    break;
                default:
                    cursor.SkipValue();
                    break;
            }
        }

        return true;
    }

    // A count that is stated twice is the later one: nothing of the first may stay.
    private static long Count<TBlock>(ref StructuralCursor<TBlock> cursor, int bit, ref int bad)
        where TBlock : struct, IBlock64<TBlock>
    {
        var isCount = cursor.ReadScalar(out var raw) & Utf8Number.TryCount(raw, out var count);
        bad = isCount ? bad & ~bit : bad | bit;
        return count;
    }
}
