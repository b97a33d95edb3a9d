using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Io;

/// <summary>Reads a file that is one document, which its writer may be replacing.</summary>
internal static class DocumentBytes
{
    /// <summary>
    /// The whole of <paramref name="path"/>, as long as it is; null (and a diagnostic) where that is more than
    /// <see cref="ScanOptions.MaxLineBytes"/>.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static byte[]? Read(string path, ReaderContext context)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var limit = context.Options.MaxLineBytes;
        var length = RandomAccess.GetLength(handle);
        var bytes = new byte[Math.Min(length, limit) + 1];
        var read = 0;
        while (true)
        {
            var count = RandomAccess.Read(handle, bytes.AsSpan(read), read);
            if (count == 0) break;
            read += count;
            if (read > limit)
            {
                context.Diagnostics.Report(DiagnosticKind.OverlongLine, path, 0, $"The document is longer than {limit} bytes; it was skipped.");
                return null;
            }

            if (read == bytes.Length) Array.Resize(ref bytes, (int)Math.Min((long)bytes.Length * 2, (long)limit + 1));
        }

        Array.Resize(ref bytes, read);
        return bytes;
    }
}
