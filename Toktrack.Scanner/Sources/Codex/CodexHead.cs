// 92 % of a rollout's bytes say nothing of usage, and its writer has always begun a line in one way:
//
//   {"timestamp":"2026-04-11T16:08:16.092Z","type":"response_item","payload":{"type":"message",…
//   0             14                      38       48
//
// Such a head decides. A line that begins in any other way is walked whole; so is one in which, further on, a key
// "timestamp" or a value "token_count" stands (in a string their quotes would be escaped): a second record may be glued to
// the first, or a key stated twice.

using System.Buffers;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>Tells the lines of a rollout that cannot matter by their heads.</summary>
internal static class CodexHead
{
    private const int TimeAt = 14;
    private const int TypeAt = 48;
    private const int LongestName = 64;

    /// <summary>Shorter lines are walked: whether the bytes behind a line are at hand must not matter.</summary>
    public const int ShortestLine = 96;

    private static readonly SearchValues<byte> s_nameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_"u8);

    /// <summary>
    /// The length of the head of a line that cannot matter unless something stands behind it (see <see cref="PassOver"/>); 0 for a line
    /// that has to be walked. <paramref name="text"/> begins with the line and may go on with others.
    /// </summary>
    public static int Passable(ReadOnlySpan<byte> text)
    {
        if (text.Length < ShortestLine || !text.StartsWith("{\"timestamp\":\""u8) || !text[38..].StartsWith("\",\"type\":\""u8)) return 0;
        if (text[TimeAt..38].ContainsAny((byte)'"', (byte)'\\', (byte)'\n')) return 0;
        var type = Name(text, TypeAt);
        if (type.IsEmpty || type.SequenceEqual("session_meta"u8) || type.SequenceEqual("turn_context"u8)) return 0;
        var at = TypeAt + type.Length;
        if (!text[at..].StartsWith("\",\"payload\":{"u8)) return 0;
        at += 13;
        if (!type.SequenceEqual("event_msg"u8)) return at;
        if (!text[at..].StartsWith("\"type\":\""u8)) return 0;
        at += 8;
        var kind = Name(text, at);
        return kind.IsEmpty || kind.SequenceEqual("token_count"u8) || kind.SequenceEqual("thread_settings_applied"u8) ? 0 : at + kind.Length;
    }

    /// <summary>
    /// The position of the next line feed at or after <paramref name="from"/>, unless a <c>"timestamp"</c> or <c>"token_count"</c>
    /// stands before it; -1 then, and where there is no line feed.
    /// </summary>
    /// <param name="text">The bytes to search; at least 68 bytes behind their end must be readable.</param>
    /// <param name="from">Where to start.</param>
    public static int PassOver<TBlock>(ReadOnlySpan<byte> text, int from)
        where TBlock : struct, IBlock64<TBlock>
    {
        Debug.Assert((uint)from <= (uint)text.Length, "search starts inside the text");
        ref var start = ref MemoryMarshal.GetReference(text);
        for (var at = from; (at = Skip<TBlock>(ref start, at, text.Length, (byte)'\n', (byte)'"', (byte)'t', (byte)'o', 6, (byte)'e')) < text.Length; at += 64)
        {
            ref var here = ref Unsafe.Add(ref start, at);
            var block = TBlock.Load(ref here);
            var feeds = block.Equal((byte)'\n');
            var hits = block.Equal((byte)'"') & TBlock.Load(ref Unsafe.Add(ref here, 1)).Equal((byte)'t') & TBlock.Load(ref Unsafe.Add(ref here, 4)).Equal((byte)'e');
            var feed = feeds == 0 ? int.MaxValue : at + BitOperations.TrailingZeroCount(feeds);
            for (; hits != 0; hits &= hits - 1)
            {
                var hit = at + BitOperations.TrailingZeroCount(hits);
                if (hit < feed && hit < text.Length && IsMarker(text[hit..])) return -1;
            }

            if (feed < text.Length) return feed;
        }

        return -1;
    }

    // The first of 64 positions among which a line ends or a marker may begin: a quote, t, one of i k m o, and e in the fifth
    // place, as "timestamp and "token_count have it. Not inlined: as constants, the filled blocks would be loaded anew in each round.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Skip<TBlock>(ref byte start, int at, int length, byte feed, byte quote, byte second, byte third, byte ignored, byte fifth)
        where TBlock : struct, IBlock64<TBlock>
    {
        var (feeds, quotes, seconds) = (TBlock.Fill(feed), TBlock.Fill(quote), TBlock.Fill(second).Successors());
        var (thirds, eithers, fifths) = (TBlock.Fill((byte)(third | ignored)).Successors().Successors(), TBlock.Fill(ignored).Successors().Successors(), TBlock.Fill(fifth));
        for (; at < length; at += 64)
        {
            ref var here = ref Unsafe.Add(ref start, at);
            var block = TBlock.Load(ref here);
            var successors = block.Successors();
            var marker = block.Differ(quotes).Or(TBlock.Load(ref Unsafe.Add(ref here, 4)).Differ(fifths)).Or(successors.Differ(seconds))
                .Or(successors.Successors().Or(eithers).Differ(thirds));
            if (marker.Least(block.Differ(feeds)).Zeros() != 0) return at;
        }

        return length;
    }

    private static bool IsMarker(ReadOnlySpan<byte> text) => text.StartsWith("\"timestamp\""u8) || text.StartsWith("\"token_count\""u8);

    // A name of small letters and underscores, up to its closing quote; empty for any other.
    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> line, int at)
    {
        var rest = line[at..Math.Min(line.Length, at + LongestName)];
        var length = rest.IndexOfAnyExcept(s_nameBytes);
        return length > 0 && rest[length] == '"' ? rest[..length] : default;
    }
}
