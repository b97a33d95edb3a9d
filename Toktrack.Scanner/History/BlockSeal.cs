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
        if (block.Length >= Size)
        {
            var payload = block[..^Size];
            seal = BinaryPrimitives.ReadUInt64LittleEndian(block[^Size..]);
            if (seal == Of(kind, id, payload)) return payload;
        }

        throw new HistoryException(HistoryProblem.Damaged, $"Block {id} of table {kind} does not match its checksum.");
    }
}
