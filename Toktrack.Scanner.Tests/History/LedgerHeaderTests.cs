using System.Buffers.Binary;
using Toktrack.Scanner.History;

namespace Toktrack.Scanner.Tests.History;

public sealed class LedgerHeaderTests
{
    [Theory]
    [InlineData(4096, 4096)]
    [InlineData(8192, 8192)]
    [InlineData(16384, 16384)]
    [InlineData(1, 65536)]
    public void Read_LedgerOfAnyPageSize_IsCutOnlyWhereBytesAreMissing(int written, int pageSize)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "history.db");
        var bytes = new byte[9 * pageSize];
        "SQLite format 3\0"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(16), (ushort)written);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(28), 9);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(68), LedgerDatabase.ApplicationId);
        File.WriteAllBytes(path, bytes);
        LedgerHeader.Read(path).IsCut.Should().BeFalse();
        File.WriteAllBytes(path, bytes[..^1]);
        LedgerHeader.Read(path).IsCut.Should().BeTrue();
    }
}
