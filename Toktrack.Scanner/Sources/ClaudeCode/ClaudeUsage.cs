using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>The counts of one <c>usage</c> object, or of one of its <c>iterations</c>.</summary>
internal struct ClaudeUsage
{
    private TokenCounts _tokens;
    private long _cacheCreation;

    // A bit for each count by its number; a later key of the same name replaces count and bit.
    private uint _badCounts;

    /// <summary>Web searches.</summary>
    public int WebSearches { get; private set; }

    /// <summary><c>speed</c> is <c>fast</c>.</summary>
    public bool IsFast { get; private set; }

    /// <summary>A count is present and not a whole number of zero or more; it is taken as 0.</summary>
    public readonly bool HasBadCount => _badCounts != 0;

    /// <summary>The tokens: the split of cache writes by lifetime where there is one, else all of them as five minutes.</summary>
    public readonly TokenCounts Tokens
    {
        get
        {
            var tokens = _tokens;
            if (tokens.CacheWrite == 0) tokens.CacheWrite5m = _cacheCreation;
            return tokens;
        }
    }

    /// <summary>Sets one count.</summary>
    public void Set(ClaudeCount value, long count)
    {
        switch (value)
        {
            case ClaudeCount.Input: _tokens.Input = count; break;
            case ClaudeCount.Output: _tokens.Output = count; break;
            case ClaudeCount.CacheRead: _tokens.CacheRead = count; break;
            case ClaudeCount.CacheCreation: _cacheCreation = count; break;
            case ClaudeCount.CacheWrite5m: _tokens.CacheWrite5m = count; break;
            case ClaudeCount.CacheWrite1h: _tokens.CacheWrite1h = count; break;
            case ClaudeCount.WebSearches: WebSearches = Searches(count); break;
        }
    }

    /// <summary>Reads the value of <paramref name="key"/>; false, with nothing read, where the key is not one of counts.</summary>
    public bool Read<TBlock>(ReadOnlySpan<byte> key, ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        if (key.SequenceEqual("input_tokens"u8)) Count(ref cursor, ClaudeCount.Input, ref _tokens.Input);
        else if (key.SequenceEqual("output_tokens"u8)) Count(ref cursor, ClaudeCount.Output, ref _tokens.Output);
        else if (key.SequenceEqual("cache_read_input_tokens"u8)) Count(ref cursor, ClaudeCount.CacheRead, ref _tokens.CacheRead);
        else if (key.SequenceEqual("cache_creation_input_tokens"u8)) Count(ref cursor, ClaudeCount.CacheCreation, ref _cacheCreation);
        else if (key.SequenceEqual("cache_creation"u8)) ReadCacheCreation(ref cursor);
        else if (key.SequenceEqual("server_tool_use"u8)) ReadServerTools(ref cursor);
        else if (key.SequenceEqual("speed"u8)) IsFast = cursor.ReadString(out var speed) && JsonString.Means(speed, "fast"u8);
        else return false;
        return true;
    }

    private void ReadCacheCreation<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        _tokens.CacheWrite5m = 0;
        _tokens.CacheWrite1h = 0;
        _badCounts &= ~(Bit(ClaudeCount.CacheWrite5m) | Bit(ClaudeCount.CacheWrite1h));
        if (!cursor.EnterObject()) return;
        while (cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("ephemeral_5m_input_tokens"u8)) Count(ref cursor, ClaudeCount.CacheWrite5m, ref _tokens.CacheWrite5m);
            else if (key.SequenceEqual("ephemeral_1h_input_tokens"u8)) Count(ref cursor, ClaudeCount.CacheWrite1h, ref _tokens.CacheWrite1h);
            else cursor.SkipValue();
        }
    }

    private void ReadServerTools<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        WebSearches = 0;
        _badCounts &= ~Bit(ClaudeCount.WebSearches);
        if (!cursor.EnterObject()) return;
        while (cursor.NextKey(out var key))
        {
            if (!key.SequenceEqual("web_search_requests"u8))
            {
                cursor.SkipValue();
                continue;
            }

            var searches = 0L;
            Count(ref cursor, ClaudeCount.WebSearches, ref searches);
            WebSearches = Searches(searches);
        }
    }

    private static uint Bit(ClaudeCount value) => 1u << (int)value;

    private static int Searches(long count) => (int)Math.Min(count, int.MaxValue);

    private void Count<TBlock>(ref StructuralCursor<TBlock> cursor, ClaudeCount value, ref long count)
        where TBlock : struct, IBlock64<TBlock>
    {
        count = cursor.ReadCount(out var isCount);
        _badCounts = isCount ? _badCounts & ~Bit(value) : _badCounts | Bit(value);
    }
}
