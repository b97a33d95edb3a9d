using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>
/// One line of a rollout, <c>{"timestamp", "type", "payload"}</c> in any order: everything that may matter is picked up, and
/// what it means is decided once the whole line is known.
/// </summary>
internal struct CodexRecord
{
    public long Time;
    public CodexRecordKind Kind;
    public TextRange Session;
    public TextRange Project;
    public TextRange Branch;
    public TextRange Model;
    public int BadCounts;
    public bool NamesOrigin;
    public bool CountsTokens;
    public bool AppliesSettings;
    public bool HasInfo;
    public bool HasTotal;
    public bool HasLast;
    public bool? IsFast;
    public CodexTokens Total;
    public CodexTokens Last;

    /// <summary>Walks the object the cursor has entered.</summary>
    public void Read<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        this = default;
        while (cursor.NextKey(out var key))
        {
            if (JsonString.Means(key, "timestamp"u8)) Time = cursor.ReadString(out var time) && Utf8Timestamp.TryParse(time, out var ticks) ? ticks : 0;
            else if (JsonString.Means(key, "type"u8)) Kind = cursor.ReadString(out var type) ? KindOf(type) : default;
            else if (JsonString.Means(key, "payload"u8)) ReadPayload(ref cursor);
            else cursor.SkipValue();
        }
    }

    private static CodexRecordKind KindOf(ReadOnlySpan<byte> type)
    {
        if (JsonString.Means(type, "event_msg"u8)) return CodexRecordKind.Event;
        if (JsonString.Means(type, "turn_context"u8)) return CodexRecordKind.TurnContext;
        return JsonString.Means(type, "session_meta"u8) ? CodexRecordKind.SessionMeta : CodexRecordKind.Other;
    }

    private void ReadPayload<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        // A payload that is stated twice replaces the first: nothing of that one may stay.
        var (time, kind) = (Time, Kind);
        this = default;
        (Time, Kind) = (time, kind);
        if (!cursor.EnterObject()) return;
        while (cursor.NextKey(out var key))
        {
            if (JsonString.Means(key, "type"u8))
            {
                var isText = cursor.ReadString(out var type);
                CountsTokens = isText && JsonString.Means(type, "token_count"u8);
                AppliesSettings = isText && JsonString.Means(type, "thread_settings_applied"u8);
            }
            else if (JsonString.Means(key, "info"u8)) ReadInfo(ref cursor);
            else if (JsonString.Means(key, "model"u8)) Model = TextRange.Read(ref cursor);
            else if (JsonString.Means(key, "id"u8)) Session = TextRange.Read(ref cursor);
            else if (JsonString.Means(key, "cwd"u8)) Project = TextRange.Read(ref cursor);
            else if (JsonString.Means(key, "forked_from_id"u8)) NamesOrigin = !TextRange.Read(ref cursor).IsEmpty;
            else if (JsonString.Means(key, "git"u8)) ReadGit(ref cursor);
            else if (JsonString.Means(key, "thread_settings"u8)) ReadSettings(ref cursor);
            else cursor.SkipValue();
        }
    }

    private void ReadInfo<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        BadCounts = 0;
        HasTotal = HasLast = false;
        HasInfo = cursor.EnterObject();
        if (!HasInfo) return;
        while (cursor.NextKey(out var key))
        {
            if (JsonString.Means(key, "total_token_usage"u8)) HasTotal = Total.Read(ref cursor, ref BadCounts);
            else if (JsonString.Means(key, "last_token_usage"u8)) HasLast = Last.Read(ref cursor, ref BadCounts);
            else cursor.SkipValue();
        }
    }

    private void ReadGit<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        Branch = default;
        if (!cursor.EnterObject()) return;
        while (cursor.NextKey(out var key))
        {
            if (JsonString.Means(key, "branch"u8)) Branch = TextRange.Read(ref cursor);
            else cursor.SkipValue();
        }
    }

    private void ReadSettings<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        IsFast = null;
        if (!cursor.EnterObject()) return;
        while (cursor.NextKey(out var key))
        {
            if (!JsonString.Means(key, "service_tier"u8)) cursor.SkipValue();
            else if (cursor.ReadString(out var tier))
            {
                if (JsonString.Means(tier, "priority"u8) || JsonString.Means(tier, "fast"u8)) IsFast = true;
                else if (JsonString.Means(tier, "default"u8) || JsonString.Means(tier, "standard"u8)) IsFast = false;
            }
        }
    }
}
