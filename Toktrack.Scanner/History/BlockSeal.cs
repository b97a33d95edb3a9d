using System.Buffers.Binary;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>
/// The checksum at the end of every block. It covers the table and the number of the block too, so that a block under
/// another's number is as damaged as one with a flipped bit.
/// </summary>
internal static class BlockSeal
{
    private const int Size = sizeof(ulong);

    public static ulong Of(BlockKind kind, long id, ReadOnlySpan<byte> payload) =>
        StableHash.Combine(StableHash.Of(payload), ((ulong)kind << 56) ^ (ulong)id);

    /// <summary>Appends the seal to a finished payload and returns it.</summary>
    public static ulong Close(BlockKind kind, long id, PackWriter payload)
    {
        var seal = Of(kind, id, payload.Written);
        payload.Fixed64(seal);
        return seal;
    }

    /// <summary>The payload of a stored block, and its seal.</summary>
    /// <exception cref="HistoryException">The block is damaged.</exception>
    public static ReadOnlySpan<byte> Open(BlockKind kind, long id, ReadOnlySpan<byte> block, out ulong seal)
    {
        seal = block.Length >= Size ? BinaryPrimitives.ReadUInt64LittleEndian(block[^Size..]) : 0;
        return TryOpen(kind, id, block, out var payload)
            ? payload
            : throw new HistoryException(HistoryProblem.Damaged, $"Block {id} of table {kind} does not match its checksum.");
    }

    /// <summary>The payload of a stored block; false where the block is damaged.</summary>
    public static bool TryOpen(BlockKind kind, long id, ReadOnlySpan<byte> block, out ReadOnlySpan<byte> payload)
    {
        payload = block.Length >= Size ? block[..^Size] : default;
        return block.Length >= Size && BinaryPrimitives.ReadUInt64LittleEndian(block[^Size..]) == Of(kind, id, payload);
    }
}
