namespace Toktrack.Tool.Metrics;

/// <summary>Files that appear whole or not at all, whenever somebody reads them and whenever the machine stops.</summary>
internal static class WholeFile
{
    /// <summary>
    /// Replaces <paramref name="path"/>: a temporary file in the same folder, written through to the disk, then a rename. Its name
    /// ends in <c>.tmp</c>, so that a collector of <c>*.prom</c> never reads it.
    /// </summary>
    /// <exception cref="IOException">The folder is not there, the disk is full, or the path is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a folder.");
        var temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():n}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                // The process's umask may have taken away what another user's collector needs.
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(stream.SafeFileHandle, mode);
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to tell.
        }
    }
}
