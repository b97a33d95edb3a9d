using System.Buffers.Binary;

namespace Toktrack.Scanner.History;

/// <summary>What the first hundred bytes of a SQLite file say, read without opening it as a database.</summary>
/// <param name="Version">The ledger's version; 0 where the file is none of ours.</param>
/// <param name="IsCut">True when the file is shorter than it says and no write-ahead log or journal can explain that.</param>
internal readonly record struct LedgerHeader(int Version, bool IsCut)
{
    public const string CutFinding = "The file is shorter than its header says.";

    public static LedgerHeader Read(string path)
    {
        Span<byte> header = stackalloc byte[100];
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (RandomAccess.Read(handle, header, 0) < header.Length || !header.StartsWith("SQLite format 3\0"u8)) return default;
        if (BinaryPrimitives.ReadInt32BigEndian(header[68..]) != LedgerDatabase.ApplicationId) return default;
        var pages = BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
        // The file's own page size, which need not be the one new ledgers get; SQLite writes 65,536 as 1.
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is var size && size == 1 ? 65536 : size;
        var isCut = !LedgerDatabase.HasCompanion(path) && RandomAccess.GetLength(handle) < (long)pages * pageSize;
        return new(BinaryPrimitives.ReadInt32BigEndian(header[60..]), isCut);
    }
}
