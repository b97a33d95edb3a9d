// A log that grew is told from one that was also changed further up by a hash of what has been read of it. Hashing all of it
// would cost as much as reading it again, so a long prefix is sampled: its first and last 4 KiB, where a file that was
// replaced or shifted differs, and blocks between them at places that vary with its length.

using Microsoft.Win32.SafeHandles;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Io;

/// <summary>The hash of the part of a log that has been read.</summary>
internal static class PrefixHash
{
    /// <summary>Prefixes up to this length, in bytes, are hashed whole: no change in them goes unseen.</summary>
    public const int WholeBytes = 64 * 1024;

    /// <summary>Bytes of a longer prefix that are hashed at its start, and as many at its end.</summary>
    public const int EndBytes = 4096;

    /// <summary>Number of sampled blocks between them, one in each of as many equal sections.</summary>
    public const int Blocks = 6;

    /// <summary>Length of such a block.</summary>
    public const int BlockBytes = 1024;

    [ThreadStatic]
    private static byte[]? s_buffer;

    /// <summary>The hash of the first <paramref name="offset"/> bytes; never 0.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ulong Of(SafeFileHandle handle, long offset)
    {
        var buffer = s_buffer ??= new byte[WholeBytes];
        if (offset <= WholeBytes) return Of(handle, buffer.AsSpan(0, (int)offset), 0);
        var hash = StableHash.Combine((ulong)offset, Of(handle, buffer.AsSpan(0, EndBytes), 0));
        for (var block = 0; block < Blocks; block++)
        {
            hash = StableHash.Combine(hash, Of(handle, buffer.AsSpan(0, BlockBytes), PlaceOf(block, offset)));
        }

        return StableHash.Combine(hash, Of(handle, buffer.AsSpan(0, EndBytes), offset - EndBytes));
    }

    /// <summary>Where a sampled block of a prefix of <paramref name="offset"/> bytes (more than <see cref="WholeBytes"/>) lies.</summary>
    public static long PlaceOf(int block, long offset)
    {
        var section = (offset - (2 * EndBytes)) / Blocks;
        var within = StableHash.Combine((ulong)offset, (ulong)block) % (ulong)(section - BlockBytes);
        return EndBytes + (block * section) + (long)within;
    }

    private static ulong Of(SafeFileHandle handle, Span<byte> buffer, long offset)
    {
        var read = 0;
        while (read < buffer.Length)
        {
            var more = RandomAccess.Read(handle, buffer[read..], offset + read);
            if (more == 0) break; // cut meanwhile: a hash that nothing else has
            read += more;
        }

        return StableHash.Of(buffer[..read]);
    }
}
