using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>What an object with a <c>message</c> says around it: a log line, or the echo of a sub-agent's line inside one.</summary>
internal sealed class ClaudeEnvelope
{
    /// <summary>The kinds of <c>type</c> that matter.</summary>
    public enum RecordType
    {
        /// <summary>No type, or null.</summary>
        None,

        /// <summary><c>assistant</c></summary>
        Assistant,

        /// <summary><c>progress</c></summary>
        Progress,

        /// <summary>Anything else.</summary>
        Other,
    }

    public ClaudeMessage Message { get; } = new();

    public RecordType Type { get; private set; }

    /// <summary>UTC ticks of <c>timestamp</c>; 0 where it is missing or no time.</summary>
    public long Time { get; private set; }

    /// <summary>Hash of <c>requestId</c>; 0 where there is none.</summary>
    public ulong Request { get; private set; }

    public int Session { get; private set; }

    public int Project { get; private set; }

    public int Branch { get; private set; }

    public bool IsSidechain { get; private set; }

    /// <summary><c>costUSD</c> in nano-dollars; 0 where there is none.</summary>
    public long ReportedCost { get; private set; }

    public void Clear()
    {
        Message.Clear();
        Type = RecordType.None;
        Time = 0;
        Request = 0;
        Session = 0;
        Project = 0;
        Branch = 0;
        IsSidechain = false;
        ReportedCost = 0;
    }

    /// <summary>Reads the value of <paramref name="key"/>; false, with nothing read, where the key is none of the envelope's.</summary>
    public bool Read<TBlock>(ReadOnlySpan<byte> key, ref StructuralCursor<TBlock> cursor, ClaudeNames names)
        where TBlock : struct, IBlock64<TBlock>
    {
        switch (key.Length)
        {
            case 3 when key.SequenceEqual("cwd"u8):
                Project = cursor.ReadString(out var cwd) ? names.Projects.Get(cwd) : 0;
                return true;
            case 4 when key.SequenceEqual("type"u8):
                Type = ReadType(ref cursor);
                return true;
            case 7 when key.SequenceEqual("message"u8):
                Message.Read(ref cursor, names);
                return true;
            case 7 when key.SequenceEqual("costUSD"u8):
                ReportedCost = cursor.ReadScalar(out var cost) && Utf8Number.TryNanoDollars(cost, out var nano) ? nano : 0;
                return true;
            case 9 when key.SequenceEqual("timestamp"u8):
                Time = cursor.ReadString(out var time) && Utf8Timestamp.TryParse(time, out var ticks) ? ticks : 0;
                return true;
            case 9 when key.SequenceEqual("requestId"u8):
                Request = cursor.ReadString(out var request) ? names.Hash(request) : 0;
                return true;
            case 9 when key.SequenceEqual("sessionId"u8):
                Session = cursor.ReadString(out var session) ? names.Sessions.Get(session) : 0;
                return true;
            case 9 when key.SequenceEqual("gitBranch"u8):
                Branch = cursor.ReadString(out var branch) ? names.Branches.Get(branch) : 0;
                return true;
            case 11 when key.SequenceEqual("isSidechain"u8):
                IsSidechain = cursor.ReadScalar(out var flag) && flag.SequenceEqual("true"u8);
                return true;
            default:
                return false;
        }
    }

    private static RecordType ReadType<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock>
    {
        if (cursor.ValueStart != '"')
        {
            return cursor.ReadScalar(out var raw) && raw.SequenceEqual("null"u8) ? RecordType.None : RecordType.Other;
        }

        if (!cursor.ReadString(out var type)) return RecordType.Other;
        return JsonString.Means(type, "assistant"u8) ? RecordType.Assistant
            : JsonString.Means(type, "progress"u8) ? RecordType.Progress
            : RecordType.Other;
    }
}
