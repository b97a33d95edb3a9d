using System.Buffers.Binary;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>
/// How far a database has been read: the latest change and the highest row seen, and the message in that row by which
/// the next run knows that it is still the same database.
/// </summary>
/// <param name="Updated">Latest <c>time_updated</c> seen, UTC milliseconds.</param>
/// <param name="Row">Highest row number seen.</param>
/// <param name="Message">Hash of the id of the message in that row.</param>
internal readonly record struct OpenCodeState(long Updated, long Row, ulong Message)
{
    private const byte Version = 1;
    private const int Size = 25;

    /// <summary>
    /// How far before <see cref="Updated"/> the next run reads again, in milliseconds: a clock may be set back, and a row's
    /// time is older than its commit. Merging makes the repetition harmless.
    /// </summary>
    public const long Overlap = 24 * 3600 * 1000L;

    /// <summary>The packed form, for <see cref="Pipeline.FileCheckpoint.State"/>.</summary>
    public byte[] Pack()
    {
        var bytes = new byte[Size];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), Updated);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(9), Row);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(17), Message);
        return bytes;
    }

    /// <summary>Reads a packed state; false for none, or one of another version.</summary>
    public static bool TryUnpack(ReadOnlySpan<byte> bytes, out OpenCodeState state)
    {
        state = default;
        if (bytes.Length != Size || bytes[0] != Version) return false;
        state = new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[17..]));
        return true;
    }
}
