namespace Toktrack.Scanner.History;

/// <summary>Files that only the user can read, written so that a reader sees the old content or the new and nothing between.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a new file. One that exists, also as a link, is an error.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Mode;
        return new(path, options);
    }

    /// <summary>Creates an empty file unless something has the name already.</summary>
    public static void Ensure(string path)
    {
        if (File.Exists(path)) return;
        try
        {
            Create(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }

    /// <summary>
    /// Replaces <paramref name="path"/>: a temporary file beside it, then a rename. The caller holds a lock that keeps other
    /// writers out, so whatever carries the temporary name is left over from a run that was killed.
    /// </summary>
    public static void Replace(string path, ReadOnlySpan<byte> content, bool durable, Action<string>? fault)
    {
        var temporary = path + ".tmp";
        File.Delete(temporary);
        try
        {
            fault?.Invoke("summary-create");
            using (var stream = Create(temporary))
            {
                fault?.Invoke("summary-write");
                var half = content.Length / 2;
                stream.Write(content[..half]);
                stream.Flush();
                fault?.Invoke("summary-half");
                stream.Write(content[half..]);
                stream.Flush(durable);
            }

            fault?.Invoke("summary-rename");
            File.Move(temporary, path, overwrite: true);
            fault?.Invoke("summary-renamed");
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Deletes a file if that is possible.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is a leftover; the next run tries again.
        }
    }
}
