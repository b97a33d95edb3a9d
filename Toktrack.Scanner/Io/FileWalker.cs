using System.IO.Enumeration;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Io;

/// <summary>
/// Finds files by the ending of their names, below any number of folders. Links are followed, but every folder and file is
/// visited once, whatever leads to it (by device and inode); names with a leading dot count like others. What cannot be read
/// is a diagnostic. One walker is used by one thread.
/// </summary>
public sealed class FileWalker(ScanDiagnostics diagnostics)
{
    private readonly HashSet<FileIdentity> _seen = [];

    /// <summary>Visits the regular files below <paramref name="root"/> whose names end in one of <paramref name="suffixes"/> (ASCII). A root that does not exist has none.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="suffixes">The endings.</param>
    /// <param name="visit">Takes each file.</param>
    /// <param name="recursive">False for the files of the root itself only.</param>
    public void Walk(string root, IReadOnlyList<string> suffixes, Action<WalkedFile> visit, bool recursive = true)
    {
        if (LinuxWalk.IsSupported)
        {
            new LinuxWalk(_seen, diagnostics, suffixes, visit, recursive).Run(root);
            return;
        }

        WalkPortably(Path.GetFullPath(root), suffixes, visit, recursive);
    }

    // Elsewhere the framework's enumerator does it; identity is the resolved path.
    private void WalkPortably(string root, IReadOnlyList<string> suffixes, Action<WalkedFile> visit, bool recursive)
    {
        var folders = new Stack<string>([root]);
        var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false };
        while (folders.TryPop(out var folder))
        {
            if (!Directory.Exists(folder) || !_seen.Add(FileIdentity.OfPath(folder))) continue;
            try
            {
                var entries = new FileSystemEnumerable<(string Path, bool IsFolder, long Length, long LastWrite)>(
                    folder, (ref FileSystemEntry e) => (e.ToFullPath(), e.IsDirectory, e.IsDirectory ? 0 : e.Length, e.LastWriteTimeUtc.UtcTicks), options);
                foreach (var (path, isFolder, length, lastWrite) in entries)
                {
                    var wanted = suffixes.Any(s => path.EndsWith(s, StringComparison.Ordinal));
                    if (isFolder && recursive) folders.Push(path);
                    if (isFolder && recursive && wanted) diagnostics.Report(DiagnosticKind.NotAFile, path, -1, "A folder has the name of a log; it was searched like any folder.");
                    if (!isFolder && wanted && _seen.Add(FileIdentity.OfPath(path))) visit(new(path, length, lastWrite));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                diagnostics.Report(DiagnosticKind.UnreadableFile, folder, -1, $"{e.Message} The folder was skipped.");
            }
        }
    }
}
