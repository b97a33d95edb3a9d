using System.Numerics;
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
    public int BadTotals;
    public int BadLasts;
    public readonly int BadCounts => BitOperations.PopCount((uint)BadTotals) + BitOperations.PopCount((uint)BadLasts);
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
            switch (CodexKeys.Of(key))
            {
                case CodexKey.Timestamp:
                    Time = cursor.ReadString(out var time) && Utf8Timestamp.TryParse(time, out var ticks) ? ticks : 0;
                    break;
                case CodexKey.Type:
                    Kind = cursor.ReadString(out var type) ? KindOf(type) : default;
                    break;
                case CodexKey.Payload:
                    ReadPayload(ref cursor);
                    break;
                default:
                    cursor.SkipValue();
                    break;
            }
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
            switch (CodexKeys.Of(key))
            {
                case CodexKey.Type:
                    var isText = cursor.ReadString(out var type);
                    CountsTokens = isText && JsonString.Means(type, "token_count"u8);
                    AppliesSettings = isText && JsonString.Means(type, "thread_settings_applied"u8);
                    break;
                case CodexKey.Info:
                    ReadInfo(ref cursor);
                    break;
                case CodexKey.Model:
                    Model = TextRange.Read(ref cursor);
                    break;
                case CodexKey.Id:
                    Session = TextRange.Read(ref cursor);
                    break;
                case CodexKey.Cwd:
                    Project = TextRange.Read(ref cursor);
                    break;
                case CodexKey.ForkedFromId:
                    NamesOrigin = !TextRange.Read(ref cursor).IsEmpty;
                    break;
                case CodexKey.Git:
                    ReadGit(ref cursor);
                    break;
                case CodexKey.ThreadSettings:
                    ReadSettings(ref cursor);
                    break;
                default:
                    cursor.SkipValue();
                    break;
            }
        }
    }

    private void ReadInfo<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        BadTotals = BadLasts = 0;
        HasTotal = HasLast = false;
        HasInfo = cursor.EnterObject();
        if (!HasInfo) return;
        while (cursor.NextKey(out var key))
        {
            switch (CodexKeys.Of(key))
            {
                case CodexKey.TotalTokenUsage:
                    HasTotal = Total.Read(ref cursor, out BadTotals);
                    break;
                case CodexKey.LastTokenUsage:
                    HasLast = Last.Read(ref cursor, out BadLasts);
                    break;
                default:
                    cursor.SkipValue();
                    break;
            }
        }
    }

    private void ReadGit<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        Branch = default;
        if (!cursor.EnterObject()) return;
        while (cursor.NextKey(out var key))
        {
            if (CodexKeys.Of(key) == CodexKey.Branch) Branch = TextRange.Read(ref cursor);
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
            if (CodexKeys.Of(key) != CodexKey.ServiceTier) cursor.SkipValue();
            else if (!cursor.ReadString(out var tier)) IsFast = null;
            else if (JsonString.Means(tier, "priority"u8) || JsonString.Means(tier, "fast"u8)) IsFast = true;
            else IsFast = JsonString.Means(tier, "default"u8) || JsonString.Means(tier, "standard"u8) ? false : null;
        }
    }
}
