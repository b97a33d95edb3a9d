using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Io;

/// <summary>What makes two paths the same file: device and inode, or the hash of the resolved path where there are none.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode)
{
    /// <summary>Both in one number; never 0.</summary>
    public ulong Hash => StableHash.Combine(Device, Inode);

    public static FileIdentity OfPath(string path)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        return new(0, StableHash.Of(System.Text.Encoding.UTF8.GetBytes(target)));
    }
}
