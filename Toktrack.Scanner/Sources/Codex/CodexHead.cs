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

    private static readonly SearchValues<byte> s_nameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_"u8);

    /// <summary>
    /// The length of the head of a line that cannot matter unless <see cref="NextMarker"/> finds something behind it; 0 for one
    /// that has to be walked.
    /// </summary>
    public static int Passable(ReadOnlySpan<byte> line)
    {
        if (line.Length < 96 || !line.StartsWith("{\"timestamp\":\""u8) || !line[38..].StartsWith("\",\"type\":\""u8)) return 0;
        if (line[TimeAt..38].ContainsAny((byte)'"', (byte)'\\')) return 0;
        var type = Name(line, TypeAt);
        if (type.IsEmpty || type.SequenceEqual("session_meta"u8) || type.SequenceEqual("turn_context"u8)) return 0;
        var at = TypeAt + type.Length;
        if (!line[at..].StartsWith("\",\"payload\":{"u8)) return 0;
        at += 13;
        if (!type.SequenceEqual("event_msg"u8)) return at;
        if (!line[at..].StartsWith("\"type\":\""u8)) return 0;
        at += 8;
        var kind = Name(line, at);
        return kind.IsEmpty || kind.SequenceEqual("token_count"u8) || kind.SequenceEqual("thread_settings_applied"u8) ? 0 : at + kind.Length;
    }

    /// <summary>The position of the next <c>"timestamp"</c> or <c>"token_count"</c> at or after <paramref name="from"/>; -1 where there is none.</summary>
    /// <param name="text">The bytes to search; at least 68 bytes behind their end must be readable.</param>
    /// <param name="from">Where to start.</param>
    public static int NextMarker<TBlock>(ReadOnlySpan<byte> text, int from)
        where TBlock : struct, IBlock64<TBlock>
    {
        Debug.Assert((uint)from <= (uint)text.Length, "search starts inside the text");
        ref var start = ref MemoryMarshal.GetReference(text);
        for (var at = from; at < text.Length; at += 64)
        {
            ref var here = ref Unsafe.Add(ref start, at);
            var hits = TBlock.Load(ref here).Equal((byte)'"') & TBlock.Load(ref Unsafe.Add(ref here, 1)).Equal((byte)'t') & TBlock.Load(ref Unsafe.Add(ref here, 4)).Equal((byte)'e');
            for (; hits != 0; hits &= hits - 1)
            {
                var hit = at + BitOperations.TrailingZeroCount(hits);
                if (hit < text.Length && IsMarker(text[hit..])) return hit;
            }
        }

        return -1;
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
