using System.Buffers.Binary;
using System.Text;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>
/// All that the records of a rollout say of those behind them. Packed into <see cref="Pipeline.FileCheckpoint.State"/>, so that
/// the rest of a grown file is read exactly as if it had been read whole.
/// </summary>
internal struct CodexState
{
    private const byte Version = 1;
    private const int FixedBytes = 2 + (7 * sizeof(long));

    public int Session;
    public int Project;
    public int Branch;
    public int Model;

    /// <summary>The last total; <see cref="HasTotal"/> tells whether there was one.</summary>
    public CodexTokens Total;

    /// <summary>Time of the first record, UTC ticks; 0 before it.</summary>
    public long FirstTime;

    public bool HasTotal;
    public bool IsForked;
    public bool IsFast;

    /// <summary>The packed form: a version, flags, counts, and four texts with their lengths.</summary>
    public readonly byte[] Pack(NameTable names)
    {
        Span<int> ids = [Session, Project, Branch, Model];
        var texts = new byte[ids.Length][];
        var size = FixedBytes;
        for (var i = 0; i < ids.Length; i++)
        {
            texts[i] = Encoding.UTF8.GetBytes(names[ids[i]]);
            size += sizeof(int) + texts[i].Length;
        }

        var packed = new byte[size];
        packed[0] = Version;
        packed[1] = (byte)((HasTotal ? 1 : 0) | (IsForked ? 2 : 0) | (IsFast ? 4 : 0));
        Span<long> counts = [FirstTime, Total.Input, Total.Cached, Total.CacheWrite, Total.Output, Total.Reasoning, Total.Total];
        var at = 2;
        foreach (var count in counts)
        {
            BinaryPrimitives.WriteInt64LittleEndian(packed.AsSpan(at), count);
            at += sizeof(long);
        }

        foreach (var text in texts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(at), text.Length);
            text.CopyTo(packed, at + sizeof(int));
            at += sizeof(int) + text.Length;
        }

        return packed;
    }

    /// <summary>Restores a packed state; false for one of another version or a damaged one.</summary>
    public static bool TryUnpack(ReadOnlySpan<byte> packed, NameTable names, out CodexState state)
    {
        state = default;
        if (packed.Length < FixedBytes || packed[0] != Version) return false;
        var restored = new CodexState
        {
            HasTotal = (packed[1] & 1) != 0,
            IsForked = (packed[1] & 2) != 0,
            IsFast = (packed[1] & 4) != 0,
            FirstTime = Count(packed, 0),
            Total = new()
            {
                Input = Count(packed, 1),
                Cached = Count(packed, 2),
                CacheWrite = Count(packed, 3),
                Output = Count(packed, 4),
                Reasoning = Count(packed, 5),
                Total = Count(packed, 6),
            },
        };
        var rest = packed[FixedBytes..];
        if (!TryName(ref rest, names, NameKind.Session, out restored.Session) || !TryName(ref rest, names, NameKind.Project, out restored.Project) ||
            !TryName(ref rest, names, NameKind.Branch, out restored.Branch) || !TryName(ref rest, names, NameKind.Model, out restored.Model))
        {
            return false;
        }

        state = restored;
        return true;
    }

    private static long Count(ReadOnlySpan<byte> packed, int index) => BinaryPrimitives.ReadInt64LittleEndian(packed[(2 + (index * sizeof(long)))..]);

    private static bool TryName(ref ReadOnlySpan<byte> rest, NameTable names, NameKind kind, out int name)
    {
        name = 0;
        if (rest.Length < sizeof(int)) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        if (length < 0 || length > rest.Length - sizeof(int)) return false;
        name = names.Intern(kind, rest.Slice(sizeof(int), length));
        rest = rest[(sizeof(int) + length)..];
        return true;
    }
}
